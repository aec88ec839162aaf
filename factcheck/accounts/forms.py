"""The narrow forms through which administrators manage people."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import Group

from factcheck.accounts.models import User
from factcheck.accounts.roles import ADMINISTRATORS, ROLES

if TYPE_CHECKING:
    UserForm = forms.ModelForm[User]
    GroupsField = forms.ModelMultipleChoiceField[Group]
else:  # generic for the type checker only
    UserForm = forms.ModelForm
    GroupsField = forms.ModelMultipleChoiceField


class RolesField(GroupsField):
    """Check boxes for the three roles."""

    def __init__(self) -> None:
        super().__init__(
            Group.objects.filter(name__in=ROLES), required=False, widget=forms.CheckboxSelectMultiple, label="Roles"
        )


class InvitationForm(UserForm):
    """Name and e-mail of somebody new. There is no password to set: they get a link."""

    groups = RolesField()

    class Meta:
        model = User
        fields = ("email", "name", "groups")

    def clean_email(self) -> str:
        """Compare without regard to case, as the database does."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Somebody has this e-mail already.")
        return email


class PersonForm(UserForm):
    """What an administrator may change about somebody: name, roles, and whether they may sign in."""

    groups = RolesField()

    class Meta:
        model = User
        fields = ("name", "is_active", "groups")

    def clean(self) -> dict[str, Any] | None:
        """Keep at least one administrator who can sign in."""
        cleaned = super().clean()
        still = self.cleaned_data.get("is_active") and any(
            group.name == ADMINISTRATORS for group in self.cleaned_data.get("groups", ())
        )
        others = User.objects.filter(is_active=True, groups__name=ADMINISTRATORS).exclude(pk=self.instance.pk)
        was = self.instance.groups.filter(name=ADMINISTRATORS).exists()
        if was and not still and not others.exists():
            raise forms.ValidationError("This is the last administrator. Make somebody else one first.")
        return cleaned
