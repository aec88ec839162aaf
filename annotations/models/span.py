"""A span: an identity with a kind. Where it sits in a revision is an anchor, one per revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models.article import Article, Revision
from annotations.models.tracked import Tracked
from annotations.resemblance import words_key

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class Kind(models.TextChoices):
    """What a highlighted stretch is."""

    CLAIM = "claim", "Claim"
    ATTRIBUTION = "attribution", "Attribution"
    CAVEAT = "caveat", "Caveat"
    CAPTION = "caption", "Caption"
    HEADLINE = "headline", "Headline"
    BOILERPLATE = "boilerplate", "Not article text"
    TEXT_DEFECT = "text-defect", "Text defect"


#: What part of the text it is.
PARTS = frozenset({Kind.BOILERPLATE, Kind.HEADLINE, Kind.CAPTION})
#: What is to be said of the words.
REMARKS = frozenset({Kind.ATTRIBUTION, Kind.CAVEAT, Kind.TEXT_DEFECT})
#: A zone, for short, is any span that is no claim's.
ZONES = PARTS | REMARKS


class AnchorState(models.TextChoices):
    """How it is known where a span sits in a revision."""

    PLACED = "placed", "Placed by a person"
    KEPT = "kept", "Same words"
    CHANGED = "changed", "Words altered"
    FOUND = "found", "Found in new text, provisional"
    ORPHANED = "orphaned", "Orphaned"


#: Nobody vouches for the place: a person is asked, and until then the words last known count.
OPEN_STATES = frozenset({AnchorState.FOUND, AnchorState.ORPHANED})


class AnchorMethod(models.TextChoices):
    """What put the anchor there."""

    SELECTION = "selection", "Selected or pasted by a person"
    IDENTICAL = "identical", "The text is the same"
    DIFFERENCE = "difference", "Compared with the revision before"
    MOVED = "moved", "Moved with its paragraph or sentence"
    SEARCH = "search", "Searched for in new text"
    NONE = "none", "Nothing put it anywhere"


class Span(Tracked):
    """A highlighted stretch of an article. Withdrawing it is how it is deleted; it can come back."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="spans")
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.CLAIM)
    #: What a text defect presumably should read; empty if nobody can tell.
    reading = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="span_kind_is_known"),
            models.CheckConstraint(
                condition=Q(reading="") | Q(kind=Kind.TEXT_DEFECT), name="span_reading_is_of_a_text_defect"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk} in article {self.article_id}"


class WordsKey(_CharField):
    """The key of the ``quote`` beside it, made with every write, in bulk too: never that of other words."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = words_key(model_instance.quote)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class Anchor(Tracked):
    """Where a span sits in one revision: ``start`` and ``end`` in code points, end exclusive.

    ``quote`` equals ``revision.text[start:end]``; prefix + quote + suffix stands once in the revision.
    An orphaned anchor has no offsets and keeps the words, and the context they stood in, of the last place
    that is known; its suggestion, if any, is a stretch of the revision for a person to take, never applied.
    A found or orphaned anchor waits for a person until ``settled_by`` says who looked at it.
    """

    span = models.ForeignKey(Span, on_delete=models.PROTECT, related_name="anchors")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="anchors")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField()
    #: By it the same words are found in any article: see ``annotations.resemblance``.
    words_key = WordsKey(max_length=32, default="", editable=False)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AnchorState.choices)
    method = models.CharField(max_length=15, choices=AnchorMethod.choices)
    #: Likeness to the words of the revision before, 0 to 1; 1 where a person placed it.
    score = models.FloatField(default=1.0)
    suggested_start = models.PositiveIntegerField(null=True, blank=True)
    suggested_end = models.PositiveIntegerField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["revision_id", "start", "end", "span_id"]
        indexes = [
            models.Index(fields=["revision", "start", "end"], name="anchor_place"),
            models.Index(fields=["words_key", "revision"], name="anchor_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["span", "revision"], name="anchor_once_per_span_and_revision"),
            models.CheckConstraint(
                name="anchor_has_offsets_unless_orphaned",
                condition=Q(state=AnchorState.ORPHANED, start=None, end=None)
                | (~Q(state=AnchorState.ORPHANED) & Q(start__isnull=False, end__isnull=False, end__gt=F("start"))),
            ),
            models.CheckConstraint(
                name="anchor_is_suggested_only_if_orphaned",
                condition=Q(suggested_start=None, suggested_end=None)
                | Q(
                    state=AnchorState.ORPHANED,
                    suggested_start__isnull=False,
                    suggested_end__isnull=False,
                    suggested_end__gt=F("suggested_start"),
                ),
            ),
            models.CheckConstraint(condition=Q(state__in=AnchorState.values), name="anchor_state_is_known"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="anchor_score_is_a_likeness"),
            models.CheckConstraint(condition=~Q(quote=""), name="anchor_keeps_its_words"),
        ]

    def __str__(self) -> str:
        return f"Span {self.span_id} in revision {self.revision_id}: {self.start}–{self.end}"

    @property
    def waits(self) -> bool:
        """Whether a person has to confirm it, place it, or leave it orphaned."""
        return self.state in OPEN_STATES and self.settled_by_id is None
