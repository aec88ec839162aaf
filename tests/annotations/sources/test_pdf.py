"""The text layer, line by line as it stands on the page."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from annotations.errors import UnreadableText
from annotations.sources import Guess, read
from annotations.sources import pdf as pdf_module
from tests.annotations.sources.files import FLOOD, pdf


def encrypted(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([FLOOD.encode()]))))
    writer.encrypt(user, owner, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(UnreadableText) as problem:
        read("a.pdf", raw)
    return str(problem.value)


def lines_of(raw: bytes) -> list[str]:
    return pdf_module.extract(raw).decoded.text.split("\n")


def test_lines_stay_lines_and_pages_follow_one_another():
    raw = pdf(
        [b"The river rose by", b"four metres \226 in one night."], [b"The river rose by", b"\223Never\224 before."]
    )
    expected = ["The river rose by", "four metres – in one night.", "The river rose by", "“Never” before."]
    assert [line for line in lines_of(raw) if line] == expected


def test_a_word_broken_at_a_soft_hyphen_is_whole_and_a_hard_hyphen_stays():
    raw = pdf([b"the harbour off\255", b"ice of a well-", b"known town"])
    assert lines_of(raw)[:2] == ["the harbour office of a well-", "known town"]


def test_properties_are_from_the_file():
    about = b"/Title(Flood at night)/Author(Mira Holt)/CreationDate(D:20241023060000)"
    source = read("a.pdf", pdf([FLOOD.encode()], info=about, catalog=b"/Lang(en-GB)"))
    assert source.title == Guess("Flood at night", "file")
    assert source.details == {"byline": Guess("Mira Holt", "file"), "language": Guess("en-GB", "file")}
    assert source.decoded.encoding == "pdf"


@pytest.mark.parametrize("title", [b"Microsoft Word - flood.docx", b"flood.indd", b"Untitled"])
def test_what_a_printer_driver_calls_a_document_is_no_title(title):
    assert pdf_module.extract(pdf([FLOOD.encode()], info=b"/Title(%s)" % title)).title.value == ""


def test_what_everybody_can_open_is_read():
    assert FLOOD in pdf_module.extract(encrypted("", "owner")).decoded.text


def test_what_cannot_be_read_says_why():
    assert (
        refusal(encrypted("user", "owner")) == "The PDF is locked with a password. Save it without one and try again."
    )
    scanned = "The PDF has no text in it: its pages are pictures, probably scanned."
    assert refusal(pdf([b""], [b" "])) == scanned
    assert refusal(b"%PDF-1.7 and no more").startswith("The file cannot be read as a PDF document: it is damaged")


def test_pages_are_counted_not_believed():
    one = b"<</Type/Pages/Kids[%s]/Count %d>>"
    assert FLOOD in read("a.pdf", pdf([FLOOD.encode()], tree=one % (b"6 0 R", 10_000))).decoded.text
    many = pdf([FLOOD.encode()], tree=one % (b"6 0 R " * 10_000, 1))
    assert refusal(many) == "The PDF has more than 500 pages, which is the limit."


@pytest.mark.parametrize("kids", [b"2 0 R", b"2 0 R " * 10_000, b"6 0 R 2 0 R"])
def test_a_page_tree_that_loops_ends(kids):
    sentence = refusal(pdf([FLOOD.encode()], tree=b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids))
    assert sentence.startswith(("The file cannot be read", "The PDF has", "Reading a PDF"))


def test_a_stream_that_unpacks_to_half_a_gigabyte_is_refused():
    packed = zlib.compressobj(9)
    bomb = b"".join(packed.compress(bytes(10_000_000)) for _ in range(50)) + packed.flush()
    raw = pdf([FLOOD.encode()])
    start, end = raw.index(b"<</Length"), raw.index(b"endstream")
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%s\n" % (len(bomb), bomb)
    sentence = refusal(raw[:start] + stream + raw[end:])
    assert sentence.startswith(("The file cannot be read", "The PDF has", "Reading a PDF"))
