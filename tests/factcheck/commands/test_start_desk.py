"""manage.py start_desk: the first administrator's link, good once."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from factcheck.accounts.models import User
from factcheck.accounts.roles import ADMINISTRATORS

PASSWORD = "seven grey herons wading"


@pytest.fixture
def start(db, capsys):
    """Run the command and return the path of the link it prints."""

    def started(email="hana@paper.example", **options):
        call_command("start_desk", admin=email, **options)
        return capsys.readouterr().out.splitlines()[-1].removeprefix(options.get("site", "http://127.0.0.1:8000"))

    return started


def follow(path):
    """Open the link as a browser does; the client and where it ended."""
    client = Client()
    response = client.get(path, follow=True)
    return client, response.redirect_chain[-1][0] if response.redirect_chain else path, response


def choose(path, password=PASSWORD):
    client, form, _ = follow(path)
    return client, client.post(form, {"password1": password, "password2": password}, follow=True)


def test_it_makes_one_administrator_without_a_password(start):
    start(name="Hana Novak")
    hana = User.objects.get(email="hana@paper.example")
    assert (hana.name, hana.has_usable_password(), hana.is_superuser) == ("Hana Novak", False, False)
    assert list(hana.groups.values_list("name", flat=True)) == [ADMINISTRATORS]


def test_the_link_sets_a_password_and_signs_in(start):
    client, response = choose(start())
    hana = User.objects.get(email="hana@paper.example")
    assert (response.status_code, hana.check_password(PASSWORD)) == (200, True)
    assert client.session["_auth_user_id"] == str(hana.pk)


def test_the_link_is_void_once_used(start):
    path = start()
    choose(path)
    _, response = choose(path, "quite another password here")
    assert User.objects.get(email="hana@paper.example").check_password(PASSWORD)
    assert response.wsgi_request.user.is_authenticated is False


def test_a_weak_password_is_refused_and_the_link_stays_good(start):
    path = start()
    choose(path, "password")
    assert User.objects.get(email="hana@paper.example").has_usable_password() is False
    choose(path)
    assert User.objects.get(email="hana@paper.example").check_password(PASSWORD)


def test_a_forged_link_does_nothing(start):
    path = start()
    forged = path[:-3] + ("aa/" if path[-3:] != "aa/" else "bb/")
    _, response = choose(forged)
    assert User.objects.get(email="hana@paper.example").has_usable_password() is False
    assert response.wsgi_request.user.is_authenticated is False


def test_again_before_the_first_sign_in_gives_a_fresh_link_and_no_second_person(start):
    start()
    choose(start())
    assert User.objects.filter(groups__name=ADMINISTRATORS).count() == 1
    assert User.objects.get(email="hana@paper.example").check_password(PASSWORD)


@pytest.mark.parametrize("email", ["hana@paper.example", "gus@paper.example"])
def test_once_there_is_an_administrator_it_makes_no_other(start, email):
    choose(start())
    with pytest.raises(CommandError, match="has an administrator already"):
        start(email)
    assert User.objects.filter(groups__name=ADMINISTRATORS).count() == 1


def test_somebody_elses_account_is_not_taken_over(start, ada):
    with pytest.raises(CommandError, match="has an account already"):
        start(ada.email)
    assert User.objects.filter(groups__name=ADMINISTRATORS).count() == 0


@pytest.mark.parametrize("email", ["", "hana", "hana@", "hana paper@x.example", "a\x00b@x.example"])
def test_what_is_no_e_mail_is_refused(start, email):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        start(email)


def test_the_link_names_the_site(start):
    assert start(site="https://desk.example").startswith("/account/password/link/")
