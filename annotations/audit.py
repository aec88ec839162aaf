"""The proof over a whole database that every anchor covers the words it says. Reads everything, writes nothing."""

from collections.abc import Iterator

from annotations.models import Anchor, Revision
from annotations.text import digest


def faults() -> Iterator[str]:
    """Yield a sentence for whatever is not as it was promised; nothing for a sound database.

    Looked at, revision by revision: that the text has its SHA-256; that each anchor's words, and the context
    around them, stand at its offsets; that a suggestion is a stretch of the text; and that every span of a
    revision has an anchor in the next.
    """
    before: Revision | None = None
    spans: set[int] = set()
    for revision in Revision.objects.order_by("article_id", "number").iterator(chunk_size=20):
        where = f"article {revision.article_id}, revision {revision.number}"
        if digest(revision.text) != revision.sha256:
            yield f"{where}: the text is not the one with its SHA-256."
        anchors = list(Anchor.objects.filter(revision=revision).order_by("span_id"))
        for anchor in anchors:
            for fault in _faults_of(anchor, revision.text):
                yield f"{where}, anchor {anchor.pk} of span {anchor.span_id}: {fault}"
        here = {anchor.span_id for anchor in anchors}
        if before is not None and before.article_id == revision.article_id:
            for span in sorted(spans - here):
                yield f"{where}: span {span} has no anchor, though it had one in the revision before."
        before, spans = revision, here


def _faults_of(anchor: Anchor, text: str) -> Iterator[str]:
    start, end = anchor.start, anchor.end
    if start is not None and end is not None:
        if text[start:end] != anchor.quote:
            yield f"{anchor.quote!r} does not stand at {start} to {end}, but {text[start:end]!r}."
        elif not (text[:start].endswith(anchor.prefix) and text.startswith(anchor.suffix, end)):
            yield f"the context is not what stands around {start} to {end}."
    if anchor.suggested_end is not None and anchor.suggested_end > len(text):
        yield f"the suggestion ends at {anchor.suggested_end}, behind the end of the text."
