"""Django's sessions in the database, looked up by a prepared query: every page asks for its own."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from annotations.prepared import Prepared


@Prepared
def _session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """As Django's, which finds its module by this name."""

    def _get_session_from_db(self) -> Any:
        if not self.session_key:
            return None
        found = _session.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
