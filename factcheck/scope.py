"""What a page of figures speaks of: the whole desk or one article, at any time or in a period."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from annotations.models import Article
from factcheck.models import Occurrence
from factcheck.models.claim import ClaimQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """``since`` and ``until`` are days of the desk's time zone, both included; None leaves that side open."""

    article: Article | None = None
    since: date | None = None
    until: date | None = None

    def cut(self, claims: ClaimQuerySet, *, by: str) -> ClaimQuerySet:
        """Of these claims those with a standing passage in the article, whose time ``by`` is in the period."""
        if self.article is not None:
            standing = Occurrence.objects.filter(withdrawn_at=None, span__withdrawn_at=None)
            claims = claims.filter(pk__in=standing.filter(span__article=self.article).values("claim"))
        if self.since is not None:
            claims = claims.filter(**{f"{by}__gte": _midnight(self.since)})
        if self.until is not None:
            claims = claims.filter(**{f"{by}__lt": _midnight(self.until + timedelta(days=1))})
        return claims

    @property
    def query(self) -> str:
        """What stands in an address for it, without "?"; empty for the whole desk at any time."""
        days = {"since": self.since, "until": self.until}
        asked = {"article": str(self.article.pk)} if self.article is not None else {}
        return urlencode({**asked, **{name: day.isoformat() for name, day in days.items() if day is not None}})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
