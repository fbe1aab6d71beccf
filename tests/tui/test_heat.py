"""Large planes as colours on the lesson screen: the key, clicks, and what a step sends."""

from __future__ import annotations

import pytest

from convtutor.paint.heat import HeatPlace
from convtutor.paint.map import MapPlace
from convtutor.progress.record import Record
from convtutor.tui.widgets.grid_pane import GridPane
from tests.tui.lessons import padding, plane
from tests.tui.showing import Showing, in_loop, showing
from tests.tui.test_counts import counted, sent_by
from tests.tui.test_differential import wrong_after

# A step draws the window twice, the second time enlarged in cells two rows high: of these it sends
# the numbers alone.
MOST_HEAT_BYTES, MOST_HEAT_PART = 4000, 0.08
SOURCE, TARGET, WHOLE = 0, 4, 5  # the numbers of the panes


def pane(shown: Showing, number: int) -> GridPane:
    """Give the pane of a grid."""
    return shown.screen.stage.grids[number]


@in_loop
async def test_a_plane_too_large_for_numbers_is_colours_and_z_is_both_ways(
    record: Record
) -> None:
    async with showing(record, (120, 40), plane(28), place="output[3,4]") as shown:
        stage = shown.screen.stage
        assert stage.picture == "heat"
        assert "z numbers" in shown.text
        await shown.press("z")
        assert stage.picture == "row"
        assert "z as colours" in shown.text
        await shown.press("z", "right")
        assert stage.picture == "heat"
        assert shown.place == "conv1.output[0,0,3,5]"


@in_loop
async def test_a_plane_that_fits_as_numbers_is_colours_where_they_are_asked_for(
    record: Record
) -> None:
    async with showing(record, (200, 60), plane(13), place="output[3,4]") as shown:
        assert shown.screen.stage.picture == "row"
        await shown.press("z")
        assert shown.screen.stage.picture == "heat"
        await shown.press("v")
        assert shown.screen.stage.picture == "row"


@in_loop
async def test_a_lesson_of_small_planes_has_no_key_for_colours(record: Record) -> None:
    async with showing(record, (120, 40), padding()) as shown:
        assert "z " not in shown.lines[-1]
        await shown.press("z")
        assert "This moment is not drawn in that way." in shown.text


@in_loop
async def test_an_open_panel_leaves_colours_what_they_are(record: Record) -> None:
    async with showing(record, (120, 40), plane(28), place="output[3,4]") as shown:
        for key in ("l", "l", "c"):
            await shown.press(key)
            assert shown.screen.stage.picture == "heat"
        await shown.press("l")
        assert "total += " in shown.text


@in_loop
async def test_a_click_on_a_map_goes_to_the_part_or_to_the_element(record: Record) -> None:
    async with showing(record, (120, 40), plane(224), place="output[0,0]") as shown:
        whole, target = pane(shown, WHOLE), pane(shown, TARGET)
        assert whole.painter is not None
        place = whole.painter.place
        assert isinstance(place, MapPlace)
        await shown.pilot.click(whole, offset=(1 + 12, 2 + 6))
        at = 12 * place.block + (place.block - 1) // 2
        assert shown.place == f"conv1.output[0,0,{at},{at}]"
        await shown.pilot.click(target, offset=(1 + 3, 2 + 1))
        row, col = 2 * place.block, 3 * place.block
        assert shown.place == (
            f"conv1.output[0,0,{row + (place.block - 1) // 2},{col + (place.block - 1) // 2}]"
        )


@in_loop
async def test_a_click_beside_a_map_or_on_what_is_read_goes_nowhere(record: Record) -> None:
    async with showing(record, (120, 40), plane(224), place="output[9,9]") as shown:
        await shown.pilot.click(pane(shown, SOURCE), offset=(20, 12))
        await shown.pilot.click(pane(shown, WHOLE), offset=(0, 0))
        await shown.pilot.click(pane(shown, WHOLE), offset=(0, 4))
        assert shown.place == "conv1.output[0,0,9,9]"


@in_loop
async def test_a_click_on_a_cell_of_what_is_made_goes_there(record: Record) -> None:
    async with showing(record, (200, 70), plane(28), place="output[9,9]") as shown:
        target = pane(shown, TARGET)
        assert target.painter is not None
        assert isinstance(target.painter.place, HeatPlace)
        await shown.pilot.click(target, offset=(target.painter.place.labels + 2 * 7, 2 + 3))
        assert shown.place == "conv1.output[0,0,3,7]"


async def step_at(record: Record, side: int) -> tuple[int, int]:
    """Count the bytes of a step to the right and of the whole screen."""
    async with showing(record, (120, 40), plane(side), place="output[3,1]") as shown:
        await shown.rest()
        steps = [await sent_by(shown, "right") for _ in range(2)]
        shown.app.screen.refresh()
        return min(steps), await sent_by(shown)


@in_loop
async def test_a_step_on_colours_sends_little_at_any_size(record: Record) -> None:
    for side in (28, 224):
        step, whole = await step_at(record, side)
        assert step <= MOST_HEAT_BYTES
        assert step <= MOST_HEAT_PART * whole


@pytest.mark.parametrize("side", [28, 224])
@in_loop
async def test_a_step_on_colours_paints_the_rows_of_the_window_alone(
    record: Record, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with showing(record, (120, 40), plane(side), place="output[3,3]") as shown:
        await shown.rest()
        with counted(monkeypatch) as counts:
            await shown.press("right")
    # What is read: the rows of the window and the ruler. The window enlarged: its rows and edges.
    # Products: their rows. What is made: the line of the block, of which two are one above the
    # other. The map of all that is read stays as it is.
    assert counts["layouts"] == 0
    assert counts[f"grid{SOURCE}"] == 3 + 1
    assert counts[f"grid{TARGET}"] <= 1
    assert counts[f"grid{WHOLE}"] == 0


WALK = [
    ["right"], ["s"], ["right", "right"], ["left"], ["f", "right"], ["z"], ["right", "z"],
    ["right"] * 7, ["T"], ["N", "n", "s"], ["left_square_bracket"], ["right", "right"], ["home"],
]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_any_keys_on_224x224_leave_what_a_new_screen_draws(
    record: Record, size: tuple[int, int]
) -> None:
    assert not await wrong_after(WALK, record, size, plane(224))
