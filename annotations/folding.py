"""What is alike for comparing words: quotes, dashes, white space, and what nobody sees. All offsets are code points."""

import re
from itertools import accumulate

# Code point for code point, so that offsets survive: what is dropped for comparing is dropped afterwards.
_ALIKE = {
    **dict.fromkeys("'\"‘’‚‛“”„‟‹›«»", '"'),
    **dict.fromkeys("-‐‑‒–—―−", "-"),
    **dict.fromkeys("\u200b\ufeff\u00ad", "\u200b"),
    **dict.fromkeys((chr(point) for point in range(0x3001) if chr(point).isspace()), " "),
}
_SHRINKING = re.compile("[ \u200b]{2,}|\u200b")


def fold_alike(text: str) -> str:
    """Return the text, code point for code point, with like characters made the same. Idempotent.

    All quotes (curly, straight, angular, single, double) become ``"``, all dashes ``-``, all white space a
    space, zero-width characters (U+200B, U+FEFF, U+00AD) U+200B. Case and accents count. Offsets survive.
    """
    # Ten times faster than ``translate`` for a text that is not ASCII: an article has few of these characters.
    for character in sorted(_ALIKE.keys() & set(text)):
        text = text.replace(character, _ALIKE[character])
    return text


def fold(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text made for comparing, and the way back from it to ``text``.

    As ``fold_alike``, and any run of white space is one space, and zero-width characters are gone. The
    character at ``i`` of the folded text stands at ``i + removed[bisect_right(cuts, i)]`` of the text (of a
    shrunk run of white space: its last character).
    """
    same_length = fold_alike(text)
    pieces: list[str] = []
    cuts: list[int] = []
    lost = [0]
    end = length = 0
    for run in _SHRINKING.finditer(same_length):
        space = " " if " " in run[0] else ""
        pieces += same_length[end : run.start()], space
        length += run.start() - end
        cuts.append(length)
        lost.append(run.end() - run.start() - len(space))
        length += len(space)
        end = run.end()
    return "".join(pieces) + same_length[end:], cuts, list(accumulate(lost))


def shrink(alike: str) -> str:
    """Return a text that ``fold_alike`` made with its runs of white space as one space, nothing at the edges."""
    if "  " in alike or "\u200b" in alike:
        alike = _SHRINKING.sub(_one_space, alike)
    return alike.strip()


def _one_space(run: re.Match[str]) -> str:
    return " " if " " in run[0] else ""
