"""All that one person sees of one text, fetched once for a page or for the parts of it that change."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from annotations.models import Anchor, Revision
from factcheck import drawing, filters, zones
from factcheck.access import MemberRequest
from factcheck.accounts.models import User
from factcheck.responses import asked_for
from factcheck.rules import may
from factcheck.windows import Place


@dataclass(frozen=True)
class Sheet:
    """All that stands in one text, as light rows. ``aside`` are the claims that do not count in it.

    ``show`` is the filter that the page of this request has; None lists all claims.
    """

    person: User
    revision: Revision
    rows: list[drawing.Row]
    zones: list[Anchor]
    aside: list[int]
    show: filters.Filter | None

    @classmethod
    def of(cls, request: MemberRequest, revision: Revision) -> "Sheet":
        """What this person sees of this revision; three queries."""
        person, show = request.user, filters.asked(asked_for(request, "show"))
        rows, marked = drawing.rows_in(person, revision), drawing.zones_in(revision)
        aside = drawing.set_aside(rows, revision.text, zones.sure_boilerplate(marked))
        return cls(person, revision, rows, marked, aside, show)

    @cached_property
    def counted(self) -> list[drawing.Row]:
        """The passages of the claims that count."""
        return [row for row in self.rows if row.claim not in self.aside] if self.aside else self.rows

    @cached_property
    def places(self) -> list[Place]:
        """The claims that count, in text order."""
        return drawing.places(self.counted)

    @cached_property
    def listed(self) -> list[Place]:
        """Those of them that the filter lets through."""
        if self.show is None:
            return self.places
        among = filters.claims_in(self.counted, self.show)
        return [place for place in self.places if place.claim in among]

    def head(self) -> dict[str, Any]:
        """How many claims there are, how many of them are answered and listed, and the filters to choose from."""
        counted = self.counted
        return {
            "count": len(self.places),
            "progress": drawing.progress(counted),
            "show": self.show,
            "listed": len(self.listed),
            "choices": filters.offered(counted, self.show, own=may("propose", self.person)),
        }
