"""Every way of drawing knows which of its cells a move may have changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from convtutor.lesson.run import Run
from convtutor.scene.grid import Grid
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import cursor_at_start
from tests.scene.runs import moved, walks
from tests.scene.test_changes import assert_marks_within, cells, same
from tests.scene.test_lanes import RUNS

SETTINGS = {name: RUNS[name]() for name in sorted(RUNS)}


def walk(run: Run, moves: list[str | int]) -> Iterator[tuple[str, Grid, Grid]]:
    """Give the grids of every way of drawing before and after each move of a walk."""
    builder = SceneBuilder(run, "test", "en")
    cursor = cursor_at_start(run.timeline)
    before = builder.scene(cursor)
    for move in moves:
        after_move = moved(cursor, move)
        after = builder.scene(after_move, cursor)
        for way in after.offered:
            if way in before.offered:
                old, new = (scene.picture(way).form(2).grids for scene in (before, after))
                yield from ((way, *pair) for pair in zip(old, new, strict=False))
        cursor, before = after_move, after


@pytest.mark.parametrize("name", SETTINGS)
@settings(max_examples=8)
@given(moves=walks(8))
def test_cells_outside_the_changes_stay_as_they_were(name: str, moves: list[str | int]) -> None:
    for way, before, after in walk(SETTINGS[name], moves):
        assert_marks_within(after)
        changes = after.changes_since(before)
        if changes is None:
            assert before.key != after.key
            continue
        old, new = cells(before), cells(after)
        stale = [
            at for at in new
            if not same(old[at], new[at]) and not any(at in rect for rect in changes)
        ]
        assert stale == [], f"{way} {after.heading} {after.key}"
