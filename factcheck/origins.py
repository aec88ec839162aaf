"""On what the passages of a claim rest, as pages and exports tell it. It is the same for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Anchor
from factcheck.choices import Role
from factcheck.independence import Said, independence
from factcheck.models import ArticleOrigin, CommonOrigin

#: What a query of anchors selects with them so that nothing here asks for more.
SELECTED = ("span__occurrence__origin", "revision__article__rests_on__origin")


@dataclass(frozen=True, slots=True)
class Weight:
    """How many articles carry a claim, on how many origins, and those of them that have a name, in text order."""

    articles: int
    origins: int
    named: list[CommonOrigin]
    unnamed: int = 0

    @property
    def is_at_most(self) -> bool:
        """Whether there may be fewer origins: some are only taken for such, because nobody named any."""
        return self.origins > 1 and self.unnamed > 0


def of_article(article: object) -> CommonOrigin | None:
    """What is named for an article as a whole; no query if ``rests_on__origin`` was selected with it."""
    row: ArticleOrigin | None = getattr(article, "rests_on", None)
    return row.origin if row is not None else None


def origin_of(anchor: Anchor) -> CommonOrigin | None:
    """What is named for a passage, or else for its article."""
    origin: CommonOrigin | None = anchor.span.occurrence.origin
    return origin or of_article(anchor.revision.article)


def weight(anchors: Iterable[Anchor]) -> Weight:
    """What a claim rests on, by its standing passages, each with what is ``SELECTED``."""
    anchors = list(anchors)
    found = independence(map(_said, anchors))
    named = {origin.pk: origin for anchor in anchors if (origin := origin_of(anchor)) and origin.pk in found.named}
    return Weight(found.articles, found.origins, list(named.values()), found.unnamed)


def _said(anchor: Anchor) -> Said:
    article, occurrence = anchor.revision.article, anchor.span.occurrence
    whole = of_article(article)
    return Said(
        article.pk, Role(occurrence.role), occurrence.origin_id, whole.pk if whole else None, article.copy_of_id
    )
