"""The one normal form of a text, and how bytes become it."""

import codecs
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import text as text_module
from annotations.errors import UnreadableText
from annotations.text import MAX_BYTES, Decoded, decode, digest, fold_newlines, normalise

FRENCH = "Le président a déclaré à la presse que l’économie française avait créé 12 000 emplois."
GERMAN = "Die Bundesregierung will Straßen für schwere Lkw sperren, erklärte Müller – „sofort“."

AWKWARD = [
    "👨🏻‍🚒 firemen drive firetrucks",
    "🇪🇺🇩🇪 flags",
    "e\u0301 and é are not the same here",
    "\u1112\u1161\u11ab한 jamo",
    "قال الرئيس — אמר הנשיא",
    "no\u00a0break, zero\u200bwidth, soft\u00adhyphen, a tab\there",
    "  edges stay  \n\n\n and empty paragraphs too\n",
    "a byte-order mark \ufeff further in",
    "\u2028line and\x0c page separators\x85 are no newlines",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_normalise_leaves_everything_else_alone(text):
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("given_text", "normal"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\r\r\nb\n\r", "a\n\nb\n\n"),
        ("\ufeffa", "a"),
        # One mark more is one saving more; if it stayed, normalising twice would remove it.
        ("\ufeff\ufeffa", "a"),
        ("\ufeff\r\na", "\na"),
    ],
)
def test_normalise_folds_newlines_and_drops_the_mark(given_text, normal):
    assert normalise(given_text) == normal


@given(st.text(st.sampled_from("\ufeff\r\n a🚒\x00")))
def test_normalise_is_idempotent(text):
    try:
        once = normalise(text)
    except UnreadableText:
        return
    assert normalise(once) == once
    assert "\r" not in once
    assert fold_newlines(text).endswith(once)
    assert once.encode().decode() == once


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("👨🏻‍🚒\x00", "The text has a NUL character at position 4, which cannot be stored."),
        ("ab\ud83dcd", "The text has half a character (U+D83D) at position 2, which cannot be stored."),
        ("", "The text is empty."),
        ("\ufeff", "The text is empty."),
        (" \t\u00a0\r\n", "The text is empty."),
    ],
)
def test_normalise_refuses_what_cannot_be_a_text(text, sentence):
    with pytest.raises(UnreadableText) as refusal:
        normalise(text)
    assert str(refusal.value) == sentence


def test_normalise_counts_code_points_after_folding(monkeypatch):
    monkeypatch.setattr(text_module, "MAX_CODE_POINTS", 3)
    assert normalise("🚒\r\n🚒") == "🚒\n🚒"
    with pytest.raises(UnreadableText, match=r"The text has 4 characters; the limit is 3\."):
        normalise("abcd")


def test_digest_is_of_the_utf8_bytes():
    assert digest("Größe") == hashlib.sha256(b"Gr\xc3\xb6\xc3\x9fe").hexdigest()


def test_decode_reads_utf8_with_and_without_a_mark():
    raw = codecs.BOM_UTF8 + "Größe\r\n🚒".encode()
    assert decode(raw) == Decoded("Größe\n🚒", "utf-8", guessed=False, sha256=hashlib.sha256(raw).hexdigest())
    assert decode(raw[3:]).text == "Größe\n🚒"
    assert decode(raw[3:]).sha256 != decode(raw).sha256


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_decode_reads_utf16_by_its_mark(encoding):
    decoded = decode(f"\ufeff{FRENCH}\r\n🚒".encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (f"{FRENCH}\n🚒", "utf-16", False)


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        GERMAN,
        FRENCH * 50,
        "café",
        "Grüße",
        "Été à Orléans",
        "Größe: 5 m²",
        "Noël — 25 €",
        "l´été, c‘était bien…même très",
        "¿Cuántos años tiene el niño?",
        "A população não está à espera de ações.",
        "Regeringen säger att åtgärderna räcker.",
        "Øst for åen ligger Ærø.",
    ],
)
def test_decode_guesses_western_europe_even_from_one_word(text):
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "cp1252", True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент заявил, что экономика страны выросла на три процента.", "cp1251"),
        ("Президент заявил, что экономика страны выросла на три процента.", "koi8_r"),
        ("Ο πρωθυπουργός δήλωσε ότι η οικονομία αναπτύχθηκε.", "cp1253"),
        ("Premier była zdania, że większość Polaków żyje w miastach.", "iso8859_2"),
        ("Premier była zdania, że większość Polaków żyje w miastach.", "cp1250"),
        ("Předseda vlády řekl, že životní úroveň se zvýšila.", "cp1250"),
        ("首相は経済が成長したと述べた。これは重要な発表です。", "cp932"),
        ("总理表示今年经济增长了百分之三。", "gb18030"),
    ],
)
def test_decode_leaves_other_scripts_to_the_detector(text, encoding):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, True)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "The file is a PNG picture, not plain text."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "The file is a PDF document, not plain text."),
        (b"PK\x03\x04\x14\x00", "The file is a ZIP archive or an Office document, not plain text."),
        (b"\xe9t\xe9\x00", "The file is not plain text: byte 3 is a control character."),
        ("é\x00".encode(), "The text has a NUL character at position 1, which cannot be stored."),
        ("ab".encode("utf-16-le"), "The text has a NUL character at position 1, which cannot be stored."),
        (b"\xff\xfea\x00\x3d\xd8", "The file begins as UTF-16 and breaks at byte 4."),
        ("café, thé, Noël".encode()[:-2], "The file is UTF-8, but damaged at byte 15."),
        (b"", "The text is empty."),
    ],
)
def test_decode_refuses_what_is_no_text(raw, sentence):
    with pytest.raises(UnreadableText) as refusal:
        decode(raw)
    assert str(refusal.value) == sentence


def test_decode_names_the_limit_in_bytes():
    with pytest.raises(UnreadableText, match=r"The file has 4,000,001 bytes; the limit is 4,000,000\."):
        decode(b"a" * (MAX_BYTES + 1))


@settings(deadline=None)  # the detector loads its tables at the first call
@given(st.binary(max_size=60))
def test_decode_gives_a_text_in_normal_form_or_refuses(raw):
    try:
        decoded = decode(raw)
    except UnreadableText:
        return
    assert normalise(decoded.text) == decoded.text
