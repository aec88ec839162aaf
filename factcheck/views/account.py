"""What somebody sets for themselves; sign-in and passwords are allauth's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from factcheck.access import MemberRequest, member_view
from factcheck.accounts.models import Preferences
from factcheck.actions import set_preferences
from factcheck.choices import Mail, Step
from factcheck.forms.preferences import PreferencesForm
from factcheck.responses import page
from factcheck.unsaved import all_left


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def preferences(request: MemberRequest) -> HttpResponse:
    """One's own keys, steps and e-mail; ``reset`` takes up what everybody begins with."""
    form = PreferencesForm.of(request.user.preferences)
    if "reset" in request.POST:
        fresh = Preferences()
        step, mail = Step(fresh.step), Mail(fresh.mail)
        set_preferences(single_keys=fresh.single_keys, step=step, mail=mail, keys={}, by=request.user)
        messages.success(request, "Your preferences are as they were at first.")
        return redirect("preferences")
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            set_preferences(**form.given(), by=request.user)
            messages.success(request, "Your preferences are saved.")
            return redirect("preferences")
    status = 422 if form.errors else 200
    context = {"form": form, "left": all_left(request.user)}
    return page(request, "factcheck/account/preferences.html", context, status=status)
