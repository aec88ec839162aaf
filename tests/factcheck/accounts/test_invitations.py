"""An invitation, and a password link: one single-use link that goes to the person alone."""

import re
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from factcheck.accounts.invitations import create_person, link_path
from factcheck.accounts.models import User
from factcheck.accounts.roles import FACT_CHECKERS
from tests.desk import PASSWORD
from tests.web import text, value

PEOPLE = "/admin/accounts/user/"
CHOSEN = "a password of my own"


@pytest.fixture
def invite(hana, sign_in):
    """Send the form for somebody new as the administrator."""
    group = Group.objects.get(name=FACT_CHECKERS)
    data = {"email": "Kim@Desk.example", "name": "Kim", "groups": [group.pk]}
    client = sign_in(hana)
    return lambda **more: client.post(f"{PEOPLE}add/", {**data, **more})


def path_in(mail) -> str:
    (link,) = re.findall(r"^https?://testserver(/\S+)$", mail.body, re.M)
    return link


def follow(client: Client, path: str, password: str = CHOSEN):
    """Open the link and set a password on the page behind it."""
    page = client.get(path, follow=True)
    where = page.redirect_chain[-1][0]
    return client.post(where, {"password1": password, "password2": password}, follow=True)


def test_an_invited_person_has_roles_and_no_password(invite, mailoutbox):
    invite()
    kim = User.objects.get(name="Kim")
    assert (kim.email, kim.has_usable_password(), kim.is_active) == ("kim@desk.example", False, True)
    assert list(kim.groups.values_list("name", flat=True)) == [FACT_CHECKERS]


def test_the_invitation_goes_to_the_person_alone(invite, mailoutbox):
    answer = invite()
    (mail,) = mailoutbox
    assert (mail.to, mail.cc, mail.bcc) == (["kim@desk.example"], [], [])
    assert path_in(mail) not in text(answer)


def test_the_link_sets_the_password_and_signs_in(invite, mailoutbox):
    invite()
    client = Client()
    follow(client, path_in(mailoutbox[0]))
    assert client.get("/articles/").context["user"].name == "Kim"
    assert User.objects.get(name="Kim").check_password(CHOSEN)


def test_the_link_works_once(invite, mailoutbox):
    invite()
    follow(Client(), path_in(mailoutbox[0]))
    again = Client().get(path_in(mailoutbox[0]), follow=True)
    assert "This link is used up" in text(again)


def test_the_link_runs_out(bo):
    path = link_path(bo)
    later = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    with mock.patch(later, return_value=datetime.now() + timedelta(days=3, minutes=1)):
        assert "This link is used up" in text(Client().get(path, follow=True))


def test_the_link_of_one_person_opens_nothing_of_another(bo, emil):
    bos, emils = link_path(bo), link_path(emil)
    mixed = (
        f"{emils.rsplit('/', 2)[0]}/{emils.rsplit('/', 2)[1].split('-')[0]}-{bos.rsplit('/', 2)[1].split('-', 1)[1]}/"
    )
    assert "This link is used up" in text(Client().get(mixed, follow=True))


def test_a_weak_password_is_refused(invite, mailoutbox):
    invite()
    follow(Client(), path_in(mailoutbox[0]), "password")
    assert not User.objects.get(name="Kim").has_usable_password()


def test_an_address_that_is_taken_is_refused_in_any_case(invite, bo, mailoutbox):
    answer = invite(email="BO@desk.example")
    assert (answer.status_code, "Somebody has this e-mail already." in text(answer)) == (200, True)
    assert (value(answer, "email"), len(mailoutbox)) == ("BO@desk.example", 0)


@pytest.mark.parametrize("field", ["password", "is_superuser", "is_active"])
def test_an_invitation_sets_nothing_that_its_form_does_not_show(invite, field, mailoutbox):
    invite(**{field: "1"})
    kim = User.objects.get(name="Kim")
    assert (kim.has_usable_password(), kim.is_superuser, kim.is_active) == (False, False, True)


def test_a_password_link_goes_to_the_person_alone_and_keeps_the_old_password(hana, bo, sign_in, mailoutbox):
    data = {"action": "send_password_links", "_selected_action": [bo.pk]}
    answer = sign_in(hana).post(PEOPLE, data, follow=True)
    (mail,) = mailoutbox
    assert (mail.to, path_in(mail) in text(answer)) == (["bo@desk.example"], False)
    bo.refresh_from_db()
    assert bo.check_password(PASSWORD)


def test_a_password_link_sets_a_new_password(hana, bo, sign_in, mailoutbox):
    sign_in(hana).post(PEOPLE, {"action": "send_password_links", "_selected_action": [bo.pk]})
    follow(Client(), path_in(mailoutbox[0]))
    bo.refresh_from_db()
    assert bo.check_password(CHOSEN)


def test_a_new_password_ends_other_sessions(bo, sign_in):
    elsewhere = sign_in(bo)
    follow(Client(), link_path(bo))
    assert elsewhere.get("/articles/").status_code == 302


def test_somebody_deactivated_gets_no_link(hana, bo, sign_in, mailoutbox):
    bo.is_active = False
    bo.save()
    sign_in(hana).post(PEOPLE, {"action": "send_password_links", "_selected_action": [bo.pk]})
    assert mailoutbox == []


def test_the_link_of_somebody_deactivated_signs_nobody_in(bo):
    path = link_path(bo)
    bo.is_active = False
    bo.save()
    client = Client()
    follow_up = client.get(path, follow=True)
    if follow_up.redirect_chain:
        client.post(follow_up.redirect_chain[-1][0], {"password1": CHOSEN, "password2": CHOSEN})
    assert client.get("/articles/").status_code == 302


def test_a_person_can_be_created_once(bo):
    with pytest.raises(ValueError, match="has an account already"):
        create_person(email="BO@desk.example", name="Bo again", roles=[])
