"""Lines on the claim that is open beside a text, on what changed since it was shown; nothing of it is swapped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotations.differences import word_difference
from annotations.models import Article
from factcheck.access import MemberRequest, claims_for, get_revision
from factcheck.accounts.models import User
from factcheck.changes import (
    SILENT,
    Look,
    number_of,
    said_of,
    token_of,
)
from factcheck.choices import ANSWERABLE_STATES, Verb
from factcheck.history.timelines import BLIND_VERBS
from factcheck.models import Change, Claim, Event
from factcheck.numbers import number_in
from factcheck.responses import Part
from factcheck.views.article_parts import LIVE
from factcheck.views.beside import query_beside
from factcheck.views.talk_parts import talk_news


@dataclass(frozen=True, slots=True)
class Shown:
    """The claim that is open beside the text, what was shown of it, and tokens of what others said by now."""

    claim: int
    look: Look
    answers: str
    talk: str

    @classmethod
    def of(cls, request: MemberRequest) -> "Shown | None":
        """What the request names, or None; one query if it names something."""
        claim, look = number_in(request.GET.get("claim", "")), Look.of(request.GET.get("panel", ""))
        if claim is None or look is None:
            return None
        return cls(claim, look, *said_of(claim, request.user))

    @property
    def later(self) -> Look:
        """The same as it would be shown now. Where no talk was drawn, none can be shown anew."""
        return replace(self.look, answers=self.answers, talk=self.look.talk and (self.talk or SILENT))


def of_the_panel(
    person: User, article: Article, last: int, shown: Shown, changes: Sequence[Change], *, answered: Event | None
) -> list[Part]:
    """Lines on the claim that is open in the panel, if it changed since it was shown, and its talk as it is now.

    Nothing else of it is swapped.
    """
    upto = number_of(article.pk, shown.look.change, last)
    own = [one for one in changes if _is_of(one, shown.claim) and one.number > (upto or 0)]
    claim = claims_for(person).filter(pk=shown.claim).first()
    if claim is None or not (own or answered or shown.look != shown.later):
        return []
    revision = get_revision(person, article)
    others = shown.answers not in ("", shown.look.answers) and claim.state in ANSWERABLE_STATES and not answered
    context = {
        "claim": claim,
        "article": article,
        "revision": revision,
        "look": str(replace(shown.later, change=token_of(article.pk, last), version=claim.current_version.number)),
        "lines": [*_lines(person, claim, own), *([_answered(answered)] if answered else [])],
        "pieces": _reworded(claim, shown.look),
        "answered": others,
    }
    parts = [Part(LIVE, "panel-seen", context)]
    if own or answered or shown.answers != shown.look.answers:
        parts.append(Part(LIVE, "panel-news", context))
    if shown.talk and shown.look.talk not in ("", shown.talk):
        parts += talk_news(person, claim, query_beside(article, str(revision.number)))
    return parts


def _is_of(change: Change, claim: int) -> bool:
    """Whether it changed what the panel of this claim shows: the claim, or on what the article rests."""
    of_article = change.claim_id is None and change.event.verb == Verb.ORIGIN_NAMED
    return of_article or change.claim_id == claim


def _answered(event: Event) -> str:
    return "You undid an answer elsewhere." if event.verb == Verb.UNDONE else "You answered elsewhere."


def _lines(person: User, claim: Claim, changes: Sequence[Change]) -> list[str]:
    """What was done, in sentences, each once; a decision that was taken back only as a change."""
    revealed = Claim.objects.revealed_to(person).filter(pk=claim.pk).exists() if changes else False
    said = [
        f"You {change.event.told}, elsewhere."
        if change.event.actor_id == person.pk
        else f"{change.event.actor} {change.event.told}."
        if revealed or change.event.done in BLIND_VERBS
        else f"{change.event.actor} changed this claim."
        for change in changes
    ]
    return [*dict.fromkeys(said)]


def _reworded(claim: Claim, look: Look) -> list[Any]:
    """The statement that was shown against the present one, if it is another."""
    if claim.current_version.number == look.version:
        return []
    before = claim.versions.filter(number=look.version).first()
    if before is None or before.statement == claim.current_version.statement:
        return []
    return word_difference(before.statement, claim.current_version.statement)
