"""What editors do to the words of a span, in the draft of a scene. What the truth is then: ``bench/corrections.py``."""

import re

from bench.drafts import Scene

_CURLY = {'"': "”", "'": "’", "-": "–", "“": '"', "”": '"', "‘": "'", "’": "'", "«": "“", "»": "”", "–": "-", "—": "–"}


def words_of(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """The words that the old characters ``start`` to ``end`` are now, in the draft."""
    low, high = scene.now(start, end)
    return [(low + one.start(), low + one.end()) for one in re.finditer(r"\w[\w’'-]*", scene.draft.text[low:high])]


def misspell(scene: Scene, low: int, high: int) -> None:
    """One typing error in a word of the draft: a letter changed, doubled, lost, or two swapped."""
    rng, draft = scene.rng, scene.draft
    at = rng.randrange(low, high)
    letter = rng.choice("abcdefghijklmnoprstuvwy")
    way = rng.randrange(4)
    if way == 0 or high - low < 3:
        draft.overtype(at, at + 1, letter)
    elif way == 1:
        draft.insert(at, draft.text[at])
    elif way == 2:
        draft.cut(at, at + 1)
    else:
        at = min(at, high - 2)
        draft.overtype(at, at + 2, draft.text[at + 1] + draft.text[at])


def typing_errors(scene: Scene) -> None:
    for _ in range(scene.rng.randint(1, 3)):
        misspell(scene, *scene.rng.choice(words_of(scene, scene.start, scene.end)))


def replace_words(scene: Scene, share: float) -> None:
    """Overtype that share of the span's words with words of other articles, at least one, never all."""
    words = words_of(scene, scene.start, scene.end)
    count = min(len(words) - 1, max(1, round(share * len(words))))
    others = [word for sentence in scene.strangers[:200] for word in re.findall(r"\w+", sentence)]
    for low, high in sorted(scene.rng.sample(words, count), reverse=True):
        scene.draft.overtype(low, high, scene.rng.choice(others))


def typography(scene: Scene) -> None:
    """Quotes and dashes the other way throughout, and one space of the span without a break."""
    for at, character in enumerate(scene.draft.text):
        if character in _CURLY:
            scene.draft.overtype(at, at + 1, _CURLY[character])
    low, high = scene.now(scene.start, scene.end)
    spaces = [at for at in range(low, high) if scene.draft.text[at] == " "]
    if spaces:
        at = scene.rng.choice(spaces)
        scene.draft.overtype(at, at + 1, "\u00a0")


def cut_clause(scene: Scene) -> None:
    words = words_of(scene, scene.start, scene.end)
    count = min(len(words) - 1, max(1, round(scene.rng.uniform(0.15, 0.6) * len(words))))
    first = scene.rng.randrange(len(words) - count + 1)
    low, high = words[first][0], words[first + count - 1][1]
    scene.draft.cut(low, high + (scene.draft.text[high : high + 1] == " "))


def add_words(scene: Scene) -> None:
    words = words_of(scene, scene.start, scene.end)
    added = " ".join(scene.stranger().split()[: scene.rng.randint(1, 6)])
    scene.draft.insert(scene.rng.choice(words[1:])[0], added + " ")
