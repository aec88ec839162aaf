"""An open article page as a client has it: what it asks with, and what is swapped in what it gets."""

import re

from django.http import QueryDict

from tests.web import HTMX, text


class Page:
    """An open article opened: what it asks with, as its last answer left it."""

    def __init__(self, client, article, claim=None):
        self.client, self.url = client, article.get_absolute_url()
        self.asking = {}
        self.take(client.get(self.url))
        if claim is not None:
            self.take(client.get(f"{claim.get_absolute_url()}?article={article.pk}&revision=1", headers=HTMX))

    def take(self, answer):
        if 'id="live"' in text(answer):
            self.asking["own"] = ""
        for name, value in re.findall(r'data-(since|revision|claim|panel|mine)="([^"]*)"', text(answer)):
            self.asking[name] = value
        self.asking["own"] += "".join(re.findall(r'oob="beforeend:#live">(\w+ )', text(answer)))

    def ask(self):
        asked = QueryDict(mutable=True)
        for name, value in self.asking.items():
            asked[name] = value
        answer = self.client.get(f"{self.url}since/?{asked.urlencode()}", headers=HTMX)
        self.take(answer)
        return answer

    def nothing_more(self):
        return self.ask().status_code == 204


def swapped(answer):
    """Ids of what is swapped where it stands."""
    found = re.findall(r'<(?!template)\w+ (?=[^>]*hx-swap-oob)[^>]*?(?:id|swap-oob)="([^"]+)"', text(answer))
    return sorted(found)


def cards(answer):
    """Each card on its way into the list, by claim: before which other, or gone."""
    inside = text(answer).partition('id="arrivals"')[2]
    found = re.findall(r'<li id="claim-(\d+)"(?: data-before="claim-(\d+)")?>(</li>)?', inside)
    return [(int(claim), "gone" if gone else int(before) if before else None) for claim, before, gone in found]
