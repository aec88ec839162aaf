"""Every kind of deed that can be undone, each done by ada in a desk that is ready for it; and the state it leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from annotations.models import Article, Kind, Revision, Span
from annotations.reversal import tracked_models, values
from factcheck.accounts.models import User
from factcheck.accounts.roles import EDITORS
from factcheck.actions import (
    change_zone,
    describe_article,
    keep_file,
    link_passages,
    merge_claims,
    move_passage,
    redo_last,
    remove_zone,
    restore_claim,
    restore_passage,
    restore_zone,
    split_claim,
    undo_last,
    unlink_passage,
    uphold,
    withdraw_claim,
)
from factcheck.actions.answers import Answer, Source
from factcheck.actions.recording import state_of
from factcheck.actions.stack import stacks_of
from factcheck.actions.undoing import Reversal
from factcheck.choices import Abstention, Move, Rating, Share, Stance
from factcheck.models import Claim, Decision, Occurrence, Tally
from tests.desk import abstain, edit, mark, passage, person, propose, rate, rule_on

GAUGE = Source(Stance.SUPPORTS, "https://example.org/gauge", "Gauge book", "4.0 m")
DIARY = Source(Stance.CONTEXT, "", "A diary")


@dataclass
class Desk:
    """What deeds are done to: a claim of ada's with two passages, a zone, their article."""

    ada: User
    claim: Claim
    zone: Span
    article: Article
    revision: Revision


def passages(desk: Desk) -> list[Occurrence]:
    return list(Occurrence.objects.filter(claim=desk.claim).order_by("pk"))


def _zone(desk: Desk, act: Callable[..., Span], **more: Any) -> Span:
    span = Span.objects.get(pk=desk.zone.pk)
    return act(span=span, seen=state_of(span), by=desk.ada, **more)


def _describe(desk: Desk) -> None:
    seen = state_of(Article.objects.get(pk=desk.article.pk))
    describe_article(
        article=desk.article, title="The flood", details={"outlet": "Gazette"}, seen=seen, confirmed=True, by=desk.ada
    )


def _propose_with_an_answer(desk: Desk) -> None:
    answer = Answer(rating=Rating.VERIFIED, rationale="I saw it.", evidence=[GAUGE, DIARY])
    propose(desk.ada, desk.revision, "Nobody was hurt", answer=answer)


def _link(desk: Desk) -> None:
    three = [passage(desk.revision, words) for words in ("in a night", "the highest", "since 1954")]
    link_passages(claim=desk.claim, passages=three, by=desk.ada)


def _withdraw(desk: Desk) -> None:
    withdraw_claim(claim=desk.claim, reason="A mistake.", by=desk.ada)


def _unlink(desk: Desk) -> None:
    unlink_passage(occurrence=passages(desk)[0], by=desk.ada)


def _move(desk: Desk) -> None:
    anchor = passages(desk)[0].span.anchors.get()
    to = passage(desk.revision, "river rose four metres")
    move_passage(anchor=anchor, place=(to.start, to.end, to.quote), seen=state_of(anchor), by=desk.ada)


def _split(desk: Desk) -> None:
    first, second = (one.span_id for one in passages(desk))
    claim = Claim.objects.get(pk=desk.claim.pk)
    split_claim(
        claim=claim,
        shares={first: Share.BOTH, second: Share.GOES},
        statement="The river rose four metres.",
        other="Officials said so.",
        reason="Two claims.",
        seen_version=claim.current_version_id,
        by=desk.ada,
    )


def _merge(desk: Desk) -> None:
    gone, kept = Claim.objects.get(pk=desk.claim.pk), Claim.objects.exclude(pk=desk.claim.pk).get()
    merge_claims(
        claim=gone,
        into=kept,
        statement="The river rose and nobody was hurt.",
        reason="One claim.",
        seen_version=gone.current_version_id,
        seen_into=kept.current_version_id,
        by=desk.ada,
    )


def _rate(rating: Rating = Rating.VERIFIED, *evidence: Source, **more: Any) -> Callable[[Desk], object]:
    return lambda desk: rate(desk.claim, desk.ada, rating, evidence=evidence, **more)


def _cite_a_file(desk: Desk) -> None:
    file = keep_file(name="gauge.txt", content=b"4.0 m", by=desk.ada)
    cited = Source(Stance.SUPPORTS, attachment_id=file.pk)
    sure = {"confidence": "high", "change_of_mind": "A second gauge."}
    rate(desk.claim, desk.ada, Rating.VERIFIED, evidence=[GAUGE, cited], **sure)


