"""What a file is, by its first bytes, and what it may be called. Pure."""

import re
import unicodedata

#: So many characters of a name are kept, its ending among them.
MAX_NAME = 120

#: What stands at which byte, and what a file is then. Everything that is on no list is bytes, or text.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "video/mp4"),
    (0, b"OggS", "application/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"PK\x03\x04", "application/zip"),
)
BYTES, TEXT = "application/octet-stream", "text/plain; charset=utf-8"

#: What would turn a name around, or is not to be seen in it.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def media_type(content: bytes) -> str:
    """The type a file is sent with: one of a short list. What a page could be made of is plain text."""
    for at, signature, found in _SIGNATURES:
        if content[at : at + len(signature)] == signature:
            return found
    if b"\x00" in content:
        return BYTES
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return BYTES
    return TEXT


def plain_name(name: str) -> str:
    """A file's name without path and without characters that are not to be seen; "file" if nothing is left.

    A long one is cut before its ending.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = " ".join("".join(one for one in last if unicodedata.category(one) not in _UNSEEN).split()).strip(" .")
    if len(seen) > MAX_NAME:
        stem, dot, ending = seen.rpartition(".")
        tail = dot + ending if dot and len(ending) <= 10 else ""
        seen = (stem if tail else seen)[: MAX_NAME - len(tail)] + tail
    return seen or "file"
