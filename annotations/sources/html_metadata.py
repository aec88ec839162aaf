"""What a web page states of itself in the places made for it: meta elements, canonical link, ``lang``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

# In the order of trust. "article:author" and "article:publisher" are mostly addresses, which are skipped.
_NAMES: Mapping[str, Sequence[str]] = {
    "title": ("og:title", "headline", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "outlet": ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher"),
    "byline": ("author", "citation_author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator"),
    "published": (
        *("article:published_time", "datepublished", "citation_publication_date", "parsely-pub-date", "pubdate"),
        *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date"),
    ),
    "source_url": ("og:url",),
    "language": ("content-language", "dc.language", "dcterms.language", "og:locale"),
}


def stated_in(tree: Any) -> dict[str, str]:
    """The metadata a page states, by our names. What is missing is guessed by others, or stays empty."""
    said: dict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        value = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if value and key and value not in said[key]:
                said[key].append(value)
    stated = {ours: _first(said, theirs, several=ours == "byline") for ours, theirs in _NAMES.items()}
    if canonical := [link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]:
        stated["source_url"] = canonical[0].strip() or stated["source_url"]
    stated["language"] = (tree.get("lang") or "").strip() or stated["language"]
    return stated


def _first(said: Mapping[str, Sequence[str]], names: Sequence[str], *, several: bool) -> str:
    """What the most trusted name says; all of it, for people, who may be many."""
    for name in names:
        values = [one for one in said.get(name, ()) if not (several and one.startswith(("http:", "https:")))]
        if values:
            return "; ".join(values) if several else values[0]
    return ""
