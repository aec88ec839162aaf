"""Which lines of a web page are its article.

trafilatura finds the article well, and retells it: it drops lines that come twice, captions, soft hyphens
and no-break spaces, and draws bullets and table frames. We are to keep an article as it stands, its
repetitions and captions above all. So its text only tells us which of the page's own lines to take: from
the first to the last that are the article in the same order, those it has anywhere, and every caption.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from lxml import etree

#: The share of trafilatura's letters that the page's lines must account for; below it we take its text.
ENOUGH = 0.9

_UNSEEN = {"head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "video", "audio"}
_UNSEEN |= {"select", "button", "textarea", "canvas"}
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
_INLINE |= {"ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
_INLINE |= {"sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source", "input", "nobr"}
_SPACE = re.compile("[ \t\n\r\f]+")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a browser would show it, were the window wide enough."""

    words: str
    caption: bool


def article_text(tree: Any, told: str) -> str:
    """The page's lines that make the article which ``told`` retells, one under another.

    ``told`` itself where the page's lines do not account for it: then it was put together from elsewhere.
    """
    page = list(lines(tree))
    ours = [_letters(line.words) for line in page]
    theirs = [letters for line in told.split("\n") if (letters := _letters(line))]
    matches = [
        match for match in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks() if match.size
    ]
    if not matches:
        return told
    wanted = set(theirs)
    span = range(matches[0].a, matches[-1].a + matches[-1].size)
    kept = [number for number in span if ours[number] in wanted or page[number].caption]
    accounted = {ours[number] for number in kept}
    if sum(map(len, accounted & wanted)) < ENOUGH * sum(map(len, wanted)):
        return told
    return "\n".join(page[number].words for number in kept)


def lines(tree: Any) -> Iterator[Line]:
    """Every line of the page that has a letter or sign in it, in order; what browsers never show is left out."""
    words: list[str] = []
    for event, element in _walk(tree):
        if event == "text":
            words.append(_SPACE.sub(" ", element[1]))
        elif element.tag in ("td", "th") and event == "start":
            words.append("\t" if "".join(words).strip() else "")
        elif element.tag not in _INLINE and element.tag not in ("td", "th"):
            # The element that begins or ends here parts lines; the line before it stood in ``element`` if it ends.
            yield from _line(words, element if event == "end" else element.getparent())
            words = []
    yield from _line(words, None)


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of every element and, between them, ("text", (element, its text)), without recursion."""
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        if element.tag in _UNSEEN:
            if event == "start":
                walker.skip_subtree()
            elif element.tail:
                yield "text", (element, element.tail)
            continue
        yield event, element
        text = element.text if event == "start" else element.tail
        if text:
            yield "text", (element, text)


def _line(words: Sequence[str], within: Any) -> Iterator[Line]:
    line = re.sub(" {2,}", " ", "".join(words)).strip(" ")
    if line.strip():
        yield Line(line, caption=within is not None and _in_caption(within))


def _in_caption(element: Any) -> bool:
    named = "caption" in element.get("class", "") or element.tag == "figcaption"
    return named or next(element.iterancestors("figcaption"), None) is not None


def _letters(line: str) -> str:
    """What two renderings of one line have in common. A line of signs alone stands for itself."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", line)) or line.strip()
