"""What editors give people to do: claims to answer, articles to read and mark."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.actions.notices import tell, tell_assigned
from factcheck.actions.recording import Recording, recording
from factcheck.actions.seats import free_number, standing_at
from factcheck.actions.vacancies import forget
from factcheck.choices import Abstention, AssignmentEnding, Move, NoticeKind, Part, Verb
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.models import ArticleAssignment, Claim, Seat, Verdict
from factcheck.rules import is_fact_checker, may, require
from factcheck.transitions import after

#: So many claims are assigned at once.
MOST = 200


def assign_claims(
    *, claims: Collection[int], to: User, due_on: date | None = None, by: User, key: str = ""
) -> list[Seat]:
    """Give somebody a seat at each of these claims, in one event; return the seats by number of the claim.

    An editor may always assign a named person: where no seat is free, the claim is simply fuller than it asks for.
    Who has a seat there keeps it, and gets the day, if one is given: only releasing it takes the old one off. Each
    seat says what became of it (``is_new``, ``is_changed``).
    All or none: raises Conflict for a claim that is not in work, Invalid for somebody who could not answer it: who has
    no such role, decided on it, or saw the others' answers. That they have answered is said to those alone who may
    know it; to others a seat is given that then waits for nobody.
    """
    require("assign", by)
    _refuse_who_checks_nothing(to)
    if not claims or len(claims) > MOST:
        raise Invalid(f"Choose at least one claim, and {MOST} at most.", field="claims")
    wanted = sorted(set(claims))
    with recording(Verb.SEAT_ASSIGNED, by=by, key=key, content=[wanted, to.pk, due_on]) as record:
        if record.repeated(Seat) is not None and record.earlier is not None:
            standing_now = Seat.objects.standing().filter(claim__in=wanted, person=to)
            return _told_apart(list(standing_now.order_by("claim")), record.earlier.id)
        found = _in_work(wanted)
        _refuse_who_cannot_answer(found, to, by)
        forget(to)
        standing = standing_at(found)
        seats = [_assign(record, claim, to, due_on, standing[claim.pk]) for claim in found]
        changed = [seat for seat in seats if seat.event == record.id]
        if changed:
            record.about(changed[0])
            tell_assigned(record, to, [seat.claim for seat in changed])
        else:
            record.unchanged(seats[0])
    return _told_apart(seats, record.id)


def _told_apart(seats: list[Seat], event: UUID) -> list[Seat]:
    """The same, each with what this event did to it; one query."""
    made = set(Seat.history.filter(event=event, history_type="+").values_list("id", flat=True))
    for seat in seats:
        seat.is_new, seat.is_changed = seat.pk in made, seat.event == event
    return seats


def _in_work(numbers: Collection[int]) -> list[Claim]:
    """These claims, locked in the order of their numbers. Raises Conflict for one that nobody answers now."""
    found = list(Claim.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    if len(found) < len(numbers):
        raise Invalid("One of these claims is not there.", field="claims")
    for claim in found:
        after(claim.state, Move.ANSWER)
    return found


def _refuse_who_cannot_answer(claims: Collection[Claim], person: User, by: User) -> None:
    """See ``assign_claims``; three queries."""
    numbers = [claim.pk for claim in claims]
    own = Verdict.objects.standing().filter(reviewer=person, version=OuterRef("current_version"))
    answered = Exists(own.exclude(abstention=Abstention.NEED_MORE_TIME))
    for claim in Claim.objects.revealed_to(by).filter(answered, pk__in=numbers):
        raise Conflict(f"{person} has answered claim {claim.pk} already.")
    for claim in Claim.objects.filter(pk__in=numbers, current_version__sightings__person=person):
        raise Invalid(f"{person} has seen the others’ answers to claim {claim.pk}.", field="person")
    for claim in Claim.objects.with_side(person, Part.DECIDER).filter(pk__in=numbers):
        raise Invalid(f"{person} has decided on claim {claim.pk}, so they cannot answer it.", field="person")


def _assign(record: Recording, claim: Claim, to: User, due_on: date | None, standing: Collection[Seat]) -> Seat:
    """A seat of theirs with this day, or with the one they had; written unless it is so already."""
    seat = next((one for one in standing if one.person_id == to.pk), None)
    if seat is None:
        seat = Seat(person=to, number=free_number(standing))
    due_on = due_on or seat.due_on
    if not seat._state.adding and seat.due_on == due_on and not seat.is_drawn:
        return seat
    seat.claim, seat.due_on, seat.given_by = claim, due_on, record.by
    return record.write(seat)


def _refuse_who_checks_nothing(person: User) -> None:
    if not is_fact_checker(person):
        raise Invalid(f"{person} does not check facts here. Choose somebody who does.", field="person")


def assign_article(
    *, article: Article, to: User, due_on: date | None = None, note: str = "", by: User, key: str = ""
) -> ArticleAssignment:
    """Ask somebody to read an article and mark its claims; who has it already gets the new day and note.

    What is not given stays: only taking the article back takes a day or a note off. Raises Invalid for somebody who
    does not mark claims.
    """
    require("assign", by)
    _refuse_who_checks_nothing(to)
    note = note.strip()
    with recording(Verb.ARTICLE_ASSIGNED, by=by, key=key, content=[article.pk, to.pk, due_on, note]) as record:
        if (earlier := record.repeated(ArticleAssignment)) is not None:
            return earlier
        stands = ArticleAssignment.objects.select_for_update().filter(article=article, person=to, ended_at=None)
        given = stands.first() or ArticleAssignment(article=article, person=to, given_by=by)
        due_on, note = due_on or given.due_on, note or given.note
        if not given._state.adding and (given.due_on, given.note) == (due_on, note):
            return record.unchanged(given)
        given.due_on, given.note, given.given_by = due_on, note, by
        tell(record, to=[to], kind=NoticeKind.ASSIGNED, article=article)
        return record.about(record.write(given))


def end_article_assignment(*, assignment: ArticleAssignment, by: User, key: str = "") -> ArticleAssignment:
    """Say that one has read the article; or, as an editor, take it back from somebody else.

    Raises Conflict if it ended already.
    """
    own = assignment.person_id == by.pk
    if not own and not may("assign", by):
        raise NotAllowed("This article is assigned to somebody else.")
    with recording(Verb.ARTICLE_READ, by=by, key=key, content=[assignment.pk]) as record:
        if (earlier := record.repeated(ArticleAssignment)) is not None:
            return earlier
        current = ArticleAssignment.objects.select_for_update().get(pk=assignment.pk)
        if current.ended_at is not None:
            raise Conflict("This assignment has ended already.")
        current.ended_at = timezone.now()
        current.ending = AssignmentEnding.READ if own else AssignmentEnding.TAKEN_BACK
        return record.about(record.write(current))
