"""The one table of keys: the page, the help, the preferences and the tests read it, and no other place names a key.

A single key clicks, or goes to, the element of the page with its act as ``data-act``; ``keys.js`` does no more.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

#: Where a key works, as the help says it.
ANYWHERE, DEEDS, ARTICLE, WORDS, ANSWER, BOTH = (
    "On every page",
    "Beside an article, and on the page of a claim",
    "In the text of an article",
    "With words of the text taken",
    "In an open answer, outside its fields",
    "With words taken, or in an open answer",
)


class Key(NamedTuple):
    """What a single key does (``data-act``), the key itself unless a person chose another, and the help's words."""

    act: str
    default: str
    says: str
    where: str


class Chord(NamedTuple):
    """Keys that are the same for everybody, as no single character can be mistaken for them."""

    keys: tuple[str, ...]
    says: str
    where: str


KEYS = (
    Key("verified", "1", "Verified", BOTH),
    Key("disputed", "2", "Disputed", BOTH),
    Key("unverified", "3", "Unverified", BOTH),
    Key("abstain", "a", "Abstain", ANSWER),
    Key("mark", "m", "Mark them without a rating", WORDS),
    Key("other", "o", "Mark them as something else", WORDS),
    Key("step", "s", "The next step for the arrow keys", ARTICLE),
    Key("previous-passage", "[", "The passage before", ARTICLE),
    Key("next-passage", "]", "The passage after", ARTICLE),
    Key("next", "n", "The next claim in your queue, or from the pool", ANYWHERE),
    Key("undo", "u", "Undo", DEEDS),
    Key("redo", "U", "Redo", DEEDS),
    Key("search", "/", "Search", ANYWHERE),
    Key("help", "?", "All keys", ANYWHERE),
)
CHORDS = (
    Chord(("←", "→"), "One step back or on, as the text is read", ARTICLE),
    Chord(("↑", "↓"), "One sentence, or paragraph, back or on", ARTICLE),
    Chord(("Home", "End"), "Begin or end of the paragraph; with Ctrl, of the text", ARTICLE),
    Chord(("Shift", "→"), "Any of these with Shift takes more words, or fewer", ARTICLE),
    Chord(("Enter",), "Mark the words taken; on a passage, open its claim", ARTICLE),
    Chord(("Ctrl", "Enter"), "Save the form", ANYWHERE),
    Chord(("Esc",), "Let the words go; back to where you were", ANYWHERE),
)


class Group(NamedTuple):
    """What works in one place, in the order of the table."""

    where: str
    keys: list[tuple[Key, str]]
    chords: list[Chord]


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys of one person: act -> key, "" for none."""

    by_act: Mapping[str, str]

    @classmethod
    def of(cls, chosen: Mapping[str, str], *, single_keys: bool = True) -> "Keyboard":
        """The keys a person chose, and the table's for the rest; no two acts ever share one.

        What was chosen comes before what the table proposes, and an earlier row before a later one; whoever comes
        second has no key. An act the table does not know is passed over.
        """
        if not single_keys:
            return cls({key.act: "" for key in KEYS})
        found: dict[str, str] = {}
        for key in sorted(KEYS, key=lambda key: key.act not in chosen):
            wanted = chosen.get(key.act, key.default)
            found[key.act] = "" if wanted in found.values() else wanted
        return cls(found)

    @property
    def as_json(self) -> str:
        """Key -> act, for the script."""
        return json.dumps({key: act for act, key in self.by_act.items() if key}, sort_keys=True)

    @property
    def groups(self) -> list[Group]:
        """All keys, place by place, for the help and the preferences."""
        places = dict.fromkeys([*(key.where for key in KEYS), *(chord.where for chord in CHORDS)])
        return [
            Group(
                where,
                [(key, self.by_act[key.act]) for key in KEYS if key.where == where],
                [chord for chord in CHORDS if chord.where == where],
            )
            for where in places
        ]
