"""Blind until answered: worlds that differ only in what others said look the same, byte for byte, to a blind reader."""

from collections.abc import Callable

import pytest
from django.db import connection

from annotations.models import Article
from factcheck.actions import release_seat
from factcheck.actions.stack import stacks_of
from factcheck.changes import token_of
from factcheck.choices import Rating
from factcheck.models import Change, Claim, Seat
from tests.blind_worlds import admin, afterwards, desk_only, not_account, place
from tests.desk import propose, rate
from tests.web import probes, told
from tests.worlds import everything, seen, world

READERS: list[tuple[str, str, Callable[[str], bool]]] = [
    ("bo", "nothing", not_account),
    ("hana", "nothing", admin),
]
AND_MORE: list[tuple[str, str, Callable[[str], bool]]] = [
    ("bo", "returned", not_account),
    ("bo", "edited", not_account),
    ("bo", "needs more time", not_account),
    ("bo", "corrected", not_account),
    ("bo", "overridden, corrected and reopened", not_account),
    ("bo", "overridden and reopened", not_account),
    ("bo", "withdrawn", not_account),
    ("bo", "withdrawn and put back", not_account),
    ("bo", "split", not_account),
    ("bo", "merged", not_account),
    ("bo", "rejected, talked about and reopened", not_account),
    ("hana", "nothing", not_account),
    ("hana", "overridden and reopened", admin),
]


@pytest.mark.parametrize(
    ("reader", "after", "only"), [*READERS, *(pytest.param(*more, marks=pytest.mark.once) for more in AND_MORE)]
)
def test_a_blind_reader_gets_the_same_bytes_whatever_others_answered(
    reader, after, only, article, aged, others, ada, bo, cleo, emil, hana, dan, sign_in
):
    client = sign_in({"bo": bo, "hana": hana}[reader])
    then = afterwards(after, aged, ada, bo, cleo)
    with world(*then):
        alone = everything(client, place(article, aged, emil, dan), only)
    # What happens afterwards is tried with the fullest of these worlds in one, and so it is where the pages are not
    # asked about by themselves (tests/run.py): each takes seconds.
    fullest = [step for name, steps in others.items() if "three" in name or "talked" in name for step in steps]
    tried = others.values() if after == "nothing" and connection.vendor == "sqlite" else [fullest]
    for answers in tried:
        with world(*answers, *then):
            there = everything(client, place(article, aged, emil, dan), only)
            assert there.keys() == alone.keys()
            assert [(path, *told(alone[path], there[path])) for path in there if there[path] != alone[path]] == []


@pytest.mark.parametrize("after", ["nothing", "edited", "returned", "corrected", "overridden and reopened"])
def test_a_blind_readers_open_page_hears_the_same(after, article, aged, others, ada, bo, cleo, sign_in):
    client, then = sign_in(bo), afterwards(after, aged, ada, bo, cleo)
    token = token_of(article.pk, Change.objects.filter(article=article).count())
    path = f"{article.get_absolute_url()}since/?since={token}&revision=1&claim={aged.pk}&panel={token}.1."
    heard = []
    for answers in ([], *others.values()):
        with world(*answers, *then):
            heard.append(seen(client.get(path, headers={"HX-Request": "true"})))
    assert [heard[0][0], *(told(heard[0], other) for other in heard)] == ["200" if then else "204", [], [], [], [], []]


def test_the_pool_and_what_it_gives_are_the_same_whatever_others_answered(aged, others, bo, cleo, ada, sign_in):
    release_seat(seat=Seat.objects.get(), by=cleo)
    other = propose(ada, Article.objects.get().revisions.get(), "1954")
    Claim.objects.filter(pk=other.pk).update(created_at=aged.created_at)
    found = []
    for answers in ([], *others.values()):
        with world(*answers):
            client = sign_in(bo)
            pool = seen(client.get("/queue/"))
            given = [seen(client.post("/queue/next/", {"pool": "1"})) for _ in range(3)]
            found.append([*pool, *(line for one in given for line in one)])
    assert [told(found[0], one) for one in found] == [[], [], [], [], []]
    assert f"Location: /claims/{aged.pk}/?from=queue" in found[0]


@pytest.mark.once
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
@pytest.mark.parametrize("reader", ["ada", "bo", "hana"])
def test_what_a_blind_person_posts_is_answered_alike(reader, htmx, article, aged, others, ada, bo, hana, sign_in):
    person = {"ada": ada, "bo": bo, "hana": hana}[reader]
    headers = {"HX-Request": "true"} if htmx else {}
    blind_to_reader = {name: steps for name, steps in others.items() if reader != "ada" or "three" not in name}
    for path, data in probes(aged, article).values():
        with world():
            alone = seen(sign_in(person).post(path, data, headers=headers))
        for answers in blind_to_reader.values():
            with world(*answers):
                assert seen(sign_in(person).post(path, data, headers=headers)) == alone


@pytest.mark.once
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_what_a_proposer_undoes_and_redoes_is_answered_alike(htmx, article, aged, others, ada, sign_in):
    def walk() -> list[str]:
        client, found = sign_in(ada), []
        for act in ("undo", "undo", "redo", "redo", "redo"):
            stack = getattr(stacks_of(ada), act)
            data = {"deed": stack[-1].token if stack else "x", "article": article.pk, "revision": 1}
            answer = client.post(f"/{act}/", data, headers={"HX-Request": "true"} if htmx else {})
            found += seen(answer) + seen(client.get(f"{aged.get_absolute_url()}history/"))
        return found

    with world():
        alone = walk()
    for name in ("one rated", "one needs more time"):
        with world(*others[name]):
            assert told(alone, walk()) == []


def test_the_guard_itself_sees_what_an_editor_sees_at_the_desk(article, aged, others, cleo, emil, dan, sign_in):
    client = sign_in(cleo)
    with world():
        alone = everything(client, place(article, aged, emil, dan), desk_only)
    with world(*others["one rated"]):
        assert everything(client, place(article, aged, emil, dan), desk_only) != alone


@pytest.mark.once
def test_the_guard_itself_sees_what_a_reviewer_sees_after_answering(article, aged, others, bo, emil, dan, sign_in):
    client = sign_in(bo)
    answered = [lambda: rate(aged, bo, Rating.VERIFIED)]
    with world(*answered):
        alone = everything(client, place(article, aged, emil, dan), not_account)
    with world(*others["one rated"], *answered):
        there = everything(client, place(article, aged, emil, dan), not_account)
    detail = f"/claims/{aged.pk}/"
    assert {path for path in there if there[path] != alone[path]} == {
        *(detail, f"{detail} (htmx)", f"{detail}answer/", f"{detail}answer/ (htmx)"),
        *(f"{detail}history/", f"{detail}history/ (htmx)"),
        *(f"{detail}verdicts/{emil.pk}/history/", f"{detail}verdicts/{emil.pk}/history/ (htmx)"),
        *("/export/consensus.csv?include=unapproved", "/export/consensus.csv?include=unapproved (htmx)"),
        *(f"/articles/{article.pk}/?claim={aged.pk}", f"/articles/{article.pk}/?claim={aged.pk} (htmx)"),
        f"/articles/{article.pk}/at/?position=16",
        f"/articles/{article.pk}/at/?position=16 (htmx)",
    }
