"""Who somebody is: allauth's sign-in, and the person fetched with what every page asks for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.apps import apps
from django.db.models import Exists, OuterRef

from factcheck.accounts.models import User


class DeskBackend(AuthenticationBackend):
    """A page knows its reader's preferences, and whether they have notices, without a query of their own."""

    def get_user(self, user_id: int) -> User | None:
        """The person, their preferences and whether any notice is not seen yet; one query.

        None for nobody and for the deactivated. How many notices wait is asked by pages that show it, and then only
        of who has one: the blind rule makes that query so long that building it costs more than asking it.
        """
        notices = apps.get_model("factcheck", "Notice").objects  # by name: they stand above people
        unseen = Exists(notices.filter(recipient=OuterRef("pk"), seen_at=None))
        people = User.objects.select_related("stored_preferences").annotate(has_unseen=unseen)
        person = people.filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
