"""The five real documents, if they lie beside the repository: brought in, marked in awkward places, exported."""

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from annotations.models import Anchor, Article, Revision
from annotations.quotes import find_words
from annotations.text import decode
from factcheck.accounts.models import User
from tests.web import a_claim, value, values

FOLDER = Path(__file__).parents[2].parent / "shared" / "seeds"
FILES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason=f"the real documents are not in {FOLDER}")


@pytest.fixture
def revisions(ada: User) -> list[Revision]:
    call_command("import_articles", str(FOLDER), by=ada.email)
    return list(Revision.objects.select_related("article").order_by("id"))


@pytest.fixture
def as_ada(ada: User, sign_in) -> Client:
    return sign_in(ada)


def paragraphs(words: str) -> list[str]:
    return [line for line in words.split("\n") if len(line) > 40]


def repeated(words: str) -> str | None:
    """Eight words in a row that stand more than once, if any do."""
    runs = re.findall(r"\S+", words)
    for start in range(len(runs) - 8):
        found = re.search(r"\s".join(map(re.escape, runs[start : start + 8])), words)
        if found and len(find_words(words, found[0])) > 1:
            return found[0]
    return None


def awkward_places(words: str) -> list[tuple[int, int]]:
    """Nested, crossing and touching places, two across paragraphs, and the very first and last characters."""
    first = words.index(paragraphs(words)[1])
    end = words.index("\n", first) if "\n" in words[first:] else len(words)
    middle = (first + end) // 2
    over, under = paragraphs(words)[2], paragraphs(words)[3]
    bend = words.index(over) + len(over) - 12
    beyond = words.index(under, bend) + 12
    return [
        (first, end),
        (first, middle),
        (middle, end),
        (first + 5, middle + 5),
        (bend, beyond),
        (bend - 8, beyond + 8),
        (0, 5),
        (len(words.rstrip()) - 5, len(words.rstrip())),
    ]


def propose(client: Client, revision: Revision, start: int, end: int) -> int:
    """Send the claim as a browser does, line ends and all; as one of its own if it is asked whether it is."""
    quote = revision.text[start:end]
    data = a_claim(revision, quote) | {"start": start, "end": end, "quote": quote.replace("\n", "\r\n")}
    data["statement"] = f"Positions {start} to {end}."
    to = f"{revision.article.get_absolute_url()}claims/"
    answer = client.post(to, data)
    if answer.status_code == 409:
        answer = client.post(to, data | {name: value(answer, name) for name in ("key", "seen")})
    return answer.status_code


def read(client: Client, article: Article) -> str:
    """What a browser reads out of the article's paragraphs."""
    found = re.findall(r'<p id="p\d+"[^>]*>(.*?)</p>', client.get(article.get_absolute_url()).content.decode(), re.S)
    return html.unescape("\n".join(re.sub(r"<[^>]+>", "", one) for one in found))


def test_all_of_them_come_in_with_their_texts_unchanged(revisions):
    assert [revision.text for revision in revisions] == [decode(path.read_bytes()).text for path in FILES]
    assert [revision.article.title for revision in revisions] == [path.stem for path in FILES]


def test_bringing_them_in_twice_leaves_five(revisions, ada):
    call_command("import_articles", str(FOLDER), by=ada.email)
    assert Article.objects.count() == len(FILES)


def test_every_mark_keeps_exactly_its_words(as_ada, revisions):
    for revision in revisions:
        places = awkward_places(revision.text)
        assert {propose(as_ada, revision, *place) for place in places} == {302}
        anchors = list(Anchor.objects.filter(revision=revision).order_by("span_id"))
        assert [(a.start, a.end) for a in anchors] == [trimmed(revision.text, *place) for place in places]
        assert all(revision.text[a.start : a.end] == a.quote for a in anchors)
        assert all(revision.text.count(a.prefix + a.quote + a.suffix) == 1 for a in anchors)


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    covered = words[start:end]
    return end - len(covered.lstrip()), start + len(covered.rstrip())


def test_a_page_full_of_marks_still_reads_as_the_text(as_ada, revisions):
    for revision in revisions:
        for place in awkward_places(revision.text):
            propose(as_ada, revision, *place)
        assert read(as_ada, revision.article) == revision.text


def test_repeated_words_offer_each_of_their_places(as_ada, revisions):
    found = [(revision, words) for revision in revisions if (words := repeated(revision.text))]
    assert found, "no document repeats eight words"
    for revision, words in found:
        answer = as_ada.post(f"{revision.article.get_absolute_url()}mark/", {"revision": 1, "words": words})
        starts = list(map(int, values(answer, "start")))
        assert starts == [start for start, _ in find_words(revision.text, words)]
        assert all(one < other for one, other in pairwise(starts))


def test_the_smallest_mark_comes_first_at_a_position(as_ada, revisions):
    revision = revisions[0]
    for place in awkward_places(revision.text):
        propose(as_ada, revision, *place)
    (_, inner, *_) = awkward_places(revision.text)
    answer = as_ada.get(f"{revision.article.get_absolute_url()}at/?position={inner[0] + 6}")
    sizes = [min(a.end - a.start for a in item.passages) for item in answer.context["items"]]
    assert (len(sizes) >= 3, sizes) == (True, sorted(sizes))


def test_the_export_leads_back_to_the_words(as_ada, revisions):
    for revision in revisions:
        propose(as_ada, revision, *awkward_places(revision.text)[4])
    texts = {revision.article_id: revision.text for revision in revisions}
    rows = as_ada.get("/export/consensus.json?include=unapproved").json()["claims"]
    passages = [passage for row in rows for passage in row["occurrences"]]
    assert sorted(passage["article"] for passage in passages) == sorted(texts)
    assert all(texts[one["article"]][one["start"] : one["end"]] == one["words"] for one in passages)
