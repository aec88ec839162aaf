"""What the timelines tell of corrections and of passages that were settled."""

from factcheck.choices import Move, Rating
from factcheck.history import article_timeline, claim_timeline
from tests.desk import newest_anchor, propose, rate, revise, rule_on, settle

DELETION = ("\nA fireman 👨🏻‍🚒 told us: “Nobody was hurt.”", "")


def told(entry):
    return [(change.label, change.old, change.new) for change in entry.changes]


def test_an_article_tells_why_and_what_became_of_its_passages(article, revision, ada, gus, claim):
    propose(ada, revision, "Nobody was hurt.")
    text = revise(article, gus, DELETION, reason="He took it back.").text
    entry = article_timeline(article)[0]
    assert (entry.actor, entry.verb, entry.words) == (gus, "corrected the article", "He took it back.")
    assert told(entry) == [
        ("Text", None, f"revision 2: {len(text):,} characters, utf-8"),
        ("Passages: same words", None, "1"),
        ("Passages: orphaned", None, "1"),
    ]


def test_an_article_tells_of_passages_that_were_settled(article, revision, ada, gus, cleo):
    for words in ("Nobody was hurt.", "told us"):
        propose(ada, revision, words)
    claims = [anchor.span.occurrence.claim for anchor in revision.anchors.order_by("pk")]
    revise(article, gus, DELETION)
    settle(newest_anchor(claims[0]), gus, "highest since 1954")
    settle(newest_anchor(claims[1]), cleo, None)
    assert [(entry.actor, entry.verb, told(entry)) for entry in article_timeline(article)[:2]] == [
        (cleo, "settled a passage", [("Passage left without a place", None, "told us")]),
        (gus, "settled a passage", [("Passage placed", None, "highest since 1954")]),
    ]


def test_a_claim_tells_of_its_passage_and_why_it_has_a_new_version(article, claim, gus, bo):
    revise(article, gus, ("four metres in a night", "five metres in a night"))
    reason = f"2: The passage changed in revision 2 of article {article.pk}."
    (entry, _) = claim_timeline(claim, bo)
    assert told(entry) == [("New version", None, reason), ("Passage", "rose four metres", "rose five metres")]


def test_a_claim_tells_nothing_of_a_correction_that_left_its_words_alone(article, claim, gus, bo):
    revise(article, gus, DELETION)
    assert len(claim_timeline(claim, bo)) == 1


def test_a_claim_tells_of_doubt_and_of_its_end(article, revision, ada, gus, bo):
    hurt = propose(ada, revision, "Nobody was hurt.")
    revise(article, gus, DELETION)
    settle(newest_anchor(hurt), gus, "highest since 1954")
    placed, lost, _ = claim_timeline(hurt, bo)
    assert told(lost) == [("Passage in doubt: orphaned", None, "Nobody was hurt.")]
    assert ("Passage", "Nobody was hurt.", "highest since 1954") in told(placed)


def test_that_it_was_under_review_is_told_only_to_whom_the_claim_is_revealed(article, claim, ada, bo, cleo, gus):
    rate(claim, ada, Rating.VERIFIED)
    rule_on(claim, cleo, Move.REJECT, reason="No claim.")
    revise(article, gus, ("four metres in a night", "five metres in a night"))
    flagged = ("Under review", "no", "yes")
    assert flagged in [one for entry in claim_timeline(claim, bo) for one in told(entry)]
    rule_on(claim, cleo, Move.REOPEN, reason="It is one.")
    assert flagged not in [one for entry in claim_timeline(claim, bo) for one in told(entry)]
