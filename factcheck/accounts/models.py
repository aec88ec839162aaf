"""People. They sign in by e-mail, have roles, and are deactivated, never deleted."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from factcheck.accounts.roles import ADMINISTRATORS, roles_of
from factcheck.choices import Mail, Step
from factcheck.keys import Keyboard

#: The built-in account that imports articles when nobody is named. It is inactive: nobody signs in as it.
SYSTEM_EMAIL = "system@desk.invalid"


class UserManager(BaseUserManager["User"]):
    """Creates people; without a password they can sign in only after following a link sent to them."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """Store a person and return them. The e-mail is compared without regard to case."""
        user = self.model(email=email.strip().lower(), name=name.strip(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def system(self) -> "User":
        """The built-in system account, made by a migration."""
        return self.get(email=SYSTEM_EMAIL)


class User(AbstractBaseUser, PermissionsMixin):
    """A person at the desk."""

    #: Stored in lower case.
    email = models.EmailField("e-mail", max_length=254, unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(
        "active", default=True, help_text="People who leave are deactivated, never deleted: their work keeps its name."
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="Somebody has this e-mail already."
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets this person in: administrators only."""
        return ADMINISTRATORS in roles_of(self)

    @property
    def preferences(self) -> "Preferences":
        """Those they saved, or what everybody begins with, unsaved. No query for whoever signed in."""
        stored: Preferences | None = getattr(self, "stored_preferences", None)
        return stored or Preferences(person=self)


class Preferences(models.Model):
    """How one person likes to work. It is no judged material: it has no history and no events."""

    person = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="stored_preferences")
    #: Whether a single character does anything at all.
    single_keys = models.BooleanField(default=True)
    steps = Step.choices
    #: Act -> key, for the acts of ``factcheck.keys`` whose key is not the table's; "" takes the key away.
    keys = models.JSONField(default=dict, blank=True)
    step = models.CharField(max_length=9, choices=Step.choices, default=Step.SENTENCE)
    #: Nobody is written to who did not ask for it.
    mail = models.CharField(max_length=9, choices=Mail.choices, default=Mail.NEVER)

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return f"Preferences of {self.person}"

    @property
    def keyboard(self) -> Keyboard:
        """Every act with its key for this person."""
        return Keyboard.of(self.keys, single_keys=self.single_keys)
