"""What others changed since an open article page was drawn, and the person on other pages: what is different now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from annotations.differences import word_difference
from annotations.models import Anchor, Article, Kind, Revision, Span
from factcheck import drawing
from factcheck.access import MemberRequest, claims_for, get_revision, member_view
from factcheck.accounts.models import User
from factcheck.changes import (
    SILENT,
    Look,
    answered_in,
    changes_between,
    deeds_since,
    get_article_with_last,
    number_of,
    said_of,
    token_of,
    token_of_deed,
)
from factcheck.choices import ANSWERABLE_STATES, Verb
from factcheck.history.timelines import BLIND_VERBS
from factcheck.models import Change, Claim, Event, Occurrence
from factcheck.numbers import number_in
from factcheck.responses import Part, news, nothing_new, wants_fragment
from factcheck.views.article_parts import DETAIL, LIVE, arriving, head_context, touched_paragraphs, zones_context
from factcheck.views.beside import query_beside
from factcheck.views.sheets import Sheet
from factcheck.views.talk_parts import talk_news
from factcheck.views.zones import BESIDES


@dataclass(frozen=True, slots=True)
class Shown:
    """The claim that is open beside the text, what was shown of it, and tokens of what others said by now."""

    claim: int
    look: Look
    answers: str
    talk: str

    @classmethod
    def of(cls, request: MemberRequest) -> "Shown | None":
        """What the request names, or None; one query if it names something."""
        claim, look = number_in(request.GET.get("claim", "")), Look.of(request.GET.get("panel", ""))
        if claim is None or look is None:
            return None
        return cls(claim, look, *said_of(claim, request.user))

    @property
    def later(self) -> Look:
        """The same as it would be shown now. Where no talk was drawn, none can be shown anew."""
        return replace(self.look, answers=self.answers, talk=self.look.talk and (self.talk or SILENT))


@require_safe
@member_view
def since(request: MemberRequest, pk: int) -> HttpResponse:
    """For htmx the parts that changed since the token ``since``, out of band; 204 if there are none.

    ``mine`` stands for what the person had done last when the page was drawn, and ``own`` names what they did since on
    this very page, which shows that already.

    Four queries if nothing is new, one more while a claim is open. ``revision`` is the number of the text that the page
    shows: an older one is left as it is. ``claim`` and ``panel`` name the claim that is open beside it and what was
    shown of it. Without htmx the article itself.
    """
    article, last = get_article_with_last(request.user, pk)
    if not wants_fragment(request):
        return redirect(article)
    seen = number_of(pk, request.GET.get("since", ""), last)
    mine, shown = token_of_deed(article.last_deed), Shown.of(request)
    if seen == last and mine == request.GET.get("mine", mine) and (shown is None or shown.look == shown.later):
        return nothing_new(request)
    revision = number_in(request.GET.get("revision", ""))
    parts = [Part(LIVE, "live", {"since": token_of(pk, last), "beside": revision, "mine": mine})]
    if seen is None:
        sentence = _linked("Much has changed in this article.", article, "Open the page again")
        return news(request, parts, sentence=sentence)
    changes = changes_between(article, seen, last)
    own = request.GET.get("own", "").split()
    new = [change for change in changes if token_of_deed(change.event_id) not in own]
    deeds = deeds_since(request.user, request.GET.get("mine", mine))
    answered = answered_in(article, [deed for deed in deeds if token_of_deed(deed.id) not in own])
    if shown is not None:
        parts += _of_the_panel(request.user, article, last, shown, new, answered=answered.get(shown.claim))
    newest = get_revision(request.user, article) if changes or answered else None
    sentence = ""
    if newest is not None and newest.number == revision:
        parts += _of_the_page(request, article, newest, new, {*answered})
    elif corrected := [change for change in changes if change.event.verb == Verb.ARTICLE_REVISED]:
        told = f"{corrected[-1].event.actor} corrected the text. What you see is the text before."
        sentence = _linked(told, article, "Open the new text")
    return news(request, parts, sentence=sentence)


def _linked(sentence: str, article: Article, link: str) -> str:
    return format_html('{} <a href="{}">{}</a>', sentence, article.get_absolute_url(), link)


def _of_the_page(
    request: MemberRequest, article: Article, revision: Revision, changes: Sequence[Change], answered: set[int]
) -> list[Part]:
    """Paragraphs, cards, counts and zones that these changes and one's own answers touch, as they are now."""
    claims = answered | {change.claim_id for change in changes if change.claim_id is not None}
    spans = {change.span_id for change in changes if change.span_id is not None}
    if not claims and not spans:
        return []
    sheet = Sheet.of(request, revision)
    kinds = set(Span.history.filter(id__in=spans).values_list("kind", flat=True)) if spans else set()
    where = _places(revision, claims, spans)
    if Kind.BOILERPLATE in kinds:  # what stands on it may count no more, or again
        claims |= {row.claim for row in sheet.rows if drawing.meets(row, where)}
    shared = {"article": article, "revision": revision}
    parts = [
        touched_paragraphs(sheet, where),
        Part(DETAIL, "claims-head", {**shared, **head_context(sheet)}),
        arriving(article, sheet, claims),
    ]
    if kinds or sheet.aside:
        context = {**shared, **zones_context(sheet), "quiet": True}
        parts += [Part(*name, context) for name in BESIDES]
    return parts


