"""The article's lines as the page has them, without menus; metadata with its origin."""

import pytest
from lxml.html import fromstring

from annotations.errors import UnreadableText
from annotations.sources import Guess, html, isolation, read
from annotations.sources.html_article import article_text
from annotations.text import normalise
from tests.annotations.sources.files import FLOOD, MAYOR, page


def text_of(markup: str) -> str:
    return html.extract(markup.encode()).decoded.text


def test_menus_and_footers_are_left_out():
    text = text_of(page(f"<h1>Flood</h1><p>{FLOOD}</p>"))
    assert text.split("\n") == ["Flood", FLOOD, MAYOR, MAYOR.replace("mayor", "engineer")]


def test_repetitions_captions_and_odd_characters_stay():
    odd = "Soft\xadhyphen, no\xa0break, e\u0301 and 👨🏻‍🚒 firetrucks stood on the quay all night long."
    caption = "<figure><img src='boats.jpg'><figcaption>Boats after the <b>flood</b>.</figcaption></figure>"
    markup = page(f"<p>{FLOOD}</p><p>{odd}</p>{caption}<p>{FLOOD}</p><p class='wp-caption-text'>Mud.</p>")
    assert text_of(markup).split("\n")[:5] == [FLOOD, odd, "Boats after the flood.", FLOOD, "Mud."]


def test_lines_are_as_a_browser_shows_them():
    listed = "<ul><li>The first thing\n   that happened</li><li>The second thing</li></ul>"
    table = "<table><tr><td>place</td><td>metres</td></tr></table><blockquote>We saw it<br>coming.</blockquote>"
    text = text_of(page(f"<p>{FLOOD}</p>{listed}{table}<p>{FLOOD}</p>"))
    assert text.split("\n")[1:6] == ["The first thing that happened", "The second thing", "place\tmetres", "We saw it",
                                     "coming."]  # fmt: skip


def test_lines_that_do_not_account_for_the_article_give_way_to_it():
    tree = fromstring(f"<div><p>{MAYOR}</p><p>Menu</p></div>")
    assert article_text(tree, MAYOR) == MAYOR
    assert article_text(tree, f"{MAYOR}\n{FLOOD}") == f"{MAYOR}\n{FLOOD}"
    assert article_text(tree, FLOOD) == FLOOD


def test_scripts_do_nothing_and_nothing_is_fetched():
    script = (
        "<script>document.write('evil words')</script><noscript>no words</noscript><iframe src='http://127.0.0.1:9/'>"
    )
    link = "<link rel='stylesheet' href='http://127.0.0.1:9/a.css'><base href='http://127.0.0.1:9/'>"
    text = read("a.html", page(f"<p>{FLOOD}</p>{script}</iframe>", head=link).encode()).decoded.text
    assert FLOOD in text
    assert "words" not in text


def test_what_the_page_states_is_from_the_file():
    head = (
        "<title>Flood - The Weir Gazette</title><meta property='og:title' content='Flood at night'>"
        "<meta property='og:site_name' content='The Weir Gazette'><meta name='author' content='Mira Holt'>"
        "<meta name='author' content='J. Voss'>"
        "<meta property='article:published_time' content='2024-10-23T06:00+02:00'>"
        "<link rel='canonical' href='https://weir.example/flood'>"
    )
    source = html.extract(page(f"<p>{FLOOD}</p>", head=head, html="lang='en-GB'").encode())
    assert source.title == Guess("Flood at night", "file")
    assert source.details == {
        "outlet": Guess("The Weir Gazette", "file"),
        "byline": Guess("Mira Holt; J. Voss", "file"),
        "published": Guess("2024-10-23T06:00+02:00", "file"),
        "source_url": Guess("https://weir.example/flood", "file"),
        "language": Guess("en-GB", "file"),
    }


def test_what_is_worked_out_is_a_guess():
    article = (
        f"<h1>Flood at night</h1><p class='author'>By Mira Holt</p><time datetime='2024-10-23'>now</time><p>{FLOOD}</p>"
    )
    source = html.extract(page(article, head="<title>Flood at night</title>").encode())
    assert source.title == Guess("Flood at night", "guess")
    assert source.details == {"byline": Guess("Mira Holt", "guess"), "published": Guess("2024-10-23", "guess")}


def test_what_the_page_does_not_say_stays_empty_and_the_file_name_is_the_title():
    source = read("Flood.html", page(f"<p>{FLOOD}</p>").encode())
    assert source.title == Guess("Flood", "file")
    assert source.details == {}


def test_an_address_that_is_a_script_is_dropped():
    head = "<link rel='canonical' href='javascript:alert(1)'>"
    assert "source_url" not in html.extract(page(f"<p>{FLOOD}</p>", head=head).encode()).details


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [
        ("<meta charset='windows-1251'>", "cp1251", "cp1251"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r", "koi8-r"),
        ("<meta charset='windows-1251'>", "utf-8", "utf-8"),
        ("<meta charset='zip'>", "utf-8", "utf-8"),
        ("", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_encodings(declared, codec, encoding):
    words = "Река поднялась на четыре метра за одну ночь, сообщили утром в управлении порта."
    decoded = html.extract(page(f"<p>{words}</p>", head=declared).encode(codec)).decoded
    assert words in decoded.text
    assert (decoded.encoding, decoded.guessed) == (encoding, False)
    assert normalise(decoded.text) == decoded.text


@pytest.mark.parametrize(
    ("charset", "codec", "words"),
    [
        ("iso-8859-1", "cp1252", "“Quoted” – "),
        ("shift_jis", "cp932", "川が一晩で"),
        ("iso-2022-jp", "iso2022_jp", "川が"),
    ],
)
def test_declared_names_are_read_as_browsers_do(charset, codec, words):
    raw = page(f"<p>{words}{FLOOD}</p>", head=f"<meta charset={charset}>").encode(codec)
    assert words + FLOOD in html.extract(raw).decoded.text


def test_an_undeclared_encoding_is_a_guess():
    decoded = html.extract(page(f"<p>Le président a déclaré l’état d’urgence. {FLOOD}</p>").encode("cp1252")).decoded
    assert (decoded.encoding, decoded.guessed) == ("cp1252", True)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"<div>" * 1_000_000, "No article was found in the web page."),
        (b"<html></html>", "No article was found in the web page."),
        (b"<html>\x00<p>hidden", "The page has a NUL character at position 6."),
        (b"just words", "No article was found in the web page."),
    ],
)
def test_hostile_and_empty_pages_are_refused(raw, sentence):
    with pytest.raises(UnreadableText) as problem:
        read("a.html", raw)
    assert sentence in str(problem.value)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(isolation, "TIME_LIMIT", 1)
    with pytest.raises(UnreadableText, match="took longer than 1 seconds"):
        read("a.html", b"<html>" + b"<p>a" * 1_000_000)
