"""Markdown (CommonMark and tables): what a reader of the rendered page reads is stored, not the markup.

A quotation with asterisks in it is not what anybody published, would match no other copy of the article,
and would stand so in every export. So emphasis marks, heading marks, link targets and bullets are left
out; headings, numbers of numbered lists and descriptions of pictures are words, and stay. HTML inside
Markdown stays as it is written: to interpret it would lose some of it. Blocks are parted by an empty
line, a hard break is a line break, any other break in a paragraph a space, cells of a table are parted by
tabs. Front matter is not shown by a rendered page: it becomes metadata. The first top heading is a
guessed title, and stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.errors import UnreadableText
from annotations.sources.source import Source, described
from annotations.text import decode, normalise

# Past its nesting limit the library drops content without a word; we refuse before that.
_MAX_NESTING = 60

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:(?:[A-Za-z_][\w .-]*:|[ \t]|-[ \t]|#).*\n|\n){0,200}?)---[ \t]*(?:\n|$)")
_ENTRY = re.compile(r"^([A-Za-z_]+):[ \t]*(\S.*)$", re.MULTILINE)
_NAMES = {
    "title": ("title",),
    "outlet": ("outlet", "publisher", "publication", "site"),
    "byline": ("author", "authors", "byline"),
    "published": ("date", "published"),
    "source_url": ("source_url", "canonical_url", "canonical", "url", "source", "link"),
    "language": ("lang", "language", "locale"),
}


def extract(raw: bytes) -> Source:
    """The words of a Markdown file. Raises UnreadableText as ``decode`` does, and for lists nested past sense."""
    decoded = decode(raw)
    stated, body = front_matter(decoded.text)
    tokens = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING}).enable("table").parse(body)
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        raise UnreadableText("The file cannot be read as a Markdown file: its parts are nested too deeply.")
    text = normalise("\n\n".join(_blocks(tokens)))
    return described(replace(decoded, text=text), stated, {"title": _heading(tokens)})


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """What a head between two lines of three dashes states, by our names, and the text below it.

    Only entries on one line are understood. A head with anything but entries in it is text.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or not _ENTRY.search(match[1]):
        return {}, text
    entries = {key.lower(): _unquoted(value.rstrip()) for key, value in _ENTRY.findall(match[1])}
    stated = {ours: next((entries[name] for name in theirs if name in entries), "") for ours, theirs in _NAMES.items()}
    return stated, text[match.end() :]


def _unquoted(value: str) -> str:
    """A YAML scalar without its quotes; "" for what is not one."""
    if value[0] in "[{&*|>!":
        return ""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _blocks(tokens: Sequence[Token]) -> list[str]:
    blocks: list[str] = []
    cells: list[str] | None = None
    number = ""
    for token in tokens:
        match token.type:
            case "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
            case "tr_open":
                cells = []
            case "tr_close":
                blocks.append("\t".join(cells or ()))
                cells = None
            case "inline" | "fence" | "code_block":
                words = _words(token.children) if token.type == "inline" else token.content.rstrip("\n")
                (blocks if cells is None else cells).append(number + words)
                number = ""
    return blocks


def _words(children: Sequence[Token] | None) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        _words(one.children) if one.type == "image" else breaks.get(one.type, one.content) for one in children or ()
    )


def _heading(tokens: Sequence[Token]) -> str:
    for opened, inside in pairwise(tokens):
        if opened.type == "heading_open" and opened.tag == "h1":
            return _words(inside.children)
    return ""
