"""The parts of a step without a terminal, timed by pytest-benchmark: to compare two commits.

Not collected by `make test`; benchmarks/README.md says how it is run.
"""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from benchmarks.child import SIZE
from benchmarks.lessons import SIDES, write_plane
from convtutor.debugger.session import Session, start_session
from convtutor.lesson.read import read_lesson
from convtutor.paint.glyphs import UNICODE
from convtutor.paint.layout import layout
from convtutor.paint.painters import painter_of
from convtutor.paint.palette import DARK, Ink
from convtutor.scene.scene import SceneBuilder


@pytest.fixture(params=SIDES, ids=lambda side: f"{side}x{side}")
def session(request: pytest.FixtureRequest, tmp_path: Path) -> Session:
    """Give a session in the middle of a plane's first page."""
    path = write_plane(tmp_path, request.param)
    return start_session(read_lesson(path), "en", 1, "output[3,1]")


@pytest.mark.benchmark(group="build the scene of a step")
def test_scene(session: Session, benchmark: Any) -> None:
    """Build the scene."""
    builder = SceneBuilder(session.run, session.lesson.id, "en")
    there = session.cursor.next()
    cursors = cycle([(there, session.cursor), (session.cursor, there)])
    scene = benchmark(lambda: builder.scene(*next(cursors)))
    assert scene.grids


@pytest.mark.benchmark(group="paint the lines of the input's grid that a step changes")
def test_lines(session: Session, benchmark: Any) -> None:
    """Update the painter and paint the lines."""
    builder = SceneBuilder(session.run, session.lesson.id, "en")
    scenes = [builder.scene(session.cursor), builder.scene(session.cursor.next())]
    place = layout(scenes[0].grids, scenes[0].sizes, *SIZE, "en").grids[0]
    painter = painter_of(scenes[0].grids[0], place, Ink(DARK, UNICODE))
    grids = cycle([scenes[1].grids[0], scenes[0].grids[0]])

    def paint() -> int:
        changes = painter.update(next(grids))
        assert changes
        lines = {y for rect in changes for y in range(rect.row0, rect.row1)}
        return sum(len(painter.line(y)) for y in lines)

    assert benchmark(paint) > 0


@pytest.mark.benchmark(group="go to a place that is typed")
def test_goto(session: Session, benchmark: Any) -> None:
    """Read the place and go there."""
    places = cycle(["output[7,7]", "output[0,3]", "output[5,1].tap[4]"])
    assert benchmark(lambda: session.goto(next(places))).cursor.place
