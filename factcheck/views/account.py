"""What somebody sets for themselves; sign-in and passwords are allauth's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from factcheck.access import MemberRequest, member_view
from factcheck.accounts.models import Preferences
from factcheck.actions import set_preferences
from factcheck.choices import Step
from factcheck.forms.preferences import PreferencesForm
from factcheck.responses import page
from factcheck.unsaved import all_left


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def preferences(request: MemberRequest) -> HttpResponse:
    """One's own keys and steps; ``reset`` takes up what everybody begins with."""
    form = PreferencesForm.of(request.user.preferences)
    if "reset" in request.POST:
        fresh = Preferences()
        set_preferences(single_keys=fresh.single_keys, step=Step(fresh.step), keys={}, by=request.user)
        messages.success(request, "Your preferences are as they were at first.")
        return redirect("preferences")
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            set_preferences(single_keys=data["single_keys"], step=Step(data["step"]), keys=form.keys(), by=request.user)
            messages.success(request, "Your preferences are saved.")
            return redirect("preferences")
    status = 422 if form.errors else 200
    context = {"form": form, "left": all_left(request.user)}
    return page(request, "factcheck/account/preferences.html", context, status=status)
