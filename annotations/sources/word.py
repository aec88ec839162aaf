"""Word (.docx): every paragraph as a line, in the order of the document, tables and text boxes included.

What a reader sees with all changes accepted: inserted words are in, deleted ones out. A table row whose
cells hold one line each is one line, its cells parted by tabs; any other table is its paragraphs. Empty
paragraphs stay as empty lines. Not in the text: headers, footers, notes, comments, pictures, and the
numbers Word draws before list items. The document's properties give title, author and language; when it
was created is not when it was published, and is left out.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx

from annotations.errors import UnreadableText
from annotations.sources.source import Source, decoded_from, described

#: What the parts may come to when unpacked: all together (pictures, mostly), and those that are parsed,
#: which take up to thirty times that much memory. A book of 500 pages has 10 million bytes of them.
MAX_UNPACKED_BYTES = 100_000_000
MAX_XML_BYTES = 30_000_000
MAX_PARTS = 5_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fallbacks repeat what stands in the choice beside them; deleted and moved-away words are history.
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    *(_W + name for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr")),
}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_SIGNS: Mapping[str, str] = {_W + name: character for name, character in _CHARACTERS.items()}


def extract(raw: bytes) -> Source:
    """The paragraphs of a document. Raises UnreadableText for one that is too large unpacked, or empty."""
    _refuse_bomb(raw)
    document = docx.Document(io.BytesIO(raw))
    text = "\n".join(_lines(document.element.body))
    about = document.core_properties
    stated = {"title": about.title, "byline": about.author, "language": about.language}
    return described(decoded_from(raw, text, "docx"), stated, {})


def _refuse_bomb(raw: bytes) -> None:
    """Sizes may be lied about, but ``zipfile`` unpacks no part further than it says it goes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise UnreadableText(f"The Word document has {len(parts):,} parts; the limit is {MAX_PARTS:,}.")
    parsed = sum(part.file_size for part in parts if not part.filename.startswith("word/media/"))
    if parsed > MAX_XML_BYTES or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableText("Unpacked, the Word document is too large to be an article.")


def _lines(parent: Any) -> list[str]:
    """The lines of whatever stands in a body, a cell or a text box, at any depth."""
    lines: list[str] = []
    for child in parent:
        if child.tag not in _SKIPPED:
            lines.extend(_READERS.get(child.tag, _lines)(child))
    return lines


def _paragraph(paragraph: Any) -> list[str]:
    """A paragraph's line (several, where it has breaks), then those of the text boxes anchored in it."""
    words: list[str] = []
    boxes: list[str] = []
    _collect(paragraph, words, boxes)
    return [*"".join(words).split("\n"), *boxes]


def _collect(parent: Any, words: list[str], boxes: list[str]) -> None:
    for child in parent:
        if child.tag == _W + "t":
            words.append(child.text or "")
        elif child.tag in _SIGNS:
            words.append(_SIGNS[child.tag])
        elif child.tag == _W + "txbxContent":
            boxes.extend(_lines(child))
        elif child.tag not in _SKIPPED:
            _collect(child, words, boxes)


def _row(row: Any) -> list[str]:
    cells = [_lines(cell) for cell in row.iterchildren(_W + "tc", _W + "sdt")]
    if all(len(cell) == 1 for cell in cells):
        return ["\t".join(cell[0] for cell in cells)]
    return [line for cell in cells for line in cell]


_READERS: Mapping[str, Callable[[Any], list[str]]] = {_W + "p": _paragraph, _W + "tr": _row}
