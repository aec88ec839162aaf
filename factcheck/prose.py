"""What people write at length (rationales, remarks), as safe HTML.

Markdown as CommonMark has it, without headings, images and HTML: a rationale is part of a page, and fetches nothing.
"""

import re
from collections.abc import Collection
from html import escape

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from factcheck.mentions import pattern_of

#: Deeper lists and quotations are written out as they were typed.
_MAX_NESTING = 20


def _reader(*without: str) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": _MAX_NESTING})
    return reader.disable(["heading", "lheading", "html_block", "html_inline", "image", *without])


_WITH_LINKS, _WITHOUT_LINKS = _reader(), _reader("link", "reference")
#: Each bracket may begin a link, and is compared with all that may end it: twenty thousand take a second.
_MOST_BRACKETS = 1_000
_MENTION = r'<span class="mention">\g<0></span>'
_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}


def as_html(words: str, mentions: Collection[str] = ()) -> SafeString:
    """The words as HTML of paragraphs, lists, quotations, emphasis, code and links; a line break stays one.

    Links lead to http and https alone, and pass nothing on. What is no Markdown is shown as it was typed. ``@`` and
    one of the names in ``mentions`` is marked.
    """
    reader = _WITH_LINKS if words.count("[") <= _MOST_BRACKETS else _WITHOUT_LINKS
    html = nh3.clean(
        reader.render(words),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    # Nothing but these elements and attributes is in it, and what is put around a name.
    return SafeString(_marked(html, mentions) if mentions else html)  # nosec B703


def _marked(html: str, names: Collection[str]) -> str:
    """The names in clean HTML marked, outside of tags: an address may have one in it."""
    name = pattern_of([escape(one, quote=False) for one in names])
    return re.sub(r"(<[^>]*>)|[^<]+", lambda found: found[1] or name.sub(_MENTION, found[0]), html)
