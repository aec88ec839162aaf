"""Where the spans of one revision stand in the next: what the difference explains, then a search, then nothing.

It beats the cascade in EDITOR.md by comparing sentences instead of paragraphs: a paragraph split, joined or torn
then is the same row of sentences, and a sentence cut and pasted is a sentence that moved.
"""

from collections.abc import Collection, Sequence
from functools import cached_property

from annotations.anchoring.beads import beads
from annotations.anchoring.blocks import blocks
from annotations.anchoring.evidence import Evidence
from annotations.anchoring.mapping import Map, Place
from annotations.anchoring.outcomes import Candidate, Method, Outcome, Placed
from annotations.anchoring.pairing import Pairing
from annotations.anchoring.search import FRESH, Fresh
from annotations.anchoring.units import cut
from annotations.errors import InvalidOffsets

# A stretch of new text is the span's from here on (EDITOR.md); unrelated sentences reach 0.51.
FOUND = 0.80
# So many characters must be the span's, its context included: "North Korean soldiers" is in many a new sentence.
TELLING = 25
# So few letters of another sentence may be the span's: where two ways to read the difference are equal.
MISREAD = 8
# Less is no help to a person: any stretch of the language is 0.25 to 0.4 like any other.
WORTH_SUGGESTING = 0.45


def reanchor(
    old: str, new: str, spans: Sequence[Placed], *, anchored: Collection[tuple[int, int]] = ()
) -> list[Outcome]:
    """Return where each span of ``old`` stands in ``new``, in the order given.

    Text that stood elsewhere in the old revision is never a candidate, nor a suggestion: a mark does not jump
    to a twin. Nor is a stretch of ``anchored``: places (start, end) in ``new`` that a search must leave alone,
    because they are known to be something else's. The same input gives the same outcomes; a span's outcome
    depends on the two texts, not on other spans. Both texts are taken as they are, empty ones included.
    Raises InvalidOffsets for a span that is no stretch of ``old``.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(old):
            raise InvalidOffsets(
                f"Positions {span.start} to {span.end} are no stretch of this text, which has {len(old):,} characters."
            )
    if old == new or not spans:
        return [Outcome(span.id, "kept", span.start, span.end, 1.0, "identical") for span in spans]
    cascade = _Cascade(old, new, anchored)
    return [cascade.outcome(span) for span in spans]


class _Cascade:
    def __init__(self, old: str, new: str, anchored: Collection[tuple[int, int]]) -> None:
        self.old, self.new, self.anchored = old, new, anchored
        self.evidence = Evidence(old, new)
        alike_old, alike_new = self.evidence.old, self.evidence.new
        strung = beads(Pairing(cut(old, alike_old), cut(new, alike_new)))
        self.way = Map(old, new, strung, blocks(alike_old, alike_new, strung))

    @cached_property
    def fresh(self) -> Fresh:
        """Made for the first span that the difference does not explain; mostly there is none."""
        return Fresh(self.way, self.evidence, self.anchored)

    def outcome(self, span: Placed) -> Outcome:
        """Return where the span is."""
        place = self.way.place(span.start, span.end)
        candidates = []
        if place:
            place = self._completed(span, place)
            stretch = place.start, place.end
            score = self.evidence.likeness((span.start, span.end), stretch)
            if self.evidence.accepts((span.start, span.end), stretch, score):
                return self._explained(span, place, score)
            candidates.append(Candidate(*stretch, score))
        found, more = self._searched(span)
        if found:
            return Outcome(span.id, "found", found.start, found.end, found.score, "search")
        best = max([*candidates, *more], key=lambda candidate: candidate.score, default=None)
        if best is None or best.score < WORTH_SUGGESTING:
            return Outcome(span.id, "orphaned", None, None, 0.0, "none")
        return Outcome(span.id, "orphaned", None, None, 0.0, "none", (best.start, best.end, best.score))

    def _completed(self, span: Placed, place: Place) -> Place:
        """Return the place with the same words, if they begin or end with it and the rest of them is new.

        So it is where a sentence was pasted before another, and the two read as one.
        """
        wanted = self.evidence.old[span.start : span.end]
        for start in (place.start, place.end - len(wanted)):
            end = start + len(wanted)
            if start >= 0 and self.evidence.new[start:end] == wanted:
                added = (end - start) - (place.end - place.start)
                foreign = self.way.covered(start, place.start) + self.way.covered(place.end, end)
                if added > 0 and foreign <= max(MISREAD, (1 - FRESH) * added):
                    return Place(start, end, place.moved, place.alone)
        return place

    def _explained(self, span: Placed, place: Place, score: float) -> Outcome:
        """Return the outcome at the place the difference names; provisional where a sentence moved without others."""
        if place.alone:
            return Outcome(span.id, "found", place.start, place.end, score, "moved")
        same = self.new[place.start : place.end] == self.old[span.start : span.end]
        method: Method = "moved" if place.moved else "difference"
        return Outcome(span.id, "kept" if same else "changed", place.start, place.end, score, method)

    def _searched(self, span: Placed) -> tuple[Candidate | None, list[Candidate]]:
        """Return what may be taken for the span in new text, and what may only be suggested."""
        exact = list(self.fresh.exact(span.start, span.end))
        telling = [one for one in exact if self._tells(span, one)]
        if len(telling) == 1:
            return telling[0], []
        if exact:
            return None, telling[:1] or exact[:1]
        likely = self.fresh.likeliest(span.start, span.end)
        if likely and likely.score >= FOUND and self._tells(span, likely):
            return likely, []
        return None, [likely] if likely else []

    def _tells(self, span: Placed, candidate: Candidate) -> bool:
        length = span.end - span.start
        around = self.evidence.common_context((span.start, span.end), (candidate.start, candidate.end))
        return length + around >= TELLING
