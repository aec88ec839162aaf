"""Ratings as the literature prints them, as rows; and any ratings at all, for laws."""

from hypothesis import strategies as st

from factcheck.agreement import Row

LABELS = ("verified", "disputed", "unverified")


def by_person(*lines):
    """One line for each person, one word for each claim; * where there is no rating."""
    given = [(person, line.split()) for person, line in enumerate(lines, 1)]
    return [
        Row(claim, person, label) for person, labels in given for claim, label in enumerate(labels, 1) if label != "*"
    ]


def by_claim(*words):
    """One word for each claim, one letter for each person who rated it."""
    return [Row(claim, person, label) for claim, word in enumerate(words, 1) for person, label in enumerate(word, 1)]


def by_count(labels, *lines):
    """One line for each claim: how many people gave it each label."""
    counts = [map(int, line.split()) for line in lines]
    return by_claim(*("".join(label * n for label, n in zip(labels, line, strict=True)) for line in counts))


def by_cell(labels, *lines):
    """A table of two people: the first one's label down, the second one's across, how many claims."""
    cells = [
        (one, other, int(n))
        for one, line in zip(labels, lines, strict=True)
        for other, n in zip(labels, line.split(), strict=True)
    ]
    return by_claim(*(one + other for one, other, n in cells for _ in range(n)))


#: Up to twelve claims, each rated by some of five people, in any order.
any_rows = st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 5)), st.sampled_from(LABELS), max_size=40).map(
    lambda given: [Row(claim, person, label) for (claim, person), label in given.items()]
)


def full_rows(people):
    """Claims that so many people have all rated."""
    return st.lists(st.tuples(*[st.sampled_from(LABELS)] * people), min_size=1, max_size=12).map(
        lambda claims: [
            Row(claim, person, label) for claim, given in enumerate(claims) for person, label in enumerate(given)
        ]
    )
