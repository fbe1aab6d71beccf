"""Every way of drawing on the terminal: what is seen after any keys is what a new screen draws."""

from __future__ import annotations

from random import Random

import pytest

from convtutor.progress.record import Record
from convtutor.words import say
from tests.tui.lessons import channels, network, plane
from tests.tui.showing import in_loop, showing
from tests.tui.test_differential import wrong_after

MOVES = ("right", "right", "s", "f", "left", "pagedown", "pageup", "S", "end", "home")
OTHERS = ("v", "m", "l", "escape", "T", "n", "N")
LESSONS = {"six channels": channels, "network": network, "28x28": lambda: plane(28)}


def bursts_of(seed: int, count: int) -> list[list[str]]:
    """Draw bursts of keys, one in two with a key that changes what is drawn."""
    random = Random(seed)
    bursts = [["right", "s"]]
    for _ in range(count):
        keys = random.choices(MOVES, k=random.randint(1, 5))
        bursts.append([*keys, random.choice(OTHERS)] if random.random() < 0.5 else keys)
    return bursts


@pytest.mark.parametrize(
    ("lesson", "size", "seed"),
    [
        ("six channels", (80, 24), 1), ("six channels", (120, 40), 2),
        ("six channels", (200, 60), 3), ("network", (120, 40), 4), ("network", (80, 24), 5),
        ("28x28", (120, 40), 6),
    ],
)
@in_loop
async def test_any_keys_leave_what_a_new_screen_draws(
    record: Record, lesson: str, size: tuple[int, int], seed: int
) -> None:
    assert not await wrong_after(bursts_of(seed, 5), record, size, LESSONS[lesson]())


@in_loop
async def test_every_tap_of_an_element_leaves_what_a_new_screen_draws(record: Record) -> None:
    walk = [["right", "s"], *[["right"]] * 10, ["left"], ["left"]]
    assert not await wrong_after(walk, record, (120, 40), channels())


@in_loop
async def test_lanes_follow_the_tap_from_page_to_page(record: Record) -> None:
    place = "conv1.output[1,1,1].tap[0]"
    async with showing(record, (120, 40), channels(), place=place) as shown:
        seen = {}
        for _ in range(24):
            crumbs = shown.lines[1].split(" › ")
            crumb = next(part for part in crumbs if part.startswith("channel"))
            names = crumb, crumb.replace("channel", "ch")
            beside = [line for line in shown.lines if line.strip().startswith(names)]
            assert len(beside) == 1, crumb
            seen[crumb] = "before:" in shown.text
            await shown.press("right")
        assert len(seen) == 6
        assert not seen["channel 0"]
        assert seen["channel 5"]
        assert "bias" in shown.lines[1]


@in_loop
async def test_what_is_drawn_goes_back_to_the_row_where_a_smaller_terminal_has_no_room(
    record: Record
) -> None:
    place = "conv1.output[1,1,1].tap[5]"
    async with showing(record, (120, 40), channels(), place=place) as shown:
        assert shown.screen.stage.picture == "lanes"
        await shown.resize(60, 18)
        assert shown.screen.stage.picture == "row"
        await shown.resize(200, 60)
        assert shown.screen.stage.picture == "lanes"
        assert "so far" in shown.text


@in_loop
async def test_a_way_of_drawing_that_is_not_offered_is_said_so(record: Record) -> None:
    async with showing(record, (120, 40), channels(), place="relu1.output[1,1,1]") as shown:
        await shown.press("m")
        assert say("pictures.no_picture") in shown.text
        assert shown.screen.stage.picture == "row"


@in_loop
async def test_the_torch_panel_and_lanes_share_the_screen(record: Record) -> None:
    place = "conv1.output[1,1,1].tap[5]"
    async with showing(record, (120, 40), channels(), place=place) as shown:
        await shown.press("t")
        assert "the same layers on real torch.nn" in shown.text
        assert shown.screen.stage.picture == "lanes"
        assert "so far" in shown.text
        await shown.press("right")
        assert shown.place == "conv1.output[0,1,1,1].tap[6]"
