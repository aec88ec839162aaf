"""One transaction, one event: for every action, whole or not at all, and never twice."""

import uuid

import pytest

from annotations.models import Anchor, Article, Span, Tracked
from annotations.text import decode
from factcheck.actions import (
    Answer,
    approve_together,
    decide,
    describe_article,
    edit_claim,
    import_articles,
    link_passage,
    propose_claim,
    record_verdict,
    withdraw_claim,
)
from factcheck.actions.answers import Source
from factcheck.actions.articles import Incoming
from factcheck.actions.decisions import fingerprint, fingerprints
from factcheck.actions.recording import MAX_KEY, recording, state_of
from factcheck.choices import Move, Rating, Stance, Verb
from factcheck.errors import Conflict, Invalid
from factcheck.models import Claim, Event, Evidence, Occurrence, Verdict
from tests.desk import all_rows, passage, rate, rule_on

ANSWER = Answer(Rating.VERIFIED, rationale="Why.", evidence=[Source(Stance.SUPPORTS, citation="The gauge book")])
INCOMING = [Incoming(decode(b"One text.")), Incoming(decode(b"Another text."))]


class Act:
    """An action with its arguments frozen as a form would send them, for sending once or twice."""

    def __init__(self, action, by, **given):
        self.action, self.by, self.given = action, by, given

    def __call__(self, key="", **other):
        return self.action(**{**self.given, **other}, by=self.by, key=key)


def deciding(claim, by, move, **given):
    return Act(decide, by, claim=claim, move=move, seen=fingerprint(claim), **given)


ACTS = {
    "import": lambda d: Act(import_articles, d["ada"], incoming=INCOMING),
    "describe": lambda d: Act(
        describe_article, d["ada"], article=d["article"], title="Flood", details={}, seen=state_of(d["article"])
    ),
    "propose": lambda d: Act(
        propose_claim, d["ada"], passage=passage(d["revision"], "Nobody"), statement="None hurt.", answer=ANSWER
    ),
    "link": lambda d: Act(link_passage, d["bo"], claim=d["claim"], passage=passage(d["revision"], "highest since")),
    "edit": lambda d: Act(
        edit_claim, d["bo"], claim=d["claim"], statement="It rose.", reason="So.", seen_version=d["version"]
    ),
    "withdraw": lambda d: Act(withdraw_claim, d["ada"], claim=d["claim"], reason="So."),
    "answer": lambda d: Act(record_verdict, d["emil"], claim=d["claim"], answer=ANSWER, seen_version=d["version"]),
    "approve": lambda d: deciding(d["claim"], d["cleo"], Move.APPROVE),
    "override": lambda d: deciding(d["claim"], d["cleo"], Move.OVERRIDE, rating=Rating.DISPUTED, reason="So."),
    "return": lambda d: deciding(d["claim"], d["cleo"], Move.RETURN, reason="So."),
    "reject": lambda d: deciding(d["claim"], d["cleo"], Move.REJECT, reason="So.", rejection="opinion"),
    "reopen": lambda d: deciding(d["rejected"], d["cleo"], Move.REOPEN, reason="So.", correction="minor"),
    "approve together": lambda d: Act(approve_together, d["cleo"], seen=fingerprints([d["claim"]])),
}

#: The kinds of tracked row each action writes; those that are not named write the claim alone.
WRITES = {
    "import": [Article],
    "describe": [Article],
    "propose": [Claim, Span, Anchor, Occurrence, Verdict, Evidence],
    "link": [Span, Anchor, Occurrence],
    "withdraw": [Claim, Occurrence, Span],
    "answer": [Verdict, Evidence],
}

#: What would be sent with a key that was used before.
OTHERWISE = {
    "import": {"incoming": INCOMING[:1]},
    "describe": {"title": "Storm"},
    "propose": {"statement": "Nobody was hurt."},
    "link": {},
    "edit": {"statement": "It fell."},
    "answer": {"answer": Answer(Rating.DISPUTED, rationale="Why.")},
    "approve": {"reason": "Sound."},
    "approve together": {"seen": {1: "other"}},
}


@pytest.fixture
def desk(ada, bo, emil, cleo, gus, article, revision, claim):
    """A claim with a consensus and a rejected one."""
    rejected = propose_claim(passage=passage(revision, "fireman"), statement="A fireman spoke.", by=ada)
    rule_on(rejected, gus, Move.REJECT, reason="No claim.")
    rate(claim, ada, Rating.VERIFIED)
    rate(claim, bo, Rating.VERIFIED)
    fresh = {one.pk: one for one in Claim.objects.all()}
    return {
        "ada": ada,
        "bo": bo,
        "emil": emil,
        "cleo": cleo,
        "article": article,
        "revision": revision,
        "claim": fresh[claim.pk],
        "rejected": fresh[rejected.pk],
        "version": claim.current_version_id,
    }


