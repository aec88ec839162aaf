"""Worlds that differ only in what others answered: what that may have been, and what happens in all of them alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from annotations.models import Article, Kind, Span
from factcheck.accounts.models import User
from factcheck.actions import (
    assign_article,
    edit_claim,
    keep_file,
    merge_claims,
    restore_claim,
    settle_talk,
    split_claim,
    withdraw_claim,
)
from factcheck.actions.answers import Source
from factcheck.choices import Abstention, Move, Rating, Share, Stance
from factcheck.models import ArticleAssignment, Claim, Seat, Verdict
from tests.desk import abstain, assign, propose, rate, revise, rule_on, say
from tests.routes import THE_CONTENT, Places, places
from tests.web import SOMEBODY_ELSES
from tests.worlds import NOON


@pytest.fixture
def aged(claim: Claim, zone: Span, bo: User, cleo: User) -> Claim:
    """With a zone beside it, in bo's queue, and old enough for "3 days ago" to stay what it is while a test runs."""
    assign(claim, bo, cleo, NOON.date())
    assign_article(article=Article.objects.get(), to=bo, by=cleo)
    Seat.objects.update(taken_at=NOON)
    ArticleAssignment.objects.update(given_at=NOON)
    Claim.objects.update(created_at=NOON - timedelta(days=3))
    return Claim.objects.get()


@pytest.fixture
def others(aged: Claim, ada: User, emil: User, ines: User) -> dict[str, list[Callable[[], object]]]:
    """What others may have answered."""
    source = Source(Stance.CONTRADICTS, "https://example.org/gauge", "Gauge book", "3.9 m")
    sure = {"confidence": "high", "change_of_mind": "A second gauge."}

    def cite_a_file() -> None:
        file = keep_file(name="gauge.txt", content=THE_CONTENT, by=ines)
        cited = Source(Stance.CONTRADICTS, attachment_id=file.pk)
        rate(aged, ines, Rating.VERIFIED, evidence=[source, cited], **sure)

    return {
        "one rated": [lambda: rate(aged, emil, Rating.VERIFIED)],
        "three answered, with evidence and a file, sure of it, one abstained, one changed": [
            lambda: rate(aged, emil, Rating.DISPUTED, "The gauge says less.", evidence=[source]),
            lambda: abstain(aged, ada, Abstention.NOT_CHECKABLE),
            cite_a_file,
            lambda: rate(aged, ines, Rating.DISPUTED, "On second thoughts.", evidence=[source], **sure),
            cite_a_file,
        ],
        "one rated, talked about, mentioned bo, resolved": [
            lambda: rate(aged, emil, Rating.VERIFIED),
            lambda: rate(aged, ines, Rating.DISPUTED, evidence=[source]),
            lambda: say(aged, emil, "@Bo will know which gauge; so will @Hana."),
            lambda: say(aged, ines),
            lambda: settle_talk(claim=aged, resolved=True, by=emil),
        ],
        "one needs more time": [lambda: abstain(aged, emil, Abstention.NEED_MORE_TIME)],
    }


def afterwards(what: str, claim: Claim, ada: User, bo: User, cleo: User) -> list[Callable[[], object]]:
    """What happens in every world alike, after others answered or did not."""

    def edit() -> None:
        now = Claim.objects.get(pk=claim.pk)
        words = "The river rose by some four metres."
        edit_claim(claim=now, statement=words, reason="Hedge", seen_version=now.current_version_id, by=ada)

    def correct() -> None:
        revise(Article.objects.get(), cleo, ("rose four metres", "rose five metres"), ("Nobody", "No one"))

    def now() -> Claim:
        return Claim.objects.get(pk=claim.pk)

    def withdraw() -> None:
        withdraw_claim(claim=now(), reason="Twice here.", by=ada)

    def split() -> None:
        shares = {one.span_id: Share.BOTH for one in claim.occurrences.all()}
        statements = {"statement": "The river rose.", "other": "It took a night."}
        split_claim(
            claim=now(), shares=shares, reason="Two.", seen_version=now().current_version_id, by=ada, **statements
        )

    def merge() -> None:
        other = propose(ada, Article.objects.get().revisions.get(), "1954", "It was the highest since 1954.")
        seen_versions = {"seen_version": other.current_version_id, "seen_into": now().current_version_id}
        merge_claims(claim=other, into=now(), statement="It rose.", reason="One.", by=ada, **seen_versions)

    def speak_when_decided() -> None:
        say(claim, bo, "I thought so, @Ada.")

    return {
        "nothing": [],
        "withdrawn": [withdraw],
        "withdrawn and put back": [withdraw, lambda: restore_claim(claim=now(), by=ada)],
        "split": [split],
        "merged": [merge],
        "rejected, talked about and reopened": [
            lambda: rule_on(claim, cleo, Move.REJECT, reason="His view."),
            speak_when_decided,
            lambda: rule_on(claim, cleo, Move.REOPEN, reason="It is a claim."),
        ],
        "corrected": [correct],
        "overridden, corrected and reopened": [
            lambda: rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.UNVERIFIED, reason="The book is lost."),
            correct,
            lambda: rule_on(claim, cleo, Move.REOPEN, reason="It was found."),
        ],
        "returned": [lambda: rule_on(claim, cleo, Move.RETURN, reason="Which gauge?")],
        "edited": [edit],
        "needs more time": [lambda: abstain(claim, bo, Abstention.NEED_MORE_TIME)],
        "overridden and reopened": [
            lambda: rule_on(claim, cleo, Move.OVERRIDE, rating=Rating.UNVERIFIED, reason="The book is lost."),
            lambda: rule_on(claim, cleo, Move.REOPEN, reason="It was found."),
        ],
    }[what]


def place(article: Article, claim: Claim, emil: User, dan: User) -> Places:
    zone = Span.objects.get(kind=Kind.ATTRIBUTION)
    verdict = Verdict.objects.filter(reviewer=emil).values_list("pk", flat=True).first()
    return places(article, claim, zone, reviewer=emil, person=dan, verdict=verdict or SOMEBODY_ELSES)


def desk_only(route: str) -> bool:
    return route.startswith("desk/")


def not_account(route: str) -> bool:
    return not route.startswith(("account/", "admin/"))


def admin(route: str) -> bool:
    return route.startswith("admin/") and "log" not in route
