"""States of what comes between people: two sides of a conflict, news of others, claims that may be the same one."""

from types import SimpleNamespace
from typing import Any

from annotations.resemblance import Likeness
from factcheck.choices import Move, State
from factcheck.gallery import specimens as made
from factcheck.gallery import states
from factcheck.history.entries import Change
from factcheck.history.since import Since
from factcheck.models import Claim
from factcheck.offers import Offer

CHANGES = [
    Change("Statement", "The river rose by four metres.", "The river rose by five metres in a night."),
    Change("Presumed reading", "", made.LONG_WORD),
    Change("Rationale", made.ARABIC, ""),
]


def exhibits() -> dict[str, states.States]:
    read = SimpleNamespace(read=CHANGES[:1], why="The paper says five.")
    typed = SimpleNamespace(typed=CHANGES, why=made.LONG_WORD)
    offers = _offers()
    return {
        "changed_since": {"nothing": {}, "known, not known, long": {"moved_on": since()}},
        "choose_claim": choice(),
        "conflict": {"nothing": {}, "read another wording": {"conflict": read}, "typed": {"conflict": typed}},
        "kinship": kinship(),
        "live": {"the desk is gone, the person is signed out": {"since": "0", "beside": 1}, **news()},
        "offers": {"nothing": {}, "one": {"offers": offers[:1]}, "all that can be": {"offers": offers}},
        "offers_guard": {"nothing": {}, "unseen": {"offers": offers}},
        "panel_news": {"no news": {"look": "0"}},
        "side_by_side": {"nothing": {}, "long": {"changes": CHANGES, "was": "before", "is": "after"}},
    }


def since() -> list[Since]:
    """What others did to something since: one event of each kind that is told."""
    told = [
        Since(made.LONG_NAME, made.NOON, "edited the statement", CHANGES[:2]),
        Since(None, made.NOON, "changed this", [Change("State", "Open", "Approved")]),
    ]
    return [*told, Since(made.BO, made.NOON, "put it back")]


def news() -> states.States:
    """What is said above an open claim."""
    lines = [f"{made.LONG_NAME} edited the statement.", "Bo changed this claim."]
    return {
        "one line": {"part": "panel-news", "lines": lines[1:]},
        "other words, an answer": {
            "part": "panel-news",
            "lines": lines,
            "answered": True,
            "pieces": states.PIECES,
        },
    }


def choice() -> states.States:
    items = [made.item(made.claim()), made.item(made.claim(made.LONG_WORD)), made.item(made.claim(made.ARABIC))]
    return {
        "no other claim": {},
        "nothing found": {"words": made.LONG_WORD},
        "claims on the same words": {"items": items},
        "found, none chosen": {"items": items[2:], "words": "river", "missed": True},
    }


def kinship() -> states.States:
    """A claim that went into another; one that others came from."""
    gone = made.claim(state=State.WITHDRAWN, merged_into=Claim(pk=7))
    whole = made.claim()
    kin = [Claim(pk=3, merged_into=whole), Claim(pk=4, split_from=whole)]
    return {
        "nothing": {},
        "merged into another": {"claim": gone},
        "split off": {"claim": made.claim(split_from=Claim(pk=5))},
        "others came of it": {"claim": whole, "kin": kin},
    }


def _offers() -> list[Offer]:
    done: dict[str, Any] = {"state": State.APPROVED, "decision": made.decided(Move.APPROVE, "verified")}
    here, nearly = Likeness(1, same_words=True, same_text=True), Likeness(0.9, same_words=False, same_text=True)
    there = Likeness(0, same_words=True, same_text=False)
    return [
        Offer(made.item(made.claim()), takes=True, likeness=here),
        Offer(made.item(made.claim(made.LONG_WORD)), takes=True, likeness=nearly),
        Offer(made.item(made.claim(made.ARABIC, **done)), takes=False, likeness=there),
    ]
