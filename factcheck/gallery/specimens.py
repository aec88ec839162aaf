"""Rows as components show them, none of them stored: with long names, long words, and words from right to left."""

import uuid
from datetime import UTC, datetime
from typing import Any

from annotations.models import Anchor, AnchorState, Article, Kind, Origin, Revision, Span
from factcheck.accounts.models import User
from factcheck.choices import Abstention, Move, Outcome, Rating, Role, Stance, State, Verb
from factcheck.models import (
    Attachment,
    Claim,
    ClaimVersion,
    CommonOrigin,
    Decision,
    Event,
    Evidence,
    Occurrence,
    Tally,
    Verdict,
)
from factcheck.reading import ClaimItem, Passage
from factcheck.zones import ZoneItem

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
LONG_WORD = "Hochwasserstandsmeldungsverordnungsdurchführungsbestimmungen" * 2
ARABIC = "قال مسؤولون إن النهر ارتفع أربعة أمتار في ليلة واحدة."
TEXT = "The river rose four metres in a night. Officials said so."

BO = User(pk=1, name="Bo", email="bo@desk.example")
LONG_NAME = User(pk=2, name=f"Dr. Maximiliane-Theodora von {LONG_WORD}", email="long@desk.example")
ARTICLE = Article(pk=1, title="The flood", outlet="The Gazette", outlet_origin=Origin.FILE)
LONG_ARTICLE = Article(
    pk=2,
    title=LONG_WORD,
    outlet=LONG_WORD,
    outlet_origin=Origin.GUESS,
    byline=ARABIC,
    byline_origin=Origin.PERSON,
    published="6:00 a.m.",
    published_origin=Origin.FILE,
    copy_of=ARTICLE,
)
REVISION = Revision(article=ARTICLE, number=1, text=TEXT)


def claim(statement: str = "The river rose by four metres.", state: State = State.OPEN, **more: Any) -> Claim:
    """A claim with its one version."""
    made = Claim(pk=1, state=state, proposer=BO, created_at=NOON, **more)
    made.current_version = ClaimVersion(pk=uuid.UUID(int=2), claim=made, number=2, statement=statement)
    return made


def verdict(of: Claim, rating: str = "", *, stale: bool = False, by: User = BO, **more: Any) -> Verdict:
    """What somebody said of it: a rating, or an abstention for want of one."""
    version = (
        ClaimVersion(pk=uuid.UUID(int=1), claim=of, number=1, statement="It rose.") if stale else of.current_version
    )
    abstention = "" if rating else more.pop("abstention", Abstention.NOT_CHECKABLE)
    words = more.pop("rationale", "Read the gauge records.")
    sources = more.pop("evidence", [])
    made: Any = Verdict(
        **more,
        claim=of,
        version=version,
        reviewer=by,
        rating=rating,
        abstention=abstention,
        rationale=words,
        updated_at=NOON,
    )
    made.standing_evidence = sources
    return made  # type: ignore[no-any-return]


FILE = Attachment(name="gauge 1954.pdf", size=48_213, sha256="9f" * 32, media_type="application/pdf")
LONG_FILE = Attachment(name=f"{LONG_WORD}.pdf", size=9_876_543, sha256="0a" * 32, media_type="application/pdf")

SOURCES = [
    Evidence(stance=Stance.CONTRADICTS, url="https://gauge.example/1954", citation="Gauge book", excerpt="3.20 m"),
    Evidence(
        stance=Stance.SILENT,
        url="https://gauge.example/1955",
        title="The gauge at the bridge",
        publisher="Waterways office",
        published="March 1955",
        accessed_on=NOON.date(),
        archived_url="https://archive.example/1955",
    ),
    Evidence(stance=Stance.SUPPORTS, url=f"https://gauge.example/{LONG_WORD}"),
    Evidence(stance=Stance.CONTEXT, citation=ARABIC, excerpt=ARABIC),
]


def count(of: Claim, outcome: Outcome, *votes: int, not_checkable: bool = False) -> dict[str, Any]:
    """What the rule makes of so many verified, disputed, unverified and abstentions."""
    names = ("verified", "disputed", "unverified", "abstentions")
    rule = {"version": of.current_version, "rule": 1, "quorum": 2, "outcome": outcome}
    return {**rule, **dict(zip(names, votes, strict=True)), "proposed": "disputed", "not_checkable": not_checkable}


