"""Short ways to do at the desk what tests need done, all through the actions."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from annotations.models import Anchor, Article, Kind, Origin, Revision, Span
from annotations.text import decode
from factcheck.accounts.models import User
from factcheck.actions import (
    assign_claims,
    decide,
    edit_claim,
    import_articles,
    mark_zone,
    propose_claim,
    record_verdict,
    revise_article,
    settle_anchor,
    speak,
)
from factcheck.actions.answers import Answer
from factcheck.actions.articles import Incoming
from factcheck.actions.decisions import fingerprint
from factcheck.actions.passages import Passage
from factcheck.actions.recording import state_of
from factcheck.choices import Abstention, CorrectionKind, Move, Rating, Rejection, Twins
from factcheck.models import Claim, Decision, Remark, Seat, Verdict

TEXT = (
    "The river rose four metres in a night.\n"
    "Officials said the river rose four metres, the highest since 1954.\n"
    "\n"
    "A fireman 👨🏻‍🚒 told us: “Nobody was hurt.”"
)

PASSWORD = "correct horse battery staple"


def person(email: str, name: str, *roles: str) -> User:
    """Store somebody with these roles and the tests' password."""
    user = User.objects.create_user(f"{email}@desk.example", name, PASSWORD)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def bring_in(text: str, by: User, title: str = "") -> Article:
    origin = Origin.FILE if title else Origin.NONE
    (article,) = import_articles(incoming=[Incoming(decode(text.encode()), title, origin)], by=by, twins=Twins.OTHER)
    return article


def passage(revision: Revision, words: str, nth: int = 1) -> Passage:
    """The nth place where the words stand."""
    start = -1
    for _ in range(nth):
        start = revision.text.index(words, start + 1)
    return Passage(revision, start, start + len(words), words)


def propose(by: User, revision: Revision, words: str, statement: str = "", nth: int = 1, **more: object) -> Claim:
    return propose_claim(passage=passage(revision, words, nth), statement=statement or words, by=by, **more)


def mark(by: User, revision: Revision, words: str, kind: Kind, reading: str = "", nth: int = 1, **more: object) -> Span:
    """Mark the nth place of the words as something that is no claim."""
    return mark_zone(passage=passage(revision, words, nth), kind=kind, reading=reading, by=by, **more)


def rate(claim: Claim, by: User, rating: Rating, rationale: str = "Read the gauge records.", **more: object) -> Verdict:
    claim = Claim.objects.get(pk=claim.pk)
    answer = Answer(rating=rating, rationale=rationale, **more)
    return record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=by)


def abstain(claim: Claim, by: User, reason: Abstention) -> Verdict:
    claim = Claim.objects.get(pk=claim.pk)
    return record_verdict(claim=claim, answer=Answer(abstention=reason), seen_version=claim.current_version_id, by=by)


def assign(claim: Claim, to: User, by: User, due_on: date | None = None) -> Seat:
    (seat,) = assign_claims(claims=[claim.pk], to=to, due_on=due_on, by=by)
    return seat


def rule_on(claim: Claim, by: User, move: Move, **more: object) -> Decision:
    """A rejection is of what is no claim and a reopening an update, unless it is said otherwise."""
    claim = Claim.objects.get(pk=claim.pk)
    kinds = {Move.REJECT: {"rejection": Rejection.NOT_A_CLAIM}, Move.REOPEN: {"correction": CorrectionKind.UPDATED}}
    return decide(claim=claim, move=move, seen=fingerprint(claim), by=by, **{**kinds.get(move, {}), **more})


def edit(claim: Claim, by: User, statement: str = "The river rose by four metres that night.", **more: object) -> Claim:
    claim = Claim.objects.get(pk=claim.pk)
    given = {"reason": "Clearer.", "seen_version": claim.current_version_id, **more}
    return edit_claim(claim=claim, statement=statement, by=by, **given)


def revise(article: Article, by: User, *changes: tuple[str, str], **more: object) -> Revision:
    """Correct the newest text: each of these words, which stand there, become those."""
    newest = article.revisions.order_by("-number")[0]
    text = newest.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    given = {"reason": "The paper corrected it.", "seen_revision": newest.number, **more}
    return revise_article(article=article, decoded=decode(text.encode()), by=by, **given)


def say(claim: Claim, by: User, words: str = "Which gauge do you mean?", **more: object) -> Remark:
    return speak(claim=Claim.objects.get(pk=claim.pk), words=words, by=by, **more)


def newest_anchor(claim: Claim) -> Anchor:
    """Of a claim with one passage."""
    anchors = Anchor.objects.filter(span__occurrence__claim=claim)
    return anchors.select_related("revision").order_by("-revision__number")[0]


def settle(anchor: Anchor, by: User, words: str | None, **more: object) -> Anchor:
    """Place the anchor where the words first stand, or leave it orphaned."""
    at = anchor.revision.text.index(words) if words else 0
    place = (at, at + len(words), words) if words else None
    return settle_anchor(anchor=anchor, place=place, by=by, **{"seen": state_of(anchor), **more})


def all_rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of both layers as the database has it, to see that nothing changed."""
    models = [model for app in ("annotations", "factcheck") for model in apps.get_app_config(app).get_models()]
    with connection.cursor() as cursor:
        return {model._meta.label: _rows_of(model._meta, cursor) for model in models}


def _rows_of(table: Any, cursor: Any) -> list[tuple[object, ...]]:
    # In its own words: through the models it takes most of the time of the tests that ask.
    name, key = map(connection.ops.quote_name, (table.db_table, table.pk.column))
    cursor.execute(f"SELECT * FROM {name} ORDER BY {key}")
    return list(cursor.fetchall())