def tracked():
    return [model for model in Tracked.__subclasses__() if not model._meta.abstract]


def history_of(event):
    return [row for model in tracked() for row in model.history.filter(event=event)]


@pytest.fixture(params=ACTS)
def name(request):
    return request.param


@pytest.fixture
def act(desk, name):
    return ACTS[name](desk)


def test_an_action_leaves_exactly_one_event_with_its_actor_and_words(act):
    before = Event.objects.count()
    act()
    event = Event.objects.latest("number")
    assert (Event.objects.count(), event.actor, event.words) == (before + 1, act.by, act.given.get("reason", ""))


def test_its_history_rows_carry_its_uuid_actor_and_reason(act):
    act()
    event = Event.objects.latest("number")
    rows = history_of(event.id)
    reason = f"{event.verb}: {event.words}" if event.words else event.verb
    assert {(row.history_user, row.history_change_reason) for row in rows} == {(act.by, reason)}


def test_every_row_it_changed_has_a_history_row_that_equals_it(act):
    act()
    event = Event.objects.latest("number").id
    for model in tracked():
        names = [column.attname for column in model._meta.concrete_fields]
        rows = list(model.objects.filter(event=event).order_by("pk").values_list(*names))
        assert list(model.history.filter(event=event).order_by(model._meta.pk.name).values_list(*names)) == rows


def test_the_event_names_the_object_it_made(act):
    made = act()
    event = Event.objects.latest("number")
    principal = made[0] if isinstance(made, list) else made
    assert (event.principal_kind, event.principal_id) == (principal._meta.label_lower, str(principal.pk))


def test_numbers_are_consecutive(act):
    act()
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_same_key_makes_nothing_twice_and_gives_back_the_same(act):
    first = act(key="k")
    before = all_rows()
    assert (act(key="k"), all_rows()) == (first, before)


def test_the_same_key_with_other_content_is_a_conflict(act, name, desk):
    act(key="k")
    before = all_rows()
    other = {**OTHERWISE.get(name, {"reason": "Something else."})}
    if name == "link":
        other = {"passage": passage(desk["revision"], "Officials said")}
    with pytest.raises(Conflict, match="with other content"):
        act(key="k", **other)
    assert all_rows() == before


def test_the_same_key_for_something_else_is_a_conflict(act, desk):
    act(key="k")
    with pytest.raises(Conflict):
        import_articles(incoming=[Incoming(decode(b"A third text."))], by=act.by, key="k")


def test_where_history_cannot_be_written_nothing_changes(act, name, monkeypatch):
    """Each kind of row the action writes fails in its turn."""
    before = all_rows()
    for model in WRITES.get(name, [Claim]):
        with monkeypatch.context() as broken:
            broken.setattr(model.history.model, "save", lambda *_, **__: 1 / 0)
            broken.setattr("annotations.tracking._copy_to_history", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                act()
        assert all_rows() == before


@pytest.mark.parametrize("step", ["factcheck.models.EventCounter.save", "factcheck.models.Event.save"])
def test_where_the_event_cannot_be_written_nothing_changes(act, step, monkeypatch):
    before = all_rows()
    monkeypatch.setattr(step, lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        act()
    assert all_rows() == before


def test_a_key_is_ones_own(desk):
    acts = [
        Act(record_verdict, desk[who], claim=desk["claim"], answer=ANSWER, seen_version=desk["version"])
        for who in ("bo", "emil")
    ]
    verdicts = [act(key="k") for act in acts]
    assert [verdict.reviewer for verdict in verdicts] == [desk["bo"], desk["emil"]]


def test_a_repeated_import_gives_back_every_article_though_one_was_described_since(desk):
    articles = ACTS["import"](desk)(key="k")
    first = articles[0]
    describe_article(article=first, title="Flood", details={}, seen=state_of(first), by=desk["ada"])
    assert ACTS["import"](desk)(key="k") == articles


@pytest.mark.parametrize("key", ["x" * (MAX_KEY + 1), "a\x00b", "\ud800"])
def test_a_key_that_the_column_cannot_hold_is_invalid(act, key):
    before = all_rows()
    with pytest.raises(Invalid):
        act(key=key)
    assert all_rows() == before


def test_an_event_without_an_object_is_a_defect(ada):
    with pytest.raises(RuntimeError, match="no principal"), recording(Verb.CLAIM_PROPOSED, by=ada):
        pass


def test_an_event_carries_the_request_it_came_with(act):
    from factcheck.request_id import current_request

    token = current_request.set(uuid.UUID(int=5).hex)
    act()
    current_request.reset(token)
    assert Event.objects.latest("number").request == uuid.UUID(int=5).hex
