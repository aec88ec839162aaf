"""What somebody says of a claim: a rating or an abstention, with its rationale and evidence."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from factcheck.choices import Abstention, Rating, Stance
from factcheck.models import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """One item of evidence as it was typed; an address or a citation is needed. Its fields are columns of a row."""

    stance: Stance
    url: str = ""
    citation: str = ""
    excerpt: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    accessed_on: date | None = None
    archived_url: str = ""

    @classmethod
    def of(cls, row: Evidence) -> "Source":
        """What a stored row says."""
        known = {one.name: getattr(row, one.name) for one in fields(cls)}
        return cls(**{**known, "stance": Stance(row.stance)})

    def columns(self) -> dict[str, Any]:
        """What its row holds: the same without white space at the edges."""
        typed = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """A rating or an abstention, never both, with the whole list of evidence in its order."""

    rating: Rating | None = None
    abstention: Abstention | None = None
    rationale: str = ""
    evidence: Sequence[Source] = ()

    def content(self) -> dict[str, object]:
        """What identifies it in an idempotency check."""
        return asdict(self)

    @property
    def token(self) -> str:
        """The same for two answers that are stored alike."""
        sources = [one.columns() for one in self.evidence]
        parts = [self.rating, self.abstention, self.rationale.strip(), sources]
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]


def given(verdict: Verdict) -> Answer:
    """What a stored verdict says, with the evidence that stands; one query."""
    return Answer(
        rating=Rating(verdict.rating) if verdict.rating else None,
        abstention=Abstention(verdict.abstention) if verdict.abstention else None,
        rationale=verdict.rationale,
        evidence=[Source.of(row) for row in verdict.evidence.filter(withdrawn_at=None)],
    )
