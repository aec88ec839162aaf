"""Whether the place that the difference names is where the span stands. Every threshold, with what it was measured on.

Measured by ``bench/reanchoring.py`` on its seeds 1 to 5 and five retold articles, unless another source is named.
"""

from annotations.anchoring.likeness import containment, likeness
from annotations.folding import fold_alike, shrink

# A sentence with 45 % of its words replaced scores 0.63 to 0.77, unrelated sentences 0.25 to 0.51 (EDITOR.md).
ALIKE = 0.55
# Two short stretches have more letters in common by chance (EDITOR.md).
SHORT = 20
ALIKE_IF_SHORT = 0.70
# Of two words one may be replaced or cut, which leaves 0.25 to 0.7. Between the same words in the same
# paragraph that is an altered passage all the same. Not so for longer spans: a sentence may have been replaced
# between two that stay.
ALIKE_IN_CONTEXT = 0.25
CONTEXT = 32
SAME_CONTEXT = 0.75
# What is left after more than half was cut scores down to 0.3, but it has no word of its own.
REMAINS = 0.9
LEAST_REMAINS = 0.2

Stretch = tuple[int, int]


class Evidence:
    """Compares stretches of two texts. What is alike for comparing words (quotes, dashes, spaces) is alike here."""

    def __init__(self, old: str, new: str) -> None:
        self.texts = old, new
        self.old, self.new = fold_alike(old), fold_alike(new)

    def likeness(self, span: Stretch, place: Stretch) -> float:
        """Return how alike the words are."""
        one, other = self.old[slice(*span)], self.new[slice(*place)]
        return 1.0 if one == other else likeness(shrink(one), shrink(other))

    def accepts(self, span: Stretch, place: Stretch, score: float) -> bool:
        """Say whether a place with that likeness, which the difference names, is the span's."""
        short = span[1] - span[0] < SHORT
        if score >= (ALIKE_IF_SHORT if short else ALIKE):
            return True
        if self._is_what_remains(span, place):
            return True
        return short and score >= ALIKE_IN_CONTEXT and self._same_context(span, place)

    def common_context(self, span: Stretch, place: Stretch) -> int:
        """Return how many characters directly before and behind are the same, at most CONTEXT on each side."""
        before = _common(_reversed_before(self.old, span[0]), _reversed_before(self.new, place[0]))
        return before + _common(self.old[span[1] : span[1] + CONTEXT], self.new[place[1] : place[1] + CONTEXT])

    def _is_what_remains(self, span: Stretch, place: Stretch) -> bool:
        words, left = self.old[slice(*span)], self.new[slice(*place)]
        return LEAST_REMAINS * len(words) <= len(left) <= len(words) and containment(words, left) >= REMAINS

    def _same_context(self, span: Stretch, place: Stretch) -> bool:
        before = [_ahead(text, at) for text, at in zip(self.texts, (span[0], place[0]), strict=True)]
        behind = [_behind(text, at) for text, at in zip(self.texts, (span[1], place[1]), strict=True)]
        return likeness(*before) + likeness(*behind) >= 2 * SAME_CONTEXT


def _ahead(text: str, at: int) -> str:
    """Return the context before ``at`` in its paragraph, folded; a paragraph may have moved without the one before."""
    return fold_alike(text[max(0, at - CONTEXT) : at].rpartition("\n")[2])


def _behind(text: str, at: int) -> str:
    return fold_alike(text[at : at + CONTEXT].partition("\n")[0])


def _reversed_before(text: str, at: int) -> str:
    return text[max(0, at - CONTEXT) : at][::-1]


def _common(one: str, other: str) -> int:
    """Count the characters that both begin with."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
