import numpy as np

from convtutor.console.tables import MOST_COLUMNS, MOST_PLANES, MOST_ROWS, table_lines
from convtutor.debugger.session import start_session
from convtutor.debugger.values import Seen, look_up
from tests.tui.lessons import network, padding


def table(place: str | None, name: str = "output", number: int = 2) -> list[str]:
    return table_lines(look_up(start_session(padding(), "en", number, place), name)[0], "en")


def test_what_is_made_stands_there_and_what_is_to_come_is_a_dot() -> None:
    assert table("output[1,1]") == [
        "conv1.output, 1x1x4x4, 6 of 16 made",
        "      0   1   2   3",
        "  0   0   3   8   4",
        "  1   9 [19]  ·   ·",
        "  2   ·   ·   ·   ·",
        "  3   ·   ·   ·   ·",
    ]


def test_at_a_tap_the_current_element_is_the_value_so_far() -> None:
    lines = table("output[2,0].tap[1]")
    assert lines[0] == "conv1.output, 1x1x4x4, 8 of 16 made"
    assert lines[4].split() == ["2", "[3]", "·", "·", "·"]


def test_a_whole_array_has_all_its_numbers_in_one_column_format() -> None:
    lines = table_lines(Seen("a.b", np.array([[0.5, -12.25], [100.0, 0.0]]), 4), "en")
    assert lines == [
        "a.b, 2x2",
        "          0       1",
        "  0    0.50  -12.25",
        "  1  100.00       0",
    ]


def test_every_plane_has_its_index() -> None:
    seen = look_up(start_session(network()), "weight")[0]
    lines = table_lines(seen, "en")
    assert [line for line in lines if line.startswith("[")] == ["[0,0]", "[0,1]", "[1,0]", "[1,1]"]
    assert lines[-1].split() == ["1", "0", "-1.25"]


def test_arrays_of_one_axis_and_of_none_are_one_row() -> None:
    assert table_lines(Seen("a.bias", np.array([1.0, -2.0]), 2), "en")[-1].split() == [
        "0", "1", "-2",
    ]
    assert table_lines(Seen("a.total", np.array(7.0), 1), "en")[-1].split() == ["0", "7"]


def test_a_large_array_is_cut_and_says_so() -> None:
    seen = Seen("a.b", np.zeros((20, 40, 50)), 20 * 40 * 50)
    lines = table_lines(seen, "en")
    assert len(lines) == 2 + MOST_PLANES * (1 + 1 + MOST_ROWS + 1)
    assert "(rows 0-31 of 40, columns 0-23 of 50; " in lines[MOST_ROWS + 3]
    assert f"({MOST_PLANES} of 20 planes; " in lines[-1]
    assert lines[2].split()[-1] == str(MOST_COLUMNS - 1)


def test_a_cut_plane_shows_its_own_rows_not_the_next_ones() -> None:
    seen = Seen("a.b", np.arange(40.0 * 50).reshape(40, 50), 2000)
    lines = table_lines(seen, "en")
    assert lines[3].split() == ["1", *(str(50 + col) for col in range(MOST_COLUMNS))]
