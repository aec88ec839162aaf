"""The states of the components that take more than a line to show."""

import uuid
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from annotations.differences import Piece
from annotations.models import AnchorState, Kind
from annotations.twins import Match
from factcheck.choices import Move, Rating, Stance
from factcheck.corrections import Waiting
from factcheck.decided import Corrected
from factcheck.forms.answers import AnswerForm
from factcheck.gallery import specimens as made
from factcheck.history import Change, SinceFirst
from factcheck.models import Decision, Evidence
from factcheck.origins import Weight

#: The states of one component: what each is called, and the context that shows it.
States = Mapping[str, Mapping[str, Any]]

PIECES = [Piece("same", "rose "), Piece("del", "four"), Piece("ins", made.LONG_WORD), Piece("same", " metres")]
_ROWS = {"evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0", "evidence-0-excerpt": "Of no source."}


def refused(form: type, **data: str) -> Any:
    """A form as it comes back with its errors."""
    sent = form({**_ROWS, **data})
    sent.is_valid()
    return sent


def answer(rating: str = "") -> AnswerForm:
    return AnswerForm(initial={"version": uuid.UUID(int=1), "answer": rating})


def answer_asking_more() -> AnswerForm:
    """Where the desk asks for confidence, and for what would change one's mind."""
    form = answer(Rating.DISPUTED)
    form.fields |= {name: AnswerForm.base_fields[name] for name in form.not_asked()}
    return form


def answer_with_a_file() -> AnswerForm:
    """A row that has its file, and one that is empty."""
    form = AnswerForm(initial={"version": uuid.UUID(int=1)}, sources=[{"attachment_id": str(made.FILE.pk)}])
    form.evidence.forms[0].attached = made.FILE
    return form


def each(name: str, states: Mapping[str, Any]) -> States:
    return {state: {name: one} for state, one in states.items()}


def answering() -> States:
    open_, stale = made.item(made.claim()), made.rated_items()["stale"]
    mine, theirs = made.verdict(made.claim(), Rating.VERIFIED), made.verdict(made.claim(), by=made.LONG_NAME)
    seen = made.item(made.claim(), mine, revealed=True)
    return {
        "blind": {"form": answer(), "item": open_},
        "errors": {"form": refused(AnswerForm, answer="abstain"), "item": open_},
        "stale": {"form": answer(Rating.DISPUTED), "item": stale, "mine": stale.mine},
        "answered": {"item": seen, "mine": mine, "others": [theirs], "may_answer": True},
        "not theirs to answer": {"item": open_},
    }


def verdicts() -> States:
    one, long = made.claim(), f"{made.LONG_WORD}\n\n{made.ARABIC}"
    shown: dict[str, Any] = {rating: made.verdict(one, rating) for rating in Rating}
    shown |= {"abstention": made.verdict(one), "stale": made.verdict(one, Rating.DISPUTED, stale=True)}
    sure: dict[str, Any] = {"confidence": "high", "change_of_mind": f"Another gauge. {made.ARABIC}"}
    shown["sure, and what would change it"] = made.verdict(one, Rating.VERIFIED, **sure)
    cited = Evidence(stance=Stance.SUPPORTS, attachment=made.LONG_FILE)
    shown["with a file"] = made.verdict(one, Rating.VERIFIED, evidence=[cited])
    shown["long"] = made.verdict(one, Rating.VERIFIED, by=made.LONG_NAME, rationale=long, evidence=made.SOURCES)
    changed = [Change("Answer", "Verified", "Disputed"), Change("Rationale", made.ARABIC, made.LONG_WORD)]
    moved, late = made.verdict(one, Rating.DISPUTED), made.verdict(one, Rating.VERIFIED)
    firsts: States = {
        "changed since": {"verdict": moved, "first": SinceFirst(moved, blind=True, changes=changed)},
        "not blind": {"verdict": late, "first": SinceFirst(late, blind=False, changes=[])},
    }
    return {**each("verdict", shown), **firsts}


