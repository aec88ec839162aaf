"""The talk on a claim as a part of pages: what its reader sees of it and may do, and what of it is swapped."""

from collections.abc import Collection
from dataclasses import dataclass, field

from factcheck.access import MemberRequest
from factcheck.accounts.models import User
from factcheck.choices import State
from factcheck.forms.base import new_key
from factcheck.forms.talk import RemarkForm
from factcheck.models import Claim, FormName, Remark, UnsavedText
from factcheck.responses import Part
from factcheck.rules import is_editor, is_fact_checker
from factcheck.talk import MOST, Thread, thread
from factcheck.unsaved import Unsaved, unsaved_in
from factcheck.views.conflicts import Apart

TALK = "components/talk.html"


@dataclass(frozen=True, slots=True)
class Talked:
    """A thread with what its reader may do. ``query`` leads back to where it stands; ``changing``: a remark of theirs.

    ``form`` is None for whoever may not write now. ``conflict``: what they typed, and what is stored by now.
    """

    thread: Thread
    query: str = ""
    revealed: bool = False
    may_speak: bool = False
    unsaved: Unsaved | None = None
    form: RemarkForm | None = None
    changing: Remark | None = None
    conflict: Apart | None = None
    #: Of the form that says whether it is resolved.
    key: str = field(default_factory=new_key)

    def __bool__(self) -> bool:
        """Whether there is anything to show. For whom the claim is blind to it depends on nobody but themselves."""
        return self.revealed or bool(self.thread.remarks or (self.unsaved and self.unsaved.text))


def talked(
    request: MemberRequest,
    claim: Claim,
    *,
    revealed: bool,
    query: str = "",
    form: RemarkForm | None = None,
    changing: Remark | None = None,
    most: int | None = MOST,
    among: Collection[UnsavedText] | None = None,
    conflict: Apart | None = None,
) -> Talked:
    """The talk on a claim as this person sees it; one query, and one more for what they typed and did not save.

    Not if that is ``among`` these texts.
    """
    name = FormName("remark", claim.pk, remark=changing.pk.hex if changing else "")
    typed = unsaved_in(request, name, came_back=form is not None, among=among)
    said = thread(request.user, claim, revealed=revealed, most=most)
    speaks = revealed and _has_voice(request.user)
    if form is None and speaks and changing is not None:
        form = RemarkForm.changing(changing, typed.fields)
    elif form is None and speaks and claim.state != State.WITHDRAWN:
        form = RemarkForm(initial=typed.fields)
    return Talked(said, query, revealed, speaks, typed, form if speaks else None, changing, conflict)


def talk_news(person: User, claim: Claim, query: str) -> list[Part]:
    """What others said, for an open page of somebody to whom the claim is revealed: the form is left alone."""
    shown = Talked(thread(person, claim, revealed=True), query, revealed=True, may_speak=_has_voice(person))
    context = {"claim": claim, "talk": shown, "user": person}
    return [Part(TALK, name, context) for name in ("talk-state", "talk-remarks", "talk-news")]


def _has_voice(person: User) -> bool:
    return bool(is_fact_checker(person) or is_editor(person))
