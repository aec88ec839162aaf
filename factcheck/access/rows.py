"""What rows a person may see. What of a claim may be known to whom is decided in the querysets of the models."""

from django.db.models import F, Prefetch, QuerySet

from annotations.models import Article
from factcheck.accounts.models import User
from factcheck.choices import Stage
from factcheck.models import (
    ArticleAssignment,
    Attachment,
    Claim,
    CommonOrigin,
    Correction,
    Evidence,
    Remark,
    Seat,
    Talk,
    UnsavedText,
    Verdict,
)
from factcheck.models.claim import ClaimQuerySet
from factcheck.models.seat import SeatQuerySet
from factcheck.models.talk import RemarkQuerySet, TalkQuerySet
from factcheck.models.verdict import VerdictQuerySet
from factcheck.rules import is_fact_checker, may


def articles_for(person: User) -> QuerySet[Article]:
    """The articles this person may read: all of them for members, none for anybody else."""
    return Article.objects.all() if may("read", person) else Article.objects.none()


def claims_for(person: User) -> ClaimQuerySet:
    """The claims this person may know of, with version and proposer; their answers are another matter."""
    return all_claims() if may("read", person) else all_claims().none()


def all_claims() -> ClaimQuerySet:
    """Every claim, with what pages show of it. Ask first whether the person may read."""
    return Claim.objects.select_related("current_version", "proposer", "decision__editor")


def verdicts_for(person: User) -> QuerySet[Verdict]:
    """The standing verdicts this person may see, with reviewer, version and the evidence that stands."""
    return with_evidence(Verdict.objects.visible_to(person) if may("read", person) else Verdict.objects.none())


def with_evidence(visible: VerdictQuerySet) -> VerdictQuerySet:
    """Those of these verdicts that stand, as pages show them: with reviewer, version and the evidence that stands."""
    evidence = Evidence.objects.filter(withdrawn_at=None).select_related("attachment")
    standing = Prefetch("evidence", evidence, to_attr="standing_evidence")
    return _shown(visible).standing().prefetch_related(standing)


def recorded_verdicts_for(person: User) -> VerdictQuerySet:
    """The verdicts this person may see, with those that were taken back: for history, nothing else."""
    return _shown(Verdict.objects.visible_to(person) if may("read", person) else Verdict.objects.none())


def _shown(visible: VerdictQuerySet) -> VerdictQuerySet:
    return visible.select_related("claim", "reviewer", "version").order_by("created_at", "id")


def own_verdicts(person: User) -> VerdictQuerySet:
    """This person's verdicts, those that they took back too. Nothing of the others' is asked, so it is quick."""
    own = Verdict.objects.filter(reviewer=person) if may("read", person) else Verdict.objects.none()
    return own.select_related("version")


def own_evidence(person: User) -> QuerySet[Evidence]:
    """The sources that stand in this person's own standing verdicts, the latest first."""
    own = Evidence.objects.filter(verdict__in=own_verdicts(person).standing(), withdrawn_at=None)
    return own.select_related("attachment").order_by("-verdict__updated_at", "position")


def own_files(person: User) -> QuerySet[Attachment]:
    """The files this person sent, cited or not. There is no way to anybody else's but through what cites them."""
    return Attachment.objects.filter(uploaded_by=person)


def origins_for(person: User, *, merged: bool = False) -> QuerySet[CommonOrigin]:
    """The origins this person may know of: what rests on them tells nothing of answers, so for members all of them.

    Without those that were merged, unless they are asked for.
    """
    origins = CommonOrigin.objects.all() if merged else CommonOrigin.objects.filter(merged_into=None)
    return origins if may("read", person) else origins.none()


def remarks_for(person: User) -> RemarkQuerySet:
    """The remarks this person may see, the withdrawn ones too, with their authors."""
    visible = Remark.objects.visible_to(person) if may("read", person) else Remark.objects.none()
    return visible.select_related("author")


def own_remarks(person: User) -> RemarkQuerySet:
    """This person's remarks, the withdrawn ones too. Nothing of the others' is asked, so it is quick."""
    own = Remark.objects.filter(author=person) if may("read", person) else Remark.objects.none()
    return own.select_related("author")


def talks_for(person: User) -> TalkQuerySet:
    """The talks of which this person may know."""
    return Talk.objects.visible_to(person) if may("read", person) else Talk.objects.none()


def seats_of(person: User) -> SeatQuerySet:
    """This person's seats, those that ended too; none for who answers nothing any more."""
    own = Seat.objects.filter(person=person)
    return own if is_fact_checker(person) else own.none()


def queue_of(person: User) -> SeatQuerySet:
    """This person's seats at claims that wait for them, soonest due first."""
    return Seat.objects.waiting_for(person) if is_fact_checker(person) else Seat.objects.none()


def assignments_of(person: User) -> QuerySet[ArticleAssignment]:
    """The articles this person is still to read, soonest due first."""
    own = ArticleAssignment.objects.filter(person=person, ended_at=None).select_related("article", "given_by")
    return own.order_by(F("due_on").asc(nulls_last=True), "given_at", "id") if is_fact_checker(person) else own.none()


def drafts_of(person: User, article: Article) -> QuerySet[Correction]:
    """The large corrections of this article that are not saved yet, of whoever made them, without their texts."""
    drafts = article.corrections.exclude(stage=Stage.SAVED).defer("text", "plan", "difference")
    return drafts.select_related("made_by") if may("revise", person) else drafts.none()


def unsaved_by(person: User) -> QuerySet[UnsavedText]:
    """What this person typed and has not saved. There is no way to anybody else's."""
    return UnsavedText.objects.filter(person=person, kept=True)
