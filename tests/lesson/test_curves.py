"""A curve has a point for every repeat, and what is wrong with one is said."""

from pathlib import Path

import pytest

from convtutor.errors import LessonError, UsageError
from convtutor.lesson.curves import points_of
from convtutor.lesson.lint import check_lesson
from tests.lesson.training import WEIGHT, edges, run_of
from tests.lesson.written import lesson, lesson_file

LOSS = '[[examples.curves]]\ntitle = "loss"\ny = "loss1.output"\n'
PLANE = """\
[[examples.curves]]
title = { en = "weights", zh = "权重" }
x = "conv1.weight[0]"
y = "-2 * conv1.weight[1]"
"""


def test_over_the_repeats_unless_x_is_given(tmp_path: Path) -> None:
    run = run_of(tmp_path, WEIGHT + LOSS)
    assert points_of(run, run.example.curves[0]).points == ((1, 4), (2, 1), (3, 0.25))


def test_a_plane_has_the_array_that_each_repeat_begins_with(tmp_path: Path) -> None:
    run = run_of(tmp_path, edges("0.5, 0.25") + PLANE)
    points = points_of(run, run.example.curves[0]).points
    assert points[0] == (0.5, -0.5)
    assert points[1] == (
        run.arrays["sgd1@1.output"][0, 0, 0, 0], -2 * run.arrays["sgd1@1.output"][0, 0, 0, 1]
    )
    assert len(points) == 10


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('y = "loss1.output"\n', "", "the key 'y' is missing"),
        ('title = "loss"\n', "", "the key 'title' is missing"),
        ('"loss1.output"', '"loss1@2.output"', "name loss1.output"),
        ('"loss1.output"', '"loss1.output +"', "it cannot be read here"),
        ('"loss1.output"', "3", "a number of every repeat"),
        ('y = "loss1.output"', 'y = "loss1.output"\nz = "1"', "a curve has no 'z'"),
        ("repeat = 3\n", "", "a curve is drawn over repeats; say how many, with 'repeat'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    text = WEIGHT + LOSS
    assert old in text
    with pytest.raises(LessonError, match=sentence.replace("'", ".")):
        lesson(tmp_path, text.replace(old, new))


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ("loss1.ouptut", "no array 'loss1.ouptut'; did you mean"),
        ("linear1.weight + input", None),
        ("[1, 2]", "a point of a curve is one number, got an array"),
    ],
)
def test_check_computes_the_points(tmp_path: Path, y: str, sentence: str | None) -> None:
    text = WEIGHT + LOSS.replace("loss1.output", y)
    if sentence is None:
        run = run_of(tmp_path, text)
        assert points_of(run, run.example.curves[0]).points == ((1, 1), (2, 2), (3, 2.5))
        return
    run = run_of(tmp_path, text)
    with pytest.raises(UsageError):
        points_of(run, run.example.curves[0])
    said = "\n".join(check_lesson(lesson_file(tmp_path, text)))
    assert "examples[0].curves[0]" in said
    assert sentence in said
