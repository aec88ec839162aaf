"""What an article's timeline tells of what was marked in it besides claims."""

from annotations.models import Kind, Span
from factcheck.actions import change_zone, remove_zone, restore_zone
from factcheck.actions.recording import state_of
from factcheck.history import Change, article_timeline, claim_timeline
from tests.desk import mark, revise


def on(span):
    span = Span.objects.get(pk=span.pk)
    return {"span": span, "seen": state_of(span)}


def test_each_event_is_told_with_the_words_it_was_on_and_what_was_there_before(article, revision, ada, bo, gus):
    span = mark(ada, revision, "four metres in a night", Kind.TEXT_DEFECT, "five metres in a night")
    change_zone(**on(span), kind=Kind.TEXT_DEFECT, reading="forty metres in a night", by=bo)
    revise(article, gus, ("in a night", "in one night"))
    change_zone(**on(span), kind=Kind.CAPTION, reading="", by=bo)
    remove_zone(**on(span), by=gus)
    restore_zone(**on(span), by=bo)
    old, new = "four metres in a night", "four metres in one night"
    told = [(entry.actor, entry.verb, entry.changes) for entry in article_timeline(article)]
    del told[3]  # the correction, which tells its own
    assert told[:-1] == [
        (bo, "put back a mark besides the claims", [Change("Words", None, new)]),
        (gus, "removed a mark besides the claims", [Change("Words", None, new)]),
        (
            bo,
            "changed a mark besides the claims",
            [
                Change("Words", None, new),
                Change("Marked as", "Text defect", "Caption"),
                Change("Presumed reading", "forty metres in a night", ""),
            ],
        ),
        (
            bo,
            "changed a mark besides the claims",
            [
                Change("Words", None, old),
                Change("Presumed reading", "five metres in a night", "forty metres in a night"),
            ],
        ),
        (
            ada,
            "marked words besides the claims",
            [
                Change("Words", None, old),
                Change("Marked as", None, "Text defect"),
                Change("Presumed reading", None, "five metres in a night"),
            ],
        ),
    ]


def test_neither_claims_nor_other_articles_tell_of_it(claim, article, revision, ada, zone):
    assert [entry.verb for entry in claim_timeline(claim, ada)] == ["proposed the claim"]
    assert [entry.verb for entry in article_timeline(article)] == ["marked words besides the claims", "imported"]
