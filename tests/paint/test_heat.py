"""Planes as colours and maps: contrast, means, counts, and screens that say what they must."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from convtutor.lesson.run import Run
from convtutor.paint.glyphs import ASCII
from convtutor.paint.heat import HeatPainter, HeatPlace
from convtutor.paint.map import UNKNOWN, MapPainter, MapPlace
from convtutor.paint.painters import Painter, painter_of
from convtutor.paint.palette import (
    DARK,
    LIGHT,
    NO_COLOUR,
    Colour,
    Ink,
    Palette,
    colour_of,
    heat_colours,
    luminance,
    text_on,
)
from convtutor.paint.pictures import heat as heat_places
from convtutor.paint.regions import Layout
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.heat import LEVELS, MIDDLE, level_of
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from convtutor.words import LANGUAGES
from tests.paint.heats import INK, RUNS, SOBEL, heat_layout, heat_screen, image
from tests.paint.screens import row_text
from tests.scene.runs import one_layer, scene_at, spread

SIZES = ((60, 18), (80, 24), (120, 40), (200, 60))
ODD_SIZES = ((61, 50), (79, 24), (119, 59), (150, 45), (250, 18), (133, 41))


# ---------------------------------------------------------------- colours


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast of two colours. Source: WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_text_on_any_level_can_be_read(palette: Palette) -> None:
    for colour in heat_colours(palette):
        best = max(contrast(colour, colour_of(text)) for text in ("#000000", "#ffffff"))
        assert contrast(colour, colour_of(text_on(colour))) == best >= 4.5


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_levels_go_evenly_from_blue_through_the_palettes_zero_to_orange(palette: Palette) -> None:
    colours = heat_colours(palette)
    assert len(set(colours)) == len(colours) == LEVELS
    assert (colours[0], colours[-1]) == ((47, 128, 237), (240, 140, 30))
    assert colours[MIDDLE] == colour_of(palette.zero)
    for part in range(3):
        for side in (colours[: MIDDLE + 1], colours[MIDDLE:]):
            steps = np.diff([colour[part] for colour in side])
            assert (steps >= 0).all() or (steps <= 0).all()


def test_the_contrast_of_black_on_white_is_that_of_the_source() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(colour_of("#767676"), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


# ---------------------------------------------------------------- screens


def faults(scene: Scene, size: tuple[int, int], ink: Ink = INK, panel: int = 0) -> list[str]:
    """Name what is wrong with the screen of a moment; one that has no room is none."""
    screen = heat_screen(scene, *size, ink, panel)
    if screen is None:
        return []
    found = screen.problems()
    if "#" in screen.text.replace("# ", ""):
        found.append("a number is cut")
    if scene.moment.tap is not None and scene.moment.step.taps[scene.moment.tap].reads:
        taps = [s.text for _, rows in screen.panes.values() for row in rows for s in row
                if s.style is not None and s.style.underline]
        if not taps and "<>" not in screen.text:
            found.append("no tap is shown")
    return found


def cursors(name: str, run: Run, count: int) -> Iterator[Cursor]:
    """Spread moments over a run, but for elements of many thousands of taps."""
    for cursor in spread(run, count):
        if name != "224x224" or cursor.at_start or "weight" not in cursor.place.array:
            yield cursor


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", RUNS)
def test_large_planes_are_shown_whole(name: str, size: tuple[int, int]) -> None:
    run = RUNS[name]()
    for at, cursor in enumerate(cursors(name, run, 3)):
        scene = SceneBuilder(run, "made", LANGUAGES[at % 2]).scene(cursor)
        assert faults(scene, size) == []


@pytest.mark.parametrize("size", ODD_SIZES)
def test_large_planes_are_shown_whole_at_odd_sizes(size: tuple[int, int]) -> None:
    for name, run in ((name, RUNS[name]()) for name in RUNS):
        for cursor in cursors(name, run, 2):
            scene = SceneBuilder(run, "made", "en").scene(cursor)
            assert faults(scene, size, Ink(LIGHT, ASCII), panel=8) == []
            assert faults(scene, size, Ink(NO_COLOUR)) == []


@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("name", ["28x28", "224x224", "network", "large kernel", "averages"])
def test_a_forward_pass_of_large_planes_finds_room(name: str, size: tuple[int, int]) -> None:
    scene = SceneBuilder(RUNS[name](), "made", "en").scene(
        Cursor(RUNS[name]().timeline, Level.ELEMENT, 20)
    )
    screen = heat_screen(scene, *size)
    assert screen is not None
    assert ".." in screen.text
    shown = [place for place in screen.layout.grids if place.width]
    if (name, size) != ("averages", (80, 24)):  # there the cells leave no room for maps
        assert len(shown) >= len(screen.layout.grids) - 1  # all but the map of what is whole


def test_all_of_28x28_its_window_and_its_map_stand_on_120x40() -> None:
    made = heat_layout(scene_at(RUNS["28x28"](), "output[13,13].tap[5]"), 120, 40)
    assert made is not None
    source, *_, target, whole, _ = made.grids
    assert isinstance(source, HeatPlace)
    assert isinstance(target, MapPlace)
    assert (source.view.rows, source.view.cols, source.cell) == (28, 28, 2)
    assert (target.block, target.rows, target.cols) == (1, 26, 26)
    assert whole.width == 0


def test_a_page_of_224x224_is_marked_on_the_map_of_all_of_it() -> None:
    made = heat_layout(scene_at(RUNS["224x224"](), "output[50,60].tap[5]"), 120, 40)
    assert made is not None
    source, *_, whole, _ = made.grids
    assert isinstance(whole, MapPlace)
    assert whole.marked == source.view
    assert (100, 120) in source.view


@pytest.mark.parametrize("palette", [DARK, NO_COLOUR], ids=["dark", "none"])
def test_the_window_is_bracketed_and_the_tap_signed(palette: Palette) -> None:
    screen = heat_screen(scene_at(RUNS["28x28"](), "output[3,4].tap[5]"), 120, 40, Ink(palette))
    assert screen is not None
    rows = [row_text(row) for row in screen.panes["grid0"][1][5:8]]
    assert [row[11] + row[18] for row in rows] == ["┏┓", "┃┃", "┗┛"]
    assert rows[1][16:18] == "<>"


def test_no_sign_of_a_neighbour_is_left_beside_a_bracket_without_colour() -> None:
    ink = Ink(NO_COLOUR)
    run = one_layer("conv2d", np.full((20, 20), 5.0), SOBEL)
    screen = heat_screen(scene_at(run, "output[3,4].tap[5]"), 120, 40, ink)
    assert screen is not None
    rows = [row_text(row) for row in screen.panes["grid0"][1]]
    assert rows[5][10:20] == " ┏+9+9+9┓ "
    assert rows[5][4:10] == "+9+9+9"


# ---------------------------------------------------------------- maps


def map_painters(made: Layout, grids: tuple[Grid, ...]) -> list[MapPainter]:
    """Make the painters of a layout's maps."""
    pairs = zip(made.grids, grids, strict=True)
    return [MapPainter(grid, place, INK) for place, grid in pairs
            if isinstance(place, MapPlace) and place.width]


