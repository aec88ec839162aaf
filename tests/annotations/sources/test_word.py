"""Every paragraph as a line, in the order of the document."""

import io
import zipfile

import pytest

from annotations.errors import UnreadableText
from annotations.sources import Guess, read
from annotations.sources import word as word_module
from tests.annotations.sources.files import FLOOD, MAYOR, word, word_with

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f'<?xml version="1.0"?>%s<w:document {W}><w:body>%s</w:body></w:document>'
PLAIN = word(lambda document: document.add_paragraph(FLOOD))


def with_body(inside: str, before: str = "") -> bytes:
    return word_with(PLAIN, "word/document.xml", (BODY % (before, inside)).encode())


def text_of(raw: bytes) -> str:
    return word_module.extract(raw).decoded.text


def test_paragraphs_and_tables_in_order():
    def write(document):
        document.add_heading("Flood", 1)
        document.add_paragraph("  e\u0301 no\u00a0break,\ttab, a\nbreak 👨🏻‍🚒 ")
        document.add_paragraph()
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "place", "metres", "4"
        layout = document.add_table(1, 2)
        layout.cell(0, 0).text, layout.cell(0, 1).text = "left\nmore", "right"
        document.add_paragraph(MAYOR)

    expected = ["Flood", "  e\u0301 no\u00a0break,\ttab, a", "break 👨🏻‍🚒 ", "", "place\tmetres", "\t4"]
    assert text_of(word(write)).split("\n") == [*expected, "left", "more", "right", MAYOR]


def test_a_merged_cell_is_read_once():
    def write(document):
        table = document.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 2)).text = "once"
        table.cell(1, 0).text = "below"

    assert text_of(word(write)) == "once\nbelow\t\t"


def test_links_accepted_changes_and_text_boxes_are_read_and_history_is_not():
    run = "<w:r><w:t xml:space='preserve'>%s</w:t></w:r>"
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run % 'in a box'}</w:p></w:txbxContent></w:pict></w:r>"
    inside = (
        f"<w:p>{run % 'It '}<w:hyperlink>{run % 'rose'}</w:hyperlink><w:ins>{run % ' by four'}</w:ins>"
        f"<w:del><w:r><w:delText> by ten</w:delText></w:r></w:del>{run % ' metres.'}{box}</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run % 'In a control'}<w:r><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>"
        f"</w:sdtContent></w:sdt><w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run % ' '}</w:p>"
    )
    assert text_of(with_body(inside)) == "It rose by four metres.\nin a box\nIn a control\u2011\xad\n "


def test_properties_are_from_the_file():
    def write(document):
        document.add_paragraph(FLOOD)
        about = document.core_properties
        about.title, about.author, about.language = "Flood at night", "Mira Holt", "en-GB"

    source = read("a.docx", word(write))
    assert source.title == Guess("Flood at night", "file")
    assert source.details == {"byline": Guess("Mira Holt", "file"), "language": Guess("en-GB", "file")}
    assert (source.decoded.encoding, source.decoded.guessed) == ("docx", False)
    assert read("Flood.docx", PLAIN).title == Guess("Flood", "file")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    too_large = "Unpacked, the Word document is too large to be an article."
    for raw in (with_body("<w:p/>" * 6_000_000), word_with(PLAIN, "docProps/thumbnail.jpeg", bytes(150_000_000))):
        assert len(raw) < 1_000_000
        with pytest.raises(UnreadableText) as problem:
            read("a.docx", raw)
        assert str(problem.value) == too_large


def test_a_part_that_lies_about_its_size_is_refused():
    raw = with_body("<w:p/>" * 1_000_000)
    true_size = zipfile.ZipFile(io.BytesIO(raw)).getinfo("word/document.xml").file_size
    lying = raw.replace(true_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != raw
    with pytest.raises(UnreadableText, match="damaged"):
        read("a.docx", lying)


def test_too_many_parts_are_refused():
    file = io.BytesIO(PLAIN)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"word/media/{number}", b"")
    with pytest.raises(UnreadableText, match="parts; the limit is 5,000"):
        read("a.docx", file.getvalue())


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (PLAIN[: len(PLAIN) // 2] + b"word/document", "it is damaged or not one"),
        (with_body("<w:p>"), "it is damaged or not one"),
        (with_body("<w:p/>"), "The text is empty."),
        (with_body("<w:p><w:r>" * 300 + "</w:r></w:p>" * 300), "it is damaged or not one"),
    ],
)
def test_what_is_not_a_whole_document_is_refused(raw, sentence):
    with pytest.raises(UnreadableText) as problem:
        read("a.docx", raw)
    assert sentence in str(problem.value)


def test_entities_are_not_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("tell nobody")
    entities = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "bbb">]>'
    raw = with_body("<w:p><w:r><w:t>seen &a;&b;</w:t></w:r></w:p>", entities)
    assert read("a.docx", raw).decoded.text.strip() == "seen"
