"""The one normal form of a text, and what "offset 17" means: the 17th Unicode code point after it, from 0.

A text is normalised once, at import. Everything else in the text layer counts code points of the result.
"""

import hashlib
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from annotations.errors import UnreadableText

MAX_CODE_POINTS = 2_000_000
MAX_BYTES = 4_000_000

BYTE_ORDER_MARK = "\ufeff"

_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}

# NUL (PostgreSQL) and halves of a surrogate pair (UTF-8) are what the databases cannot hold.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# No encoding we guess at uses these bytes in text, alone or in a pair: a file that has them is not text.
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

# What Western European writing takes from the upper half of cp1252. Left out on purpose: ð þ ý, which
# cp1254 reads as Turkish, and Š Ž, where the Mac and Central European sets have their vowels.
_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŸ"
_JOINERS = "\xa0\xad‘’´·–—…"
_SIGNS = "“”„‚«»‹›€£§°•©®™¡¿ªº¹²³¼½¾×±µ†"

# Three accented letters in a row are Cyrillic, Greek, Hebrew or half of East Asia, read wrongly.
_NOT_WESTERN = re.compile(f"[^\x00-\x7f{_LETTERS}{_JOINERS}{_SIGNS}]|[{_LETTERS}]{{3}}")
# A sign between two letters is a letter, read wrongly: "by³a" for "była".
_SIGN_IN_WORD = re.compile(rf"(?<=[^\W\d_])[{_SIGNS}¬¯¶](?=[^\W\d_])")

# The detector knows ninety encodings and, left alone, takes "café" for UTF-16 and Swedish for cp775. These
# are the ones in which articles are found; cp1252 is missing because it was already tried, and declined.
_CANDIDATES = [
    *("cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in normal form, how its bytes were read, and the SHA-256 (hex) of those bytes.

    ``guessed`` is true where nothing in the file says its encoding, so that a person should look.
    """

    text: str
    encoding: str
    guessed: bool
    sha256: str


def decode(raw: bytes) -> Decoded:
    """Read a file's bytes as text and normalise it.

    Tried in this order: UTF-8, UTF-16 with its byte-order mark, then a guess. Raises UnreadableText for
    more than MAX_BYTES, for binary files, and for whatever ``normalise`` refuses. Positions in its
    sentences count from 0: bytes where it says byte, else code points.
    """
    if len(raw) > MAX_BYTES:
        raise UnreadableText(f"The file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}.")
    for signature, kind in _SIGNATURES.items():
        if raw.startswith(signature):
            raise UnreadableText(f"The file is {kind}, not plain text.")
    text, encoding, guessed = _read(raw)
    return Decoded(normalise(text), encoding, guessed, hashlib.sha256(raw).hexdigest())


def normalise(text: str) -> str:
    """Return the text in normal form: no byte-order mark at its head, CRLF and CR as LF, nothing else.

    Idempotent. For that, *all* U+FEFF at the head go, not only the first: a second one is what is left
    when a file with a mark was saved with a mark again, and is no more a part of the words than the first.
    Raises UnreadableText for NUL and lone surrogates (with their position: code points from 0 in the text
    as given), for nothing but white space, and for more than MAX_CODE_POINTS code points.
    """
    if not _storable(text) and (found := UNSTORABLE.search(text)):
        kind = "a NUL character" if found[0] == "\x00" else f"half a character (U+{ord(found[0]):04X})"
        raise UnreadableText(f"The text has {kind} at position {found.start()}, which cannot be stored.")
    normal = fold_newlines(text.lstrip(BYTE_ORDER_MARK))
    if not normal or normal.isspace():
        raise UnreadableText("The text is empty.")
    if len(normal) > MAX_CODE_POINTS:
        raise UnreadableText(f"The text has {len(normal):,} characters; the limit is {MAX_CODE_POINTS:,}.")
    return normal


def _storable(text: str) -> bool:
    """Whether UNSTORABLE finds nothing: told without looking at each character in turn."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def fold_newlines(text: str) -> str:
    """Return the text with CRLF and lone CR as LF, also for words that came through a form. Idempotent."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hex. The text must be storable (see ``normalise``)."""
    return hashlib.sha256(text.encode()).hexdigest()


def _read(raw: bytes) -> tuple[str, str, bool]:
    try:
        return raw.decode("utf-8-sig"), "utf-8", False
    except UnicodeDecodeError as error:
        bad_byte = error.start
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "utf-16", False
        except UnicodeDecodeError as error:
            raise UnreadableText(f"The file begins as UTF-16 and breaks at byte {error.start}.") from error
    if found := _CONTROL_BYTE.search(raw):
        raise UnreadableText(f"The file is not plain text: byte {found.start()} is a control character.")
    _refuse_damaged_utf8(raw, bad_byte)
    return *_guess(raw), True


def _refuse_damaged_utf8(raw: bytes, bad_byte: int) -> None:
    """Refuse a file that is UTF-8 but for a few bytes: any guess would turn all its accents to rubbish."""
    lenient = raw.decode("utf-8", "surrogateescape")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", "ignore"))
    bad = len(re.findall("[\ud800-\udfff]", lenient))
    if beyond_ascii > 2 * bad:
        raise UnreadableText(f"The file is UTF-8, but damaged at byte {bad_byte}.")


def _guess(raw: bytes) -> tuple[str, str]:
    """Return (text, encoding) by the likeliest reading of bytes that declare nothing.

    cp1252, the superset of Latin-1 that the web settled on, goes first where it reads plausibly, and last
    where the detector finds nothing: statistics need paragraphs, and a headline has one accent.
    """
    western = _strictly(raw, "cp1252")
    if western and not _NOT_WESTERN.search(western) and not _SIGN_IN_WORD.search(western):
        return western, "cp1252"
    matches = [match.encoding for match in from_bytes(raw, cp_isolation=_CANDIDATES)]
    detected = [(text, encoding) for encoding in matches if (text := _strictly(raw, encoding))]
    # The detector's order stands, but for readings with a sign inside a word.
    detected.sort(key=lambda reading: bool(_SIGN_IN_WORD.search(reading[0])))
    if detected:
        return detected[0]
    if western:
        return western, "cp1252"
    raise UnreadableText("The file is in no encoding we recognise. Save it as UTF-8 and try again.")


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
