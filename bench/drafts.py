"""Texts whose every character knows where it came from, so that after any edit the truth is known.

A draft is a list of characters and, beside it, a list of ids: the old text's offset, or NEW for what the
correction wrote. *Overtyping* hands the ids on, because a word written over another stands where that one
stood, and an editor who marks again would mark it. *Inserting* does not, and *moving* takes the ids along.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

NEW = -1

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"'”’»)\]]*(?= )|(?=\n)|\Z)")


def stretches(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, without the white space around them. The experiment's own idea of a sentence."""
    found = [(one.end() - len(one[0].lstrip()), one.start() + len(one[0].rstrip())) for one in _SENTENCE.finditer(text)]
    return [(low, high) for low, high in found if low < high]


def lines(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text that have words."""
    return [one.span() for one in re.finditer(r"[^\n]+", text) if not one[0].isspace()]


@dataclass
class Draft:
    """A text being corrected. Offsets are those of the moment; ``where`` gives them for old ones."""

    text: str
    ids: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ids = self.ids or list(range(len(self.text)))

    def where(self, start: int, end: int) -> tuple[int, int] | None:
        """What is left of the old characters ``start`` to ``end``: from the first to the last of them."""
        places = [at for at, old in enumerate(self.ids) if start <= old < end]
        return (min(places), max(places) + 1) if places else None

    def insert(self, at: int, text: str, ids: list[int] | None = None) -> None:
        self.text = self.text[:at] + text + self.text[at:]
        self.ids[at:at] = ids or [NEW] * len(text)

    def cut(self, low: int, high: int) -> tuple[str, list[int]]:
        taken = self.text[low:high], self.ids[low:high]
        self.text = self.text[:low] + self.text[high:]
        del self.ids[low:high]
        return taken

    def overtype(self, low: int, high: int, text: str) -> None:
        """Write other characters over these; they have the ids of the first, so the last keeps its own."""
        _, ids = self.cut(low, high)
        kept = [*ids[: len(text)], *[ids[-1]] * (len(text) - len(ids))]
        self.insert(low, text, [*kept[:-1], ids[-1]] if text else [])


@dataclass(frozen=True)
class Case:
    """One span, one correction, and where the span is afterwards: None where nothing of it is left."""

    kind: str
    old: str
    new: str
    start: int
    end: int
    truth: tuple[int, int] | None


@dataclass
class Scene:
    """An article, a marked span in it, and sentences of other articles. ``host``: the sentences of the span."""

    rng: random.Random
    old: str
    start: int
    end: int
    strangers: list[str]

    def __post_init__(self) -> None:
        self.draft = Draft(self.old)

    @property
    def host(self) -> tuple[int, int]:
        return self._hull(stretches)

    @property
    def block(self) -> tuple[int, int]:
        """The paragraphs of the span."""
        return self._hull(lines)

    def _hull(self, parts: Callable[[str], list[tuple[int, int]]]) -> tuple[int, int]:
        touched = [(low, high) for low, high in parts(self.old) if low < self.end and self.start < high]
        return min(low for low, _ in touched), max(high for _, high in touched)

    def now(self, low: int, high: int) -> tuple[int, int]:
        """Where these old characters are in the draft; they must be there."""
        place = self.draft.where(low, high)
        assert place is not None
        return place

    def slot(self) -> int:
        """A place in the draft where a sentence could begin, in a paragraph that the span does not touch."""
        low, high = self.draft.where(*self.block) or (-1, -1)
        starts = [at for at, _ in stretches(self.draft.text) if not low <= at <= high]
        return self.rng.choice(starts)

    def gap(self) -> int:
        """A place in the draft where a paragraph could begin, outside those of the span."""
        low, high = self.draft.where(*self.block) or (-1, -1)
        return self.rng.choice([at for at, _ in lines(self.draft.text) if not low <= at <= high])

    def _slot_apart(self) -> int:
        """A slot that does not touch the span's paragraphs: of two twins side by side nobody can say which is gone."""
        _, high = self.now(*self.block)
        at = self.slot()
        while at > high and not self.draft.text[high:at].strip():
            at = self.slot()
        return at

    def stranger(self) -> str:
        return self.rng.choice(self.strangers)

    def plant(self, *sentences: str) -> None:
        """Put sentences into the article before it is marked, so that they are old ones."""
        for sentence in sentences:
            self.draft.insert(self._slot_apart(), sentence + " ")
        self.start, self.end = self.now(self.start, self.end)
        self.old = self.draft.text
        self.draft = Draft(self.old)

    def case(self, kind: str) -> Case:
        place = self.draft.where(self.start, self.end)
        new = self.draft.text
        while place and place[0] < place[1] and not new[place[1] - 1].isalnum() and new[place[1] - 1].isspace():
            place = place[0], place[1] - 1
        while place and place[0] < place[1] and new[place[0]].isspace():
            place = place[0] + 1, place[1]
        left = place and any(map(str.isalnum, new[place[0] : place[1]]))
        return Case(kind, self.old, new, self.start, self.end, place if left else None)


def articles(folder: Path) -> list[str]:
    """The texts of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def marked(rng: random.Random, texts: list[str]) -> Scene:
    """An article with a span such as people mark: a sentence, part of one, two, a name, or across paragraphs."""
    text = rng.choice(texts)
    others = [other[a:b] for other in texts if other is not text for a, b in stretches(other)]
    parts = [(low, high) for low, high in stretches(text) if high - low >= 25]
    at = rng.randrange(len(parts) - 1)
    low, high = parts[at]
    way = rng.random()
    words = [(low + one.start(), low + one.end()) for one in re.finditer(r"\w[\w’'-]*", text[low:high])]
    if way < 0.30 and len(words) > 5:
        first = rng.randrange(len(words) - 4)
        last = rng.randrange(first + 3, len(words))
        low, high = words[first][0], words[last][1]
    elif way < 0.38:
        first = rng.randrange(len(words) - 1)
        low, high = words[first][0], words[first + 1][1]
    elif way < 0.53:
        high = parts[at + 1][1]
    return Scene(rng, text, low, high, [one for one in others if len(one) >= 25])
