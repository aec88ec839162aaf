"""A day's work in a small newsroom, played through the actions: the demonstration corpus in ``seeds/``."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from annotations.incoming import Incoming
from annotations.models import DETAILS, Article, Kind, Origin, Revision
from annotations.quotes import find_words
from annotations.text import decode
from factcheck.accounts.invitations import create_person
from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.actions import (
    assign_article,
    assign_claims,
    decide,
    edit_claim,
    import_articles,
    link_passage,
    mark_zone,
    name_origin_of_passage,
    propose_claim,
    record_verdict,
    skip_claim,
    speak,
)
from factcheck.actions.answers import Answer, Source
from factcheck.actions.decisions import fingerprint
from factcheck.actions.passages import Passage
from factcheck.actions.recording import state_of
from factcheck.choices import Abstention, CorrectionKind, Move, Rating, Rejection, Role, Stance
from factcheck.models import Claim, Event

Step = Mapping[str, Any]


class ForeignDatabase(Exception):
    """The database holds the work of people who are not of the demonstration; nothing was written."""


class Newsroom:
    """The people, articles and claims of one folder with a ``newsroom.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.script = json.loads((folder / "newsroom.json").read_text(encoding="utf-8"))
        self.people: dict[str, User] = {}
        self.revisions: dict[str, Revision] = {}

    @property
    def emails(self) -> list[str]:
        """The demonstration accounts, in the order of the script."""
        return [person["email"] for person in self.script["people"]]

    def is_loaded(self) -> bool:
        """Whether it is there already; raises ForeignDatabase if anybody else has been at work here."""
        if User.objects.exclude(email__in=[*self.emails, SYSTEM_EMAIL]).exists():
            raise ForeignDatabase("There are people here who are not of the demonstration.")
        loaded = User.objects.filter(email__in=self.emails).exists()
        if not loaded and (Event.objects.exists() or Article.objects.exists()):
            raise ForeignDatabase("There are articles here that are not of the demonstration.")
        return loaded

    def load(self, password: str) -> bool:
        """Play the whole day in one transaction; say whether anything was written. Idempotent.

        Raises ForeignDatabase if anybody else's work is in the database.
        """
        with transaction.atomic():
            if self.is_loaded():
                return False
            for person in self.script["people"]:
                user = create_person(email=person["email"], name=person["name"], roles=person["roles"])
                user.set_password(password)
                user.save()
                self.people[user.email] = user
            for article in self.script["articles"]:
                self._import(article)
            for zone in self.script["zones"]:
                self._zone(zone)
            for claim in self.script["claims"]:
                self._play(claim)
            return True

    def _import(self, entry: Mapping[str, Any]) -> None:
        raw = (self.folder / entry["file"]).read_bytes()
        origin = Origin.PERSON if entry["title"] else Origin.FILE
        title = entry["title"] or Path(entry["file"]).stem
        details = {name: entry.get(name, "") for name in DETAILS}
        origins = {name: Origin(value) for name, value in entry.get("origins", {}).items()}
        incoming = [Incoming(decode(raw), title, origin, details, origins)]
        (article,) = import_articles(incoming=incoming, by=self.people[entry["by"]])
        self.revisions[entry["file"]] = article.revisions.get()
        for one in entry.get("assignments", ()):
            to, by = self.people[one["to"]], self.people[one["by"]]
            assign_article(article=article, to=to, due_on=_day(one), note=one["note"], by=by)

    def _zone(self, entry: Mapping[str, Any]) -> None:
        passage, by = self._passage(entry), self.people[entry["by"]]
        mark_zone(passage=passage, kind=Kind(entry["kind"]), reading=entry["reading"], by=by)

    def _play(self, entry: Mapping[str, Any]) -> None:
        by = self.people[entry["by"]]
        first, *others = [self._passage(one) for one in entry["occurrences"]]
        claim = propose_claim(passage=first, statement=entry["statement"], sensitive=entry["sensitive"], by=by)
        for passage in others:
            link_passage(claim=claim, passage=passage, by=by)
        for step in entry["steps"]:
            claim = Claim.objects.select_related("current_version").get(pk=claim.pk)
            STEPS[step["do"]](claim, step, self.people[step["by"]])

    def _passage(self, entry: Mapping[str, Any]) -> Passage:
        revision = self.revisions[entry["article"]]
        start, end = find_words(revision.text, entry["words"])[entry["nth"] - 1]
        return Passage(revision, start, end, revision.text[start:end], Role(entry.get("role", Role.ASSERTION)))


def _verdict(claim: Claim, step: Step, by: User) -> None:
    evidence = [
        Source(Stance(one["stance"]), one.get("url", ""), one.get("citation", ""), one.get("excerpt", ""))
        for one in step.get("evidence", ())
    ]
    answer = Answer(rating=Rating(step["rating"]), rationale=step["rationale"], evidence=evidence)
    record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=by)


def _abstain(claim: Claim, step: Step, by: User) -> None:
    answer = Answer(abstention=Abstention(step["reason"]), rationale=step["rationale"])
    record_verdict(claim=claim, answer=answer, seen_version=claim.current_version_id, by=by)


def _edit(claim: Claim, step: Step, by: User) -> None:
    edit_claim(
        claim=claim,
        statement=step["statement"],
        reason=step["reason"],
        seen_version=claim.current_version_id,
        by=by,
    )


def _say(claim: Claim, step: Step, by: User) -> None:
    speak(claim=claim, words=step["words"], by=by)


def _assign(claim: Claim, step: Step, by: User) -> None:
    assign_claims(claims=[claim.pk], to=User.objects.get(email=step["to"]), due_on=_day(step), by=by)


def _name_origin(claim: Claim, step: Step, by: User) -> None:
    """For each of its passages."""
    for occurrence in claim.occurrences.filter(withdrawn_at=None).order_by("pk"):
        name_origin_of_passage(occurrence=occurrence, name=step["name"], seen=state_of(occurrence), by=by)


def _skip(claim: Claim, step: Step, by: User) -> None:
    skip_claim(claim=claim, reason=step["reason"], by=by)


def _day(step: Step) -> date:
    """The day it is due: so many days from the one on which the demonstration is loaded."""
    return timezone.localdate() + timedelta(days=step["due_in"])


def _decision(claim: Claim, step: Step, by: User) -> None:
    kinds = {"rating": Rating, "rejection": Rejection, "correction": CorrectionKind}
    given: dict[str, Any] = {name: kind(step[name]) for name, kind in kinds.items() if name in step}
    decide(claim=claim, move=Move(step["do"]), reason=step["reason"], seen=fingerprint(claim), by=by, **given)


STEPS: dict[str, Callable[[Claim, Step, User], None]] = {
    "verdict": _verdict,
    "abstain": _abstain,
    "edit": _edit,
    "say": _say,
    "assign": _assign,
    "skip": _skip,
    "name-origin": _name_origin,
    **{move.value: _decision for move in (Move.APPROVE, Move.OVERRIDE, Move.RETURN, Move.REJECT, Move.REOPEN)},
}
