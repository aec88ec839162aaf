"""Each file of templates/components/ in its states: what it is given to show them."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator

from annotations.differences import Piece
from annotations.twins import Match
from factcheck.accounts.models import Preferences
from factcheck.choices import DECISIONS, Outcome, Rating
from factcheck.filters import Choice
from factcheck.forms.articles import PasteForm
from factcheck.forms.claims import ClaimForm, SelectionForm, StatementForm
from factcheck.forms.decisions import DecisionForm
from factcheck.forms.zones import KindForm, ZoneForm
from factcheck.gallery import between, figures, own, states, told
from factcheck.gallery import specimens as made
from factcheck.windows import Place

#: What every component finds around it. The extreme ones of a name, a word and a script stand in the states.
AROUND: dict[str, Any] = {
    "article": made.ARTICLE,
    "revision": made.REVISION,
    "claim": made.claim(),
    "user": made.BO,
    "can": dict.fromkeys(("read", "propose", "zone", "desk", "revise", "describe", "link", "administer"), True),
    "level": 2,
    "selection": SelectionForm(),
    "preferences": Preferences(),
    "keyboard": own.KEYBOARD,
}


def exhibits() -> dict[str, states.States]:
    """The states by component, anew at each call: forms carry keys."""
    zones, claims, paste = states.zones(), made.rated_items(), PasteForm()
    refused = states.refused(StatementForm, statement="", reason=made.LONG_WORD * 12)
    choices = [Choice("unanswered", "Unanswered", 7, current=True), Choice("stale", "Stale", 1, current=False)]
    plain: states.States = {"": {}}
    shown: dict[str, states.States | Callable[[], states.States]] = {
        "addressed": {
            "nobody to name": {"form": DecisionForm()},
            "by name": {"form": DecisionForm(people=[made.BO, made.LONG_NAME], initial={"address": "named"})},
            "errors": {"form": states.refused(DecisionForm, move="return", address="named", seen="x", reason="?")},
        },
        "answer_fields": {"empty": {"form": states.answer()}, "chosen": {"form": states.answer(Rating.UNVERIFIED)}},
        "answering": states.answering,
        "back_to_article": plain,
        "back_to_claim": plain,
        "check": {"plain": {"field": ClaimForm()["sensitive"]}},
        "claim_card": {**states.each("item", claims), "alone": {"item": claims["stale"], "alone": True}}
        | {"just saved": {"item": claims["not answered"], "fresh": True}},
        "claim_filters": {"one chosen": {"choices": choices, "show": choices[0], "count": 41}},
        "claim_state": states.each("item", {name: claims[name] for name in claims if name not in made.SAME_STATE}),
        "decided_as": {name: one for name, one in states.decisions().items() if one["decision"].rejection},
        "decision": states.decisions,
        "decision_form": {
            "empty": {"form": DecisionForm(moves=DECISIONS), "item": made.item(made.claim(), revealed=True)},
            "errors": {
                "form": states.refused(DecisionForm, move="override", seen="x"),
                "item": made.item(made.claim(), revealed=True),
            },
        },
        "corrections": states.corrections,
        "details_fields": {
            "empty": {"form": paste},
            "errors": {"form": states.refused(PasteForm, source_url="no address")},
        },
        "doubt": states.each("item", states.doubts()),
        "errors": {"one": {"field": refused["statement"]}, "nothing": {"field": StatementForm()["reason"]}},
        "extent": {"plain": {"extent": "24 words, without what is not article text"}},
        "field": {
            "with a hint": {"field": ClaimForm()["statement"]},
            "optional": {"field": paste["title"], "optional": True},
            "with an error": {"field": refused["reason"]},
        },
        "foreseen": states.foreseen,
        "form_errors": {"refused": {"form": refused}, "nothing": {"form": StatementForm()}},
        "found_twins": {"pasted": {"found": states.found()}, "uploaded": {"found": states.found(), "of_upload": True}},
        "header": {
            "long name": {"user": made.LONG_NAME},
            "unread notices": {"unread": 12},
            "nobody": {"user": None, "can": {}},
        },
        "item_passages": states.each("item", {name: claims[name] for name in ("stale", *made.SAME_STATE)}),
        "known_of_article": states.each("article", {"plain": made.ARTICLE, "long": made.LONG_ARTICLE}),
        "mark_bar": {"fact-checker": {}, "editor": {"can": {"zone": True}}},
        "more_claims": {"filtered": {"further": Place(40, 3), "show": choices[0]}},
        "no_more": plain,
        "quotation": {"short": {"words": "It rose."}, "long": {"words": "It rose by four metres. " * 20}},
        "notice": {kind: {"kind": kind, "sentence": f"It is so. {made.LONG_WORD}"} for kind in ("success", "error")}
        | {"with what differs": {"kind": "error", "sentence": "It changed since.", "moved_on": between.since()}},
        "pages": {"the middle": {"page": Paginator(range(30), 10).page(2)}},
        "passages": {
            "four": {"passages": made.PASSAGES}
        },
        "paste_words": plain,
        "paste_words_form": {"empty": {}, "errors": {"selection": states.refused(SelectionForm, revision="1")}},
        "place_bar": states.each("item", {"plain": states.doubts()["found"]}),
        "rating": {tone: {"rating": tone, "text": tone} for tone in (*Rating.values, "open", "neutral")},
        "rating_icon": states.each("rating", {tone: tone for tone in (*Rating.values, "open", "neutral")}),
        "said": {"saved": {"kind": "success", "sentence": "Your answer is saved."}},
        "settle_fields": states.each("item", {"hidden": states.doubts()["found"]}),
        "stood": states.each("decision", {"nothing yet": None, **states.stood()}),
        "tally": {**states.each("tally", {outcome: made.tally(outcome) for outcome in Outcome})}
        | {"not checkable": {"tally": made.tally(Outcome.NO_VERDICT, 0, 0, 0, 3, not_checkable=True)}},
        "source": states.each("source", dict(zip(("usual", "all of it", "long", "arabic"), made.SOURCES, strict=True))),
        "text_difference": states.difference,
        "twins": {
            "pasted": {"legend": "What is this text?", "match": Match(made.LONG_ARTICLE)},
            "uploaded": {"legend": "What are the files?", "of_upload": True},
        },
        "verdict": states.verdicts,
        "where_said": {"nowhere": {"passages": []}, "once": {"passages": [made.passage("rose four metres")]}},
        "word_difference": {
            "long": {"pieces": states.PIECES},
            "right to left": {"pieces": [Piece("del", made.ARABIC)]},
        },
        "zone_facts": states.each("item", {name: zones[name] for name in list(zones)[2:]}),
        "zone_form": {
            "new": {"form": ZoneForm.at(made.REVISION, 39, 48), "to": "#", "save": "Save"},
            "errors": {"form": states.refused(KindForm), "to": "#", "save": "Save"},
            "text defect": {"form": KindForm(initial={"kind": "text-defect"}), "to": "#", "save": "Save the change"},
        },
        "zone_links": {"two": {"zones": list(zones.values())[:2], "title": "Also on these words"}},
        "zone_notes": {"hidden": {"zones": list(zones.values())}},
        "zone_state": states.each("item", {"hidden": zones["boilerplate"]}),
        "zones": {
            "none": {"zones": []},
            "all kinds, a claim aside": {
                "zones": list(zones.values()), "aside": [claims["long word"]], "out_of_band": True
            },
        },
    }  # fmt: skip
    drawn = {name: these() if callable(these) else these for name, these in shown.items()}
    return dict(
        sorted({**drawn, **between.exhibits(), **figures.exhibits(), **own.exhibits(), **told.exhibits()}.items())
    )
