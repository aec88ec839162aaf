from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from factcheck.access import MemberRequest, member_view
from factcheck.rules import is_administrator, is_editor, is_fact_checker


@require_safe
@member_view
def home(request: MemberRequest) -> HttpResponse:
    """Where each role's day begins: the queue, the desk, or the people."""
    if is_fact_checker(request.user):
        return redirect("queue:index")
    if is_editor(request.user):
        return redirect("desk:index")
    return redirect("admin:index" if is_administrator(request.user) else "articles:index")