def decisions() -> States:
    shown = {
        "approved": made.decided(Move.APPROVE, Rating.VERIFIED),
        "overridden below quorum": made.decided(
            Move.OVERRIDE, Rating.DISPUTED, made.ARABIC, made.LONG_NAME, below=True
        ),
        "rejected": made.decided(Move.REJECT, reason=made.LONG_WORD, rejection="opinion"),
        "duplicate": made.decided(Move.REJECT, reason="Twice.", rejection="duplicate", duplicate_of_id=5),
    }
    return each("decision", shown)


def stood() -> dict[str, Decision]:
    long = made.decided(Move.OVERRIDE, Rating.UNVERIFIED, "So.", made.LONG_NAME)
    return {"rating": made.decided(Move.APPROVE, Rating.VERIFIED), "long name": long}


def corrections() -> States:
    before, after = stood().values()
    why = made.decided(Move.REOPEN, reason=made.ARABIC, correction="corrected", corrects_id=uuid.UUID(int=1))
    pairs = {"decided again": [Corrected(why, before, after)], "not yet": [Corrected(why, before, None)]}
    return each("corrections", pairs)


def weights() -> dict[str, Weight]:
    """On how much claims rest."""
    return {
        "one article": Weight(1, 1, []),
        "two on one": Weight(2, 1, [made.ORIGIN]),
        "two, nobody named any": Weight(2, 2, [], 2),
        "long names": Weight(3, 3, [made.ORIGIN, made.LONG_ORIGIN]),
        "nothing": Weight(0, 0, []),
    }


def doubts() -> dict[str, Waiting]:
    def waits(state: AnchorState, words: str, *, left: bool = False) -> Waiting:
        one = made.anchor(words, state)
        one.settled_by = made.LONG_NAME if left else None
        return Waiting(one, None, "seen", left, one.start, one.end, words, "The ", " in a night.", PIECES)

    return {
        "found": waits(AnchorState.FOUND, made.ARABIC),
        "without a place": waits(AnchorState.ORPHANED, "four metres"),
        "left": waits(AnchorState.ORPHANED, made.LONG_WORD, left=True),
    }


def foreseen() -> States:
    states = {"changed": "changed", "found": "found", "orphaned": "orphaned"}
    rows = [
        {"step": SimpleNamespace(state=state), "claim": made.claim(made.ARABIC), "pieces": PIECES, "stales": True,
         "flags": state == "changed", "suggested": made.LONG_WORD if state == "orphaned" else ""}
        for state in states
    ]  # fmt: skip
    return {
        "nothing moves": {"counts": {"kept": 3}},
        "all that can happen": {"counts": {"kept": 1, "changed": 1, "found": 1, "orphaned": 1}, "foreseen": rows},
    }


def difference() -> States:
    def stretch(**more: Any) -> SimpleNamespace:
        return SimpleNamespace(**{"gap": False, "changed": True, "blank": False, "pieces": PIECES, **more})

    rtl = [Piece("same", made.ARABIC), Piece("ins", made.ARABIC)]
    stretches = [stretch(), stretch(gap=True, changed=False), stretch(blank=True), stretch(pieces=rtl)]
    decoded = SimpleNamespace(guessed=True, encoding="windows-1252")
    cut = SimpleNamespace(cut=True, more=2)
    return {"long": {"number": 1, "decoded": decoded, "stretches": stretches, "difference": cut}}


def found() -> list[dict[str, Any]]:
    near, same = Match(made.LONG_ARTICLE, 0.93), Match(made.ARTICLE, identical=True)
    return [{"title": made.ARABIC, "match": near, "others": [same]}, {"title": "flood", "match": same, "others": []}]


def zones() -> dict[str, Any]:
    return {
        "boilerplate": made.zone(Kind.BOILERPLATE),
        "headline": made.zone(Kind.HEADLINE, made.ARABIC),
        "caption, long name": made.zone(Kind.CAPTION, made.LONG_WORD, by=made.LONG_NAME),
        "attribution in doubt": made.zone(Kind.ATTRIBUTION, state=AnchorState.FOUND),
        "caveat without a place": made.zone(Kind.CAVEAT, state=AnchorState.ORPHANED),
        "text defect": made.zone(Kind.TEXT_DEFECT, "it", reading=made.LONG_WORD),
    }
