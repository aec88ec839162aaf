"""manage.py import_articles: what comes in, what is named and left out, and the exit status."""

import os
import sys

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Article, Origin, Revision
from annotations.text import MAX_BYTES
from annotations.tracking import insert_many
from factcheck.accounts.models import User
from factcheck.models import Event
from tests.desk import TEXT, bring_in


@pytest.fixture
def put(tmp_path):
    """Write a file and return its path."""

    def written(name, raw):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        return path

    return written


@pytest.fixture
def run(db, capsys):
    """Run the command; return exit status, what it said, and what it complained of."""

    def ran(*paths, **options):
        status = 0
        try:
            call_command("import_articles", *map(str, paths), **options)
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return ran


def titles():
    return list(Article.objects.order_by("id").values_list("title", flat=True))


def test_a_file_becomes_an_article_with_its_name_as_working_title(run, put):
    status, out, _ = run(put("river.txt", b"It rose."))
    article = Article.objects.get()
    assert (status, article.title, article.title_origin) == (0, "river", Origin.FILE)
    assert out.splitlines()[-1] == "Imported 1, left out 0 already here, failed 0."


def test_a_folder_stands_for_the_files_of_a_known_kind_below_it_in_the_order_of_their_names(run, put, tmp_path):
    for name in ("b.txt", "a.txt", "deep/c.txt", "picture.png", "notes.rtf"):
        put(f"in/{name}", name.encode())
    assert run(tmp_path / "in")[0] == 0
    assert titles() == ["a", "b", "c"]


def test_progress_names_each_file(run, put):
    _, out, _ = run(one := put("one.txt", b"One."), two := put("two.txt", b"Two, longer."))
    assert out.splitlines()[:2] == [f"[1/2] {one}: 4 characters", f"[2/2] {two}: 12 characters"]


def test_all_of_it_is_one_event_of_the_built_in_account(run, put):
    run(put("one.txt", b"One."), put("two.txt", b"Two."))
    event = Event.objects.get()
    assert (event.actor, event.verb, event.request) == (
        *(User.objects.system(), "articles-imported", "manage.py import_articles"),
    )
    assert event.actor.is_active is False


def test_or_of_whoever_is_named(run, put, ada):
    run(put("one.txt", b"One."), by="ADA@desk.example")
    assert Event.objects.get().actor == ada


@pytest.mark.parametrize("email", ["nobody@desk.example", "system@desk.invalid", "bo@desk.example"])
def test_nobody_is_imported_for_who_is_unknown_or_inactive(run, put, bo, email):
    bo.is_active = False
    bo.save()
    with pytest.raises(CommandError, match="no active person"):
        run(put("one.txt", b"One."), by=email)
    assert Article.objects.count() == 0


def test_nor_for_whoever_may_not(run, put, hana):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(put("one.txt", b"One."), by=hana.email)
    assert Article.objects.count() == 0


