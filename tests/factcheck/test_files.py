"""What a file is by its first bytes, and what it may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.files import BYTES, MAX_NAME, TEXT, media_type, plain_name


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4"),
        (b"PK\x03\x04...", "application/zip"),
        # No page of anybody's: a browser that opens it sees letters.
        (b"<!doctype html><script>alert(1)</script>", TEXT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", TEXT),
        ("Größe: 4,0 m".encode(), TEXT),
        ("Größe".encode("latin-1"), BYTES),
        (b"MZ\x00\x01", BYTES),
    ],
)
def test_a_file_is_what_its_bytes_say(content, found):
    assert media_type(content) == found


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("gauge 1954.pdf", "gauge 1954.pdf"),
        ("C:\\Users\\bo\\gauge.pdf", "gauge.pdf"),
        ("../../etc/passwd", "passwd"),
        ("gauge\r\nSet-Cookie: a=b.pdf", "gaugeSet-Cookie: a=b.pdf"),
        ("gauge\u202efdp.exe", "gaugefdp.exe"),
        ("مقياس النهر.pdf", "مقياس النهر.pdf"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * (MAX_NAME - 4) + ".pdf"),
        ("x" * 300, "x" * MAX_NAME),
    ],
)
def test_a_name_keeps_what_is_to_be_seen_of_it(given_name, name):
    assert plain_name(given_name) == name


@given(st.text(max_size=400))
def test_every_name_is_a_short_line_and_stays_what_it_is(words):
    name = plain_name(words)
    assert 0 < len(name) <= MAX_NAME
    assert name.isprintable()
