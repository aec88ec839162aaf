"""Talk about a claim: remarks, and that the matter is settled.

Speaking is neither taking part nor deciding: nothing here touches a side, a tally, a state, a version, or what an
editor's fingerprint is made of.
"""

from collections.abc import Collection

from django.utils import timezone

from annotations.text import fold_newlines
from factcheck.accounts.models import User
from factcheck.accounts.people import at_work
from factcheck.actions.notices import tell
from factcheck.actions.recording import Recording, recording, state_of
from factcheck.choices import NoticeKind, State, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.mentions import mentioned
from factcheck.models import Claim, Remark, Talk
from factcheck.rules import require

MAX_WORDS = 5_000


def speak(*, claim: Claim, words: str, by: User, to: Collection[int] = (), key: str = "") -> Remark:
    """Say something about a claim to all who have answered it; return the remark. A settled talk is taken up again.

    ``to`` are numbers of people who are told besides those whom the words mention. Whoever the claim is blind to
    hears of it once they have answered. Raises NotAllowed, whatever others said, if it is blind to the speaker, and
    Conflict if it was withdrawn.
    """
    require("speak", by, claim)
    words = _clean(words)
    with recording(Verb.REMARK_MADE, by=by, key=key, content=[claim.pk, words, sorted(to)]) as record:
        if (earlier := record.repeated(Remark)) is not None:
            return earlier
        current = _open_claim(claim, by)
        remark = Remark(claim=current, author=by, words=words)
        _mention(record, remark, to)
        record.write(remark)
        talk = Talk.objects.select_for_update().filter(claim=current).first() or Talk(claim=current)
        if talk._state.adding or talk.resolved_at is not None:
            talk.resolved_at = talk.resolved_by = None
            record.write(talk)
        return record.about(remark)


def change_remark(
    *, remark: Remark, words: str, seen: str, by: User, to: Collection[int] = (), key: str = ""
) -> Remark:
    """Put one's own remark in other words; return it. Whom they mention anew is told.

    ``seen`` is the token of the state the form was made from: raises Conflict if it is another by now, unless the
    words are those already, or if the remark was withdrawn. Words that change nothing leave no event.
    """
    words = _clean(words)
    with recording(Verb.REMARK_CHANGED, by=by, key=key, content=[str(remark.pk), words, sorted(to)]) as record:
        if (earlier := record.repeated(Remark)) is not None:
            return earlier
        current = _own(remark, by)
        if current.words == words and not to:
            return record.unchanged(current)
        if state_of(current) != seen:
            raise Conflict("You changed this remark elsewhere since you opened it. Both are shown; save again.")
        current.words, current.changed_at = words, max(timezone.now(), current.created_at)
        _mention(record, current, to)
        record.write(current)
        return record.about(current)


def withdraw_remark(*, remark: Remark, by: User, key: str = "") -> Remark:
    """Take one's own remark back; a line stays that says so. Twice is once."""
    with recording(Verb.REMARK_WITHDRAWN, by=by, key=key, content=[str(remark.pk)]) as record:
        if (earlier := record.repeated(Remark)) is not None:
            return earlier
        current = _own(remark, by, withdrawn=True)
        if current.withdrawn_at is not None:
            return record.unchanged(current)
        current.withdrawn_at = timezone.now()
        record.write(current)
        return record.about(current)


def restore_remark(*, remark: Remark, by: User, key: str = "") -> Remark:
    """Put one's own withdrawn remark back where it stood, in the words it had; nobody is told anew. Twice is once.

    Raises NotAllowed as ``speak``, and Conflict if the claim was withdrawn. A settled talk stays settled.
    """
    with recording(Verb.REMARK_RESTORED, by=by, key=key, content=[str(remark.pk)]) as record:
        if (earlier := record.repeated(Remark)) is not None:
            return earlier
        current = _own(remark, by, withdrawn=True)
        if current.withdrawn_at is None:
            return record.unchanged(current)
        _open_claim(current.claim, by)
        current.withdrawn_at = None
        record.write(current)
        return record.about(current)


def settle_talk(*, claim: Claim, resolved: bool, by: User, key: str = "") -> Talk:
    """Say that the talk on a claim is resolved, or take it up again; return it. What it is already leaves no event.

    Raises NotAllowed and Conflict as ``speak``; Conflict too if nothing was said yet.
    """
    require("speak", by, claim)
    verb = Verb.TALK_RESOLVED if resolved else Verb.TALK_RESUMED
    with recording(verb, by=by, key=key, content=[claim.pk, resolved]) as record:
        if (earlier := record.repeated(Talk)) is not None:
            return earlier
        talk = Talk.objects.select_for_update().filter(claim=_open_claim(claim, by)).first()
        if talk is None:
            raise Conflict("Nobody has said anything about this claim yet.")
        if (talk.resolved_at is not None) == resolved:
            return record.unchanged(talk)
        talk.resolved_at, talk.resolved_by = (timezone.now(), by) if resolved else (None, None)
        record.write(talk)
        return record.about(talk)


def _clean(words: str) -> str:
    """The words as they are stored; raises Invalid for none, or too many."""
    words = fold_newlines(words).strip()
    if not words:
        raise Invalid("Write something.", field="words")
    if len(words) > MAX_WORDS:
        raise Invalid(f"A remark has at most {MAX_WORDS:,} characters; this has {len(words):,}.", field="words")
    return words


def _open_claim(claim: Claim, by: User) -> Claim:
    """The claim as it is now, locked, if this person may go on talking about it."""
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    require("speak", by, current)  # an edit may have made it blind to them since the first look
    if current.state == State.WITHDRAWN:
        raise Conflict("This claim was withdrawn. Its talk can be read, and does not go on.")
    return current


def _own(remark: Remark, by: User, *, withdrawn: bool = False) -> Remark:
    """The person's own remark as it is now, locked; raises NotAllowed for somebody else's, Conflict if withdrawn."""
    current = Remark.objects.select_for_update(of=("self",)).select_related("claim").get(pk=remark.pk)
    if current.author_id != by.pk:
        raise NotAllowed("Only who wrote a remark changes or withdraws it.")
    require("speak", by, current.claim)
    if current.withdrawn_at is not None and not withdrawn:
        raise Conflict("You withdrew this remark meanwhile. Write another one.")
    return current


def _mention(record: Recording, remark: Remark, to: Collection[int]) -> None:
    """Note on an unsaved remark whom it mentions, and tell those it did not mention before."""
    if "@" not in remark.words and not to and not remark.mentions:
        return
    people = {one.pk: one for one in at_work()}
    if unknown := set(to) - people.keys():
        raise Invalid(f"{len(unknown)} of these people cannot be told: choose among those at work.", field="to")
    before = {int(number): name for number, name in remark.mentions.items()}
    now = mentioned(remark.words, {number: one.name for number, one in people.items()})
    now |= {number: people[number].name for number in to}
    # Who was told stays named: taking the words back does not take back that they were told.
    kept = {number: name for number, name in before.items() if number in people}
    remark.mentions = {str(number): name for number, name in sorted({**kept, **now}.items())}
    tell(
        record,
        to=[people[number] for number in now if number not in before],
        kind=NoticeKind.MENTIONED,
        claim=remark.claim,
    )