def _places(revision: Revision, claims: Iterable[int], spans: Iterable[int]) -> list[tuple[int, int]]:
    """Where passages of these claims, and these spans, stand in the text or ever stood; one query."""
    passages = Occurrence.objects.filter(claim__in=claims).values("span")
    states = Anchor.history.filter(revision=revision, start__isnull=False)
    states = states.filter(Q(span__in=passages) | Q(span__in=spans))
    return list(states.order_by("start", "end").values_list("start", "end").distinct())


def _of_the_panel(
    person: User, article: Article, last: int, shown: Shown, changes: Sequence[Change], *, answered: Event | None
) -> list[Part]:
    """Lines on the claim that is open in the panel, if it changed since it was shown, and its talk as it is now.

    Nothing else of it is swapped.
    """
    upto = number_of(article.pk, shown.look.change, last)
    own = [one for one in changes if _is_of(one, shown.claim) and one.number > (upto or 0)]
    claim = claims_for(person).filter(pk=shown.claim).first()
    if claim is None or not (own or answered or shown.look != shown.later):
        return []
    revision = get_revision(person, article)
    others = shown.answers not in ("", shown.look.answers) and claim.state in ANSWERABLE_STATES and not answered
    context = {
        "claim": claim,
        "article": article,
        "revision": revision,
        "look": str(replace(shown.later, change=token_of(article.pk, last), version=claim.current_version.number)),
        "lines": [*_lines(person, claim, own), *([_answered(answered)] if answered else [])],
        "pieces": _reworded(claim, shown.look),
        "answered": others,
    }
    parts = [Part(LIVE, "panel-seen", context)]
    if own or answered or shown.answers != shown.look.answers:
        parts.append(Part(LIVE, "panel-news", context))
    if shown.talk and shown.look.talk not in ("", shown.talk):
        parts += talk_news(person, claim, query_beside(article, str(revision.number)))
    return parts


def _is_of(change: Change, claim: int) -> bool:
    """Whether it changed what the panel of this claim shows: the claim, or on what the article rests."""
    of_article = change.claim_id is None and change.event.verb == Verb.ORIGIN_NAMED
    return of_article or change.claim_id == claim


def _answered(event: Event) -> str:
    return "You undid an answer elsewhere." if event.verb == Verb.UNDONE else "You answered elsewhere."


def _lines(person: User, claim: Claim, changes: Sequence[Change]) -> list[str]:
    """What was done, in sentences, each once; a decision that was taken back only as a change."""
    revealed = Claim.objects.revealed_to(person).filter(pk=claim.pk).exists() if changes else False
    said = [
        f"You {change.event.told}, elsewhere."
        if change.event.actor_id == person.pk
        else f"{change.event.actor} {change.event.told}."
        if revealed or change.event.done in BLIND_VERBS
        else f"{change.event.actor} changed this claim."
        for change in changes
    ]
    return [*dict.fromkeys(said)]


def _reworded(claim: Claim, look: Look) -> list[Any]:
    """The statement that was shown against the present one, if it is another."""
    if claim.current_version.number == look.version:
        return []
    before = claim.versions.filter(number=look.version).first()
    if before is None or before.statement == claim.current_version.statement:
        return []
    return word_difference(before.statement, claim.current_version.statement)
