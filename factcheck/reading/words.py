"""Stretches of a text with the words around them, and the same words elsewhere."""

from annotations.coverage import is_covered
from annotations.models import Revision
from annotations.quotes import same_words
from annotations.zones import boilerplate_in, stretches
from factcheck.models import Claim
from factcheck.reading.anchors import standing_anchors


def words_around(text: str, start: int, end: int, around: int) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its paragraphs, at most ``around`` code points each."""
    before = text[max(0, start - around) : start].rpartition("\n")[2]
    return before, text[end : end + around].partition("\n")[0]


def in_context(text: str, start: int, end: int, around: int = 60) -> dict[str, int | str]:
    """A stretch of a text with the words around it and the number of its paragraph, to choose it by.

    All in code points; lines without words are no paragraphs.
    """
    return {
        "paragraph": 1 + sum(bool(line.strip()) for line in text[:start].split("\n")[:-1]),
        "start": start,
        "end": end,
        "quote": text[start:end],
        "before": text[max(0, start - around) : start],
        "after": text[end : end + around],
    }


def same_words_elsewhere(claim: Claim, revision: Revision) -> list[tuple[int, int]]:
    """Where in this revision the words of the claim's passages in it stand once more; two queries.

    (start, end) in code points and text order; nothing that overlaps another, or a passage of the claim, or that is
    not article text.
    """
    anchors = standing_anchors().filter(revision=revision, span__occurrence__claim=claim)
    own = [(one.start, one.end) for one in anchors if one.start is not None and one.end is not None]
    outside = stretches(boilerplate_in(revision.pk))
    alike: set[tuple[int, int]] = set()
    for passage in own:
        if passage not in alike:  # else all that has its words is here: asking for each of many takes seconds
            alike |= {*same_words(revision.text, *passage)}
    found: list[tuple[int, int]] = []
    for start, end in sorted(alike):
        apart = all(end <= begin or start >= upto for begin, upto in own)
        after_the_last = not found or start >= found[-1][1]
        if apart and after_the_last and not is_covered(start, revision.text[start:end], outside):
            found.append((start, end))
    return found
