"""Whom words mention: ``@`` and a full name, as the desk has it."""

import re
from collections.abc import Collection, Mapping


def mentioned(words: str, people: Mapping[int, str]) -> dict[int, str]:
    """Those of these people whom the words mention, with the name the desk has for each.

    A name may have spaces: the longest that fits is meant, in whatever case. Nobody is mentioned by a name that two
    of the people have, and none begins inside a word, as in an address.
    """
    numbers: dict[str, list[int]] = {}
    for number, name in people.items():
        numbers.setdefault(name.casefold(), []).append(number)
    found = pattern_of(people.values()).finditer(words)
    meant = [numbers.get(one[0][1:].casefold(), []) for one in found]
    return {one[0]: people[one[0]] for one in meant if len(one) == 1}


def pattern_of(names: Collection[str]) -> re.Pattern[str]:
    """What finds ``@`` with one of these names, the longest first; without names nothing."""
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(rf"(?<![\w@.])@(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE)
