"""A form about a claim beside an article: where it stands, and what the article's page shows anew once it is saved."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from annotations.models import Anchor, Article
from factcheck.access import MemberRequest, articles_for, get_revision
from factcheck.models import Claim, FormName
from factcheck.numbers import number_in
from factcheck.responses import Part, saved, wants_fragment
from factcheck.views.article_parts import DETAIL, arriving, head_context, touched_paragraphs, undo_part
from factcheck.views.sheets import Sheet


def article_beside(request: MemberRequest) -> Article | None:
    """The article that the query names; None without, or if it is not for this person to see."""
    number = number_in(request.GET.get("article", ""))
    return None if number is None else articles_for(request.user).filter(pk=number).first()


def query_beside(article: Article | None, revision: str) -> str:
    """The query that leads back beside this text of the article; "" on a page of its own."""
    return f"?article={article.pk}&revision={quote(revision)}" if article else ""


def form_context(request: MemberRequest, claim: Claim) -> dict[str, Any]:
    """What a form about a claim needs to know of the place where it stands."""
    article = article_beside(request)
    query = query_beside(article, request.GET.get("revision", ""))
    return {"claim": claim, "article": article, "query": query, "opened": FormName("claim", claim.pk).query}


def empty_panel(article: Article) -> Part:
    """The panel with nothing in it: the list of claims is shown."""
    return Part(DETAIL, "panel", {"article": article})


def saved_beside(
    request: MemberRequest,
    to: Any,
    panel: Callable[[Article], Part],
    claims: Iterable[Claim],
    told: tuple[str, str],
    *,
    stood: Iterable[tuple[int, int]] = (),
) -> HttpResponse:
    """Back to the article with ``panel`` beside it, the claims as they are now; without an article ``to``.

    ``told`` is the fact and the sentence, as for ``saved``; ``stood`` where passages (code points) are no more.
    """
    fact, sentence = told
    article = article_beside(request)
    if article is None:
        return saved(request, to, fact=fact, sentence=sentence)
    shown = panel(article)
    revision = get_revision(request.user, article)
    if not wants_fragment(request) or request.GET.get("revision") != str(revision.number):
        return saved(
            request, article.get_absolute_url() + shown.context.get("opened", ""), fact=fact, sentence=sentence
        )
    sheet, about = Sheet.of(request, revision), {claim.pk for claim in claims}
    stands = [(row.start, row.end) for row in sheet.rows if row.claim in about and row.start is not None and row.end]
    parts = [
        shown,
        touched_paragraphs(sheet, [*stood, *stands]),
        Part(DETAIL, "claims-head", {"article": article, "revision": revision, **head_context(sheet)}),
        arriving(article, sheet, about),
        undo_part(request.user, article, revision.number),
    ]
    return saved(request, article, parts=parts, fact=fact, sentence=sentence)


def places_of(claim: Claim, article: Article | None) -> list[tuple[int, int]]:
    """Where its passages stand in the texts of this article (code points); one query, none without an article."""
    standing = Anchor.objects.filter(span__occurrence__claim=claim, span__withdrawn_at=None, start__isnull=False)
    rows: Any = standing.filter(revision__article=article).values_list("start", "end") if article else []
    return list(rows)
