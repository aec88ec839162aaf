"""Files of every kind through the upload form: what is stored, and where its title is from."""

import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article, Origin

PAGE = b"""<html lang="en"><head><meta charset="utf-8"><title>Flood in the valley</title>
<meta property="og:site_name" content="The Valley Post"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Flood in the valley</h1><p>The river rose four metres in a single night, the water board said on Monday.</p>
<p>Nobody was hurt, and the road to the upper village was open again before noon on the next day.</p></article>
</body></html>"""


def word(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = "Flood, a report"
    document.save(out)
    return out.getvalue()


def upload(client, name: str, raw: bytes) -> int:
    return client.post("/articles/upload/", {"files": [SimpleUploadedFile(name, raw)], "key": name}).status_code


def test_a_markdown_file_is_stored_as_it_reads(ada, sign_in):
    status = upload(sign_in(ada), "flood.md", b"# Flood\n\nThe river *rose* four metres.\n")

    article = Article.objects.get()
    assert (status, article.title, article.title_origin) == (302, "Flood", Origin.GUESS)
    assert article.revisions.get().text == "Flood\n\nThe river rose four metres."


def test_a_web_page_brings_its_article_and_what_it_says_of_itself(ada, sign_in):
    status = upload(sign_in(ada), "flood.html", PAGE)

    article = Article.objects.get()
    assert (status, article.outlet, article.language) == (302, "The Valley Post", "en")
    assert "Home" not in article.revisions.get().text
    assert "The river rose four metres in a single night" in article.revisions.get().text


def test_a_word_file_brings_its_title(ada, sign_in):
    status = upload(sign_in(ada), "report.docx", word("The river rose.", "Nobody was hurt."))

    article = Article.objects.get()
    assert (status, article.title, article.title_origin) == (302, "Flood, a report", Origin.FILE)
    assert article.revisions.get().text == "The river rose.\nNobody was hurt."


def test_a_kind_of_file_nobody_reads_is_refused_and_nothing_saved(ada, sign_in):
    assert upload(sign_in(ada), "flood.rtf", b"{\\rtf1 The river rose.}") == 422
    assert not Article.objects.exists()
