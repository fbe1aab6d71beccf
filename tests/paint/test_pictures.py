"""Every way of drawing keeps to its screen: nothing overlaps, leaves it, or is cut."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from convtutor.paint.pictures import PLACERS
from convtutor.paint.row import line_width
from convtutor.scene.grid import Cell
from convtutor.scene.pictures import MAKERS
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.words import LANGUAGES
from tests.paint.claims import SHORT, plain
from tests.paint.screens import Screen, drawn_in
from tests.scene import runs, test_lanes
from tests.scene.runs import spread

SIZES = (
    (60, 18), (80, 24), (119, 39), (120, 40), (160, 48), (200, 60), (251, 73), (61, 50),
)
RUNS = {
    **test_lanes.RUNS,
    **{name: runs.RUNS[name] for name in ("network", "28x28", "nan", "tiny", "huge", "one row")},
}
PANEL = 8


@cache
def builder(name: str, language: str) -> SceneBuilder:
    """Give the builder of a run's scenes."""
    return SceneBuilder(RUNS[name](), "channels", language)


def scenes(name: str, count: int = 2) -> Iterator[Scene]:
    """Give moments spread over a run, its languages in turn."""
    for at, cursor in enumerate(spread(builder(name, "en").run, count)):
        yield builder(name, LANGUAGES[at % 2]).scene(cursor)


def drawn(name: str, size: tuple[int, int], panel: int = 0) -> Iterator[tuple[str, Scene, Screen]]:
    """Give every moment in every way of drawing that finds room."""
    for scene in scenes(name):
        for way in scene.offered:
            screen = drawn_in(scene, way, *size, panel=panel)
            if screen is not None:
                yield way, scene, screen


def test_every_way_of_drawing_has_a_placer() -> None:
    assert set(MAKERS) == set(PLACERS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_nothing_overlaps_leaves_the_terminal_or_is_cut(
    name: str, size: tuple[int, int]
) -> None:
    for way, scene, screen in drawn(name, size):
        assert screen.problems() == [], f"{way} {scene.moment.cursor.place}"
        assert cut_texts(screen) == [], f"{way} {scene.moment.cursor.place}"


def cut_texts(screen: Screen) -> list[str]:
    """Name the texts of a picture that are wider than their place; a long line of code may be."""
    texts = {label.name: label.lines for label in screen.picture.labels}
    return [
        f"{name}: {plain(line)}"
        for name, region in screen.layout.labels.items() if name != "code"
        for line in texts[name][: region.height] if line_width(line) > region.width
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("name", ["two planes", "many", "one axis", "transposed", "28x28"])
def test_a_panel_has_its_rows_and_lies_on_nothing(name: str, size: tuple[int, int]) -> None:
    for way, _, screen in drawn(name, size, PANEL):
        panel = screen.layout.torch
        assert panel.height >= PANEL, way
        for pane, (region, _) in screen.panes.items():
            above = region.y + region.height <= panel.y or region.x >= panel.x + panel.width
            assert above or pane in ("size", "loops", "side", "footer"), pane


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_small_planes_are_drawn_in_lanes_at_the_sizes_of_the_pictures(
    size: tuple[int, int]
) -> None:
    run = runs.one_layer(
        "conv2d", runs.counting(1, 3, 3, 3) % 9, runs.counting(1, 3, 2, 2) % 5, [1.0]
    )
    for cursor in spread(run, 4):
        scene = SceneBuilder(run, "channels", "en").scene(cursor)
        if scene.moment.trace.rule.direction == "forward":
            screen = drawn_in(scene, "lanes", *size)
            assert screen is not None
            assert len(screen.layout.grids) == 10


def lane_columns(screen: Screen) -> set[tuple[int, int]]:
    """Give where the cells of each lane's planes begin, and how wide they are."""
    places = screen.layout.grids[:-1]
    return {(number % 3, place.x + place.left) for number, place in enumerate(places)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", test_lanes.RUNS)
def test_the_columns_of_all_lanes_are_aligned_and_their_cells_alike(
    name: str, size: tuple[int, int]
) -> None:
    for way, _, screen in drawn(name, size):
        if way == "lanes":
            assert len(lane_columns(screen)) == 3
            assert len({(place.pitch, place.cell) for place in screen.layout.grids}) == 1


def visible(screen: Screen) -> Iterator[tuple[Cell, str]]:
    """Give every cell in view with what its place writes in it."""
    for grid, place in zip(screen.picture.grids, screen.layout.grids, strict=True):
        for row in range(place.view.row0, place.view.row1):
            for col in range(place.view.col0, place.view.col1):
                cell = grid.cell_at(row, col)
                if cell.value is not None:
                    yield cell, place.numbers.text(cell.value, place.room)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("name", sorted(set(test_lanes.RUNS) - {"floats"}))
def test_every_number_in_view_is_written_whole(name: str, size: tuple[int, int]) -> None:
    for way, scene, screen in drawn(name, size):
        for cell, text in visible(screen):
            assert SHORT.fullmatch(text), f"{way} {scene.moment.cursor.place}"
            assert not text.lstrip("-").isdigit() or float(text) == cell.value


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_the_tap_is_in_view_in_rows_lanes_and_matrices(size: tuple[int, int]) -> None:
    for name in ("many", "two planes", "28x28", "groups"):
        for way, scene, screen in drawn(name, size):
            tap = scene.moment.tap
            known = way in ("row", "lanes", "matrix")
            if known and tap is not None and len(scene.moment.step.taps[tap].reads) > 1:
                filled = sum(cell.tap for cell, _ in visible(screen))
                assert filled >= 2, f"{way} {scene.moment.cursor.place}"
