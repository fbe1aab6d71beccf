"""A note is shown at its place, or at the first step where its condition holds; nowhere else."""

from pathlib import Path

import pytest

from convtutor.lesson.run import Run, run_example
from convtutor.steps import Cursor, cursor_at_start, parse_place
from tests.lesson.written import EXAMPLE, HEAD, lesson

CONV = """\
[[examples.layers]]
name = "conv1"
op = "conv2d"
weight = [[1, -2]]
padding = 1
"""


def run(folder: Path, *notes: str) -> Run:
    """Run a 2x3 input under a 1x2 kernel with padding 1 (output 4x4); note n says its number."""
    said = "".join(
        f'[[examples.notes]]\n{note}\ntext = "{number}"\n' for number, note in enumerate(notes)
    )
    return run_example(lesson(folder, HEAD + EXAMPLE + CONV + said).examples[0])


def said_at(run: Run, cursor: Cursor) -> str:
    text = run.note_at(cursor)
    return "" if text is None else text.said("en")


def at(run: Run, place: str) -> str:
    return said_at(run, cursor_at_start(run.timeline).goto(parse_place(place, run.timeline)))


def test_a_note_at_an_element_shows_there_and_at_all_of_its_taps(tmp_path: Path) -> None:
    small = run(tmp_path, 'at = "conv1.output[1,2]"')
    assert at(small, "conv1.output[1,2]") == "0"
    assert [at(small, f"conv1.output[1,2].tap[{tap}]") for tap in range(2)] == ["0", "0"]
    for place in ("output[1,1]", "output[1,3]", "output[2,2]", "grad_input[1,2]"):
        assert at(small, f"conv1.{place}") == ""


def test_a_note_at_a_tap_shows_there_alone(tmp_path: Path) -> None:
    small = run(tmp_path, 'at = "conv1.output[1,2].tap[1]"')
    assert at(small, "conv1.output[1,2].tap[1]") == "0"
    assert at(small, "conv1.output[1,2].tap[0]") == at(small, "conv1.output[1,2]") == ""


def test_a_note_at_an_array_shows_at_every_step_that_makes_it(tmp_path: Path) -> None:
    small = run(tmp_path, 'at = "conv1.grad_input"')
    shown = [step.target for step in small.timeline if at(small, str(step.place())) == "0"]
    assert shown == ["grad_input"] * 6
    assert at(small, "conv1.grad_input[0,1].tap[0]") == "0"


def test_the_first_note_of_the_file_wins(tmp_path: Path) -> None:
    places = ('at = "conv1.output[0,1]"', 'at = "conv1.output[0,1].tap[0]"', 'at = "conv1.output"')
    first = run(tmp_path, *places)
    assert at(first, "conv1.output[0,1].tap[0]") == "0"
    assert at(first, "conv1.output[0,2]") == "2"
    tap_first = run(tmp_path, places[1], places[0])
    assert at(tap_first, "conv1.output[0,1].tap[0]") == "0"
    assert at(tap_first, "conv1.output[0,1].tap[1]") == "1"
    assert at(run(tmp_path, *places[::-1]), "conv1.output[0,1]") == "0"


def test_a_condition_shows_at_the_first_step_where_it_holds(tmp_path: Path) -> None:
    small = run(tmp_path, 'when = "outside == 0"')
    shown = [str(step.place()) for step in small.timeline if at(small, str(step.place())) == "0"]
    assert shown == ["conv1.output[0,0,1,1]"]
    assert at(small, "conv1.output[1,1].tap[0]") == "0"


def test_a_condition_can_be_limited_to_one_array(tmp_path: Path) -> None:
    small = run(tmp_path, 'when = "row == 1"\non = "conv1.grad_input"')
    assert at(small, "conv1.output[1,0]") == ""
    assert at(small, "conv1.grad_input[1,0]") == "0"
    assert at(small, "conv1.grad_input[1,1]") == ""


def test_where_the_first_step_is_does_not_depend_on_the_way_there(tmp_path: Path) -> None:
    small = run(tmp_path, 'when = "outside > 0"\non = "conv1.output"')
    assert at(small, "conv1.output[3,3]") == ""
    assert at(small, "conv1.output[0,0]") == "0"
    assert at(small, "conv1.output[0,1]") == ""


def test_a_condition_on_the_running_value_shows_at_its_tap(tmp_path: Path) -> None:
    small = run(tmp_path, 'when = "partial < 0"')  # output[1,1] is 0*1 + 1*-2, all before it 0
    assert at(small, "conv1.output[1,1].tap[1]") == "0"
    assert at(small, "conv1.output[1,1].tap[0]") == at(small, "conv1.output[1,1]") == ""


@pytest.mark.parametrize(
    "note",
    [
        'at = "conv2.output[0,0]"', 'at = "conv1.output[9,9]"', 'at = "]["', 'when = "row > 99"',
        'when = "row == 0"\non = "conv9.output"', 'at = "conv1.output[0,0].tap[7]"',
    ],
)
def test_a_note_without_a_place_in_the_run_is_shown_nowhere(tmp_path: Path, note: str) -> None:
    small = run(tmp_path, note, 'at = "conv1.output"')
    assert at(small, "conv1.output[0,0]") == "1"


def test_notes_follow_the_cursor_at_every_level(tmp_path: Path) -> None:
    small = run(tmp_path, 'at = "conv1.output[0,1]"', 'at = "conv1.output[3,3]"')
    cursor = cursor_at_start(small.timeline).next().next()
    assert said_at(small, cursor) == "0"
    assert said_at(small, cursor.into()) == "0"
    assert said_at(small, cursor.out()) == "1"  # the pass is finished, its last element just made
