"""What stretches of a text cover of it, and what they leave. All offsets are code points, ``end`` exclusive."""

from collections.abc import Collection, Iterable

Stretch = tuple[int, int]


def uncovered(start: int, words: str, stretches: Iterable[Stretch]) -> list[str]:
    """Return the pieces of the words, which stand at ``start``, that lie in none of the stretches, in order.

    The stretches may come in any order, overlap, and reach beyond the words.
    """
    pieces, at, end = [], start, start + len(words)
    for low, high in sorted(stretches):
        if at < min(low, end):
            pieces.append(words[at - start : min(low, end) - start])
        at = max(at, high)
    if at < end:
        pieces.append(words[at - start :])
    return pieces


def is_covered(start: int, words: str, stretches: Iterable[Stretch]) -> bool:
    """Whether all that can be seen of the words, which stand at ``start``, lies in the stretches.

    White space is not seen: two stretches with a line end between them cover what runs across both.
    """
    return bool(words.strip()) and not "".join(uncovered(start, words, stretches)).strip()


def are_covered(places: Iterable[tuple[int, str]], stretches: Collection[Stretch]) -> bool:
    """Whether there is a place (start, words), and each of them ``is_covered``."""
    places = list(places)
    return bool(stretches and places) and all(is_covered(start, words, stretches) for start, words in places)


def count_words(text: str, left_out: Iterable[Stretch] = ()) -> int:
    """How many words stand outside the stretches; a word is what stands between white space."""
    return sum(len(piece.split()) for piece in uncovered(0, text, left_out))
