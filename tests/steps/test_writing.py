"""Terms as they are written: coefficients, minus signs, what divides, and what is done last."""

import numpy as np
import pytest

from convtutor.crosscheck.causes import step_arithmetic
from convtutor.scene.arithmetic import Arithmetic
from convtutor.scene.grids import GridBuilder
from convtutor.scene.loops import loops_of
from convtutor.scene.moment import Moment
from convtutor.scene.taps import tap_table
from convtutor.scene.text import Line
from convtutor.steps import Cursor, Level, Step, parse_place
from tests.steps.stages import ARRAYS, timeline


def step_of(place: str) -> Step:
    line = timeline()
    return line[line.step_at(parse_place(place, line))]


def moment_of(place: str) -> Moment:
    line = timeline()
    found = parse_place(place, line)
    level = Level.ELEMENT if found.tap is None else Level.TAP
    arrays = {f"norm1.{name}": array for name, array in ARRAYS.items()}
    return Moment(Cursor(line, level, line.step_at(found), found.tap), None, arrays)


def plain(line: Line | None) -> str:
    assert line is not None
    return "".join(span.text for span in line)


def test_every_stage_gives_what_was_worked_out_by_hand() -> None:
    for trace in timeline().traces:
        made = np.array([step.value for step in trace]).reshape(trace.rule.shape)
        np.testing.assert_array_equal(made, ARRAYS[trace.rule.target])


@pytest.mark.parametrize(("place", "written"), [
    ("mean[]", "(1 + 2 + 6) / 3 = 3"),
    ("centered[0]", "1 - 3 = -2"),
    ("share[2]", "0.5×6×3/2/4 = 1.125"),
    ("root[1]", "1 / sqrt(2 + 1) = 0.57735"),
])
def test_the_arithmetic_of_an_element_is_written_out(place: str, written: str) -> None:
    assert step_arithmetic(step_of(place)) == written
    name, terms = plain(Arithmetic(moment_of(place), "en").unfolded).split(" = ", 1)
    assert (name, terms) == (place.removesuffix("[]"), written.rsplit(" = ", 1)[0])


def test_the_running_line_says_what_is_done_to_the_sum_last() -> None:
    assert plain(Arithmetic(moment_of("mean[]"), "en").running) == "sum  9 → 9 / 3 = 3"
    assert plain(Arithmetic(moment_of("mean[].tap[2]"), "en").running) == "sum  3 + 6 = 9"
    root = Arithmetic(moment_of("root[1]"), "en")
    assert plain(root.running) == "sum  2 → 1 / sqrt(2 + 1) = 0.57735"


def test_a_folded_sum_keeps_what_is_done_to_it_last() -> None:
    folded = plain(Arithmetic(moment_of("mean[].tap[1]"), "en").folded)
    assert folded == "mean = (1 from 1 tap +  2  + 1 tap to come) / 3"


def test_the_loops_say_what_a_tap_takes_away() -> None:
    values = [line.value for line in loops_of(moment_of("centered[0].tap[1]"), "en").lines]
    assert "1 - 3 = -2" in values


def test_the_table_of_taps_has_a_product_where_a_tap_is_more_than_a_read() -> None:
    assert tap_table(moment_of("mean[]"), "en", 9).product == ""
    assert tap_table(moment_of("centered[0]"), "en", 9).product == "product"
    share = tap_table(moment_of("share[2]"), "en", 9)
    assert share.product == "product"
    assert [read.sign for read in share.rows[0].reads] == ["", "", "÷"]


def test_the_target_shows_the_sum_while_it_grows_and_the_value_when_it_is_made() -> None:
    builder = GridBuilder("en")
    growing = builder.grids(moment_of("mean[].tap[2]"))[-1]
    assert growing.cell_at(0, 0).value == 9
    assert builder.grids(moment_of("mean[]"))[-1].cell_at(0, 0).value == 3


def test_what_is_done_last_changes_the_cell_that_the_last_tap_left() -> None:
    builder = GridBuilder("en")
    last_tap = builder.grids(moment_of("mean[].tap[2]"))[-1]
    finished = builder.grids(moment_of("mean[]"))[-1]
    changed = finished.changes_since(last_tap)
    assert changed is not None
    assert any((0, 0) in rect for rect in changed)


def test_of_three_factors_the_first_two_are_drawn_and_the_product_is_that_of_all() -> None:
    grids = GridBuilder("en").grids(moment_of("share[2].tap[0]"))
    assert [grid.heading for grid in grids] == ["input", "centered", "products", "share"]
    assert grids[2].cell_at(0, 2).value == 1.125


def test_what_is_done_last_is_a_position_of_its_own_both_ways() -> None:
    line = timeline()
    cursor = Cursor(line, Level.TAP, 0, 1)
    ahead = []
    for _ in range(4):
        cursor = cursor.next()
        ahead.append((cursor.step, cursor.tap))
    assert ahead == [(0, 2), (0, None), (1, 0), (1, 1)]
    behind = []
    for _ in range(4):
        cursor = cursor.back()
        behind.append((cursor.step, cursor.tap))
    assert behind == [(1, 0), (0, None), (0, 2), (0, 1)]
    assert (cursor.next().next().level, cursor.next().next().out().level) == (
        Level.TAP, Level.ELEMENT
    )


def test_the_last_of_all_is_what_is_done_to_the_last_sum() -> None:
    line = timeline()
    last = Cursor(line, Level.TAP, len(line) - 1, 0).next()
    assert (last.tap, last.at_end, last.next()) == (None, True, last)


def test_where_room_is_short_the_finished_element_keeps_what_was_done_last() -> None:
    first, *_ = Arithmetic(moment_of("root[1]"), "en").shorter()
    assert plain(first) == "root[1] = 1 / sqrt(2 + 1) = 0.57735"
