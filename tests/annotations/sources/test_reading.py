"""One way in for all formats: which module reads a file, and what no file can do to the desk."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UnreadableText
from annotations.models import DETAILS, Article
from annotations.sources import ENDINGS, FORMATS, MAX_FILE_BYTES, Guess, read
from annotations.sources.source import LIMITS, tidy
from annotations.text import MAX_BYTES, decode, normalise
from tests.annotations.sources.files import FLOOD, page, pdf, word

PDF = pdf([FLOOD.encode()])
PAGE = page(f"<p>{FLOOD}</p>").encode()


def refusal(name, raw):
    with pytest.raises(UnreadableText) as problem:
        read(name, raw)
    return str(problem.value)


def test_plain_text_is_stored_as_it_is_with_the_file_name_as_title():
    raw = b"\xef\xbb\xbf# Not a title\r\n\r\n  " + FLOOD.encode()
    source = read("Flood in May.TXT", raw)
    assert source.decoded == decode(raw)
    assert source.title == Guess("Flood in May", "file")
    assert source.details == {}


@pytest.mark.parametrize("name", ["C:\\texts\\flood.txt", "/srv/texts/flood.txt", "flood", "flood.text"])
def test_folders_and_endings_are_no_part_of_a_title(name):
    assert read(name, FLOOD.encode()).title == Guess("flood", "file")


def test_without_a_name_there_is_no_title():
    assert read("", FLOOD.encode()).title.value == ""


RENAME = "By its ending {} the file is {}, but it is {}. Rename it to {} and try again."


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("a.txt", b"", "The file is empty."),
        ("a.txt", b" \n ", "The text is empty."),
        ("a.txt", PDF, RENAME.format(".txt", "a plain text file", "a PDF document", ".pdf")),
        (
            "a.txt",
            b"PK\x03\x04word/document.xml",
            RENAME.format(".txt", "a plain text file", "a Word document", ".docx"),
        ),
        ("a.md", PAGE, RENAME.format(".md", "a Markdown file", "a web page", ".html")),
        ("a.txt", PAGE.decode().encode("utf-16"), RENAME.format(".txt", "a plain text file", "a web page", ".html")),
        ("a.pdf", FLOOD.encode(), "By its ending .pdf the file is a PDF document, but it is not one inside."),
        ("a.docx", FLOOD.encode(), "By its ending .docx the file is a Word document, but it is not one inside."),
        ("a.docx", b"PK\x03\x04xl/workbook.xml", "The file is a ZIP archive or an Office document other than .docx."),
        ("a.txt", b"\x89PNG\r\n", "The file is a PNG picture."),
        ("a.txt", b"\x00\x01\x02\xff", "The file is not plain text: byte 0 is a control character."),
        ("a.rtf", b"{\\rtf1}", f"Files ending in .rtf are not read. Those that are: {', '.join(ENDINGS)}."),
        ("a", b"{\\rtf1}", "The file is a rich text document (.rtf); save it as .docx."),
    ],
)
def test_ending_and_content_must_agree(name, raw, sentence):
    assert refusal(name, raw) == sentence


def test_no_file_is_larger_than_its_format_may_be():
    text, pdf_file = b"a" * (MAX_BYTES + 1), b"%PDF-" + bytes(MAX_FILE_BYTES)
    assert refusal("a.txt", text) == "The file has 4,000,001 bytes; the limit for a plain text file is 4,000,000."
    assert refusal("a.pdf", pdf_file) == "The file has 20,000,005 bytes; the limit for a PDF document is 20,000,000."


def test_a_document_locked_in_word_says_so():
    assert "locked with a password" in refusal("a.docx", b"\xd0\xcf\x11\xe0")


def test_a_head_full_of_comments_costs_no_time():
    start = time.monotonic()
    assert read("a.txt", b"<!---->" * 5000).decoded.text.startswith("<!--")
    assert time.monotonic() - start < 1


def test_every_format_goes_through_a_process_of_its_own_to_a_text_in_normal_form():
    files = {
        "a.md": b"\xef\xbb\xbf# Flood\r\n\r\ne\xcc\x81t\xc3\xa9, " + FLOOD.encode(),
        "a.html": PAGE,
        "a.docx": word(lambda document: document.add_paragraph(FLOOD)),
        "a.pdf": PDF,
    }
    for name, raw in files.items():
        source = read(name, raw)
        assert FLOOD in source.decoded.text
        assert normalise(source.decoded.text) == source.decoded.text
        assert source.decoded.sha256 == hashlib.sha256(raw).hexdigest()
        assert read(name.split(".", maxsplit=1)[0], raw).decoded.text.strip()
    assert {Path(name).suffix for name in files} | {".txt"} <= set(ENDINGS)


def test_metadata_fits_the_article():
    assert set(LIMITS) == {"title", *DETAILS}
    for name, limit in LIMITS.items():
        assert Article._meta.get_field(name).max_length == limit


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("title", " Flood\n at  night\x00 ", "Flood at night"),
        ("title", "a" * 301, "a" * 299 + "…"),
        ("byline", None, ""),
        ("source_url", "https://paper.example/flood?a=1", "https://paper.example/flood?a=1"),
        ("source_url", "javascript:alert(1)", ""),
        ("source_url", "/flood", ""),
        ("source_url", "https://[paper", ""),
        ("source_url", "https://a.example/" + "b" * 2000, ""),
        ("language", "pt_BR", "pt-BR"),
        ("language", "Portuguese of Brazil", ""),
    ],
)
def test_metadata_is_one_storable_line(name, value, kept):
    assert tidy(name, value) == kept


@given(st.sampled_from(sorted(LIMITS)), st.text())
def test_tidying_is_idempotent_and_within_the_limit(name, value):
    once = tidy(name, value)
    assert tidy(name, once) == once
    assert len(once) <= LIMITS[name]
    once.encode()


def test_each_format_has_its_endings_once():
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert all(one.max_bytes <= MAX_FILE_BYTES for one in FORMATS)
