"""What somebody says of a claim: a rating or an abstention, with its rationale and evidence."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from factcheck.choices import Abstention, Rating, Stance
from factcheck.models import Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """One item of evidence as it was typed; an address or a citation is needed."""

    stance: Stance
    url: str = ""
    citation: str = ""
    excerpt: str = ""


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
        sources = [[str(one.stance), *map(str.strip, (one.url, one.citation, one.excerpt))] for one in self.evidence]
        parts = [self.rating, self.abstention, self.rationale.strip(), sources]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def given(verdict: Verdict) -> Answer:
    """What a stored verdict says, with the evidence that stands; one query."""
    return Answer(
        rating=Rating(verdict.rating) if verdict.rating else None,
        abstention=Abstention(verdict.abstention) if verdict.abstention else None,
        rationale=verdict.rationale,
        evidence=[
            Source(Stance(row.stance), row.url, row.citation, row.excerpt)
            for row in verdict.evidence.filter(withdrawn_at=None)
        ],
    )
