"""What people write at length (rationales), as safe HTML.

Markdown as CommonMark has it, without headings, images and HTML: a rationale is part of a page, and fetches nothing.
"""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

#: Deeper lists and quotations are written out as they were typed.
_MAX_NESTING = 20


def _reader(*without: str) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": _MAX_NESTING})
    return reader.disable(["heading", "lheading", "html_block", "html_inline", "image", *without])


_WITH_LINKS, _WITHOUT_LINKS = _reader(), _reader("link", "reference")
#: Each bracket may begin a link, and is compared with all that may end it: twenty thousand take a second.
_MOST_BRACKETS = 1_000
_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}


def as_html(words: str) -> SafeString:
    """The words as HTML of paragraphs, lists, quotations, emphasis, code and links; a line break stays one.

    Links lead to http and https alone, and pass nothing on. What is no Markdown is shown as it was typed.
    """
    reader = _WITH_LINKS if words.count("[") <= _MOST_BRACKETS else _WITHOUT_LINKS
    html = nh3.clean(
        reader.render(words),
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )
    # Nothing but these elements and attributes is in it.
    return SafeString(html)  # nosec B703
