"""The largest cells that fit are chosen; what does not fit is cut around the position."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.lesson.run import Run
from convtutor.paint.grid import GridPlace
from convtutor.paint.layout import PANEL_ROWS, layout, turned
from convtutor.paint.regions import LEAST, Layout, Region
from convtutor.paint.sizes import Arrangement, CellSize, choices, page
from convtutor.scene.grid import Grid, Rect
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from tests.paint.screens import inside, overlap, row_text, screen_of
from tests.scene.runs import RUNS, counting, example, one_layer, scene_at, spread

LARGE = {
    side: one_layer("conv2d", counting(side, side) % 90, counting(3, 3) % 5, padding=1)
    for side in (28, 64)
}


def laid_out(scene: Scene, width: int, height: int, panel: int = 0) -> Layout:
    """Lay a scene out."""
    return layout(scene.grids, scene.sizes, width, height, scene.language, panel)


def cells(made: Layout) -> set[tuple[int, int]]:
    """Give pitch and width of the cells."""
    return {(place.pitch, place.cell) for place in made.grids}


def in_one_row(made: Layout) -> bool:
    """Tell whether all grids have one top."""
    return len({place.y for place in made.grids}) == 1


# ---------------------------------------------------------------- the sizes of the design


@pytest.mark.parametrize(
    ("size", "form", "cell"),
    [((80, 24), "compact", (1, 4)), ((120, 40), "full", (2, 6)), ((200, 60), "wide", (4, 8))],
)
def test_a_small_example_stands_in_one_row(
    size: tuple[int, int], form: str, cell: tuple[int, int]
) -> None:
    made = laid_out(scene_at(example(2), "output[2,0].tap[1]"), *size)
    assert (made.form, cells(made), in_one_row(made)) == (form, {cell}, True)


def test_the_panes_stand_where_the_design_has_them() -> None:
    scene = scene_at(example(2), "output[2,0].tap[1]")
    compact, full, wide = (laid_out(scene, *size) for size in ((80, 24), (120, 40), (200, 60)))
    assert (compact.head.y, compact.words.y, compact.grids[0].y) == (0, 2, 5)
    assert compact.size is not None
    assert compact.loops is not None
    assert (compact.arithmetic.y, compact.size.y, compact.loops.y) == (13, 15, 17)
    assert (full.head.y, full.words.y, full.grids[0].y, full.arithmetic.y) == (1, 4, 8, 22)
    assert full.side is not None
    assert full.side.x == 77
    assert (wide.head.y, wide.grids[0].y, wide.arithmetic.y) == (1, 7, 34)
    assert wide.side is not None
    assert wide.side.x == 147
    assert [made.footer.y for made in (compact, full, wide)] == [23, 39, 59]


def test_the_sum_stands_under_the_output() -> None:
    for size in ((80, 24), (120, 40), (200, 60)):
        scene = scene_at(example(2), "output[2,0].tap[1]")
        screen = screen_of(scene, *size)
        target = screen.layout.grids[-1]
        text = row_text(screen.panes["arithmetic"][1][0])
        assert text.find("sum") + screen.layout.arithmetic.x == target.x + target.left


def test_a_wide_example_has_its_products_under_the_kernel_at_120x40() -> None:
    made = laid_out(scene_at(example(3), "output[1,7].tap[7]"), 120, 40)
    image, kernel, products, output = made.grids
    assert cells(made) == {(1, 4)}
    assert products.y > kernel.y + kernel.height - 1
    assert products.x + products.left == kernel.x + kernel.left
    assert image.y == kernel.y == output.y


def test_a_wide_example_has_its_output_under_both_at_80x24() -> None:
    made = laid_out(scene_at(example(3), "output[1,7].tap[7]"), 80, 24)
    image, kernel, products, output = made.grids
    assert cells(made) == {(1, 3)}
    assert image.y == kernel.y == products.y < output.y
    assert output.x == kernel.x
    assert made.sum_x is None
    assert all(place.cut == () for place in made.grids)


def test_the_products_heading_stands_right_above_them_under_the_kernel() -> None:
    scene = scene_at(example(3), "output[1,7].tap[7]")
    screen = screen_of(scene, 120, 40)
    rows = [row_text(row) for row in screen.panes["grid2"][1]]
    assert rows[0].split() == ["products"]
    assert rows[1].split() == ["0", "0", "0"]
    kernel = screen.layout.grids[1]
    assert screen.layout.grids[2].y == kernel.y + kernel.height + 1


@pytest.mark.parametrize(("number", "size"), [(3, (80, 24)), (3, (120, 40)), (2, (80, 24))])
@pytest.mark.parametrize("place", ["output[1,1]", "grad_input[1,1]", "grad_weight[1,1]"])
def test_every_sign_between_the_grids_is_drawn(
    number: int, size: tuple[int, int], place: str
) -> None:
    text = screen_of(scene_at(example(number), place), *size).text
    for sign in "×=→":
        assert sign in text


def test_large_cells_in_one_row_come_first() -> None:
    ordered = choices((CellSize(1, 5), CellSize(1, 4), CellSize(1, 3)))
    assert ordered[:3] == [
        (CellSize(1, 5), Arrangement.ROW), (CellSize(1, 4), Arrangement.ROW),
        (CellSize(1, 5), Arrangement.PRODUCTS_UNDER),
    ]
    assert ordered.index((CellSize(1, 4), Arrangement.OUTPUT_UNDER)) < ordered.index(
        (CellSize(1, 3), Arrangement.PRODUCTS_UNDER)
    )


# ---------------------------------------------------------------- cut grids


@pytest.mark.parametrize("size", [LEAST, (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("side", LARGE)
@settings(max_examples=8)
@given(pick=st.integers(0, 10**6))
def test_a_cut_grid_holds_the_window_and_the_tap(
    side: int, size: tuple[int, int], pick: int
) -> None:
    run = LARGE[side]
    at = pick % (2 * side * side)
    taps = len(run.timeline[at].taps)
    tap = pick % (taps + 1) - 1
    cursor = Cursor(run.timeline, Level.ELEMENT, at)
    if tap >= 0:
        cursor = Cursor(run.timeline, Level.TAP, at, tap)
    scene = SceneBuilder(run, "test", "en").scene(cursor)
    made = laid_out(scene, *size)
    for grid, place in zip(scene.grids, made.grids, strict=True):
        assert place.view & grid.frame == place.view
        for rect in (grid.window, grid.focus):
            if rect is not None:
                assert rect & place.view == rect, f"{grid.heading} at {cursor.place}"


@settings(max_examples=8)
@given(pick=st.integers(0, 10**6))
def test_of_a_window_larger_than_its_page_the_tap_is_in_view(pick: int) -> None:
    run = LARGE[28]
    first = run.timeline.step_at(scene_at(run, "grad_weight[0,0]").moment.step.place())
    at = first + pick % 9
    cursor = Cursor(run.timeline, Level.TAP, at, pick % len(run.timeline[at].taps))
    scene = SceneBuilder(run, "test", "en").scene(cursor)
    for size in (LEAST, (80, 24), (120, 40)):
        made = laid_out(scene, *size)
        for grid, place in zip(scene.grids, made.grids, strict=True):
            if grid.focus is not None:
                assert grid.focus & place.view == grid.focus
        assert made.grids[1].view == made.grids[2].view  # products beside their factors


@given(
    rows=st.integers(1, 40), shown=st.integers(1, 40), height=st.integers(1, 6),
    first=st.integers(0, 39),
)
def test_a_page_follows_from_the_position_and_holds_it(
    rows: int, shown: int, height: int, first: int
) -> None:
    if first + height > rows:
        return
    window = Rect(first, 0, first + height, 1)
    grid = plane(rows, window)
    view = page(grid, min(shown, rows), 1)
    assert view == page(plane(rows, window), min(shown, rows), 1)
    assert view & grid.frame == view
    assert view.rows == min(shown, rows)
    if height <= view.rows:
        assert view & window == window


def plane(rows: int, window: Rect) -> Grid:
    """Give a grid of one column with a window."""
    scene = scene_at(one_layer("relu", np.zeros((rows, 1))), None)
    grid = scene.grids[0]
    return Grid(
        grid.key, "input", "", "", grid.frame, grid.interior, grid.cell_at, grid.extent, window
    )


def test_pages_turn_only_when_the_window_leaves() -> None:
    views = [page(plane(30, Rect(at, 0, at + 3, 1)), 10, 1).row0 for at in range(28)]
    turns = [at for at in range(1, 28) if views[at] != views[at - 1]]
    assert turns == [8, 16, 24]
    assert views == sorted(views)


def test_a_cut_grid_says_which_rows_and_columns_it_shows() -> None:
    scene = scene_at(LARGE[28], "output[5,5]")
    text = screen_of(scene, 120, 40).text
    image = laid_out(scene, 120, 40).grids[0]
    seen = image.view & scene.grids[0].interior
    assert seen is not None
    wanted = [
        f"columns {seen.col0}-{seen.col1 - 1} of 28", f"rows {seen.row0}-{seen.row1 - 1} of 28"
    ]
    assert any(words in text for words in wanted) or (
        f"{seen.row0}-{seen.row1 - 1},{seen.col0}-{seen.col1 - 1} / 28x28" in text
    )


@pytest.mark.parametrize("size", [LEAST, (80, 24), (120, 40)])
@pytest.mark.parametrize("side", LARGE)
def test_every_cut_grid_but_the_products_says_so(side: int, size: tuple[int, int]) -> None:
    for place_text in ("output[5,5]", "grad_input[20,3]"):
        scene = scene_at(LARGE[side], place_text)
        screen = screen_of(scene, *size)
        for at, (grid, place) in enumerate(zip(scene.grids, screen.layout.grids, strict=True)):
            whole = (place.view.rows, place.view.cols) == (grid.frame.rows, grid.frame.cols)
            heading = row_text(screen.panes[f"grid{at}"][1][0]).split(grid.heading)[1]
            if not whole and grid.ruled:
                assert any(text in heading for text in place.cut), heading


def test_where_the_border_alone_is_cut_the_caption_says_that() -> None:
    run = one_layer("conv2d", counting(14, 4), counting(3, 3), padding=5)
    scene = scene_at(run, "output[10,6]")
    made = laid_out(scene, 80, 24)
    captions = {text for place in made.grids for text in place.cut}
    assert any("rows" in text for text in captions)


def test_turning_a_page_keeps_all_else() -> None:
    run = LARGE[64]
    builder = SceneBuilder(run, "test", "en")
    scenes = [
        builder.scene(Cursor(run.timeline, Level.ELEMENT, at)) for at in (0, 1, 40, 64 * 40 + 3)
    ]
    made = laid_out(scenes[0], 120, 40)
    assert turned(made, scenes[1].grids, "en") is made
    for scene in scenes[2:]:
        assert turned(made, scene.grids, "en") == laid_out(scene, 120, 40)


# ---------------------------------------------------------------- any size


@settings(max_examples=40)
@given(
    width=st.integers(60, 260), height=st.integers(18, 80), name=st.sampled_from(sorted(RUNS)),
    pick=st.integers(0, 5),
)
def test_any_terminal_has_a_layout_without_overlap(
    width: int, height: int, name: str, pick: int
) -> None:
    run: Run = RUNS[name]()
    cursor = list(spread(run, 2))[pick % 5]
    scene = SceneBuilder(run, "test", "zh").scene(cursor)
    for panel in (0, PANEL_ROWS):
        made = laid_out(scene, width, height, panel)
        regions = [
            made.head, made.arithmetic, made.footer,
            *([] if made.form == "wide" else [made.words]),
            *(region for region in (made.size, made.loops, made.side) if region and not panel),
            *([made.torch] if panel and made.form != "wide" else []),
            *(area(place) for place in made.grids),
        ]
        for at, region in enumerate(regions):
            assert inside(region, width, height), region
            for other in regions[:at]:
                assert not overlap(region, other), (region, other)


def area(place: GridPlace) -> Region:
    """Give a grid's region."""
    return Region(place.x, place.y, place.width, place.height)


@pytest.mark.parametrize("size", [LEAST, (80, 24), (100, 30), (120, 40), (200, 60)])
@pytest.mark.parametrize("number", [2, 3, 4])
def test_an_open_panel_has_rows_of_its_own(number: int, size: tuple[int, int]) -> None:
    scene = scene_at(example(number), "output[1,1].tap[2]")
    plain, made = laid_out(scene, *size), laid_out(scene, *size, PANEL_ROWS)
    assert made.torch.height >= min(PANEL_ROWS, size[1] // 3)
    assert made.torch.y + made.torch.height <= made.footer.y == size[1] - 1
    assert made.loops_hidden == plain.loops_hidden
    assert made.arithmetic.y < made.torch.y
    if plain.torch.height >= PANEL_ROWS:
        assert made == plain


def test_a_screen_below_the_least_size_is_not_laid_out_here() -> None:
    assert LEAST == (60, 18)