def brute(scene: Scene, place: MapPlace, whole: bool, largest: float) -> dict[object, int]:
    """Compute every level of a map cell by cell, by the mean of the block that is known."""
    moment = scene.moment
    array = moment.array(moment.step.taps[0].reads[0].array if whole else moment.step.target)
    plane = array[0, 0].astype(float)
    if not whole:
        order = np.arange(plane.size).reshape(plane.shape)
        plane = np.where(order < moment.made, plane, np.nan)
    levels: dict[object, int] = {}
    for row in range(place.rows):
        for col in range(place.cols):
            size = place.block
            block = plane[row * size : (row + 1) * size, col * size : (col + 1) * size]
            known = block[~np.isnan(block)]
            level = level_of(float(known.mean()), largest) if known.size else None
            levels[row, col] = UNKNOWN if level is None else level
    return levels


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", ["28x28", "224x224"])
def test_a_map_holds_the_mean_of_every_block_forwards_backwards_and_after_jumps(
    name: str, size: tuple[int, int]
) -> None:
    run = RUNS[name]()
    builder = SceneBuilder(run, "made", "en")
    across = run.arrays["layer1.output"].shape[-1]
    walk = [0, 1, 2, 1, 40, across - 1, across, across - 1, 5 * across + 3, 7, 0]
    kept: list[MapPainter] = []
    for step in walk:
        scene = builder.scene(Cursor(run.timeline, Level.ELEMENT, step))
        grids = scene.picture("heat").grids
        if not kept:
            made = heat_layout(scene, *size)
            assert made is not None
            kept = map_painters(made, grids)
        for painter in kept:
            grid = next(grid for grid in grids if grid.key == painter.grid.key)
            assert painter.update(grid) is not None
            whole = grid.key[-1] == "all"
            assert painter.levels == brute(scene, painter.place, whole, grid.extent.largest)


def test_a_click_on_a_map_falls_on_a_cell_of_the_block() -> None:
    place = MapPlace(0, 0, 30, 20, Rect(0, 0, 50, 40), 7)
    for row in range(place.lines):
        for col in range(place.cols):
            at = place.cell_under(1 + col, 2 + row)
            assert at is not None
            assert at in place.cells_of(2 * row, col)
    assert [place.cell_under(*at) for at in ((0, 3), (7, 3), (3, 1), (3, 6))] == [None] * 4


