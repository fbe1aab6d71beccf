"""Every step of every lesson is drawn whole on the smallest screen, in both languages."""

import pytest

from convtutor.lesson.run import Run
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level
from convtutor.words import LANGUAGES
from tests.lessons.shipped import every_lesson, lesson, runs
from tests.paint.claims import missing
from tests.paint.screens import screen_of


def cursor_at(run: Run, number: int) -> Cursor:
    """Stand on a step, by turns on the element as a whole and on one of its taps."""
    taps = len(run.timeline[number].taps)
    if not taps or number % 3:
        return Cursor(run.timeline, Level.ELEMENT, number, None)
    return Cursor(run.timeline, Level.TAP, number, number // 3 % taps)


@every_lesson
@pytest.mark.timeout(300)
def test_every_step_is_drawn_whole(name: str) -> None:
    drawn = 0
    for run in runs(name):
        builders = [SceneBuilder(run, lesson(name).id, language) for language in LANGUAGES]
        for number in range(len(run.timeline)):
            scene = builders[number % len(builders)].scene(cursor_at(run, number))
            screen = screen_of(scene, 80, 24)
            place = (run.example.number, str(run.timeline[number].place()))
            assert screen.problems() == [], place
            assert missing(scene, screen) == [], place
            drawn += 1
    assert drawn == sum(len(run.timeline) for run in runs(name)) > 0


@every_lesson
def test_the_first_and_the_last_step_are_drawn_at_every_size(name: str) -> None:
    for run in runs(name):
        for language in LANGUAGES:
            builder = SceneBuilder(run, lesson(name).id, language)
            for number in (0, len(run.timeline) - 1):
                scene = builder.scene(Cursor(run.timeline, Level.ELEMENT, number, None))
                for width, height in ((80, 24), (120, 40), (200, 60)):
                    screen = screen_of(scene, width, height)
                    assert screen.problems() == [], (run.example.number, number, width)
