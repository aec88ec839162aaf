"""What somebody says of a claim: a rating or an abstention, with its rationale and evidence."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from factcheck.choices import Abstention, Rating, Stance
from factcheck.models import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """One item of evidence as it was typed: an address, a citation or a file. Its fields are columns of a row."""

    stance: Stance
    url: str = ""
    citation: str = ""
    excerpt: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    accessed_on: date | None = None
    archived_url: str = ""
    #: Of a file of the person's own: see ``keep_file``.
    attachment_id: uuid.UUID | None = None

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
    """A rating or an abstention, never both, with the whole list of evidence in its order.

    ``confidence`` ("" for none) and ``change_of_mind`` belong to a rating; None where they were not asked.
    """

    rating: Rating | None = None
    abstention: Abstention | None = None
    rationale: str = ""
    evidence: Sequence[Source] = ()
    confidence: str | None = None
    change_of_mind: str | None = None

    def content(self) -> dict[str, object]:
        """What identifies it in an idempotency check."""
        return asdict(self)

    def completed(self, stored: Verdict | None) -> "Answer":
        """The answer as it is stored over this verdict: what was not asked stays, as long as the rating does.

        How sure somebody was of another rating says nothing of this one, and an abstention is no rating.
        """
        if not self.rating:
            return replace(self, confidence="", change_of_mind="")
        same = stored if stored is not None and stored.rating == self.rating else Verdict()
        confidence = same.confidence if self.confidence is None else self.confidence
        change = same.change_of_mind if self.change_of_mind is None else self.change_of_mind
        return replace(self, confidence=confidence, change_of_mind=change)

    def columns(self) -> dict[str, str]:
        """What the row of a verdict holds of it, of an answer that is ``completed``."""
        return {
            "rating": self.rating or "",
            "abstention": self.abstention or "",
            "rationale": self.rationale.strip(),
            "confidence": self.confidence or "",
            "change_of_mind": (self.change_of_mind or "").strip(),
        }

    @property
    def token(self) -> str:
        """The same for two answers that are stored alike."""
        sources = [one.columns() for one in self.evidence]
        parts = [*self.columns().values(), sources]
        return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]


def given(verdict: Verdict) -> Answer:
    """What a stored verdict says, with the evidence that stands; one query."""
    return Answer(
        rating=Rating(verdict.rating) if verdict.rating else None,
        abstention=Abstention(verdict.abstention) if verdict.abstention else None,
        rationale=verdict.rationale,
        confidence=verdict.confidence,
        change_of_mind=verdict.change_of_mind,
        evidence=[Source.of(row) for row in verdict.evidence.filter(withdrawn_at=None)],
    )
