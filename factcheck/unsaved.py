"""What somebody typed and has not saved, for the page that shows it again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from annotations.models import Article
from factcheck.access import unsaved_by
from factcheck.accounts.models import User
from factcheck.models import Claim, ClaimVersion, FormName, UnsavedText


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form and what its reader typed into it, if anything; ``earlier``: the wording it was typed for, if another."""

    name: FormName
    text: UnsavedText | None = None
    earlier: ClaimVersion | None = None

    @property
    def fields(self) -> Mapping[str, str]:
        """What goes into the form in place of what it would hold."""
        return self.text.fields if self.text else {}

    @property
    def words(self) -> list[str]:
        """What was written, for a form that is not there any more."""
        return [self.fields[name] for name in ("statement", "rationale", "reason") if self.fields.get(name, "").strip()]

    @property
    def is_from_today(self) -> bool:
        return self.text is not None and timezone.localdate(self.text.typed_at) == timezone.localdate()


def unsaved(person: User, name: FormName, claim: Claim | None = None) -> Unsaved:
    """What this person typed into the form; one query, two if the claim has another wording since."""
    text = unsaved_by(person).filter(name=str(name)).first()
    earlier = None
    if text is not None and claim is not None and text.version not in {None, claim.current_version_id}:
        earlier = claim.versions.filter(pk=text.version).first()
    return Unsaved(name, text, earlier)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One form with unsaved text, among those of an article; ``beside`` says whether it opens beside the text."""

    name: FormName
    label: str
    typed_at: datetime
    beside: bool
    url: str


def unfinished(person: User, article: Article, claims: Collection[int]) -> list[Unfinished]:
    """This person's unsaved texts on an article and these claims of it, the oldest first; one query."""
    found = []
    for text in unsaved_by(person).defer("fields"):
        name = FormName.of(text.name)
        if name is None or (name.claim not in claims and name.article != article.pk):
            continue
        beside = name.kind in {"claim", "new"}
        url = article.get_absolute_url() + name.query if beside else name.get_absolute_url()
        found.append(Unfinished(name, _label(name), text.typed_at, beside, url))
    return found


def _label(name: FormName) -> str:
    labels = {
        "claim": "claim {}",
        "statement": "the statement of claim {}",
        "decision": "the decision on claim {}",
        "new": "a new claim",
    }
    return labels[name.kind].format(name.claim)
