"""What somebody was told of, and what they have read of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from factcheck.access import MemberRequest, member_view
from factcheck.actions import read_notices
from factcheck.errors import Invalid
from factcheck.forms.notices import ReadForm
from factcheck.notices import items, notices_for
from factcheck.responses import page


@require_safe
@member_view
def index(request: MemberRequest) -> HttpResponse:
    """One's own notices, the newest first. Looking at them marks none as read: a GET writes nothing."""
    shown = Paginator(notices_for(request.user), 50).get_page(request.GET.get("page"))
    told = items(request.user, shown.object_list)
    context = {"page": shown, "items": told, "unread_here": [item for item in told if item.unread]}
    return page(request, "factcheck/notices/index.html", context)


@require_POST
@member_view
def read(request: MemberRequest) -> HttpResponse:
    """Mark notices as read that stood on the page; back to the list, or to what the first of them is about."""
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise Invalid("Say which notices you have read. Open the page again.")
    notices = form.cleaned_data["notices"]
    number = read_notices(by=request.user, notices=notices)
    first = notices_for(request.user).filter(pk=notices[0]).first() if form.cleaned_data["open"] else None
    if first and (about := first.claim or first.article):
        return redirect(about)
    messages.success(request, "Marked as read." if number else "There was nothing unread.")
    return redirect("notices:index")
