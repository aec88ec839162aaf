"""Rationales in Markdown: what is shown, and what never is."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.choices import Rating
from factcheck.prose import as_html
from tests.desk import rate

LINK = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("Read twice.", "<p>Read twice.</p>"),
        ("One.\n\nTwo,\nand a break.", "<p>One.</p>\n<p>Two,<br>\nand a break.</p>"),
        ("*so* and **so**", "<p><em>so</em> and <strong>so</strong></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("> said so", "<blockquote>\n<p>said so</p>\n</blockquote>"),
        (
            "[book](https://example.org/a?b=1&c=2)",
            f'<p><a href="https://example.org/a?b=1&amp;c=2" {LINK}>book</a></p>',
        ),
        ("<https://example.org>", f'<p><a href="https://example.org" {LINK}>https://example.org</a></p>'),
        ("# no heading", "<p># no heading</p>"),
        ("no heading\n===", "<p>no heading<br>\n===</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("النهر", "<p>النهر</p>"),
        ("", ""),
    ],
)
def test_markdown_is_shown(words, html):
    assert as_html(words).strip() == html


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>x</b>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://example.org/spy.png)",
        "<img src=x onerror=alert(1)>",
        "[x](https://example.org 'a\" onclick=\"alert(1)')",
        "<style>p { color: red }</style>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(words):
    tags = set(re.findall(r"<(/?\w+[^>]*)>", as_html(words)))
    assert {tag for tag in tags if not re.fullmatch(rf'/?(p|a|br)|a href="https://example.org" {LINK}', tag)} <= {
        f'a href="https://example.org/spy.png" {LINK}'
    }


@given(st.text(alphabet="<>/&\"'=ab*_`[]()!#-+ \n1.:", max_size=60))
def test_whatever_is_typed_has_no_other_elements(words):
    opened = re.findall(r"<(\w+)((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>", as_html(words))
    assert {name for name, _ in opened} <= {
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    }
    assert as_html(words).count("<") == len(re.findall(r"</?\w+[^<>]*>", as_html(words)))


@pytest.mark.parametrize(
    "words", ["[" * 20_000, "*a _b " * 3_300, "> " * 10_000, "`" * 20_000, "- " * 10_000, "![" * 10_000, "[a](" * 5_000]
)
def test_a_hostile_rationale_of_the_longest_length_takes_no_second(words):
    began = time.process_time()
    as_html(words)
    assert time.process_time() - began < 1


def test_rationales_are_markdown(claim, bo, sign_in):
    rate(claim, bo, Rating.VERIFIED, "Read *twice*:\n\n- [book](https://example.org/book)\n- <b>radio</b>")
    shown = sign_in(bo).get(claim.get_absolute_url()).content.decode()
    assert "<p>Read <em>twice</em>:</p>" in shown
    assert '<a href="https://example.org/book" rel="noopener noreferrer nofollow">book</a>' in shown
    assert "<li>&lt;b&gt;radio&lt;/b&gt;</li>" in shown
