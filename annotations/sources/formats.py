"""The formats we take in, and how a file is known to be in one of them."""

import re
from dataclasses import dataclass
from typing import Final

from annotations.errors import UnreadableText
from annotations.text import MAX_BYTES

#: For formats that hold more than the words: pictures, markup, fonts. No file of any format may be larger.
MAX_FILE_BYTES: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """``module`` reads it. ``contents`` are the kinds of content (see ``_content``) a file of it may have."""

    module: str
    label: str
    endings: tuple[str, ...]
    contents: tuple[str, ...]
    max_bytes: int = MAX_FILE_BYTES


#: The first that fits reads a file without an ending.
FORMATS: Final = (
    Format("plain", "a plain text file", (".txt", ".text"), ("text",), MAX_BYTES),
    Format("markdown", "a Markdown file", (".md", ".markdown"), ("text",), MAX_BYTES),
    Format("html", "a web page", (".html", ".htm"), ("html", "text")),
    Format("word", "a Word document", (".docx",), ("docx",)),
    Format("pdf", "a PDF document", (".pdf",), ("pdf",)),
)

#: Every file ending taken, lower case, with its dot: for forms and commands.
ENDINGS: Final = tuple(ending for one in FORMATS for ending in one.endings)

_FOREIGN = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"{\\rtf": "a rich text document (.rtf); save it as .docx",
    b"\xd0\xcf\x11\xe0": "an old Office document, or one locked with a password; save it as .docx without one",
    b"PK\x03\x04": "a ZIP archive or an Office document other than .docx",
}

# White space, XML declaration and comments may stand before the first tag. Atomic: no file makes it try twice.
_PAGE = re.compile(rb"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:!doctype\s+html|html[\s>])", re.I | re.S)


def recognise(ending: str, raw: bytes) -> Format:
    """The format of a file with this ending (lower case, with its dot; "" for none) and this content.

    Raises UnreadableText if the ending is none of ours, the content is foreign, the two disagree, or the
    file is larger than its format may be.
    """
    if ending and ending not in ENDINGS:
        raise UnreadableText(f"Files ending in {ending[:20]} are not read. Those that are: {', '.join(ENDINGS)}.")
    content = _content(raw)
    form = next(one for one in FORMATS if (ending in one.endings if ending else content in one.contents))
    if content not in form.contents:
        found = next((one for one in FORMATS if one.contents[0] == content and content != "text"), None)
        advice = f"{found.label}. Rename it to {found.endings[0]} and try again" if found else "not one inside"
        raise UnreadableText(f"By its ending {ending} the file is {form.label}, but it is {advice}.")
    if len(raw) > form.max_bytes:
        raise UnreadableText(f"The file has {len(raw):,} bytes; the limit for {form.label} is {form.max_bytes:,}.")
    return form


def _content(raw: bytes) -> str:
    """ "pdf", "docx", "html" or "text"; text is what nothing else is, and may still not be text.

    Looks at the bytes only: to open a container is for the process that may fail.
    """
    if not raw:
        raise UnreadableText("The file is empty.")
    # A page in UTF-16 shows its tags once the zero bytes are out.
    head = raw[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if head.lstrip().startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04") and b"word/document" in raw:
        return "docx"
    for signature, what in _FOREIGN.items():
        if raw.startswith(signature):
            raise UnreadableText(f"The file is {what}.")
    return "html" if _PAGE.match(head) else "text"
