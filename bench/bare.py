"""The floor of ``bench.saving``: the desk with one more address, whose view inserts one row and says so."""

import uuid

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from factcheck.urls import urlpatterns as of_the_desk


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row of a table without history; nobody is signed in for it."""
    Session.objects.create(session_key=uuid.uuid4().hex, session_data="", expire_date=timezone.now())
    return HttpResponse("saved")


urlpatterns = [path("bare/", insert), *of_the_desk]
