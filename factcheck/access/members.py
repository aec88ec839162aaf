"""Who is let in at all."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from factcheck.accounts.models import User
from factcheck.errors import NotAllowed
from factcheck.responses import standing_on
from factcheck.rules import is_editor, is_member

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request by somebody who is signed in and has a role."""

    user: User


def member_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let members in; send strangers to sign in, and answer 403 to an account without a role."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # Themselves, in place of what finds out at each look who they are.
        request.user = get_user(request)
        if not request.user.is_authenticated:
            return redirect_to_login(standing_on(request))
        if not is_member(request.user):
            raise NotAllowed("Your account has no role at this desk yet; an administrator can give you one.")
        return view(cast(MemberRequest, request), *args, **kwargs)

    return guarded


def editor_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """As ``member_view``, for pages only editors may open."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_editor(request.user):
            raise NotAllowed("The desk is for editors.")
        return view(request, *args, **kwargs)

    return member_view(guarded)
