"""Where words stand in a text. All offsets are code points, ``end`` exclusive, as Python slices."""

from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import category

from annotations.errors import InvalidOffsets, QuoteMismatch
from annotations.folding import fold
from annotations.text import fold_newlines


def find_words(text: str, words: str) -> list[tuple[int, int]]:
    """Return every (start, end) where the pasted words stand, in text order, overlapping ones included.

    White space around the words is dropped and their newlines are read as LF. If they stand nowhere
    exactly, a second comparison takes all quotes (curly, straight, angular, single, double) as alike, all
    dashes as alike, any run of white space as one space, and does not see zero-width characters (U+200B,
    U+FEFF, U+00AD). Case and accents always count. The offsets are those of ``text`` as it is, so
    ``text[start:end]`` may differ from the words. Empty words stand nowhere: [].
    """
    wanted = fold_newlines(words).strip()
    if not wanted:
        return []
    return [(at, at + len(wanted)) for at in _places(text, wanted)] or _folded_places(text, wanted)


def same_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return every other (start, end) where the words of ``text[start:end]`` stand, in text order, none overlapping.

    The same as by the second comparison of ``find_words``: quotes, dashes and white space aside. Where the words
    begin or end at the edge of a word, so do the others: "rose" does not stand in "prose". Raises InvalidOffsets.
    """
    _check(text, start, end)
    found: list[tuple[int, int]] = []
    past = 0
    for begin, upto in _folded_places(text, text[start:end]):
        apart = upto <= start or begin >= end
        if apart and begin >= past and _edges_alike(text, (start, end), (begin, upto)):
            found.append((begin, upto))
            past = upto
    return found


def _edges_alike(text: str, own: tuple[int, int], other: tuple[int, int]) -> bool:
    return all(_inside_word(text, other[i]) <= _inside_word(text, own[i]) for i in (0, 1))


def _inside_word(text: str, at: int) -> bool:
    """Whether the border before ``at`` runs through a word. An accent or vowel sign belongs to its letter."""
    return all(one.isalnum() or category(one).startswith("M") for one in text[max(0, at - 1) : at + 1].ljust(2))


def unique_context(text: str, start: int, end: int, at_least: int = 32) -> tuple[str, str]:
    """Return the (prefix, suffix) that tell ``text[start:end]`` from all its twins.

    Each is ``at_least`` code points long, less only where the text begins or ends, and both are doubled
    until prefix + quote + suffix occurs exactly once in the text, counting overlapping occurrences.
    Raises InvalidOffsets.
    """
    _check(text, start, end)
    size = at_least
    while True:
        low, high = max(0, start - size), min(len(text), end + size)
        # Ends at the whole text at the latest: that occurs once.
        if text.find(text[low:high], text.find(text[low:high]) + 1) == -1:
            return text[low:start], text[end:high]
        size = size * 2 or 1


def checked_quote(text: str, start: int, end: int, quote: str) -> str:
    """Return ``text[start:end]``, having made sure that these are the words the sender saw.

    CRLF and CR in ``quote`` are read as LF, because a form post turns LF into CRLF; nothing else is
    forgiven. Raises InvalidOffsets for offsets outside the text or an empty stretch, QuoteMismatch for
    other words.
    """
    _check(text, start, end)
    if text[start:end] != fold_newlines(quote):
        raise QuoteMismatch(
            f"The words at positions {start} to {end} are not the words you marked. "
            "Reload the article and mark them again."
        )
    return text[start:end]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets with white space pulled off both edges. Idempotent.

    Raises InvalidOffsets for offsets outside the text, and where only white space is covered.
    """
    _check(text, start, end)
    covered = text[start:end]
    if covered.isspace():
        raise InvalidOffsets(f"Positions {start} to {end} cover only white space.")
    return end - len(covered.lstrip()), start + len(covered.rstrip())


def _check(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise InvalidOffsets(
            f"Positions {start} to {end} are no stretch of this text, which has {len(text):,} characters."
        )


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at != -1:
        yield at
        at = text.find(wanted, at + 1)


def _folded_places(text: str, wanted: str) -> list[tuple[int, int]]:
    folded, cuts, removed = fold(text)
    pattern = fold(wanted)[0].strip()
    if not pattern:
        return []

    def original(at: int) -> int:
        return at + removed[bisect_right(cuts, at)]

    # The last character is mapped, not the end: a zero-width character after the words is not theirs.
    return [(original(at), original(at + len(pattern) - 1) + 1) for at in _places(folded, pattern)]
