"""What somebody is told of a claim that is blind to them again says nothing of what others answered: no notice, no
number in the header, no e-mail."""

from collections.abc import Callable

import pytest
from django.core import mail

from factcheck.actions import uphold
from factcheck.actions.notices import tell
from factcheck.actions.recording import recording
from factcheck.choices import Address, Mail, Move, NoticeKind, Rating, Verb
from factcheck.models import Claim, Decision
from factcheck.outbox import send_due
from tests.blind_worlds import place
from tests.desk import edit, rate, revise, rule_on
from tests.mails import due_now, wants
from tests.web import told
from tests.worlds import everything, world

Steps = list[Callable[[], object]]


def mention(claim, by, *people):
    with recording(Verb.REMARK_MADE, by=by) as record:
        tell(record, to=people, kind=NoticeKind.MENTIONED, claim=claim)
        record.about(claim)


def stand(claim, by):
    uphold(claim=claim, question=Decision.objects.get().pk, words="The gauge, @Bo.", by=by)


@pytest.fixture
def histories(aged, article, ada, bo, emil, ines, cleo, others) -> dict[str, tuple[Steps, Steps]]:
    """What happened, in a world where nobody but bo answered, and in one where others did."""
    mine: Steps = [lambda: rate(aged, bo, Rating.VERIFIED)]
    reworded: Steps = [*mine, lambda: edit(aged, ada)]
    fullest = max(others.values(), key=len)
    overrule: Steps = [lambda: rule_on(aged, cleo, Move.OVERRIDE, rating=Rating.UNVERIFIED, reason="The book is lost.")]
    reopen: Steps = [
        lambda: revise(article, cleo, ("rose four metres", "rose five metres")),
        lambda: rule_on(aged, cleo, Move.REOPEN, reason="It was found."),
    ]

    def returned(address: Address, *people) -> Steps:
        asked = [one.pk for one in people]
        return [lambda: rule_on(aged, cleo, Move.RETURN, reason="Which gauge?", address=address, asked=asked)]

    return {
        "edited": (reworded, [*mine, *fullest, lambda: edit(aged, ada), *fullest]),
        "mentioned by one who answered": (reworded, [*reworded, *fullest, lambda: mention(aged, emil, bo)]),
        "another was asked by name": (
            [*reworded, *returned(Address.EVERYBODY)],
            [*reworded, *fullest, *returned(Address.NAMED, emil)],
        ),
        "asked by name, and another too": (
            [*reworded, *returned(Address.NAMED, bo)],
            [*reworded, *fullest, *returned(Address.NAMED, bo, emil)],
        ),
        "another's answer stands after the question": (
            [*reworded, *returned(Address.NAMED, bo)],
            [*reworded, *fullest, *returned(Address.NAMED, bo, ines), lambda: stand(aged, ines)],
        ),
        "overridden and reopened with other words": (
            [*mine, *overrule, *reopen],
            [*mine, *fullest, *overrule, *reopen],
        ),
        "approved, corrected and reopened": (
            [*mine, *overrule, *reopen],
            [*mine, lambda: rate(aged, emil, Rating.VERIFIED), lambda: rule_on(aged, cleo, Move.APPROVE), *reopen],
        ),
    }


NAMES = [
    *("edited", "mentioned by one who answered", "another was asked by name", "asked by name, and another too"),
    "another's answer stands after the question",
    *("overridden and reopened with other words", "approved, corrected and reopened"),
]
#: On PostgreSQL two of them will do: each takes seconds.
TRIED = [*NAMES[:2], *(pytest.param(name, marks=pytest.mark.once) for name in NAMES[2:])]


def mailed(person) -> list[tuple[str, str]]:
    mail.outbox.clear()
    due_now()
    send_due()
    return sorted((one.subject, one.body) for one in mail.outbox if one.to == [person.email])


@pytest.mark.parametrize("name", TRIED)
def test_no_page_tells_more(name, histories, article, aged, bo, emil, dan, sign_in):
    client, (alone, there) = sign_in(bo), histories[name]
    with world(*alone):
        before = everything(client, place(article, aged, emil, dan), _telling)
    with world(*there):
        after = everything(client, place(article, aged, emil, dan), _telling)
    assert [(path, *told(before[path], after[path])) for path in after if after[path] != before[path]] == []


def _telling(route: str) -> bool:
    """The notices, and a page that has nothing but the header to tell by."""
    return route in {"notices/", "articles/", "claims/<int:pk>/", "queue/", "overview/"}


@pytest.mark.parametrize("when", [Mail.AT_ONCE, Mail.DAILY])
@pytest.mark.parametrize("name", TRIED)
def test_nor_does_an_e_mail(when, name, histories, aged, bo):
    wants(bo, when)
    letters = []
    for steps in histories[name]:
        with world(*steps):
            letters.append(mailed(bo))
    assert letters[0] == letters[1]


def test_the_guard_itself_sees_a_mention_once_its_reader_has_answered(histories, aged, bo, article, emil, dan, sign_in):
    wants(bo, Mail.DAILY)
    client, (alone, there) = sign_in(bo), histories["mentioned by one who answered"]
    answer: Steps = [lambda: rate(Claim.objects.get(), bo, Rating.DISPUTED)]
    found = []
    for steps in (alone, there):
        with world(*steps, *answer):
            found.append((everything(client, place(article, aged, emil, dan), _telling)["/notices/"], mailed(bo)))
    assert "Emil mentioned you." in " ".join(told(found[0][0], found[1][0]))
    assert ["Emil mentioned you." in letters[0][1] for _, letters in found] == [False, True]
