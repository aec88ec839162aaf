"""What allauth may do here: no sign-up, nothing but sign-in and passwords."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """People come by invitation from an administrator, so sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