BAD = {
    "empty": (b"", "The file is empty."),
    "white space": (b" \r\n\t ", "The text is empty."),
    "NUL": (b"It \x00rose.", "The text has a NUL character at position 3"),
    "5 MB": (b"x" * 5_000_000, f"the limit for a plain text file is {MAX_BYTES:,}."),
    "a picture": (b"\x89PNG\r\n\x1a\n", "The file is a PNG picture"),
    "damaged UTF-8": ("Čtyři sta třicet čtyři šestek".encode() + b"\xff", "damaged at byte"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_saved(run, put, kind):
    raw, sentence = BAD[kind]
    bad = put("bad.txt", raw)
    status, out, err = run(put("one.txt", b"One."), bad, put("two.txt", b"Two."))
    assert (status, titles()) == (1, ["one", "two"])
    assert (f"[2/3] {bad}: " in err, sentence in err) == (True, True)
    assert out.splitlines()[-1] == "Imported 2, left out 0 already here, failed 1."


def test_a_missing_file_is_a_failure(run, put, tmp_path):
    status, _, err = run(tmp_path / "missing.txt", put("one.txt", b"One."))
    assert (status, titles(), "No such file" in err) == (1, ["one"], True)


def test_a_folder_without_files_of_a_known_kind_is_a_failure(run, tmp_path):
    status, _, err = run(tmp_path)
    assert (status, err) == (1, "No file to import found.\n")


def test_latin_1_is_read_and_called_a_guess(run, put):
    _, out, _ = run(put("cafe.txt", "Un café à la crème.".encode("latin-1")))
    revision = Revision.objects.get()
    assert (revision.text, revision.encoding_guessed) == ("Un café à la crème.", True)
    assert "(read as cp1252, a guess)" in out


def test_line_ends_and_a_byte_order_mark_are_normalised(run, put):
    run(put("one.txt", b"\xef\xbb\xbfOne.\r\nTwo.\rThree."))
    assert Revision.objects.get().text == "One.\nTwo.\nThree."


def test_a_duplicate_in_the_same_batch_is_named_and_left_out(run, put):
    first, second = put("one.txt", b"One.\n"), put("two.txt", b"One.\r\n")
    status, out, _ = run(first, second)
    assert (status, titles()) == (0, ["one"])
    assert f"[2/2] {second}: left out, the identical text is {first}" in out


def test_a_duplicate_of_what_is_here_is_named_and_left_out(run, put, article):
    status, out, _ = run(put("copy.txt", TEXT.encode()), put("new.txt", b"New."))
    assert (status, titles()) == (0, ["flood", "new"])
    assert f"left out, the identical text is article {article.pk}, «flood»" in out


NEARLY = TEXT.replace("highest", "worst")


@pytest.mark.parametrize(("asked", "told"), [({"near": True}, ", nearly {}"), ({}, "")])
def test_near_texts_come_in_and_are_named_if_that_is_asked_for(run, put, article, asked, told):
    near, twice = put("near.txt", NEARLY.encode()), put("twice.txt", NEARLY.encode() + b"\nMore.")
    status, out, _ = run(near, twice, **asked)
    assert (status, titles()) == (0, ["flood", "near", "twice"])
    assert out.splitlines()[:2] == [
        f"[1/2] {near}: 147 characters" + told.format(f"article {article.pk}, «flood»"),
        f"[2/2] {twice}: 153 characters" + told.format("«near» of this batch"),
    ]
    assert [one.copy_of for one in Article.objects.all()] == [None, None, None]


def test_texts_that_are_here_are_looked_up_together(run, put, ada, django_assert_num_queries):
    for number in range(3):
        bring_in(f"Text {number}.", ada)
    paths = [put(f"{number}.txt", f"Text {number}.".encode()) for number in range(3)]
    with django_assert_num_queries(3):
        run(*paths)


def test_a_second_run_changes_nothing(run, put):
    paths = [put("one.txt", b"One."), put("two.txt", b"Two.")]
    run(*paths)
    status, out, _ = run(*paths)
    assert (status, out.splitlines()[-1]) == (0, "Imported 0, left out 2 already here, failed 0.")
    assert (Article.objects.count(), Event.objects.count()) == (2, 1)


def test_none_is_left_half_imported_when_the_database_fails(run, put, monkeypatch):
    def full(revisions):
        insert_many(revisions[:1])
        raise OSError("The disk is full.")

    monkeypatch.setattr("annotations.incoming.insert_many", full)
    with pytest.raises(OSError, match="disk is full"):
        run(put("one.txt", b"One."), put("two.txt", b"Two."))
    assert (Article.objects.count(), Revision.objects.count(), Event.objects.count()) == (0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_a_file_name_that_is_no_utf_8_is_imported_all_the_same(run, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123  (a path of bytes)
        file.write(b"One.")
    status, out, _ = run(tmp_path)
    assert (status, titles(), "caf\ufffd.txt: 4 characters" in out) == (0, ["caf\ufffd"], True)
