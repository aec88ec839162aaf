"""Numbers in addresses and forms, which anybody can write anything into."""

#: Every column of ours holds so many digits, and Python reads them.
DIGITS = 18


def number_in(words: str, digits: int = DIGITS) -> int | None:
    """The number that these words are: ASCII digits, not more than so many, and nothing else; else None."""
    plain = words.isascii() and words.isdecimal() and len(words) <= digits
    return int(words) if plain else None
