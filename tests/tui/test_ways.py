"""Scatter and gather on a terminal: what is repainted, and which key shows which side."""

from __future__ import annotations

import pytest

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from convtutor.tui.widgets.grid_pane import GridPane
from tests.tui.lessons import network, padding
from tests.tui.showing import Showing, in_loop, showing
from tests.tui.test_differential import bursts_of, wrong_after

MIDDLE = "conv1.grad_input[1,1].tap[1]"


def backward_input() -> Lesson:
    """Give the lesson on the gradient of the input."""
    return read_lesson(find_lesson("conv-backward-input"))


@in_loop
async def test_both_sides_come_first_where_they_fit_and_tab_goes_round(record: Record) -> None:
    async with showing(record, (120, 40), backward_input(), 2, MIDDLE) as shown:
        seen = [shown.screen.stage.picture]
        assert "tab other side" in shown.lines[-1]
        assert "left 7 = right 7" in shown.text
        for _ in range(2):
            await shown.press("tab")
            seen.append(shown.screen.stage.picture)
        await shown.press("tab")
        assert seen == ["ways", "row", "scatter"]
        assert shown.screen.stage.picture == "ways"
        assert "no room" not in shown.text


@in_loop
async def test_on_a_small_screen_tab_shows_the_other_side_and_this_one_again(
    record: Record,
) -> None:
    async with showing(record, (80, 24), backward_input(), 2, MIDDLE) as shown:
        assert shown.screen.stage.picture == "row"
        assert "tab other side" in shown.lines[-1]
        await shown.press("tab")
        assert shown.screen.stage.picture == "scatter"
        assert "2 × kernel" in shown.text
        await shown.press("tab")
        assert shown.screen.stage.picture == "row"
        assert "no room" not in shown.text


@in_loop
async def test_where_nothing_lays_stamps_no_other_side_is_offered(record: Record) -> None:
    async with showing(record, (120, 40), padding(), 1, "conv1.output[0,0]") as shown:
        assert "other side" not in shown.lines[-1]


@pytest.mark.parametrize(
    ("size", "first", "seed", "place"),
    [((120, 40), [], 1, 2), ((80, 24), ["tab"], 2, 2), ((121, 41), ["tab", "tab"], 3, 5),
     ((200, 60), [], 4, 1)],
)
@in_loop
async def test_any_keys_leave_of_both_sides_what_a_new_screen_draws(
    record: Record, size: tuple[int, int], first: list[str], seed: int, place: int
) -> None:
    into = ["f", "f", "right", "s", "right", "right", "right", *first]
    bursts = [into, ["s", "right"], ["right"], ["right"], ["tab"], ["f"], ["tab", "right"],
              *bursts_of(seed, 3)]
    assert not await wrong_after(bursts, record, size, backward_input(), place)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
@in_loop
async def test_following_a_kernel_cell_leaves_what_a_new_screen_draws(
    record: Record, size: tuple[int, int]
) -> None:
    walk = [["right", "right", "s"], ["k"], ["right"], ["f", "right"], ["right"], ["left"], ["k"],
            ["right", "s", "k"], ["right"], ["escape"], ["T"], ["end"]]
    assert not await wrong_after(walk, record, size, padding(), 2)
    assert not await wrong_after(walk, record, size, network())


async def click(shown: Showing, number: int, row: int, col: int) -> None:
    """Click a cell of the grid of a number."""
    pane = shown.screen.stage.grids[number]
    pane.post_message(GridPane.Clicked(pane, row, col))
    await shown.settle()


@in_loop
async def test_a_click_on_the_kernel_follows_that_cell_and_one_on_the_output_goes_there(
    record: Record,
) -> None:
    async with showing(record, (120, 40), padding(), 2, "conv1.output[2,1]") as shown:
        await click(shown, 1, 1, 0)
        assert shown.screen.chosen == (1, 0)
        assert shown.place == "conv1.output[0,0,2,1]"
        assert "kernel cell [1,0] has met" in shown.text
        await click(shown, 1, 1, 0)
        assert shown.screen.chosen is None
        await click(shown, 3, 0, 1)
        assert shown.place == "conv1.output[0,0,0,1]"


@in_loop
async def test_another_example_forgets_the_cell_that_was_followed(record: Record) -> None:
    async with showing(record, (80, 24), padding(), 2, "conv1.output[2,1].tap[0]") as shown:
        await shown.press("k")
        assert shown.screen.chosen == (0, 0)
        await shown.press("right_square_bracket")
        assert shown.screen.chosen is None
