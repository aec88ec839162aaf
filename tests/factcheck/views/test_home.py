"""Where each role's day begins."""

import pytest
from django.test import Client

from tests.web import HTMX, sentences


@pytest.mark.parametrize(
    ("who", "where"),
    [("bo", "/queue/"), ("cleo", "/desk/"), ("ines", "/queue/"), ("hana", "/admin/")],
    ids=["a fact-checker", "an editor", "one who is both", "an administrator"],
)
def test_home_leads_to_the_work_of(db, who, where, request, sign_in):
    assert sign_in(request.getfixturevalue(who)).get("/").headers["Location"] == where


def test_home_tells_somebody_without_a_role_what_to_do(dan, sign_in):
    answer = sign_in(dan).get("/")
    assert (answer.status_code, sentences(answer)) == (
        403,
        ["Your account has no role at this desk yet; an administrator can give you one."],
    )


def test_home_sends_a_stranger_to_sign_in(db):
    assert Client().get("/").headers["Location"] == "/account/login/?next=/"


def test_home_under_htmx_sends_the_browser_itself(db):
    answer = Client().get("/", headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/account/login/?next=/")