def tally(outcome: Outcome = Outcome.SPLIT, *votes: int, not_checkable: bool = False) -> Tally:
    made = claim()
    return Tally(claim=made, ready=True, **count(made, outcome, *(votes or (1, 2, 1, 1)), not_checkable=not_checkable))


def decided(
    move: Move, rating: str = "", reason: str = "", by: User = BO, *, below: bool = False, **more: Any
) -> Decision:
    made = claim()
    snapshot = count(made, Outcome.BELOW_QUORUM if below else Outcome.STRONG_MAJORITY, 2, 1, 0, 0)
    what = {"move": move, "rating": rating, "reason": reason, "below_quorum": below}
    return Decision(claim=made, editor=by, decided_at=NOON, **what, **snapshot, **more)


def anchor(words: str = "rose four metres", state: AnchorState = AnchorState.PLACED, number: int = 1) -> Anchor:
    """A passage of a claim; without a place if it is orphaned."""
    span = Span(pk=number, article=ARTICLE, kind=Kind.CLAIM)
    span.occurrence = Occurrence(claim=claim(), span=span, role=Role.ASSERTION)
    start = None if state == AnchorState.ORPHANED else 10
    return Anchor(
        pk=number,
        span=span,
        revision=REVISION,
        start=start,
        end=start and start + len(words),
        quote=words,
        state=state,
        prefix="The river ",
        suffix=" in a night.",
    )


def item(of: Claim, mine: Verdict | None = None, *passages: Anchor, revealed: bool = False) -> ClaimItem:
    shown = tally() if revealed else None
    return ClaimItem(of, mine, revealed=revealed, tally=shown, passages=list(passages or [anchor()]))


def passage(words: str, state: AnchorState = AnchorState.PLACED, of: Article = ARTICLE, **more: Any) -> Passage:
    return Passage(of, anchor(words, state), Role.ASSERTION.label, "The river ", " in a night.", **more)


ORIGIN, LONG_ORIGIN = CommonOrigin(pk=1, name="The radio at seven"), CommonOrigin(pk=2, name=f"{LONG_WORD} {ARABIC}")


PASSAGES = [
    passage("rose four metres"),
    passage("found", AnchorState.FOUND, origin=ORIGIN),
    passage(ARABIC, of=LONG_ARTICLE, origin=LONG_ORIGIN, has_its_own=True),
    passage(LONG_WORD, AnchorState.ORPHANED),
]


def zone(kind: Kind, words: str = "Officials said so", reading: str = "", by: User = BO, **more: Any) -> ZoneItem:
    """One mark besides the claims, with who made it."""
    span = Span(pk=100 + list(Kind).index(kind), article=ARTICLE, kind=kind, reading=reading)
    placed = anchor(words, **more)
    placed.span = span
    return ZoneItem(span, placed, Event(actor=by, verb=Verb.ZONE_MARKED, at=NOON), "seen")


#: Claims that are told apart by their words and passages only.
SAME_STATE = ("long word", "right to left", "passages in doubt")


def rated_items() -> dict[str, ClaimItem]:
    """A claim in each state that a card can show."""
    found = {"not answered": item(claim())}
    for rating in Rating:
        found[f"answered: {rating}"] = item(one := claim(), verdict(one, rating))
        approved = claim(state=State.APPROVED, decision=decided(Move.APPROVE, rating))
        found[f"approved: {rating}"] = item(approved)
    found["abstained"] = item(one := claim(), verdict(one))
    found["stale"] = item(one := claim(), verdict(one, Rating.DISPUTED, stale=True))
    found["returned, sensitive"] = item(claim(state=State.RETURNED, sensitive=True))
    found["overridden, under review"] = item(
        claim(state=State.APPROVED, decision=decided(Move.OVERRIDE, Rating.DISPUTED, "So."), under_review=True)
    )
    found["rejected"] = item(
        claim(state=State.REJECTED, decision=decided(Move.REJECT, reason="His view.", rejection="opinion"))
    )
    found["withdrawn"] = item(claim(state=State.WITHDRAWN))
    found["long word"] = item(claim(LONG_WORD), None, anchor(LONG_WORD))
    found["right to left"] = item(claim(ARABIC), None, anchor(ARABIC))
    doubtful = (anchor(state=AnchorState.FOUND), anchor(LONG_WORD, AnchorState.ORPHANED, 2))
    found["passages in doubt"] = item(claim(), None, *doubtful)
    return found
