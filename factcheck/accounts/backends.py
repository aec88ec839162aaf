"""Who somebody is: allauth's sign-in, and the person fetched with what every page asks for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from annotations.prepared import Prepared
from factcheck.accounts.models import User


@Prepared
def _person(pk: int) -> QuerySet[User]:
    return User.objects.select_related("stored_preferences").filter(pk=pk)


class DeskBackend(AuthenticationBackend):
    """A page knows its reader's preferences without a query of their own."""

    def get_user(self, user_id: int) -> User | None:
        """The person and their preferences, one query; None for nobody and for the deactivated."""
        person = _person.first(pk=user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
