"""What happened to an article, a claim, a verdict: the timelines, through the blind rule."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from annotations.models import Article, Revision, Span
from factcheck.access import recorded_verdicts_for
from factcheck.accounts.models import User
from factcheck.choices import Abstention, Confidence, Rating, Role, Stance, State, Verb
from factcheck.decided import is_told, say_to_whom
from factcheck.history.corrections import collect_corrections, collect_passages, collect_versions
from factcheck.history.descriptions import collect_descriptions
from factcheck.history.entries import Change, Changes, Entry, Show, collect, entries_of
from factcheck.history.kinship import collect_kin, collect_stays
from factcheck.history.origins import collect_origins, collect_origins_of
from factcheck.history.seats import collect_assignments, collect_seats
from factcheck.history.talk import collect_talk
from factcheck.history.zones import collect_zones
from factcheck.models import Attachment, Claim, ClaimVersion, Decision, Evidence, Occurrence, Upheld, Verdict

#: What somebody to whom a claim is blind may read of it. A decision that was taken back speaks of answers.
BLIND_VERBS = frozenset(
    {
        *(Verb.CLAIM_PROPOSED, Verb.CLAIM_EDITED, Verb.CLAIM_WITHDRAWN, Verb.CLAIM_RESTORED, Verb.CLAIM_RETURNED),
        *(Verb.PASSAGE_LINKED, Verb.PASSAGE_MOVED, Verb.PASSAGE_UNLINKED, Verb.PASSAGE_RESTORED),
        *(Verb.ORIGIN_NAMED, Verb.ARTICLE_REVISED, Verb.ANCHOR_SETTLED, Verb.CLAIM_SPLIT, Verb.CLAIM_MERGED),
    }
)


def article_timeline(article: Article) -> list[Entry]:
    """What happened to the article itself, its text and its zones, newest first."""
    changes: Changes = defaultdict(list)
    rows = Article.history.filter(id=article.pk)
    collect_descriptions(changes, rows)
    collect(changes, rows, {"copy_of_id": ("Copy of", _titles(rows))})
    revisions = list(Revision.objects.filter(article=article))
    for revision in revisions:
        words = f"revision {revision.number}: {len(revision.text):,} characters, {revision.encoding}"
        changes[revision.event].append(Change("Text", None, words))
    collect_corrections(changes, revisions)
    collect_zones(changes, article)
    collect_origins(changes, [article.pk])
    collect_assignments(changes, article)
    return entries_of(changes, {})


def claim_timeline(claim: Claim, person: User) -> list[Entry]:
    """What happened to the claim, its passages, and what of answers and talk the person may see; newest first."""
    changes: Changes = defaultdict(list)
    revealed = Claim.objects.revealed_to(person).filter(pk=claim.pk).exists()
    collect(changes, Claim.history.filter(id=claim.pk), _claim_labels(claim, revealed=revealed))
    collect_versions(changes, claim)
    collect_stays(changes, claim, _collect_spans)
    collect_kin(changes, claim)
    collect_seats(changes, claim)
    role: dict[str, tuple[str, Show]] = {"role": ("The passage is", lambda value: str(Role(value).label))}
    collect(changes, Occurrence.history.filter(claim_id=claim.pk), role)
    collect_origins_of(changes, claim)
    visible = list(recorded_verdicts_for(person).filter(claim=claim))
    for verdict in visible:
        _collect_verdict(changes, verdict)
    collect_talk(changes, claim, person, revealed=revealed)
    decisions = {decision.event: decision for decision in Decision.objects.filter(claim=claim)}
    say_to_whom(decisions.values(), person, revealed=revealed)
    if revealed:
        return entries_of(changes, decisions)
    untold = {event for event, one in decisions.items() if not is_told(one, revealed=False)}
    return entries_of(changes, {}, BLIND_VERBS, own=person, untold=untold)


def verdict_timeline(verdict: Verdict) -> list[Entry]:
    """Every state of one verdict and its evidence, newest first."""
    changes: Changes = defaultdict(list)
    _collect_verdict(changes, verdict)
    return entries_of(changes, {})


def _titles(rows: Any) -> Show:
    """What shows the id of an original by the title it has now."""
    named = Article.objects.in_bulk({row.copy_of_id for row in rows if row.copy_of_id})
    return lambda value: f"«{named[value]}»" if value else ""


def _claim_labels(claim: Claim, *, revealed: bool) -> dict[str, tuple[str, Show]]:
    statements = dict(ClaimVersion.objects.filter(claim=claim).values_list("id", "statement"))
    # Only what was decided comes under review: to whom the claim is blind, that there was a decision is not told.
    review: dict[str, tuple[str, Show]] = {"under_review": ("Under review", lambda value: "yes" if value else "no")}
    return {
        **(review if revealed else {}),
        "current_version_id": ("Statement", lambda value: statements.get(value, "")),
        "state": ("State", lambda value: str(State(value).label)),
        "sensitive": ("Sensitive", lambda value: "yes" if value else "no"),
        "extra_seats": ("Seats besides the quorum", lambda value: str(value or "")),
        "split_from_id": ("Split from", _claim),
        "merged_into_id": ("Merged into", _claim),
    }


def _collect_spans(changes: Changes, spans: Collection[int]) -> None:
    collect_passages(changes, spans)
    collect(changes, Span.history.filter(id__in=spans), {"withdrawn_at": ("Passage withdrawn", _when)})


def _claim(value: int | None) -> str:
    return f"claim {value}" if value else ""


def _collect_verdict(changes: Changes, verdict: Verdict) -> None:
    numbers = dict(ClaimVersion.objects.filter(claim=verdict.claim_id).values_list("id", "number"))
    collect(
        changes,
        Verdict.history.filter(id=verdict.pk),
        {
            "version_id": ("Judges", lambda value: f"version {numbers[value]} of the statement"),
            "rating": ("Rating", lambda value: str(Rating(value).label) if value else ""),
            "abstention": ("Abstains", lambda value: str(Abstention(value).label) if value else ""),
            "rationale": ("Rationale", str),
            "confidence": ("Confidence", lambda value: str(Confidence(value).label) if value else ""),
            "change_of_mind": ("What would change their mind", str),
            "withdrawn_at": ("Answer taken back", _when),
        },
    )
    upheld: dict[str, tuple[str, Show]] = {
        "made_at": ("Stands since", _when),
        "withdrawn_at": ("Taken back that it stands", _when),
    }
    collect(changes, Upheld.history.filter(verdict_id=verdict.pk), upheld)
    evidence = Evidence.history.filter(verdict_id=verdict.pk)
    collect(
        changes,
        evidence,
        {
            "stance": ("Source", lambda value: str(Stance(value).label)),
            "url": ("Address", str),
            "citation": ("Citation", str),
            "excerpt": ("Excerpt", str),
            "title": ("Title", str),
            "publisher": ("Publisher", str),
            "published": ("Published", str),
            "accessed_on": ("Looked at on", lambda value: str(value or "")),
            "archived_url": ("Archived address", str),
            "attachment_id": ("File", _files(evidence)),
            "withdrawn_at": ("Source withdrawn", _when),
        },
    )


def _files(rows: Any) -> Show:
    """What shows the number of a file by its name and digest; one query."""
    named = {one.pk: one for one in Attachment.objects.filter(pk__in=rows.values("attachment_id"))}
    return lambda value: f"{named[value].name}, SHA-256 {named[value].sha256}" if value else ""


def _when(value: datetime | None) -> str:
    return f"{value:%d %B %Y, %H:%M}" if value else ""
