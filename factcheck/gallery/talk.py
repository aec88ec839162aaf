"""States of the talk on a claim."""

import uuid
from types import SimpleNamespace
from typing import Any

from factcheck.accounts.models import User
from factcheck.choices import State
from factcheck.forms.notices import UpholdForm
from factcheck.forms.talk import RemarkForm
from factcheck.gallery import specimens as made
from factcheck.gallery import states
from factcheck.models import Claim, FormName, Remark
from factcheck.talk import Thread
from factcheck.unsaved import Unsaved


def exhibits() -> dict[str, states.States]:
    remarks, shown = _remarks(), _talks()
    settled = Thread([*remarks.values()], resolved_at=made.NOON, resolved_by=str(made.LONG_NAME))
    refused = states.refused(RemarkForm, words="")
    unsaved = Unsaved(FormName("remark", 1))
    asked = _question(stands=(_upheld(made.BO), _upheld(made.LONG_NAME, f"{made.LONG_WORD}\n\n{made.ARABIC}")))
    return {
        "questions": {
            "to be answered": {
                "questions": [_question()],
                "upholding": UpholdForm(initial={"question": _question().pk}),
            },
            "errors": {"questions": [_question()], "upholding": states.refused(UpholdForm, words="")},
            "two answers stand": {"questions": [asked]},
        },
        "stands": {"nothing": {"question": _question()}, "two": {"question": asked}},
        "remark": {name: {"remark": remark, "talk": _talk(may_speak=True)} for name, remark in remarks.items()},
        "talk": {name: {"talk": talk} for name, talk in shown.items()}
        | {"merged into another": {"talk": shown["somebody spoke"], "claim": _gone()}},
        "talk_form": {
            "empty": {"form": RemarkForm(), "unsaved": unsaved},
            "errors": {"form": refused, "unsaved": unsaved},
            "changing": {
                "form": RemarkForm(initial={"words": made.ARABIC}),
                "changing": remarks["long"],
                "unsaved": unsaved,
            },
        },
        "talk_state": {"open": {"talk": shown["somebody spoke"]}, "resolved": {"talk": _talk(thread=settled)}},
    }


def _question(**more: Any) -> SimpleNamespace:
    given = {"reason": "Which gauge?", "put_to": "everybody who answered", "editor": made.LONG_NAME}
    return SimpleNamespace(**{"pk": uuid.UUID(int=5), "decided_at": made.NOON, "stands": (), **given, **more})


def _upheld(by: User, words: str = "") -> SimpleNamespace:
    return SimpleNamespace(verdict=SimpleNamespace(reviewer=by), words=words, made_at=made.NOON)


def _remark(words: str, by: User = made.BO, number: int = 1, **more: Any) -> Remark:
    return Remark(id=uuid.UUID(int=number), claim=made.claim(), author=by, words=words, created_at=made.NOON, **more)


def _remarks() -> dict[str, Remark]:
    return {
        "to somebody": _remark("@Bo, which gauge?", made.LONG_NAME, 1, mentions={"1": "Bo"}),
        "one's own, changed": _remark("The one at the *bridge*.", number=2, changed_at=made.NOON),
        "long": _remark(f"{made.LONG_WORD}\n\n{made.ARABIC}", made.LONG_NAME, 3),
        "withdrawn by somebody": _remark("Never mind.", made.LONG_NAME, number=6, withdrawn_at=made.NOON),
        "withdrawn": _remark("Never mind.", number=4, withdrawn_at=made.NOON),
    }


def _talk(**more: Any) -> SimpleNamespace:
    blank = {"query": "", "revealed": True, "may_speak": False, "unsaved": None, "form": None, "changing": None}
    return SimpleNamespace(**{**blank, "conflict": None, "key": "0", "thread": Thread(), **more})


def _talks() -> dict[str, SimpleNamespace]:
    remarks = _remarks()
    unsaved = Unsaved(FormName("remark", 1))
    return {
        "nobody spoke": _talk(form=RemarkForm(), unsaved=unsaved, may_speak=True),
        "somebody spoke": _talk(thread=Thread([*remarks.values()], has_earlier=True), may_speak=True),
        "for a reader": _talk(thread=Thread([remarks["long"]], resolved_at=made.NOON, resolved_by="Bo")),
        "blind again": _talk(thread=Thread([remarks["one's own, changed"]]), revealed=False),
    }


def _gone() -> Claim:
    return made.claim(state=State.WITHDRAWN, merged_into=Claim(pk=7))
