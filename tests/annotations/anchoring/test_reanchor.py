"""What becomes of a span when its article is corrected: one sentence above each case."""

import pytest

from annotations.anchoring import Placed, reanchor
from annotations.errors import InvalidOffsets

BEFORE = "The harbour opened in 1911. It was built by hand."
CLAIM = "The mayor paid forty thousand crowns for the new bridge."
AFTER = "Nobody asked where the money came from."
OTHER = "A storm tore the old ferry loose in March of that year, and it drifted out to sea."
OLD = f"{BEFORE} {CLAIM} {AFTER}\n{OTHER}"


def became(new, words=CLAIM, old=OLD, **options):
    """The state of the first occurrence of the words, and the words it has now."""
    start = old.index(words)
    (outcome,) = reanchor(old, new, [Placed(7, start, start + len(words))], **options)
    assert outcome.id == 7
    assert 0 <= outcome.score <= 1
    if outcome.start is None or outcome.end is None:
        assert (outcome.state, outcome.start, outcome.end, outcome.method) == ("orphaned", None, None, "none")
        return "orphaned", None
    assert outcome.suggestion is None
    return outcome.state, new[outcome.start : outcome.end]


@pytest.mark.parametrize(
    ("new", "state", "words"),
    [
        # Nothing changed.
        (OLD, "kept", CLAIM),
        # A sentence was put before it.
        (f"Corrected on Monday. {OLD}", "kept", CLAIM),
        # The sentence before it is gone.
        (f"{CLAIM} {AFTER}\n{OTHER}", "kept", CLAIM),
        # A figure in it was corrected.
        (OLD.replace("forty", "fifty"), "changed", CLAIM.replace("forty", "fifty")),
        # Its first word was replaced: the new one is part of it.
        (OLD.replace("The mayor", "Our mayor"), "changed", CLAIM.replace("The", "Our")),
        # Its last words were replaced: the new ones are part of it.
        (OLD.replace("bridge. Nobody", "quay. Nobody"), "changed", CLAIM.replace("bridge", "quay")),
        # Its full stop became another mark, or two: they are part of it.
        (OLD.replace("bridge.", "bridge?!"), "changed", CLAIM.replace("bridge.", "bridge?!")),
        # Its full stop became a comma, and the sentence goes on.
        (OLD.replace("bridge. Nobody", "bridge, nobody"), "changed", CLAIM.replace("bridge.", "bridge,")),
        # A dash with spaces stands between two sentences now: it is no mark of the first.
        (OLD.replace("bridge. Nobody", "bridge – nobody"), "changed", CLAIM.replace("bridge.", "bridge")),
        # Its last word was cut with the full stop, and another mark stands there.
        (OLD.replace(" bridge.", "!"), "changed", CLAIM.replace(" bridge.", "!")),
        # Only quotes, dashes and spaces in it are others.
        (OLD.replace("forty thousand", "forty\u00a0thousand"), "changed", CLAIM.replace("y t", "y\u00a0t")),
        # A clause of it was cut.
        (OLD.replace(" for the new bridge", ""), "changed", "The mayor paid forty thousand crowns."),
        # Most of it was cut, and what is left has no word of its own.
        (OLD.replace("The mayor paid forty thousand crowns", "Paid"), "changed", "Paid for the new bridge."),
        # Its paragraph was broken in the middle of it.
        (OLD.replace("crowns for", "crowns\nfor"), "changed", CLAIM.replace("crowns for", "crowns\nfor")),
        # The paragraphs were joined.
        (OLD.replace("\n", " "), "kept", CLAIM),
        # Its paragraph was moved.
        (f"{OTHER}\n{BEFORE} {CLAIM} {AFTER}", "kept", CLAIM),
        # Its paragraph was moved, and it was edited.
        (f"{OTHER}\n{BEFORE} {CLAIM} {AFTER}".replace("forty", "fifty"), "changed", CLAIM.replace("forty", "fifty")),
        # It alone was cut and pasted elsewhere: a person has to look.
        (f"{BEFORE} {AFTER}\n{OTHER} {CLAIM}", "found", CLAIM),
        # It was deleted.
        (f"{BEFORE} {AFTER}\n{OTHER}", "orphaned", None),
        # Its paragraph was deleted.
        (OTHER, "orphaned", None),
        # Another sentence stands in its place.
        (OLD.replace(CLAIM, "Fishermen had asked for a lighthouse since the war."), "orphaned", None),
        # All is gone.
        ("", "orphaned", None),
        # Another article was pasted.
        ("Snow fell on the hills. The shepherds came down early with their flocks.", "orphaned", None),
    ],
)
def test_what_becomes_of_a_span(new, state, words):
    assert became(new) == (state, words)


