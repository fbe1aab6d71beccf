"""The listing's values are those of the step: variables, tests, gates and the running sum."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.listing import LineKind
from convtutor.lesson.run import Run
from convtutor.scene.loops import Loops, loops_of
from convtutor.scene.moment import Moment
from convtutor.steps import Cursor, Level
from convtutor.steps.numbers import number
from tests.engine.cases import integers
from tests.scene.drawn import runs
from tests.scene.runs import RUNS, example, one_layer, scene_at

PICKS = st.integers(0, 10**6)


def values(loops: Loops) -> dict[str, str]:
    """Give what stands beside each line, by its text."""
    return {line.text: line.value for line in loops.lines}


def test_every_variable_and_the_sum_stand_beside_their_lines() -> None:
    loops = scene_at(example(3), "output[1,7].tap[7]").loops
    assert values(loops) == {
        "for y in range(8):": "y = 1",
        "for x in range(8):": "x = 7",
        "total = 0": "",
        "for i in range(5):": "i = 2",
        "for j in range(3):": "j = 1",
        "row, col = y - 2 + i, x - 1 + j": "row = 1, col = 7",
        "if 0 <= row < 8 and 0 <= col < 8:": "inside",
        "total += input[row, col] * weight[i, j]": "10 + 8*1 = 18",
        "output[y, x] = total": "",
    }
    assert loops.marked == 7
    assert [line.text for line in loops.lines if line.marked] == [
        "total += input[row, col] * weight[i, j]"
    ]


def test_a_read_in_the_padding_stops_at_the_test() -> None:
    loops = scene_at(example(3), "output[0,0].tap[0]").loops
    shown = values(loops)
    assert shown["if 0 <= row < 8 and 0 <= col < 8:"] == "outside"
    assert shown["total += input[row, col] * weight[i, j]"] == ""
    assert loops.marked == 6


def test_a_finished_element_is_at_the_line_that_stores_it() -> None:
    loops = scene_at(example(2), "output[2,0]").loops
    assert values(loops)["output[y, x] = total"] == "21"
    assert values(loops)["for i in range(2):"] == ""
    assert loops.marked == len(loops.lines) - 1


def test_before_the_start_nothing_is_marked_and_nothing_has_a_value() -> None:
    loops = scene_at(example(2), None).loops
    assert loops.marked is None
    assert set(values(loops).values()) == {""}
    assert loops.around(4)[0].text == "for y in range(4):"


@pytest.mark.parametrize(
    ("place", "line", "value"),
    [
        ("output[1,1].tap[4]", "if input[row, col] > largest or isnan(input[row, col]):",
         "5 > 4"),
        ("grad_input[1,1].tap[0]", "if indices[y, x] == row*7 + col:", "blocked"),
        ("grad_input[4,6].tap[0]", "if indices[y, x] == row*7 + col:", "open"),
        ("grad_input[4,6].tap[0]", "if y*2 - 1 + i == row:", "yes"),
    ],
)
def test_a_comparison_and_a_gate_say_how_they_went(place: str, line: str, value: str) -> None:
    assert values(scene_at(RUNS["overhang"](), place).loops)[line] == value


def test_the_bias_stands_behind_the_loops_over_the_window() -> None:
    loops = scene_at(example(5), "output[1,1].tap[4]").loops
    assert loops.lines[loops.marked or 0].value == "19 + -10 = 9"
    shown = values(loops)
    assert shown["for i in range(2):"] == ""
    assert shown["if 0 <= row < 3 and 0 <= col < 3:"] == ""


def test_the_short_value_is_the_sum_alone() -> None:
    loops = scene_at(example(3), "output[1,7].tap[7]").loops
    assert loops.lines[7].short == "18"
    assert loops.lines[5].short == "row = 1, col = 7"


@given(run=runs("conv2d", integers), pick=PICKS, tap=PICKS)
def test_the_marked_line_and_the_variables_are_the_step_s(run: Run, pick: int, tap: int) -> None:
    at = pick % len(run.timeline)
    step = run.timeline[at]
    taps = len(step.taps)
    chosen = None if tap % (taps + 1) == taps else tap % (taps + 1)
    level = Level.ELEMENT if chosen is None else Level.TAP
    moment = Moment(Cursor(run.timeline, level, at, chosen), None, run.arrays)
    loops, mark = loops_of(moment, "en"), step.mark(chosen)
    assert loops.marked == mark.line
    listing = step.trace.rule.listing
    said: dict[str, str] = {}
    for line, shown in zip(listing.lines, loops.lines, strict=True):
        assert shown.text == line.text
        if line.kind in (LineKind.LOOP, LineKind.ASSIGN) and shown.value:
            said |= dict(re.findall(r"(\w+) = (-?\d+)", shown.value))
    assert said == {
        name: str(value) for name, value in mark.variables.items()
        if any(name in line.names for line in listing.lines)
    }
    if chosen is not None and listing.lines[mark.line].kind is LineKind.TAP:
        assert loops.lines[mark.line].value.endswith(f" = {number(step.partials[chosen + 1])}")


@given(count=st.integers(1, 12), pick=PICKS)
def test_lines_around_the_mark_hold_it_without_the_indent_they_share(
    count: int, pick: int
) -> None:
    run = example(3)
    at = pick % len(run.timeline)
    moment = Moment(Cursor(run.timeline, Level.TAP, at, 0), None, run.arrays)
    loops = loops_of(moment, "en")
    around = loops.around(count)
    assert len(around) == min(count, len(loops.lines))
    assert [line.marked for line in around].count(True) == 1
    assert min(line.depth for line in around) == 0
    whole = [line.text for line in loops.lines]
    start = whole.index(around[0].text)
    assert whole[start : start + len(around)] == [line.text for line in around]


def test_chinese_words_stand_beside_the_tests() -> None:
    shown = values(scene_at(example(3), "output[0,0].tap[0]", "zh").loops)
    assert shown["if 0 <= row < 8 and 0 <= col < 8:"] == "在输入外"


def test_a_listing_of_one_element_has_its_loops_all_the_same() -> None:
    run = one_layer("conv2d", [[3.0]], [[2.0]])
    shown = values(scene_at(run, "output[0,0].tap[0]").loops)
    assert "0 + 3*2 = 6" in shown.values()
