"""The floors of ``bench.saving``: the desk with two more addresses, whose views insert one row and say so."""

import uuid

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from factcheck.access import MemberRequest, member_view
from factcheck.urls import urlpatterns as of_the_desk


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row of a table without history; nobody is signed in for it."""
    Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=timezone.now())
    return HttpResponse("saved")


@member_view
def insert_as_member(request: MemberRequest) -> HttpResponse:
    """The same by somebody who is signed in, has a role, and sends the token that a form has."""
    Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=timezone.now())
    return HttpResponse("saved")


urlpatterns = [path("bare/", insert), path("bare/member/", insert_as_member), *of_the_desk]
