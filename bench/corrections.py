"""What editors do to an article, each as a function that does it to the draft of a scene.

What the truth is where that is a question:

* A *word replaced* by another, a typing error, a quotation mark made curly: overtyped, so the new characters
  stand in for the old ones. At least one word of the span survives.
* *Split, merged*: the line break between is no character of the span; the truth reaches from its first to its
  last character, whatever was put between.
* *Clause cut*: what is left of the span, from its first character to its last, without white space at the
  edges. From 15 to 60 % of its words go; at least one is left, and it still exists.
* *Replaced by another* sentence or paragraph: cut, then another one inserted: nothing is left.
* *Three times, a look-alike*: the others stood in the old text, never directly behind the marked one's paragraph:
  of two side by side nobody can say which is gone.
* *Cut and pasted*: the characters take their ids along. Only whole sentences are moved, so no span is torn.
"""

import re
from collections.abc import Callable

from bench.drafts import Draft, Scene, stretches
from bench.rewording import add_words, cut_clause, misspell, replace_words, typing_errors, typography

Edit = Callable[[Scene], None]


def shift(scene: Scene) -> None:
    for _ in range(scene.rng.randint(1, 3)):
        scene.draft.insert(scene.slot(), scene.stranger() + " ")
    scene.draft.insert(0, f"{scene.stranger()} {scene.stranger()}\n")


def shift_with_twin(scene: Scene) -> None:
    low, high = scene.host
    scene.draft.insert(scene.slot(), scene.old[low:high].replace("\n", " ") + " ")
    if scene.rng.random() < 0.5:
        shift(scene)


def _thrice(scene: Scene) -> None:
    low, high = scene.host
    twin = scene.old[low:high].replace("\n", " ")
    scene.plant(twin, twin)


def one_of_three_edited(scene: Scene) -> None:
    _thrice(scene)
    scene.rng.choice([typing_errors, lambda scene: replace_words(scene, 0.2)])(scene)


def one_of_three_deleted(scene: Scene) -> None:
    _thrice(scene)
    delete(scene, *scene.host)


def move_paragraph(scene: Scene) -> None:
    low, high = scene.now(*scene.block)
    if scene.draft.text[high : high + 1] == "\n":
        high += 1
    to = scene.gap()
    text, ids = scene.draft.cut(low, high)
    to -= high - low if to > low else 0
    if not text.endswith("\n"):
        text, ids = text + "\n", [*ids, -1]
    scene.draft.insert(to, text, ids)


def move_and_edit(scene: Scene) -> None:
    move_paragraph(scene)
    replace_words(scene, scene.rng.choice([0.1, 0.25]))
    typing_errors(scene)


def split_paragraph(scene: Scene) -> None:
    """Break the paragraph between two sentences, or after a word of the span where there is one sentence only."""
    low, high = scene.now(*scene.block)
    text = scene.draft.text
    borders = [at - 1 for at, _ in stretches(text) if low < at < high and text[at - 1] == " "]
    if not borders or scene.rng.random() < 0.3:
        borders = [at for at in range(low + 1, high - 1) if text[at] == " "]
    scene.draft.overtype(at := scene.rng.choice(borders), at + 1, "\n")


def merge_paragraphs(scene: Scene) -> None:
    low, high = scene.now(*scene.block)
    breaks = [one.span() for one in re.finditer("\n+", scene.draft.text) if low - 3 <= one.start() <= high]
    start, end = scene.rng.choice(breaks)
    scene.draft.overtype(start, end, " ")


def delete(scene: Scene, start: int, end: int) -> None:
    """Take these old characters out, with the space or the line break behind them."""
    low, high = scene.now(start, end)
    scene.draft.cut(low, high + (scene.draft.text[high : high + 1] in {" ", "\n"}))


def replace_by_another(scene: Scene) -> None:
    low, high = scene.now(*scene.rng.choice([scene.host, scene.block]))
    scene.draft.cut(low, high)
    scene.draft.insert(low, scene.stranger())


def delete_beside_look_alike(scene: Scene) -> None:
    """The look-alike has 20 to 35 % of the words replaced, and stood elsewhere before."""
    low, high = scene.host
    copy = Scene(scene.rng, scene.old[low:high].replace("\n", " "), 0, high - low, scene.strangers)
    replace_words(copy, scene.rng.uniform(0.2, 0.35))
    scene.plant(copy.draft.text)
    delete(scene, *scene.host)


def cut_and_paste(scene: Scene) -> None:
    low, high = scene.now(*scene.host)
    to = scene.slot()
    text, ids = scene.draft.cut(low, high)
    to -= high - low if to > low else 0
    scene.draft.insert(to, text + " ", [*ids, -1])


def remove_boilerplate(scene: Scene) -> None:
    scene.old = "ARTICLE CONTINUES BELOW\n" + scene.old
    scene.start, scene.end = scene.start + 24, scene.end + 24
    scene.draft = Draft(scene.old)
    scene.draft.cut(0, 24)


def disturb(scene: Scene) -> None:
    """One small correction outside the sentences of the span, in its paragraph as well as far away."""
    rng, draft = scene.rng, scene.draft
    own = set(range(*scene.host))
    near = draft.where(*scene.block) or (0, 0)
    free = [(a, b) for a, b in stretches(draft.text) if own.isdisjoint(draft.ids[a:b])]
    beside = [(a, b) for a, b in free if near[0] <= a < near[1]]
    start, end = rng.choice(beside if beside and rng.random() < 0.5 else free)
    way = rng.randrange(4)
    if way == 0:
        misspell(scene, start, end)
    elif way == 1:
        draft.cut(start, end)
    elif way == 2:
        draft.insert(start, scene.stranger() + " ")
    else:
        draft.overtype(start, start + len(draft.text[start:end].split()[0]), "However")


KINDS: dict[str, Edit] = {
    "typing errors in the span": typing_errors,
    "quotes and dashes changed": typography,
    "shifted": shift,
    "shifted, an exact twin planted": shift_with_twin,
    "three times, the marked one edited": one_of_three_edited,
    "three times, the marked one deleted": one_of_three_deleted,
    "paragraph moved": move_paragraph,
    "paragraph moved and edited": move_and_edit,
    "paragraph split": split_paragraph,
    "paragraphs merged": merge_paragraphs,
    "clause cut": cut_clause,
    "words added": add_words,
    "10 % of words replaced": lambda scene: replace_words(scene, 0.10),
    "25 % of words replaced": lambda scene: replace_words(scene, 0.25),
    "45 % of words replaced": lambda scene: replace_words(scene, 0.45),
    "sentence deleted": lambda scene: delete(scene, *scene.host),
    "paragraph deleted": lambda scene: delete(scene, *scene.block),
    "replaced by another": replace_by_another,
    "deleted, a look-alike left": delete_beside_look_alike,
    "cut and pasted elsewhere": cut_and_paste,
    "boilerplate removed at the top": remove_boilerplate,
}