TWICE = f"{CLAIM} {BEFORE}\n{OTHER}\n{CLAIM} {AFTER}"
ALIKE = "The mayor paid sixty thousand crowns for the old bridge."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The marked one is deleted, its twin stays.
        (TWICE, f"{BEFORE}\n{OTHER}\n{CLAIM} {AFTER}"),
        # The marked one is replaced by another sentence, its twin stays.
        (TWICE, f"Nobody knew it then. {BEFORE}\n{OTHER}\n{CLAIM} {AFTER}"),
        # The marked one is deleted, its twin is edited.
        (TWICE, f"{BEFORE}\n{OTHER}\n{CLAIM.replace('forty', 'fifty')} {AFTER}"),
        # The marked one is deleted, a look-alike stays.
        (f"{CLAIM} {BEFORE}\n{OTHER} {ALIKE}", f"{BEFORE}\n{OTHER} {ALIKE}"),
        # Its paragraph is deleted, and the twin's paragraph is moved up.
        (f"{CLAIM} {BEFORE}\n{OTHER}\n{AFTER} {CLAIM}", f"{AFTER} {CLAIM}\n{OTHER}"),
    ],
)
def test_a_mark_never_jumps_to_a_twin_that_was_there_before(old, new):
    (outcome,) = reanchor(old, new, [Placed(1, 0, len(CLAIM))])
    assert (outcome.state, outcome.suggestion) == ("orphaned", None)


def test_of_three_the_edited_one_keeps_its_mark():
    old = f"{CLAIM} {BEFORE}\n{CLAIM} {OTHER}\n{CLAIM} {AFTER}"
    start = old.index(CLAIM, 10)
    new = old[:start] + CLAIM.replace("forty", "some") + old[start + len(CLAIM) :]
    (outcome,) = reanchor(old, new, [Placed(1, start, start + len(CLAIM))])
    assert (outcome.state, outcome.start) == ("changed", start)


def test_what_is_anchored_is_no_candidate_of_a_search():
    """Pasted before a sentence without a full stop between them, so that only a search finds it."""
    old = f"{BEFORE} The mayor paid forty thousand crowns for the new bridge\n{AFTER}\n{OTHER}"
    words = CLAIM.rstrip(".")
    new = f"{BEFORE}\n{AFTER}\n{words} {OTHER}"
    at = new.index(words)
    assert became(new, words, old) == ("found", words)
    assert became(new, words, old, anchored=[(at + 4, at + 9)]) == ("orphaned", None)


def test_an_orphan_has_the_best_candidate_as_a_suggestion():
    """A name of which half was replaced, in a paragraph that is another now."""
    old = f"{BEFORE} {CLAIM}\n{OTHER}"
    new = f"{BEFORE}\n{OTHER}\nOf the money, the mayor and others paid thousands for the bridge, as they said later."
    (outcome,) = reanchor(old, new, [Placed(1, old.index(CLAIM), old.index(CLAIM) + len(CLAIM))])
    assert outcome.state == "orphaned"
    assert outcome.suggestion is not None
    start, end, score = outcome.suggestion
    assert "paid" in new[start:end]
    assert 0.45 <= score < 0.8


def test_a_span_across_paragraphs_keeps_what_was_put_between():
    old = f"{BEFORE} {CLAIM}\n{AFTER} {OTHER}"
    start, end = old.index(CLAIM), old.index(OTHER) - 1
    new = old.replace("\n", "\nAdvertisement\n")
    (outcome,) = reanchor(old, new, [Placed(1, start, end)])
    assert (outcome.state, new[outcome.start : outcome.end]) == ("changed", f"{CLAIM}\nAdvertisement\n{AFTER}")


def test_a_mark_beside_the_span_stays_beside_it():
    old = f"{BEFORE} ({CLAIM}) {AFTER}"
    new = f"{BEFORE} [{CLAIM[:-1]}!] {AFTER}"
    assert became(new, old=old) == ("changed", f"{CLAIM[:-1]}!")
    assert became(new, CLAIM[:-1], old=old) == ("kept", CLAIM[:-1])
    assert became(new, f"({CLAIM})", old=old) == ("changed", f"[{CLAIM[:-1]}!]")
    old, new = "The mayor (a rich man) paid for it.", "The mayor – [a rich man] – paid for it."
    assert became(new, "(a rich man)", old=old) == ("changed", "[a rich man]")


def test_a_span_over_everything_is_the_new_everything():
    new = OLD.replace("forty", "fifty")
    (outcome,) = reanchor(OLD, new, [Placed(1, 0, len(OLD))])
    assert (outcome.state, outcome.start, outcome.end) == ("changed", 0, len(new))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, len(OLD) + 1)])
def test_offsets_outside_the_old_text_are_refused(start, end):
    with pytest.raises(InvalidOffsets, match=f"Positions {start} to {end} are no stretch of this text"):
        reanchor(OLD, CLAIM, [Placed(1, start, end)])


def test_no_span_no_outcome():
    assert reanchor("", "words", []) == []
