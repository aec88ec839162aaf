"""Files attached to sources: kept once for each person, cited by their own answers alone, let go of if never cited."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations.models import ImmutableRow
from factcheck.actions import attachments as module
from factcheck.actions import keep_file, keep_text
from factcheck.actions.answers import Source
from factcheck.choices import Rating, Stance
from factcheck.errors import Invalid, NotAllowed
from factcheck.models import AttachedContent, Attachment, Drawn, Event, Evidence, FormName, Verdict
from factcheck.strays import KEPT, drop_strays
from factcheck.tasks import drop_stray_files
from tests.deeds import redo, undo
from tests.desk import rate

V, D, U = Rating
BOOK = b"4.0 m\n"


def keep(by, content=BOOK, name="gauge.txt"):
    return keep_file(name=name, content=content, by=by)


def citing(file, **more):
    return [Source(Stance.SUPPORTS, attachment_id=file.pk, **more)]


def aged(file, age):
    """The file as if it had come so long ago."""
    Attachment._base_manager.filter(pk=file.pk).update(uploaded_at=timezone.now() - age)
    return file


def left():
    return sorted(str(one) for one in Attachment.objects.all())


def test_a_file_is_kept_with_its_digest_its_size_and_what_it_is(bo):
    file = keep(bo)
    known = (file.name, file.size, file.media_type, file.uploaded_by, file.sha256)
    assert known == ("gauge.txt", 6, "text/plain; charset=utf-8", bo, hashlib.sha256(BOOK).hexdigest())
    assert bytes(file.stored.content) == BOOK
    assert Event.objects.filter(actor=bo).count() == 0


def test_the_same_content_from_the_same_person_is_one_row_and_from_another_is_theirs(bo, emil):
    assert keep(bo) == keep(bo, name="copy.txt")
    assert keep(emil) != keep(bo)
    assert AttachedContent.objects.count() == 2


def test_the_same_file_in_two_windows_at_the_same_moment_is_one(bo, monkeypatch):
    store = module._store

    def late(file, content):
        keep_file.__globals__["_store"] = store
        keep(bo)
        return store(file, content)

    monkeypatch.setattr(module, "_store", late)
    assert keep(bo) == Attachment.objects.get()


def test_an_empty_file_and_one_that_is_too_large_are_refused_in_words(bo, settings):
    settings.MAX_ATTACHMENT = 1_500_000
    keep(bo, b"x" * 1_500_000)
    with pytest.raises(Invalid, match="This file is empty"):
        keep(bo, b"")
    with pytest.raises(Invalid, match=r"A file has at most 1\.5 MB; this has 1\.6 MB\."):
        keep(bo, b"x" * 1_600_000)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("who", ["cleo", "hana", "dan"])
def test_only_fact_checkers_send_files(who, request):
    with pytest.raises(NotAllowed):
        keep(request.getfixturevalue(who))


def test_nobody_leaves_files_without_end(bo, monkeypatch):
    monkeypatch.setattr(module, "MAX_STRAYS", 2)
    keep(bo, b"1"), keep(bo, b"2")
    with pytest.raises(Invalid, match="You sent 2 files that none of your answers cites"):
        keep(bo, b"3")
    assert Attachment.objects.count() == 2


def test_a_file_alone_is_a_source(claim, bo, settings):
    settings.REQUIRED_EVIDENCE = 1
    rate(claim, bo, V, evidence=citing(keep(bo)))
    assert str(Evidence.objects.get()) == "gauge.txt"


def test_the_database_refuses_a_source_without_any_name(claim, bo):
    verdict = rate(claim, bo, V)
    with pytest.raises(IntegrityError, match="evidence_names_a_source"):
        Evidence.objects.create(verdict=verdict, position=0, stance="supports", event=verdict.event)


@pytest.mark.parametrize(
    ("name", "broken"),
    [("attachment_is_not_empty", {"size": 0}), ("attachment_has_a_name", {"name": ""})],
)
def test_the_database_refuses_a_file_without(name, broken, bo):
    row = {"sha256": "0" * 64, "size": 1, "name": "a", "media_type": "text/plain", "uploaded_by": bo, **broken}
    with pytest.raises(IntegrityError, match=name):
        Attachment.objects.create(**row)


def test_a_file_is_written_once(bo):
    file = keep(bo)
    for change in (file.save, file.delete, file.stored.save, Attachment.objects.all().delete):
        with pytest.raises(ImmutableRow):
            change()


def test_nobody_cites_what_another_sent_or_what_is_not_there(claim, bo, emil):
    for file in (keep(emil), Attachment()):
        with pytest.raises(Invalid, match="not kept here any more") as refused:
            rate(claim, bo, V, evidence=citing(file))
        assert refused.value.field == "evidence"
    assert Verdict.objects.count() == 0


def test_saying_it_again_changes_nothing_and_another_file_is_history(claim, bo):
    first, second = keep(bo), keep(bo, b"3.9 m\n", "corrected.txt")
    rate(claim, bo, V, evidence=citing(first)), rate(claim, bo, V, evidence=citing(first))
    assert Evidence.history.count() == 1
    rate(claim, bo, V, evidence=citing(second))
    assert list(Evidence.history.order_by("history_id").values_list("attachment", flat=True)) == [first.pk, second.pk]


def test_undoing_brings_the_earlier_file_back_and_redoing_the_later(claim, bo):
    first, second = keep(bo), keep(bo, b"3.9 m\n")
    rate(claim, bo, V, evidence=citing(first)), rate(claim, bo, V, evidence=citing(second))
    undo(bo)
    assert Evidence.objects.get().attachment == first
    redo(bo)
    assert Evidence.objects.get().attachment == second


def test_what_nobody_cites_goes_after_a_week_and_not_before(bo):
    aged(keep(bo, b"old", "old"), KEPT + timedelta(hours=1)), aged(keep(bo, b"new", "new"), KEPT - timedelta(hours=1))
    assert (drop_strays(), left(), AttachedContent.objects.count(), drop_strays()) == (1, ["new"], 1, 0)


def test_what_was_ever_cited_stays(claim, bo):
    now, before = keep(bo, b"now", "now"), keep(bo, b"before", "before")
    rate(claim, bo, V, evidence=citing(before)), rate(claim, bo, V, evidence=citing(now))
    aged(now, 9 * KEPT), aged(before, 9 * KEPT)
    assert (drop_strays(), left()) == (0, ["before", "now"])


def test_what_stands_in_unsaved_text_stays(claim, bo):
    file = aged(keep(bo), 9 * KEPT)
    fields = {"rationale": "So.", "evidence-0-attachment_id": str(file.pk)}
    keep_text(name=FormName("claim", claim.pk), version=None, fields=fields, typed_at=timezone.now(), by=bo)
    assert (drop_strays(), left()) == (0, ["gauge.txt"])


def test_a_stray_that_is_sent_again_late_has_another_week(bo):
    first = aged(keep(bo), KEPT - timedelta(minutes=1))
    again = keep(bo)
    assert (again.pk != first.pk, Attachment.objects.count()) == (True, 1)
    assert again.uploaded_at > timezone.now() - timedelta(minutes=1)


def test_a_command_and_the_worker_let_go_of_them_alike(bo, capsys):
    aged(keep(bo), 2 * KEPT)
    call_command("drop_stray_files")
    assert (capsys.readouterr().out, left()) == ("1 files dropped.\n", [])
    aged(keep(bo), 2 * KEPT)
    drop_stray_files.func()
    assert left() == []


def test_a_look_for_strays_is_due_a_day_after_the_week(bo):
    keep(bo), keep(bo)
    due = [row.run_after - timezone.now() for row in DBTaskResult.objects.all()]
    assert [timedelta(days=7) < wait <= timedelta(days=8) for wait in due] == [True]


def test_words_that_know_nothing_of_a_file_do_not_lose_it_however_late_they_come(claim, bo):
    name, file, now, drawn = FormName("claim", claim.pk), keep(bo), timezone.now(), Drawn("a" * 32)

    def kept(at, **fields):
        text = keep_text(name=name, version=None, fields=fields, typed_at=at, by=bo, drawn=drawn)
        return text.fields

    number = {"evidence-0-attachment_id": str(file.pk)}
    kept(now, rationale="So.", **number)
    assert kept(now - timedelta(seconds=5), rationale="So it") == {"rationale": "So it", **number}
    # Typed before, and so long on their way that they seem to be typed since.
    assert kept(now + timedelta(seconds=5), rationale="So it is") == {"rationale": "So it is", **number}
    off = dict.fromkeys(number, "")
    assert kept(now + timedelta(seconds=6), rationale="So it is", **off) == {"rationale": "So it is", **off}
    assert kept(now + timedelta(seconds=7), rationale="So.") == {"rationale": "So.", **off}


def test_an_audit_finds_content_that_is_not_what_it_was(bo, capsys):
    keep(bo, name="good"), keep(bo, b"other", "bad")
    call_command("audit_attachments")
    assert capsys.readouterr().out == "2 attached files: all of them are what they were.\n"
    AttachedContent._base_manager.filter(attachment__name="bad").update(content=b"forged")
    with pytest.raises(SystemExit) as ended:
        call_command("audit_attachments")
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (1, "2 attached files: 2 faults.\n")
    assert [words in said.err for words in ("(bad): 6 bytes instead of 5.", "(bad): SHA-256")] == [True, True]
