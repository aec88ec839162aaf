"""Charts are drawn in whole units, and what is longest fills the room."""

from factcheck.charts import WIDTH, bars, curve


def test_bars_are_as_long_as_their_amounts_the_longest_fills_the_room():
    drawn = bars([("Split", 10, 30), ("Unanimous", 20, 0), ("No verdict", 0, 0)])
    room = WIDTH - drawn.left - 80
    assert [(bar.solid, bar.outlined, bar.total) for bar in drawn.rows] == [
        (round(room / 4), room - round(room / 4), 40),
        (round(room / 2), 0, 20),
        (0, 0, 0),
    ]
    assert [(bar.outlined_from, bar.end) for bar in drawn.rows] == [
        (drawn.left + bar.solid, drawn.left + bar.solid + bar.outlined + 10) for bar in drawn.rows
    ]
    assert ([bar.y for bar in drawn.rows], drawn.height) == ([0, 40, 80], 120)


def test_bars_of_nothing_have_no_length():
    assert [(bar.solid, bar.outlined) for bar in bars([("Split", 0, 0)]).rows] == [(0, 0)]


def test_a_curve_breaks_where_there_is_no_figure():
    drawn = curve([("Jan", 0.0, True), ("Feb", 1.0, False), ("Mar", None, False), ("Apr", 0.5, True)])
    assert [(point.x, point.y, point.sure) for point in drawn.points] == [
        *((80, 220, True), (253, 20, False), (600, 120, True))
    ]
    assert drawn.lines == ["80,220 253,20"]
    assert [words for _, words in drawn.below] == ["Jan", "Mar", "Apr"]
    assert drawn.beside == [(220, "0 %"), (120, "50 %"), (20, "100 %")]


def test_a_curve_of_nothing_is_empty():
    assert (curve([]).points, curve([]).below) == ([], [])
