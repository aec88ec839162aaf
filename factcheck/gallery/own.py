"""States of what is one person's own: their keys, what they can undo or put back, what they typed and did not save."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from factcheck.accounts.models import Preferences, User
from factcheck.actions.stack import Deed
from factcheck.bin import Binned
from factcheck.choices import Rating, State, Verb
from factcheck.forms.claims import StatementForm
from factcheck.gallery import specimens as made
from factcheck.gallery import states
from factcheck.keys import Keyboard
from factcheck.models import Event, FormName, Seat, UnsavedText
from factcheck.undoing import Offer
from factcheck.unsaved import Elsewhere, Unfinished, Unsaved

KEYBOARD = Keyboard.of({})


def exhibits() -> dict[str, states.States]:
    no_single, chosen = Preferences(single_keys=False), {"verified": "v", "disputed": "", "help": "ß"}
    keyless = {"preferences": no_single, "keyboard": no_single.keyboard}
    one, other = _offer(Verb.VERDICT_RECORDED), _offer(Verb.ZONE_MARKED, None)
    undo: dict[str, Any] = {"act": "undo", "word": "Undo", "icon": "undo-2", "to": "#"}
    return {
        "adjust_words": {"": {}},
        "binned": binned(),
        "close_sheet": {"": {}},
        "due": states.each("due", _days()),
        "help": {"the table's keys": {}, "no single keys": keyless},
        "key": {"nothing": {}, "one": {"key": "["}},
        "keys": {
            "own keys": {"level": 3, "keyboard": Keyboard.of(chosen)},
            "no single keys": {"level": 3, **keyless},
        },
        "move_form": {"hidden": {}},
        "pass_over": {"one": {"stuck": one}},
        "rating_key": {**states.each("rating", {tone: tone for tone in Rating.values})}
        | {"nothing": {"rating": "verified", **keyless}},
        "restore_claim": {"": {}},
        "seat_release": {"one": {"seat": Seat(pk=1, claim_id=12, person=made.LONG_NAME), "fresh_key": "1"}},
        "text_tools": {"as the script brings it": {}},
        "undo": {
            "hidden": {"offers": {}},
            "both": {"offers": {"undo": one, "redo": other}},
            "nothing to redo": {"offers": {"undo": other}},
            "refused": {"offers": {"undo": one, "redo": other}, "stuck": one},
            "on a claim's page": {"article": None, "offers": {"redo": one}},
        },
        "undo_form": {"nothing to do": undo, "one": {**undo, "offer": one}},
        "unfinished": {"nothing": {}, "one": {"unfinished": _unfinished()[:1]}, "four": {"unfinished": _unfinished()}},
        "unlink": {"plain": {"passage": made.PASSAGES[0]}, "right to left": {"passage": made.PASSAGES[2]}},
        "typed_at": {"today": {"text": _typed("claim", timezone.now())}, "another day": {"text": _typed("claim")}},
        "unsaved_left": left(),
        "unsaved_line": {"hidden": {"unsaved": Unsaved(FormName("claim", 1))}},
        "unsaved_text": unsaved(),
    }


def _days() -> dict[str, Seat]:
    today = timezone.localdate()
    days = {"overdue": today - timedelta(days=3), "today": today, "later": today + timedelta(days=40), "no day": None}
    return {name: Seat(due_on=day) for name, day in days.items()}


def binned() -> states.States:
    """What was withdrawn: in a few words; without a place, by somebody with a long name; not theirs to put back."""

    def gone(heading: str, by: User = made.BO, words: str = "", **more: Any) -> dict[str, Any]:
        passages = more.pop("passages", [made.anchor()])
        event = Event(id=uuid.UUID(int=1), actor=by, verb=Verb.CLAIM_WITHDRAWN, at=made.NOON, words=words)
        claim = made.claim(heading, State.WITHDRAWN, event=event.id)
        one: dict[str, Any] = {"claim": claim, "allowed": True, **more}
        return {
            "one": Binned(claim, words=passages, event=event, **one),
            "heading": heading,
            "to": "#",
            "name": "Put back the claim",
        }

    passages = [passage.anchor for passage in made.PASSAGES]
    return {
        "plain": gone("The river rose."),
        "long, in doubt": gone(made.LONG_WORD, made.LONG_NAME, made.ARABIC, passages=passages),
        "a mark, not theirs to put back": gone("Caption", words="An opinion.", claim=None, allowed=False),
    }


def unsaved() -> states.States:
    """Text of today and of another day, typed for another wording, in other windows, and text whose form is gone."""
    answer, form = FormName("claim", 1), StatementForm()
    earlier = made.verdict(made.claim(), Rating.VERIFIED, stale=True).version
    left = {"statement": made.LONG_WORD, "rationale": f"Read it.\n\n{made.ARABIC}"}
    others = [Elsewhere(_typed("claim", timezone.now(), **left), "#"), Elsewhere(_typed("claim", answer="none"), "#")]
    return {
        "nothing": {"unsaved": Unsaved(answer)},
        "from today": {"unsaved": Unsaved(answer, _typed("claim", timezone.now())), "form": form, "in_panel": True},
        "older, for an earlier wording": {"unsaved": Unsaved(answer, _typed("claim"), earlier), "form": form},
        "two more": {"unsaved": Unsaved(answer, _typed("claim"), None, others), "form": form, "in_panel": True},
        "its form is gone": {"unsaved": Unsaved(answer, _typed("claim", **left))},
    }


def left() -> states.States:
    """What is left of forms, one of them without any words."""
    texts = [_typed("statement", statement=made.LONG_WORD, reason=made.ARABIC), _typed("decision", move="approve")]
    names = [FormName("statement", 123456), FormName("decision", 5)]
    some = [Unfinished(name, text, url) for name, text, url in zip(names, texts, ("#", ""), strict=True)]
    return {"nothing": {}, "two, one of them closed": {"left": some, "back": "preferences"}}


def _typed(kind: str, at: Any = made.NOON, **fields: str) -> UnsavedText:
    return UnsavedText(name=f"{kind}:1", typed_at=at, fields=fields)


def _offer(verb: Verb, claim: int | None = 12345) -> Offer:
    return Offer(Deed(Event(actor=made.BO, verb=verb, at=made.NOON), uuid.UUID(int=1)), claim)


def _unfinished() -> list[Unfinished]:
    names = [
        FormName("claim", 3),
        FormName("new", article=1, revision=1, start=4, end=9),
        FormName("statement", 123456),
        FormName("decision", 5),
    ]
    return [Unfinished(name, _typed(name.kind), "#", name.kind != "decision") for name in names]
