"""Invitations and password links. Both are one thing: a single-use link that goes to the person alone."""

from collections.abc import Collection

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from factcheck.accounts.models import User


@transaction.atomic
def create_person(*, email: str, name: str, roles: Collection[str]) -> User:
    """Store a person with these roles and no password; raises ValueError if the e-mail is taken."""
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise ValueError(f"{email} has an account already.")
    person = User.objects.create_user(email, name)
    give_address(person)
    person.groups.set(Group.objects.filter(name__in=roles))
    return person


def give_address(person: User) -> None:
    """Let the person sign in by their e-mail. It is verified by arriving: the link goes nowhere else. Idempotent."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def link_path(person: User) -> str:
    """The path of a link that sets a password, once: a used link, or one older than the time-out, is void."""
    key = default_token_generator.make_token(person)
    uid = user_pk_to_url_str(person)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})


def send_link(person: User, *, site: str, invited: bool) -> None:
    """E-mail the person a link to set their password. ``site`` is the scheme and host, without a slash."""
    kind = "invitation" if invited else "password_link"
    context = {"person": person, "link": site + link_path(person), "days": settings.PASSWORD_RESET_TIMEOUT // 86400}
    subject = "Your invitation to the fact-checking desk" if invited else "Set a new password for the desk"
    send_mail(subject, render_to_string(f"account/email/{kind}.txt", context), None, [person.email])
