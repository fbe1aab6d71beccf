"""Every screen says what it must: nothing overlaps, leaves the terminal, is cut or goes missing."""

from itertools import islice

import pytest

from convtutor.lesson.run import Run
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor
from convtutor.words import LANGUAGES
from tests.paint.claims import missing
from tests.paint.screens import screen_of
from tests.scene.runs import RUNS, example, positions, spread

SIZES = ((60, 18), (80, 24), (100, 30), (120, 40), (200, 60))
ODD_SIZES = ((61, 50), (79, 24), (119, 39), (120, 59), (150, 45), (199, 60), (250, 18))


def faults(run: Run, cursor: Cursor, language: str, width: int, height: int) -> list[str]:
    """Name what is wrong with the screen of a moment."""
    scene = SceneBuilder(run, "padding", language).scene(cursor)
    screen = screen_of(scene, width, height)
    return [f"{cursor.place}: {problem}" for problem in screen.problems() + missing(scene, screen)]


@pytest.mark.parametrize("number", range(1, 10))
def test_every_step_of_the_lesson_is_shown_whole_at_80x24(number: int) -> None:
    run = example(number)
    found = []
    every = 1 if number not in (3, 4) else 17
    for at, cursor in enumerate(islice(positions(run.timeline), None, None, every)):
        language = LANGUAGES[at % 2]
        found += faults(run, cursor, language, 80, 24)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", range(1, 10))
def test_steps_of_every_pass_are_shown_whole(
    number: int, size: tuple[int, int], language: str
) -> None:
    run = example(number)
    assert [f for cursor in spread(run, 6) for f in faults(run, cursor, language, *size)] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_any_layer_is_shown_whole(name: str, size: tuple[int, int]) -> None:
    run = RUNS[name]()
    for at, cursor in enumerate(spread(run, 8)):
        assert faults(run, cursor, LANGUAGES[at % 2], *size) == []


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_any_layer_is_shown_whole_at_odd_sizes(name: str, size: tuple[int, int]) -> None:
    run = RUNS[name]()
    for at, cursor in enumerate(spread(run, 3)):
        assert faults(run, cursor, LANGUAGES[at % 2], *size) == []
