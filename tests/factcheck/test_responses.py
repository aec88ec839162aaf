"""Where somebody comes back to after signing in, and what an address says that takes forms only."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("method", "headers", "back"),
    [
        # A page leads back to itself.
        ("get", {}, "/claims/1/answer/?from=queue"),
        # A fragment leads back to the page it was to become a part of.
        ("get", {"HX-Request": "true", "HX-Current-URL": "http://testserver/articles/7/"}, "/articles/7/"),
        # A form leads back to the page it was sent from, with its query.
        ("post", {"Referer": "http://testserver/claims/1/?from=queue"}, "/claims/1/?from=queue"),
        ("post", {"HX-Request": "true", "HX-Current-URL": "http://testserver/articles/7/"}, "/articles/7/"),
        ("post", {"HX-Request": "true", "HX-Current-URL": "http://[testserver/"}, "/"),
        # Another site's page is nowhere to come back to, and a form's own address is no page.
        ("post", {"Referer": "http://elsewhere.example/articles/7/"}, "/"),
        ("post", {}, "/"),
    ],
)
def test_signing_in_leads_back_to_the_page_the_person_was_on(db, method, headers, back):
    answer = getattr(Client(), method)("/claims/1/answer/?from=queue", headers=headers)

    where = answer.headers.get("HX-Redirect") or answer.headers["Location"]

    assert where.replace("%3F", "?").replace("%3D", "=") == f"/account/login/?next={back}"


def test_an_address_that_takes_forms_says_so_in_a_sentence(ada, article, sign_in):
    answer = sign_in(ada).get(f"/articles/{article.pk}/claims/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "This address takes a form and shows no page." in answer.content.decode()
