"""People in the admin: what an administrator can do there, and cannot."""

from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from factcheck.accounts.models import SYSTEM_EMAIL, User
from factcheck.accounts.roles import ADMINISTRATORS, EDITORS, FACT_CHECKERS
from factcheck.choices import Move, Rating
from factcheck.models import Claim, FirstAnswer, Verdict
from tests.desk import PASSWORD, all_rows, rate, rule_on
from tests.web import text, values
from tests.worlds import seen

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def as_hana(hana: User, sign_in) -> Client:
    return sign_in(hana)


def change(person: User) -> str:
    return f"{PEOPLE}{person.pk}/change/"


def form_of(person: User, *roles: str, **more: object) -> dict[str, object]:
    """The form for a person as the page would send it, with these roles."""
    groups = [str(group.pk) for group in Group.objects.filter(name__in=roles)]
    return {"name": person.name, "is_active": "on", "groups": groups, **more}


def roles(person: User) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_an_administrator_gives_and_takes_roles(as_hana, bo):
    assert as_hana.post(change(bo), form_of(bo, EDITORS)).status_code == 302
    assert roles(bo) == {EDITORS}


def test_a_change_is_kept_in_the_log(as_hana, hana, bo):
    as_hana.post(change(bo), form_of(bo, EDITORS))
    assert [(entry.user, entry.object_repr) for entry in LogEntry.objects.select_related("user")] == [(hana, "Bo")]


def test_a_deactivated_person_is_signed_out_at_once(as_hana, bo, sign_in):
    client = sign_in(bo)
    before = client.get("/articles/").status_code
    as_hana.post(change(bo), {"name": "Bo", "groups": []})
    assert (before, client.get("/articles/").status_code) == (200, 302)


def test_a_role_that_is_taken_away_ends_at_once(as_hana, cleo, sign_in):
    client = sign_in(cleo)
    as_hana.post(change(cleo), form_of(cleo))
    assert client.get("/desk/").status_code == 403


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("email", "other@desk.example"),
        ("is_superuser", "on"),
        ("password", "md5$x$y"),
        ("password1", "a new password entirely"),
        ("user_permissions", "1"),
        ("last_login", "2001-01-01"),
    ],
)
def test_what_the_form_does_not_show_cannot_be_sent(as_hana, bo, field, sent):
    before = User.objects.filter(pk=bo.pk).values().get()
    as_hana.post(change(bo), form_of(bo, FACT_CHECKERS, **{field: sent}))
    assert User.objects.filter(pk=bo.pk).values().get() == before
    assert bo.user_permissions.count() == 0


def test_the_form_asks_for_name_activity_and_roles_alone(as_hana, bo):
    form = as_hana.get(change(bo)).context["adminform"].form
    assert list(form.fields) == ["name", "is_active", "groups"]


def test_only_the_three_roles_can_be_given(as_hana, bo):
    other = Group.objects.create(name="Somebody else's group")
    as_hana.post(change(bo), {"name": "Bo", "is_active": "on", "groups": [str(other.pk)]})
    assert roles(bo) == {FACT_CHECKERS}


@pytest.mark.parametrize("taken", [{"is_active": ""}, {"groups": []}], ids=["deactivated", "without the role"])
def test_the_last_administrator_stays(as_hana, hana, taken):
    data = {**form_of(hana, ADMINISTRATORS), **taken}
    if not data["is_active"]:
        del data["is_active"]
    answer = as_hana.post(change(hana), data)
    assert (answer.status_code, "This is the last administrator." in text(answer)) == (200, True)
    hana.refresh_from_db()
    assert (hana.is_active, roles(hana)) == (True, {ADMINISTRATORS})


def test_an_administrator_beside_another_can_go(as_hana, hana, bo):
    bo.groups.add(Group.objects.get(name=ADMINISTRATORS))
    as_hana.post(change(hana), form_of(hana))
    assert roles(hana) == set()


def test_nobody_is_deleted(as_hana, bo):
    assert as_hana.post(f"{PEOPLE}{bo.pk}/delete/", {"post": "yes"}).status_code == 403
    as_hana.post(PEOPLE, {"action": "delete_selected", "_selected_action": [bo.pk], "post": "yes"})
    assert User.objects.filter(pk=bo.pk).exists()


def test_the_built_in_account_is_nobody_to_manage(as_hana):
    system = User.objects.get(email=SYSTEM_EMAIL)
    assert as_hana.get(change(system)).status_code == 302
    assert SYSTEM_EMAIL not in text(as_hana.get(PEOPLE))


def test_no_page_shows_a_password_or_its_hash(as_hana, bo, hana):
    pages = [PEOPLE, change(bo), change(hana), f"{PEOPLE}add/", f"{PEOPLE}{bo.pk}/history/", "/admin/admin/logentry/"]
    hashes = [person.password for person in User.objects.exclude(email=SYSTEM_EMAIL)]
    shown = "".join(as_hana.get(page).content.decode() for page in pages)
    assert [one for one in [*hashes, *(each.split("$")[-1] for each in hashes)] if one in shown] == []


@pytest.mark.parametrize("lookup", ["password__startswith=md5", "is_superuser=0", "verdicts__isnull=0"])
def test_the_list_answers_no_question_that_is_not_on_the_page(as_hana, bo, lookup):
    assert as_hana.get(f"{PEOPLE}?{lookup}").status_code == 400


