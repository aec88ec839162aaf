"""Files to read, built here: PDF by hand, Word by python-docx, pages as strings."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx

FLOOD = "The river rose by four metres in one night, said the harbour office on Monday morning."
MAYOR = "The mayor of the old town answered that he had done what he could, and that more would be done soon."


def pdf(*pages: Sequence[bytes], catalog: bytes = b"", info: bytes = b"", tree: bytes | None = None) -> bytes:
    """A PDF of pages of lines (WinAnsi). ``catalog`` and ``info`` are more entries; ``tree`` replaces the page tree."""
    objects = [b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, b"", b"<<%s>>" % info]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = []
    for lines in pages:
        drawing = b"BT /F1 12 Tf 14 TL 72 720 Td %s ET" % b" ".join(b"(%s) Tj T*" % line for line in lines)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
        objects.append(page % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = tree or b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF"
    return written + end % (size, table, size, len(written))


def word(write: Callable[..., object]) -> bytes:
    """A Word document into which ``write`` has written."""
    document = docx.Document()
    document.core_properties.author = ""
    write(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_with(raw: bytes, part: str, content: bytes) -> bytes:
    """The same document with one part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return file.getvalue()


def page(article: str, head: str = "", html: str = "") -> str:
    """A page with a menu and a footer around an article long enough to be seen as one."""
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport pages</a></li></ul></nav>"
    foot = "<footer><p>Subscribe to our newsletter! Copyright 2019, all rights reserved.</p></footer>"
    more = f"<p>{MAYOR}</p><p>{MAYOR.replace('mayor', 'engineer')}</p>"
    body = f"<body>{menu}<article>{article}{more}</article>{foot}</body>"
    return f"<!doctype html><html {html}><head>{head}</head>{body}</html>"
