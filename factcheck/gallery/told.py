"""States of what people are told of, and of confirming an answer."""

import uuid
from typing import Any

from annotations.differences import Piece
from factcheck.choices import NoticeKind, Rating, Verb
from factcheck.gallery import specimens as made
from factcheck.gallery import states
from factcheck.models import Event, Notice
from factcheck.notices import NoticeItem


def exhibits() -> dict[str, states.States]:
    right_to_left = [Piece("del", made.ARABIC), Piece("ins", made.ARABIC)]
    return {
        "confirm": {"on a claim": {"key": "k"}, "among notices": {"key": "k", "from": "notices"}},
        "rewording": {
            "an edit": {"pieces": states.PIECES, "reason": "Clearer."},
            "right to left": {"pieces": right_to_left},
        },
        "told": {"item " + name: {"item": item} for name, item in told().items()},
    }


def told() -> dict[str, NoticeItem]:
    long = made.claim(made.LONG_WORD)
    return {
        "unread": _item("Cleo decided “verified”, as you said.", NoticeKind.DECIDED, unread=True),
        "with a reason": _item("You said “verified”; Cleo decided “disputed”.", NoticeKind.DECIDED, words=made.ARABIC),
        "long": _item("Cleo asks you:", NoticeKind.ASKED, long, words=made.LONG_WORD, unread=True),
        "to confirm": _item(
            f"The wording is another than the one you judged. You said “{Rating.VERIFIED.label}”.",
            NoticeKind.STALE,
            unread=True,
            pieces=states.PIECES,
            may_confirm=True,
        ),
        "of an article": NoticeItem(
            Notice(kind=NoticeKind.ASSIGNED, event=_EVENT, article=made.LONG_ARTICLE, made_at=made.NOON),
            "Cleo assigned this to you.",
        ),
    }


_EVENT = Event(pk=uuid.UUID(int=3), actor=made.BO, verb=Verb.CLAIM_APPROVED, at=made.NOON)


def _item(sentence: str, kind: NoticeKind, claim: Any = None, **more: Any) -> NoticeItem:
    notice = Notice(pk=uuid.UUID(int=4), kind=kind, event=_EVENT, claim=claim or made.claim(), made_at=made.NOON)
    return NoticeItem(notice, sentence, **more)
