"""What reading a file yields, with where each piece of it is from."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from annotations.text import Decoded, normalise

#: ``file``: the file states it in a place made for it. ``guess``: worked out from the content, may be wrong.
Origin = Literal["file", "guess"]

#: The names of metadata and how many characters the article has room for. A test holds them to the model.
LIMITS = {"title": 300, "outlet": 200, "byline": 200, "published": 100, "source_url": 2000, "language": 35}

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Guess:
    """One piece of metadata and where it is from. Not known is the empty value."""

    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. ``details`` has the names of LIMITS but ``title``, and only those with a value.

    ``decoded.text`` is in normal form. ``decoded.encoding`` is "docx" or "pdf" where bytes were not
    characters; ``decoded.sha256`` is always that of the file.
    """

    decoded: Decoded
    title: Guess
    details: Mapping[str, Guess]


def decoded_from(raw: bytes, text: str, encoding: str, *, guessed: bool = False) -> Decoded:
    """The text taken out of a file's bytes, in normal form. Raises UnreadableText as ``normalise`` does."""
    return Decoded(normalise(text), encoding, guessed, hashlib.sha256(raw).hexdigest())


def described(decoded: Decoded, stated: Mapping[str, str | None], guessed: Mapping[str, str | None]) -> Source:
    """The Source of a text with metadata by name: what is stated goes before what is guessed."""
    found: dict[str, Guess] = {}
    for name in LIMITS:
        if value := tidy(name, stated.get(name)):
            found[name] = Guess(value, "file")
        elif value := tidy(name, guessed.get(name)):
            found[name] = Guess(value, "guess")
    return Source(decoded, found.pop("title", Guess("", "guess")), found)


def tidy(name: str, value: str | None) -> str:
    """A value on one line, storable and no longer than its limit, or "" if it is none of that name.

    Words that are too long end in "…". An address or a language cut short would be another one, so those
    are dropped, as is any address that is not http or https: it will stand in an href.
    """
    if not value:
        return ""
    line = " ".join(_UNPRINTABLE.sub(" ", value).split())
    if check := _CHECKS.get(name):
        line = check(line)
        return line if len(line) <= LIMITS[name] else ""
    return line if len(line) <= LIMITS[name] else line[: LIMITS[name] - 1] + "…"


def _address(line: str) -> str:
    try:
        parts = urlsplit(line)
    except ValueError:
        return ""
    return line if parts.scheme in ("http", "https") and parts.hostname and " " not in line else ""


def _language(line: str) -> str:
    code = line.replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else ""


_CHECKS: Mapping[str, Callable[[str], str]] = {"source_url": _address, "language": _language}