def test_the_list_can_be_filtered_by_role(as_hana, bo, cleo):
    group = Group.objects.get(name=EDITORS)
    answer = as_hana.get(f"{PEOPLE}?groups__id__exact={group.pk}")
    assert list(answer.context["cl"].queryset) == [cleo]


@pytest.mark.parametrize("who", ["bo", "cleo", "ines", "dan"])
def test_nobody_else_enters(who, request, sign_in):
    answer = sign_in(request.getfixturevalue(who)).get(PEOPLE, follow=True)
    assert answer.status_code == 403


def test_a_superuser_without_the_role_does_not_enter(dan, sign_in):
    dan.is_superuser = True
    dan.save()
    assert sign_in(dan).get(PEOPLE, follow=True).status_code == 403


@pytest.mark.parametrize("kind", ["annotations/article", "factcheck/claim", "factcheck/verdict"])
def test_records_are_read_only(as_hana, hana, article, claim, kind):
    verdict = rate(claim, claim.proposer, Rating.VERIFIED)
    pk = {"annotations/article": article.pk, "factcheck/claim": claim.pk, "factcheck/verdict": verdict.pk}[kind]
    before = all_rows()
    paths = [f"/admin/{kind}/add/", f"/admin/{kind}/{pk}/change/", f"/admin/{kind}/{pk}/delete/"]
    assert [as_hana.post(path, {"post": "yes", "title": "x"}).status_code for path in paths] == [403] * 3
    assert all_rows() == before


def test_an_administrator_sees_no_verdict_of_an_open_claim(as_hana, claim, emil):
    verdict = rate(claim, emil, Rating.DISPUTED)
    assert list(as_hana.get("/admin/factcheck/verdict/").context["cl"].queryset) == []
    assert as_hana.get(f"/admin/factcheck/verdict/{verdict.pk}/change/").status_code == 302


def test_an_administrator_sees_the_verdicts_of_a_decided_claim(as_hana, claim, emil, cleo):
    verdict = rate(claim, emil, Rating.DISPUTED)
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    assert list(as_hana.get("/admin/factcheck/verdict/").context["cl"].queryset) == [verdict]


@pytest.mark.parametrize("lookup", ["verdicts__isnull=0", "decisions__isnull=0", "tally__ready=1"])
def test_the_claims_answer_no_question_about_answers(as_hana, claim, emil, lookup):
    rate(claim, emil, Rating.DISPUTED)
    assert as_hana.get(f"/admin/factcheck/claim/?{lookup}").status_code == 400


def test_the_history_of_a_record_is_the_desks_own_page(as_hana, claim, article, emil, cleo):
    verdict = rate(claim, emil, Rating.DISPUTED)
    rule_on(claim, cleo, Move.REJECT, reason="An opinion.")
    kinds = {"annotations/article": article, "factcheck/claim": claim, "factcheck/verdict": verdict}
    assert [as_hana.get(f"/admin/{kind}/{row.pk}/history/").headers["Location"] for kind, row in kinds.items()] == [
        f"{article.get_absolute_url()}history/",
        f"{claim.get_absolute_url()}history/",
        f"{claim.get_absolute_url()}verdicts/{emil.pk}/history/",
    ]


def test_the_log_is_read_only(as_hana, bo):
    as_hana.post(change(bo), form_of(bo, EDITORS))
    entry = LogEntry.objects.get()
    paths = [f"/admin/admin/logentry/{entry.pk}/{what}/" for what in ("change", "delete")]
    assert [as_hana.post(path, {"post": "yes"}).status_code for path in paths] == [403, 403]


def test_the_password_of_nobody_else_is_set_there(as_hana, bo):
    assert as_hana.get(f"{PEOPLE}{bo.pk}/password/").status_code in {302, 404}
    as_hana.post(f"{PEOPLE}{bo.pk}/password/", {"password1": "a new one entirely", "password2": "a new one entirely"})
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)


def test_claims_verdicts_and_what_was_mailed_are_the_only_records_of_judgement_there(as_hana):
    listed = {model["object_name"] for app in as_hana.get("/admin/").context["app_list"] for model in app["models"]}
    assert listed == {"User", "Article", "LogEntry", "Message", Claim.__name__, Verdict.__name__}


def test_the_form_shows_the_roles_a_person_has(as_hana, ines):
    answer = as_hana.get(change(ines))
    given = set(answer.context["adminform"].form["groups"].value())
    assert given == set(ines.groups.values_list("pk", flat=True))
    assert values(answer, "name") == ["Ines"]


def test_a_record_leads_to_its_own_page_and_of_what_is_hidden_there_is_none(as_hana, claim, emil, hana):
    given = rate(claim, emil, Rating.VERIFIED)
    first = FirstAnswer.objects.get()

    def led(row, number=None) -> list[str]:
        kind = ContentType.objects.get_for_model(row).pk
        return seen(as_hana.get(f"/admin/r/{kind}/{number or row.pk}/"))

    assert [line in led(claim) for line in ("302", f"Location: {claim.get_absolute_url()}")] == [True, True]
    nothing = led(claim, 10**9)
    assert nothing[0] == "404"
    # Whether there is an answer or not, and whatever stands for its number.
    for row, number in ((given, None), (given, "7"), (first, None), (first, uuid4()), (hana, None)):
        assert led(row, number) == nothing
    assert [as_hana.get(f"/admin/r/{kind}/1/").status_code for kind in (10**6, "x", "9" * 30)] == [404] * 3
