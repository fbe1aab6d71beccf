"""Every screen says what it must: nothing overlaps, leaves the terminal, is cut or goes missing."""

from collections.abc import Iterator
from functools import cache

import pytest

from convtutor.lesson.run import Run
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level
from convtutor.words import LANGUAGES
from tests.paint.claims import missing
from tests.paint.screens import screen_of
from tests.scene.runs import RUNS, example, positions, spread

SIZES = ((60, 18), (80, 24), (100, 30), (120, 40), (200, 60))
ODD_SIZES = ((61, 50), (79, 24), (119, 59), (150, 45), (250, 18))
TALL = (3, 4)  # 15 taps an element
LARGE = {"28x28", "64x64", "large kernel"}


@cache
def builder(run: Run, language: str) -> SceneBuilder:
    """Give the builder of a run's scenes, which measures its numbers once."""
    return SceneBuilder(run, "padding", language)


def faults(run: Run, cursor: Cursor, language: str, width: int, height: int) -> list[str]:
    """Name what is wrong with the screen of a moment."""
    scene = builder(run, language).scene(cursor)
    screen = screen_of(scene, width, height)
    return [f"{cursor.place}: {problem}" for problem in screen.problems() + missing(scene, screen)]


@pytest.mark.parametrize("number", range(1, 9))
def test_every_step_of_the_lesson_is_shown_whole_at_80x24(number: int) -> None:
    run = example(number)
    moments = positions(run.timeline) if number not in TALL else taps_in_turn(run)
    found = []
    for at, cursor in enumerate(moments):
        found += faults(run, cursor, LANGUAGES[at % 2], 80, 24)
    assert found == []


def taps_in_turn(run: Run) -> Iterator[Cursor]:
    """Give every element and one of its taps, another one each time."""
    for step in range(len(run.timeline)):
        yield Cursor(run.timeline, Level.ELEMENT, step)
        yield Cursor(run.timeline, Level.TAP, step, step % len(run.timeline[step].taps))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", range(1, 9))
def test_steps_of_every_pass_are_shown_whole(
    number: int, size: tuple[int, int], language: str
) -> None:
    run = example(number)
    assert [f for cursor in spread(run, 3) for f in faults(run, cursor, language, *size)] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_any_layer_is_shown_whole(name: str, size: tuple[int, int]) -> None:
    run = RUNS[name]()
    for at, cursor in enumerate(spread(run, 2 if name in LARGE else 4)):
        assert faults(run, cursor, LANGUAGES[at % 2], *size) == []


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("name", sorted(set(RUNS) - LARGE))
def test_any_layer_is_shown_whole_at_odd_sizes(name: str, size: tuple[int, int]) -> None:
    run = RUNS[name]()
    for at, cursor in enumerate(spread(run, 2)):
        assert faults(run, cursor, LANGUAGES[at % 2], *size) == []