# ---------------------------------------------------------------- what a step costs


def painters(scene: Scene, made: Layout) -> list[Painter]:
    """Make the painters of every grid that is shown."""
    pairs = zip(made.grids, scene.picture("heat").grids, strict=True)
    return [painter_of(grid, place, INK) for place, grid in pairs if place.width]


def cost_of_a_step(side: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Count the heat cells formatted and the blocks averaged by one step to the right."""
    run = one_layer("conv2d", image(side), SOBEL)
    builder = SceneBuilder(run, "made", "en")
    first, second = (
        builder.scene(Cursor(run.timeline, Level.ELEMENT, 3 * (side - 2) + col)) for col in (5, 6)
    )
    made = heat_layout(first, 120, 40)
    assert made is not None
    kept = painters(first, made)
    cells: list[object] = []
    blocks: list[int] = []
    formatted, take = HeatPainter.formatted, MapPainter._take
    with monkeypatch.context() as patch:
        patch.setattr(HeatPainter, "formatted", lambda self, cell: (
            cells.append(cell), formatted(self, cell))[1])
        patch.setattr(MapPainter, "_take", lambda self, rect: (
            blocks.append(rect.rows * rect.cols), take(self, rect))[1])
        for painter in kept:
            grid = next(g for g in second.picture("heat").grids if g.key == painter.grid.key)
            assert painter.update(grid) is not None
    return len(cells), sum(blocks)


def test_a_step_formats_its_window_and_one_or_two_blocks_at_any_size(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    small, middle, large = (cost_of_a_step(side, monkeypatch) for side in (28, 64, 224))
    assert small[0] == middle[0] == large[0] == 3 * 4
    assert max(small[1], middle[1], large[1]) <= 2


@pytest.mark.parametrize("name", ["28x28", "224x224", "network", "words", "dilated"])
def test_lines_after_a_step_are_those_of_a_new_painter(name: str) -> None:
    run = RUNS[name]()
    builder, kept = SceneBuilder(run, "made", "en"), dict[object, Painter]()
    for cursor in cursors(name, run, 4):
        scene = builder.scene(cursor)
        made = heat_layout(scene, 120, 40)
        assert made is not None
        for place, grid in zip(made.grids, scene.picture("heat").grids, strict=True):
            if not place.width:
                continue
            fresh, old = painter_of(grid, place, INK), kept.get(grid.key)
            if old is not None:
                shown = [old.line(y) for y in range(old.place.height)]
                turned = [] if old.place == place else old.turn(place)
            if old is None or turned is None:
                kept[grid.key] = fresh
                continue
            dirty = old.update(grid)
            assert dirty is not None
            for y in range(place.height):
                if shown[y] != fresh.line(y):
                    assert any(rect.row0 <= y < rect.row1 for rect in turned + dirty)
                assert old.line(y) == fresh.line(y)


def test_only_the_brackets_of_a_map_change_when_the_page_beside_it_turns() -> None:
    run = one_layer("conv2d", image(224), SOBEL)
    first, second = (scene_at(run, place) for place in ("output[3,4]", "output[150,120]"))
    places = [heat_layout(scene, 120, 40) for scene in (first, second)]
    assert places[0] is not None
    assert places[1] is not None
    at = next(at for at, place in enumerate(places[0].grids)
              if isinstance(place, MapPlace) and place.marked)
    before, after = (made.grids[at] for made in places if made is not None)
    assert before != after
    painter = painter_of(first.picture("heat").grids[at], before, INK)
    levels = dict(painter.levels) if isinstance(painter, MapPainter) else {}
    turned = painter.turn(after)
    assert turned
    assert painter.update(second.picture("heat").grids[at]) == []
    assert isinstance(painter, MapPainter)
    assert painter.levels == levels
    fresh = painter_of(second.picture("heat").grids[at], after, INK)
    assert [painter.line(y) for y in range(after.height)] == [
        fresh.line(y) for y in range(after.height)
    ]


def test_the_places_of_a_plane_are_those_that_a_search_for_it_alone_finds() -> None:
    run = RUNS["network"]()
    scenes = [scene_at(run, f"conv1.output[{plane},3,4]") for plane in (0, 1)]
    apart = []
    for scene in scenes:
        heat_places._placed.cache_clear()
        apart.append(heat_layout(scene, 120, 40))
    heat_places._placed.cache_clear()
    assert [heat_layout(scene, 120, 40) for scene in scenes] == apart
    assert heat_places._placed.cache_info().hits == 1
