"""Plain text: stored as it is. No line of it is taken for a title, none is cut."""

from annotations.sources.source import Source, described
from annotations.text import decode


def extract(raw: bytes) -> Source:
    """Read the bytes as text. Raises UnreadableText as ``decode`` does."""
    return described(decode(raw), {}, {})
