"""What a cell reaches, told apart on the grids: # moves now, o is reached and does not."""

from __future__ import annotations

from itertools import product

import pytest

from convtutor.debugger.influence import field_of, influence_of
from convtutor.scene.grid import MOVES, REACHED
from convtutor.scene.moment import Marking
from convtutor.scene.reach_marks import reach_marks
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Place, cursor_at_start, parse_place
from tests.scene.runs import network

RUN = network()


@pytest.mark.parametrize("follow", [influence_of, field_of])
@pytest.mark.parametrize("at", [
    "conv1.output[0,0,1]", "relu1.output[1,1,2]", "pool1.output[0,0,0]",
])
def test_every_grid_carries_the_signs_of_its_plane(follow: object, at: str) -> None:
    place = parse_place(at, RUN.timeline)
    met = follow(RUN, place, "en")  # type: ignore[operator]
    reach = reach_marks(RUN, place, met)
    builder, start = SceneBuilder(RUN, "network", "en"), cursor_at_start(RUN.timeline)
    marked = 0
    for trace, number in product(RUN.timeline.traces, (0, -1)):
        index = trace.index_of(number % len(trace))
        cursor = start.goto(Place(trace.layer, trace.rule.target, index))
        for grid in builder.scene(cursor, marking=Marking(reach=reach)).grids:
            local = grid.key[2] if len(grid.key) == 4 else grid.key[1]
            leading = grid.key[-1]
            found = reach.get(f"{grid.key[0]}.{local}")
            for row in range(grid.interior.rows):
                for col in range(grid.interior.cols):
                    mark = grid.cell_at(row, col).mark
                    if found is None or len(grid.key) > 4:
                        assert mark not in (MOVES, REACHED)
                        continue
                    at_cell = (*leading, row, col)[-found.reached.ndim :]  # type: ignore[misc]
                    expected = "" if not found.reached[at_cell] else (
                        MOVES if found.moving[at_cell] else REACHED)
                    assert mark == expected
                    marked += bool(mark)
    assert marked


def test_an_array_is_marked_under_the_names_of_who_makes_and_who_reads_it() -> None:
    place = parse_place("conv1.output[0,0,1]", RUN.timeline)
    reach = reach_marks(RUN, place, influence_of(RUN, place))
    assert reach["relu1.input"].reached.sum() == 1  # the cell itself, as its reader calls it
    assert (reach["pool1.input"].reached == reach["relu1.output"].reached).all()
