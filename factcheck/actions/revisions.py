"""Correct an article, and settle what a correction left in doubt.

Whoever corrects a text has taken no part in the judgement of its claims: they say what the article says, not
whether it is so. So no side is recorded, and an editor may correct an article and decide on its claims.
"""

from collections.abc import Iterable

from annotations import actions as text_layer
from annotations.folding import fold_alike, shrink
from annotations.models import OPEN_STATES, Anchor, AnchorState, Article, Revision
from annotations.plans import Plan, Step, last_known, plan_revision
from annotations.stored_plans import is_of_this_moment
from annotations.text import Decoded
from factcheck.accounts.models import User
from factcheck.actions.recording import Recording, recording, state_of
from factcheck.actions.versions import give_version
from factcheck.choices import ANSWERABLE_STATES, BINDING_ROLES, DECIDED_STATES, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim
from factcheck.rules import require


def revise_article(
    *,
    article: Article,
    decoded: Decoded,
    reason: str,
    seen_revision: int,
    by: User,
    key: str = "",
    plan: Plan | None = None,
) -> Revision:
    """Store the corrected text as the next revision, with every span's anchor in it; return the revision.

    ``plan`` is what the person looked at, if it is kept: it is applied as it is, or refused with OutdatedPlan.
    Without one the plan is made here, before the lock of the events is taken, and again only if it is outdated then.

    A claim in work whose asserted or quoted passage ``changed`` to other words (quotes, dashes and white
    space aside) gets a new version of the same statement, so that its answers are stale; a decided one is
    flagged. A passage that was ``found`` or ``orphaned`` changes nothing yet: a person settles it first.
    Raises Conflict if the revision is not the one the person looked at, UnchangedText for the same text.
    """
    require("revise", by)
    content = [article.pk, decoded.sha256, reason, seen_revision]
    made = plan or plan_revision(article, decoded.text)
    with recording(Verb.ARTICLE_REVISED, by=by, key=key, content=content, words=reason) as record:
        if (earlier := record.repeated(Revision)) is not None:
            return earlier
        current = Article.objects.select_for_update().get(pk=article.pk)
        if current.revisions.order_by("-number")[0].number != seen_revision:
            raise Conflict("Somebody corrected this article meanwhile. Your text is kept; look at it again, then save.")
        if not record.words:
            raise Invalid("Say in a few words why the text changes.", field="reason")
        if plan is None and not is_of_this_moment(made):
            made = plan_revision(current, decoded.text)  # nobody else writes from here on
        revision = text_layer.revise_article(
            article=current,
            decoded=decoded,
            words=record.words,
            plan=made,
            by=by,
            event=record.id,
            reason=record.reason,
        )
        _words_changed(record, [step.span for step in made.steps if comes_to_other_words(step)], revision)
        return record.about(revision)


def settle_anchor(*, anchor: Anchor, place: tuple[int, int, str] | None, seen: str, by: User, key: str = "") -> Anchor:
    """Place a passage that is in doubt (start, end, words: code points), or leave it orphaned (None).

    Placed at other words than it last stood at, it has changed, and its claim follows as for
    ``revise_article``. Left orphaned it has not: that a passage is gone is no more than taking it away from
    its claim, which stales nothing. One that was left orphaned can still be placed.
    ``seen`` is the ``state_of`` the person saw: raises Conflict if it was settled since, or if the
    article has a newer revision.
    """
    require("revise", by)
    with recording(Verb.ANCHOR_SETTLED, by=by, key=key, content=[anchor.pk, place, seen]) as record:
        if (earlier := record.repeated(Anchor)) is not None:
            return earlier
        current = Anchor.objects.select_for_update().select_related("revision").get(pk=anchor.pk)
        newest = Revision.objects.filter(article_id=current.revision.article_id).order_by("-number")[0]
        if current.state not in OPEN_STATES or state_of(current) != seen or newest != current.revision:
            raise Conflict("This passage was settled, or the article corrected, meanwhile. Look at it again.")
        before = last_known(current).quote
        settled = text_layer.settle_anchor(anchor=current, place=place, by=by, event=record.id, reason=record.reason)
        if place is not None and other_words(before, settled.quote):
            _words_changed(record, [settled.span_id], settled.revision)
        return record.about(settled)


def comes_to_other_words(step: Step) -> bool:
    """Whether a step of a plan alters the words of its span beyond doubt, and not in looks alone."""
    return step.state == AnchorState.CHANGED and other_words(step.old_words, step.new_words)


def other_words(before: str, now: str) -> bool:
    """Whether the words differ by more than quotes, dashes, white space and what nobody sees."""
    return shrink(fold_alike(before)) != shrink(fold_alike(now))


def _words_changed(record: Recording, spans: Iterable[int], revision: Revision) -> None:
    """Let the claims that assert or quote these passages follow, each once; lock them in the order of their number."""
    binding = {"occurrences__span__in": list(spans), "occurrences__role__in": sorted(BINDING_ROLES)}
    touched = Claim.objects.filter(**binding, occurrences__withdrawn_at=None).values("pk")
    reason = f"The passage changed in revision {revision.number} of article {revision.article_id}."
    for claim in (
        Claim.objects.select_for_update(of=("self",))
        .filter(pk__in=touched)
        .select_related("current_version")
        .order_by("pk")
    ):
        if claim.state in ANSWERABLE_STATES:
            give_version(record, claim, statement=claim.current_version.statement, reason=reason)
            record.also(claim)
        elif claim.state in DECIDED_STATES and not claim.under_review:
            claim.under_review = True
            record.also(record.write(claim))
