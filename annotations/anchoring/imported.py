"""Place words in a text without the revision they were marked in: only what is certain is placed."""

from dataclasses import dataclass
from typing import Literal

from annotations.anchoring.likeness import likeness
from annotations.anchoring.outcomes import Candidate
from annotations.anchoring.words import WORD, Words
from annotations.folding import fold_alike, shrink
from annotations.quotes import find_words
from annotations.text import fold_newlines

# Unrelated sentences reach 0.51, the same one with 45 % of its words replaced has 0.63 or more (EDITOR.md).
LIKELY = 0.60
# More places than any person reads; "e" stands in a million.
MOST_CANDIDATES = 1_000


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where imported words stand.

    ``placed``: the exact words with their exact context stand once, at ``start`` and ``end``. ``suggested``:
    something weaker, in ``candidates``, best first, for a person to take. ``ambiguous``: several are equally
    good, all in ``candidates`` in text order. ``missing``: nothing like it. Only ``placed`` has offsets.
    """

    state: Literal["placed", "suggested", "ambiguous", "missing"]
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


def place_quote(text: str, quote: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> QuotePlace:
    """Return where the words stand in a text that is all there is.

    ``prefix`` and ``suffix`` are the words around them, as far as the sender kept them; an empty one says
    nothing. ``hint`` is where the sender had them (code points): it never places, it makes one of several
    candidates the suggestion if it is exactly there. CRLF and CR in what was sent are read as LF.
    """
    quote, prefix, suffix = fold_newlines(quote), fold_newlines(prefix), fold_newlines(suffix)
    if not quote.strip():
        return QuotePlace("missing")
    whole = _places(text, prefix + quote + suffix)
    if len(whole) == 1:
        start = whole[0] + len(prefix)
        return QuotePlace("placed", start, start + len(quote), 1.0)
    exact = [(at, at + len(quote)) for at in _places(text, quote)]
    stretches = [(at + len(prefix), at + len(prefix) + len(quote)) for at in whole] or exact or find_words(text, quote)
    if not stretches:
        return _likeliest(text, quote)
    return _chosen([_scored(text, stretch, quote, prefix, suffix) for stretch in stretches[:MOST_CANDIDATES]], hint)


def _places(text: str, wanted: str) -> list[int]:
    places = []
    at = text.find(wanted)
    while at != -1:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


def _anywhere(_start: int, _end: int) -> bool:
    return True


def _likeliest(text: str, quote: str) -> QuotePlace:
    alike = fold_alike(text)
    words = Words(alike, (found.span() for found in WORD.finditer(alike)), _anywhere)
    likely = words.likeliest(quote)
    if likely is None or likely.score < LIKELY:
        return QuotePlace("missing")
    return QuotePlace("suggested", score=likely.score, candidates=(likely,))


def _scored(text: str, stretch: tuple[int, int], quote: str, prefix: str, suffix: str) -> Candidate:
    """Score a stretch by its words and as much of the context as was sent, folded."""
    start, end = stretch
    here = text[max(0, start - len(prefix)) : end + len(suffix)]
    return Candidate(start, end, likeness(shrink(fold_alike(here)), shrink(fold_alike(prefix + quote + suffix))))


def _chosen(candidates: list[Candidate], hint: int | None) -> QuotePlace:
    best = max(candidate.score for candidate in candidates)
    equal = [candidate for candidate in candidates if candidate.score == best]
    hinted = [candidate for candidate in candidates if candidate.start == hint]
    if len(equal) > 1 and not hinted:
        return QuotePlace("ambiguous", score=best, candidates=tuple(candidates))
    first = hinted[0] if hinted else equal[0]
    rest = sorted(candidates, key=lambda candidate: (candidate is not first, -candidate.score, candidate.start))
    return QuotePlace("suggested", score=first.score, candidates=tuple(rest))
