"""How alike two stretches of folded text are, and which of many are: 0 to 1, the same whichever comes first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

#: (likeness, place among the old ones, place among the new ones)
Likely = tuple[float, int, int]

_WORD = re.compile(r"\w+")

# Comparing costs the product of the lengths: two texts of 70,000 characters, sentence by sentence, take 0.4 s.
# Beyond that a sentence is compared with the few that share most rare words with it; an altered one does.
MOST_WORK = 5_000_000_000
RARE = 6
FEW = 5


def likeness(one: str, other: str) -> float:
    """Return twice the characters in common, in order, by the characters of both; nothing is like nothing."""
    return Indel.normalized_similarity(one, other)


def likeness_of_words(one: str, other: str) -> float:
    """Return twice the words in common, in order, by the words of both."""
    return Indel.normalized_similarity(_WORD.findall(one), _WORD.findall(other))


def containment(one: str, other: str) -> float:
    """Return the share of the words of the shorter one that stand in the longer one in the same order."""
    words, others = _WORD.findall(one), _WORD.findall(other)
    return LCSseq.similarity(words, others) / max(1, min(len(words), len(others)))


def likely_pairs(
    old: Sequence[str], olds: Sequence[int], new: Sequence[str], news: Sequence[int], least: float
) -> list[Likely]:
    """Return the pairs of ``old[i]`` and ``new[j]`` with at least that likeness, of the places given.

    Where that is too much work, pairs without a word in common that is rare among the new are not seen.
    """
    work = sum(len(old[i]) for i in olds) * sum(len(new[j]) for j in news)
    if work <= MOST_WORK:
        choices = [new[j] for j in news]
        return [
            (score, i, news[at])
            for i in olds
            for _, score, at in process.extract(
                old[i], choices, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None
            )
        ]
    scored = ((likeness(old[i], new[j]), i, j) for i, j in _sharing_rare_words(old, olds, new, news))
    return [pair for pair in scored if pair[0] >= least]


def _sharing_rare_words(
    old: Sequence[str], olds: Sequence[int], new: Sequence[str], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    places = defaultdict(list)
    for j in news:
        for word in set(new[j].split()):
            places[word].append(j)
    rare = {word: here for word, here in places.items() if len(here) <= RARE}
    for i in olds:
        shared = Counter(j for word in set(old[i].split()) for j in rare.get(word, ()))
        for j, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:FEW]:
            yield i, j
