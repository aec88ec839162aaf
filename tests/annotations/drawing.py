"""Texts with highlights on them, and what a browser would see of the HTML made of both."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from annotations.rendering import Highlight, render


class Reader(HTMLParser):
    """What a browser would see: the text, and per mark its attributes and its words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.marks = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        # Where it begins, counted from the paragraph's start.
        self.marks.append(({**dict(attrs), "at": len(self.text)}, len(self.text)))

    def handle_endtag(self, _tag):
        attributes, start = self.marks[-1]
        self.marks[-1] = (attributes, self.text[start:])

    def handle_data(self, data):
        self.text += data


def highlight(span, start, end, tone="verified", note="", laned=True):
    return Highlight(span=span, start=start, end=end, tone=tone, note=note, laned=laned)


def html_of(text, *highlights):
    [paragraph] = render(text, highlights)
    return paragraph.html


@st.composite
def articles(draw):
    text = draw(st.text(st.sampled_from("ab<&\"'\n\n🚒\u0301אق\u00a0\u200b\t"), min_size=1, max_size=40))
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)).map(sorted)
    places = draw(st.lists(edges, max_size=8))
    laned = draw(st.lists(st.booleans(), min_size=len(places), max_size=len(places)))
    # A tone of its own, so that each can be told by its class.
    return text, [
        highlight(key, low, high + 1, tone=f"t{key}", note=f"n-{key}", laned=laned[key - 1])
        for key, (low, high) in enumerate(places, 1)
    ]


def marks_of(text, highlights):
    return [mark for paragraph in render(text, highlights) for mark, _ in Reader(paragraph.html).marks]


def classes_of(text, highlights):
    """Per span all the classes that its segments have for it."""
    found = {}
    for mark in marks_of(text, highlights):
        for span, drawn in zip(mark["data-spans"].split(), mark["class"].split()[1:], strict=True):
            found.setdefault(int(span), set()).add(drawn)
    return found
