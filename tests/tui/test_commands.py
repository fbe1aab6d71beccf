"""The debugger's commands on the screen: what they say, where they stop, that they can be left."""

from __future__ import annotations

import pytest

from convtutor.console.console import Console, Work
from convtutor.debugger.commands import Order
from convtutor.progress.record import Record
from convtutor.scene.torch_check import TorchState
from tests.tui.lessons import network, plane
from tests.tui.showing import in_loop, showing


def flat(text: str) -> str:
    """Join the lines of a screen."""
    return " ".join(text.split())


@in_loop
async def test_a_breakpoint_stops_the_keys_that_move(record: Record) -> None:
    async with showing(record, lesson=network()) as shown:
        await shown.press("colon", *"break relu1.output[1,0,1]", "enter")
        await shown.press("right", "f", "f", "f")
        assert shown.place == "relu1.output[0,1,0,1]"
        assert "Breakpoint 1: relu1.output[0,1,0,1]" in shown.text
        await shown.press("left")
        assert shown.place == "relu1.output[0,1,0,0]"


@in_loop
async def test_playing_stops_at_a_breakpoint(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("colon", *"break if value > 20", "enter")
        await shown.press("space")
        await shown.until(lambda: "Breakpoint 1: if value > 20" in shown.text)
        assert not shown.playing()
        assert shown.place == "conv1.output[0,0,0,1]"


@in_loop
async def test_a_condition_with_a_fault_shows_the_caret_under_it(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("colon", *"break if vlaue > 3", "enter")
        lines = shown.lines
        at = next(number for number, text in enumerate(lines) if text.strip() == "vlaue > 3")
        assert lines[at + 1].rstrip() == lines[at][: lines[at].index("v")] + "^^^^^"
        assert "did you mean 'value'" in shown.text
        await shown.press("escape")
        assert "^^^^^" not in shown.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_what_is_watched_stands_beside_the_grids_and_follows(
    record: Record, size: tuple[int, int]
) -> None:
    async with showing(record, size=size) as shown:
        await shown.press("colon", *"watch output[0,1]", "enter")
        await shown.press(*["W"] * (size == (80, 24)))
        assert "conv1.output[0,1] = ·" in shown.text
        await shown.press("right", "right")
        assert "conv1.output[0,1] = 25" in shown.text


@in_loop
async def test_a_breakpoint_here_is_taken_where_there_is_no_place_yet(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("b")
        assert "nothing is made yet at the start" in shown.text


@in_loop
async def test_commands_that_the_screen_has_open_its_own_panels(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("colon", *"torch", "enter")
        assert shown.screen.torch_open
        await shown.press("escape")
        await shown.press("colon", *"example 2", "enter")
        assert "2 one ring of zeros" in shown.lines[0]
        await shown.press("colon", *"quit", "enter")
        assert shown.app._exit


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
@in_loop
async def test_a_long_search_shows_how_far_it_is_and_can_be_stopped(
    record: Record, key: str
) -> None:
    async with showing(record, lesson=plane(8)) as shown:
        def endless(console: Console, order: Order) -> Work:
            while True:
                yield 5

        shown.screen.console.doings = {**shown.screen.console.doings, "continue": endless}
        await shown.press("C")
        assert "at step 6 of" in flat(shown.text)
        await shown.press("right", "space")  # no other key is heard meanwhile
        assert shown.place == "start"
        await shown.press(key)
        assert "Interrupted." in shown.text
        assert not shown.app._exit
        assert shown.place == "conv1.output[0,0,0,5]"
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,6]"


@in_loop
async def test_a_wrong_command_is_said_and_the_learner_stays(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right", "colon", *"braek output", "enter")
        assert "did you mean 'break'" in shown.text
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_at_a_tap_e_begins_with_the_number_that_is_read(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right", "s", "right", "e")
        assert "conv1.weight[0,1] = 1" in shown.lines[-1]
        await shown.press("7", "enter")
        assert shown.place == "conv1.output[0,0,0,0].tap[1]"
        assert shown.screen.session.run.arrays["conv1.weight"][0, 0, 0, 1] == 7


@in_loop
async def test_what_a_change_made_another_number_is_marked_for_one_step(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right", "right", "right")
        await shown.press("e", *"conv1.weight[0,1] 5", "enter")
        assert "5'" in shown.text  # the kernel
        assert "23'" in shown.text  # output[0,0], 19 before
        await shown.press("right")
        assert "5'" not in shown.text
        assert "23'" not in shown.text


@in_loop
async def test_an_open_torch_check_follows_a_change(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right", "t")
        before = shown.screen.session.run
        await shown.press("e", *"conv1.weight[0,1] 5", "enter")
        checks = shown.screen.checks
        assert shown.screen.torch_open
        assert before in checks.checks
        assert checks.of(shown.screen.session.run).state is not TorchState.NOT_RUN
