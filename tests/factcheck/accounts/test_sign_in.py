"""Signing in and out, and what somebody finds out who has no account."""

import pytest
from django.test import Client

from factcheck.accounts.invitations import give_address
from factcheck.accounts.models import SYSTEM_EMAIL, User
from tests.desk import PASSWORD
from tests.web import text, value

LOGIN, RESET = "/account/login/", "/account/password/reset/"


@pytest.fixture
def bo(bo: User) -> User:
    """As one who came by an invitation."""
    give_address(bo)
    return bo


def sign_in(email: str, password: str = PASSWORD, **more: str):
    client = Client()
    return client, client.post(LOGIN, {"login": email, "password": password, **more})


@pytest.mark.parametrize("email", ["bo@desk.example", "BO@Desk.Example"])
def test_an_e_mail_signs_in_whatever_its_case(bo, email):
    client, answer = sign_in(email)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/articles/").status_code == 200


def test_signing_in_leads_back_to_where_one_was_going(bo):
    _, answer = sign_in("bo@desk.example", next="/claims/")
    assert answer.headers["Location"] == "/claims/"


def test_signing_in_leads_to_no_other_site(bo):
    _, answer = sign_in("bo@desk.example", next="https://elsewhere.example/")
    assert answer.headers["Location"] == "/"


def refusal(answer) -> list[str]:
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(bo):
    wrong, unknown = sign_in("bo@desk.example", "not it")[1], sign_in("nobody@desk.example")[1]
    assert refusal(wrong) == refusal(unknown) == ["The email address and/or password you specified are not correct."]
    assert value(wrong, "login") == "bo@desk.example"


def test_an_inactive_account_does_not_sign_in(bo):
    bo.is_active = False
    bo.save()
    client, _ = sign_in("bo@desk.example")
    assert client.get("/articles/").status_code == 302


@pytest.mark.parametrize("password", ["", "!", "system", PASSWORD])
def test_nobody_signs_in_as_the_built_in_account(db, password):
    client, _ = sign_in(SYSTEM_EMAIL, password)
    assert client.get("/articles/").status_code == 302


def test_signing_out_takes_a_post(bo):
    client, _ = sign_in("bo@desk.example")
    client.get("/account/logout/")
    still = client.get("/articles/").status_code
    answer = client.post("/account/logout/")
    assert (still, answer.headers["Location"], client.get("/articles/").status_code) == (200, LOGIN, 302)


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(db, method):
    data = {"email": "new@desk.example", "password1": PASSWORD, "password2": PASSWORD}
    answer = getattr(Client(), method)("/account/closed/", data)
    assert (answer.status_code, "Sign-up is closed" in text(answer)) == (200, True)
    assert not User.objects.filter(email="new@desk.example").exists()


def test_a_forgotten_password_is_answered_alike_for_everybody(bo, mailoutbox):
    known = Client().post(RESET, {"email": "bo@desk.example"}, follow=True)
    unknown = Client().post(RESET, {"email": "nobody@desk.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain == [("/account/password/reset/done/", 302)]
    assert [mail.to for mail in mailoutbox] == [["bo@desk.example"]]


def test_a_forgotten_password_sends_a_link_that_opens(bo, mailoutbox):
    Client().post(RESET, {"email": "Bo@desk.example"})
    (path,) = [word.partition("testserver")[2] for word in mailoutbox[0].body.split() if "/password/link/" in word]
    assert "Set your password" in text(Client().get(path, follow=True))


def test_a_person_changes_their_own_password(bo):
    client, _ = sign_in("bo@desk.example")
    new = "another password of mine"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    bo.refresh_from_db()
    assert bo.check_password(new)


def test_the_old_password_is_asked_for(bo):
    client, _ = sign_in("bo@desk.example")
    new = "another password of mine"
    client.post("/account/password/change/", {"oldpassword": "not it", "password1": new, "password2": new})
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)


def test_signing_out_tells_the_browser_to_forget(bo, hana):
    for person, path in ((bo, "/account/logout/"), (hana, "/admin/logout/")):
        client = Client()
        client.force_login(person)
        assert "Clear-Site-Data" not in client.get("/").headers
        assert client.post(path).headers["Clear-Site-Data"] == '"storage"'


def test_a_forged_request_makes_it_forget_nothing(bo):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bo)
    answer = client.post("/account/logout/", {}, headers={"Origin": "https://other.example"})
    assert (answer.status_code, "Clear-Site-Data" in answer.headers) == (403, False)
    assert "Clear-Site-Data" not in Client().post("/account/logout/").headers
