"""A web page saved as a file: the article's lines as the page has them, without menus and advertisements.

Which lines are the article is a guess (``html_article``). Runs of white space are one space, as a browser
shows them; nothing else inside a line is touched. Scripts are never run, and addresses in the page are
never fetched: the page is parsed and read, no more.
"""

import codecs
import re
from dataclasses import dataclass

from lxml import html as lxml_html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from annotations.errors import UnreadableText
from annotations.sources.html_article import article_text
from annotations.sources.html_metadata import stated_in
from annotations.sources.source import Source, decoded_from, described
from annotations.text import decode

_DECLARED = re.compile(
    rb"<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]+)", re.I
)

# What pages may say they are in, by Python's name: nothing else is looked up, "zip" and "idna" least of all.
_KNOWN = frozenset(f"cp{n}" for n in (874, 932, 949, *range(1250, 1259))).union(
    (f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    ("koi8-r", "koi8-u", "iso2022_jp", "gb18030", "euc_jp"),
)
# Names that browsers read as a larger set, because pages use it.
_LARGER = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("iso8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


@dataclass(frozen=True, slots=True)
class _Page:
    markup: str
    encoding: str
    guessed: bool


def extract(raw: bytes) -> Source:
    """The article of a page. Raises UnreadableText if no article is found, or the bytes cannot be decoded."""
    page = _decoded(raw)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    tree = lxml_html.document_fromstring(page.markup.encode(), parser=parser)
    found = bare_extraction(
        page.markup, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    if not isinstance(found, Document) or not found.text:
        raise UnreadableText("No article was found in the web page.")
    text = article_text(tree, found.text)
    guessed = {
        "title": found.title,
        "outlet": found.sitename,
        "byline": found.author,
        "published": found.date,
        "source_url": found.url,
    }
    decoded = decoded_from(raw, text, page.encoding, guessed=page.guessed)
    return described(decoded, stated_in(tree), guessed)


def _decoded(raw: bytes) -> _Page:
    """Byte-order mark, then UTF-8 if it is that and more than ASCII, then what the page declares, then a guess.

    Valid UTF-8 goes before the declaration: it hardly happens by accident, and pages are saved again with
    the old declaration left in.
    """
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return _guessed(raw)
    declared = _declared(raw)
    try:
        if not raw.isascii() or declared is None:
            return _Page(_without_nul(raw.decode("utf-8")), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    try:
        if declared is not None:
            return _Page(_without_nul(raw.decode(declared)), declared, guessed=False)
    except UnicodeDecodeError:
        pass
    return _guessed(raw)


def _guessed(raw: bytes) -> _Page:
    decoded = decode(raw)
    return _Page(decoded.text, decoded.encoding, decoded.guessed)


def _declared(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    return name if name in _KNOWN else _LARGER.get(name)


def _without_nul(markup: str) -> str:
    """Refuse here what a parser would end the page at: the rest would be missing without a word."""
    if "\x00" in markup:
        raise UnreadableText(f"The page has a NUL character at position {markup.index(chr(0))}.")
    return markup
