"""People in Django's admin. An administrator invites, deactivates, gives roles and starts a password reset."""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from factcheck.accounts.forms import InvitationForm, PersonForm
from factcheck.accounts.invitations import give_address, send_link
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.accounts.roles import ADMINISTRATORS, roles_of

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:  # generic for the type checker only
    AnyAdmin = admin.ModelAdmin

admin.site.unregister(Group)
admin.site.unregister(EmailAddress)


def is_administrator(request: HttpRequest) -> bool:
    """Whether an administrator asks; the admin site itself lets nobody else in."""
    return isinstance(request.user, User) and ADMINISTRATORS in roles_of(request.user)


def site_of(request: HttpRequest) -> str:
    """Scheme and host of this request, for links in e-mails."""
    return f"{request.scheme}://{request.get_host()}"


class AdministratorsOnly(AnyAdmin):
    """What holds for all of the admin: administrators look, nobody deletes, no filter reads what is hidden."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nothing but the filters on the page.

        Django allows any column and relation: ``?password__startswith=`` would read a hash letter by letter,
        and ``?verdicts__isnull=`` tell who has answered.
        """
        return lookup.partition("__")[0] in self.list_filter and super().lookup_allowed(lookup, value, request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class PersonAdmin(AdministratorsOnly):
    """No password is read or set here, nobody is made a superuser, and an e-mail never changes."""

    list_display = ("name", "email", "role_names", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("name", "email")
    actions = ("send_password_links",)
    readonly_fields = ("email", "last_login", "date_joined")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Everybody but the built-in account, which nobody manages."""
        return super().get_queryset(request).exclude(email=SYSTEM_EMAIL).prefetch_related("groups")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        """An invitation for somebody new, the narrow form for somebody there."""
        return PersonForm if change else InvitationForm

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return ("email", "name", "groups")
        return ("name", "email", "is_active", "groups", "last_login", "date_joined")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return () if obj is None else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new person starts without a password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Send the invitation when roles are stored too."""
        super().save_related(request, form, formsets, change)
        if not change:
            give_address(form.instance)
            send_link(form.instance, site=site_of(request), invited=True)
            messages.success(request, f"An invitation is on its way to {form.instance.email}.")

    @admin.display(description="roles")
    def role_names(self, person: User) -> str:
        return ", ".join(sorted(group.name for group in person.groups.all())) or "none"

    @admin.action(description="Send a link to set a new password, to the person alone")
    def send_password_links(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """E-mail each active person a single-use link. The administrator never sees it."""
        for person in queryset.filter(is_active=True):
            send_link(person, site=site_of(request), invited=False)
            self.log_change(request, person, "Sent a password link.")
            messages.success(request, f"A link is on its way to {person.email}.")
        for person in queryset.filter(is_active=False):
            messages.warning(request, f"{person} is deactivated; no link was sent.")
