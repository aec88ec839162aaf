"""What the counted ratings on claims say besides themselves, for the rows of the consensus. It names nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from factcheck.choices import Confidence
from factcheck.models import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, with the rating it is cited for. Of a file what it is, never the content."""

    rating: str
    stance: str
    url: str
    citation: str
    excerpt: str
    title: str
    publisher: str
    published: str
    accessed_on: str
    archived_url: str
    attachment_name: str
    attachment_size: int | None
    attachment_sha256: str


@dataclass(frozen=True, slots=True)
class ChangeOfMindRow:
    """What would change the mind of somebody who gave this rating."""

    rating: str
    words: str


@dataclass(slots=True)
class Said:
    """Of one claim: the sources in their order, how many were how sure, and what would change minds."""

    sources: list[SourceRow] = field(default_factory=list)
    confidence: dict[str, int] = field(default_factory=dict)
    changes: list[ChangeOfMindRow] = field(default_factory=list)

    def count(self, confidence: Confidence) -> int | None:
        """How many were so sure; None if nobody was asked, or nobody said."""
        return self.confidence.get(confidence.value, 0) if self.confidence else None


def said_of(claims: Iterable[int]) -> dict[int, Said]:
    """What the ratings on the current version of each of these claims say; two queries.

    The caller knows that whoever asks may see them.
    """
    found: dict[int, Said] = {claim: Said() for claim in claims}
    ratings = Verdict.objects.standing().filter(claim__in=found, version=F("claim__current_version"))
    for verdict in ratings.exclude(rating="").order_by("created_at", "id"):
        said = found[verdict.claim_id]
        if verdict.confidence:
            said.confidence[verdict.confidence] = said.confidence.get(verdict.confidence, 0) + 1
        if verdict.change_of_mind:
            said.changes.append(ChangeOfMindRow(verdict.rating, verdict.change_of_mind))
    for claim, sources in _sources(found).items():
        found[claim].sources = sources
    return found


def _sources(claims: Iterable[int]) -> dict[int, list[SourceRow]]:
    rows = Evidence.objects.filter(withdrawn_at=None, verdict__withdrawn_at=None, verdict__claim__in=list(claims))
    rows = rows.filter(verdict__version=F("verdict__claim__current_version")).exclude(verdict__rating="")
    found: dict[int, list[SourceRow]] = defaultdict(list)
    ordered = rows.select_related("verdict", "attachment").order_by("verdict__created_at", "verdict", "position")
    for one in ordered:
        file = one.attachment
        found[one.verdict.claim_id].append(
            SourceRow(
                rating=one.verdict.rating,
                stance=one.stance,
                url=one.url,
                citation=one.citation,
                excerpt=one.excerpt,
                title=one.title,
                publisher=one.publisher,
                published=one.published,
                accessed_on=one.accessed_on.isoformat() if one.accessed_on else "",
                archived_url=one.archived_url,
                attachment_name=file.name if file else "",
                attachment_size=file.size if file else None,
                attachment_sha256=file.sha256 if file else "",
            )
        )
    return found