def _be_asked(desk: Desk) -> None:
    rate(desk.claim, desk.ada, Rating.VERIFIED)
    rule_on(desk.claim, person("ed", "Ed", EDITORS), Move.RETURN, reason="Which gauge?")


def _uphold(desk: Desk) -> None:
    uphold(claim=desk.claim, question=Decision.objects.get().pk, words="The upper one.", by=desk.ada)


def _nothing(desk: Desk) -> None:
    pass


#: Name -> what comes before, and the deed.
DEEDS: dict[str, tuple[Callable[[Desk], object], Callable[[Desk], object]]] = {
    "describe an article": (_nothing, _describe),
    "mark words besides claims": (_nothing, lambda d: mark(d.ada, d.revision, "1954", Kind.TEXT_DEFECT, "1955")),
    "change a mark": (_nothing, lambda d: _zone(d, change_zone, kind=Kind.TEXT_DEFECT, reading="Officers said")),
    "remove a mark": (_nothing, lambda d: _zone(d, remove_zone)),
    "put back a mark": (lambda d: _zone(d, remove_zone), lambda d: _zone(d, restore_zone)),
    "mark a claim": (_nothing, lambda d: propose(d.ada, d.revision, "Nobody was hurt")),
    "mark a claim and answer it": (_nothing, _propose_with_an_answer),
    "edit a statement": (_rate(), lambda d: edit(d.claim, d.ada)),
    "link three passages": (_nothing, _link),
    "take a passage off": (_nothing, _unlink),
    "put back a passage": (_unlink, lambda d: restore_passage(occurrence=passages(d)[0], by=d.ada)),
    "withdraw a claim": (_nothing, _withdraw),
    "put back a claim": (_withdraw, lambda d: restore_claim(claim=d.claim, by=d.ada)),
    "move the edges of a passage": (_nothing, _move),
    "split a claim": (_rate(), _split),
    "merge two claims": (lambda d: propose(d.ada, d.revision, "rose four metres", "Four metres."), _merge),
    "rate": (_nothing, _rate(Rating.VERIFIED, GAUGE)),
    "abstain": (_nothing, lambda d: abstain(d.claim, d.ada, Abstention.NOT_CHECKABLE)),
    "ask for more time": (_rate(), lambda d: abstain(d.claim, d.ada, Abstention.NEED_MORE_TIME)),
    "change a rating": (_rate(), _rate(Rating.DISPUTED, rationale="On second thoughts.")),
    "confirm an answer for new words": (lambda d: (_rate()(d), edit(d.claim, d.ada)), _rate()),
    "let an answer stand": (_be_asked, _uphold),
    "cite another source": (_rate(Rating.VERIFIED, GAUGE), _rate(Rating.VERIFIED, GAUGE, DIARY)),
    "cite a file, and be sure": (_rate(Rating.VERIFIED, GAUGE), _cite_a_file),
    "cite a file no more": (_cite_a_file, _rate(Rating.DISPUTED, GAUGE)),
    "cite one source less": (_rate(Rating.VERIFIED, GAUGE, DIARY), _rate(Rating.VERIFIED, DIARY)),
}


def undo(by: User, **more: Any) -> Reversal:
    """Undo what is next on this person's stack."""
    return undo_last(by=by, **{"seen": stacks_of(by).undo[-1].token, **more})


def redo(by: User, **more: Any) -> Reversal:
    return redo_last(by=by, **{"seen": stacks_of(by).redo[-1].token, **more})


def state() -> dict[str, dict[object, dict[str, object]]]:
    """Every tracked row but for the event that wrote it last, and every tally."""
    rows = {
        model._meta.label: {row.pk: values(row, model) for row in model._base_manager.all()}
        for model in tracked_models()
    }
    return {**rows, "tally": {tally["claim_id"]: tally for tally in Tally.objects.values()}}


def standing() -> dict[str, dict[object, dict[str, object]]]:
    """The same without what is withdrawn, and what hangs on it: as if it had never been made."""
    found = state()
    claims = {pk for pk, claim in found["factcheck.Claim"].items() if claim["state"] == "withdrawn"}
    spans = {pk for pk, span in found["annotations.Span"].items() if span["withdrawn_at"] is not None}
    found["factcheck.Claim"] = {pk: row for pk, row in found["factcheck.Claim"].items() if pk not in claims}
    return {
        label: {
            pk: row
            for pk, row in rows.items()
            if not (row.get("withdrawn_at") or row.get("claim_id") in claims or row.get("span_id") in spans)
        }
        for label, rows in found.items()
    }
