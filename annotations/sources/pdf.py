"""PDF: its text layer, line by line as it stands on the page, pages in order. No picture is read.

A PDF has lines, not paragraphs. Which of them belong together is a guess, and a wrong one would put words
side by side that never were; so no lines are joined. One thing the file says itself: a soft hyphen
(U+00AD) at the end of a line is there for the line's sake. It is left out and its word made whole. A hard
hyphen there may belong to the word, and stays. Running heads and page numbers are text, and stay: they can
be marked as boilerplate. Title, author and language are those of the document's properties.
"""

import io
import re
from collections.abc import Iterator

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError

from annotations.errors import UnreadableText
from annotations.sources.source import Source, decoded_from, described
from annotations.text import MAX_CODE_POINTS

MAX_PAGES = 500

_BROKEN_WORD = re.compile("\xad *\n")
# What Word's printer driver calls every document.
_NO_TITLE = re.compile(r"(?i)(microsoft word - .*|untitled|.*\.(docx?|pdf|indd|qxp|odt))")


def extract(raw: bytes) -> Source:
    """The text layer. Raises UnreadableText for a locked document, too many pages, and one without text."""
    reader = PdfReader(io.BytesIO(raw))
    _unlock(reader)
    text = _BROKEN_WORD.sub("", "\n".join(_pages(reader)))
    if not text.strip():
        raise UnreadableText("The PDF has no text in it: its pages are pictures, probably scanned.")
    about = reader.metadata
    title = about.title if about else None
    stated = {
        "title": None if title and _NO_TITLE.fullmatch(title.strip()) else title,
        "byline": about.author if about else None,
        "language": str(reader.root_object.get("/Lang", "")),
    }
    return described(decoded_from(raw, text, "pdf"), stated, {})


def _unlock(reader: PdfReader) -> None:
    """Open what everybody can open: many a document is encrypted with the empty password."""
    if not reader.is_encrypted:
        return
    try:
        opened = reader.decrypt("")
    except (DependencyError, NotImplementedError):
        raise UnreadableText("The PDF is encrypted. Print it to a new PDF and try again.") from None
    if opened is PasswordType.NOT_DECRYPTED:
        raise UnreadableText("The PDF is locked with a password. Save it without one and try again.")


def _pages(reader: PdfReader) -> Iterator[str]:
    # Counted while going: the number of pages that a file states may be a lie.
    length = 0
    for number, page in enumerate(reader.pages, 1):
        if number > MAX_PAGES:
            raise UnreadableText(f"The PDF has more than {MAX_PAGES} pages, which is the limit.")
        text = page.extract_text()
        length += len(text)
        if length > MAX_CODE_POINTS:
            raise UnreadableText(f"The PDF has more than {MAX_CODE_POINTS:,} characters, which is the limit.")
        yield text
