"""The prompt for a place: where it leads, what it says of a wrong place, and what it lets in."""

from __future__ import annotations

import pytest
from textual import events

from convtutor.progress.record import Record
from convtutor.tui.widgets.place_prompt import LONGEST_PLACE
from tests.tui.showing import Showing, in_loop, showing


async def paste(shown: Showing, text: str) -> None:
    """Paste a text as a terminal in bracketed paste mode hands it on."""
    event = events.Paste(text)
    event.set_sender(shown.app)
    shown.app.post_message(event)
    await shown.settle()


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("output[1,0]", "conv1.output[0,0,1,0]"),
        ("conv1.output[0,0,1,0].tap[2]", "conv1.output[0,0,1,0].tap[2]"),
        ("grad_weight[0,1].tap[3]", "conv1.grad_weight[0,0,0,1].tap[3]"),
        ("  grad_input  ", "conv1.grad_input[0,0,2,2]"),
    ],
)
@in_loop
async def test_a_place_that_is_typed_is_gone_to(record: Record, typed: str, place: str) -> None:
    async with showing(record) as shown:
        await shown.press("g", *typed, "enter")
        assert shown.place == place
        assert "→ next" in shown.lines[-1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("outptu[1,0]", "no pass makes outptu; did you mean 'output'?"),
        ("output[1,7]", "output[1,7]: index 2 is 7, the last one is 1"),
        ("output[1,0].tap[9]", "tap is 9, the last one is 3"),
        ("output[1", "'output[1' is no place; write one like conv1.output[0,1]"),
    ],
)
@in_loop
async def test_a_wrong_place_is_named_and_the_learner_stays(
    record: Record, typed: str, said: str
) -> None:
    async with showing(record) as shown:
        await shown.press("right", "g", *typed, "enter")
        assert said in shown.text
        assert shown.place == "conv1.output[0,0,0,0]"
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,1]"
        assert said not in shown.text


@pytest.mark.parametrize("keys", [("escape",), ("x", "escape"), ("enter",), ("space", "enter")])
@in_loop
async def test_escape_and_an_empty_line_close_the_prompt(
    record: Record, keys: tuple[str, ...]
) -> None:
    async with showing(record) as shown:
        before = shown.lines
        await shown.press("g", *keys)
        assert shown.lines == before
        await shown.press("n")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_letters_typed_into_the_prompt_are_no_commands(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("g", *"qsfnNtTlg]")
        assert shown.place == "start"
        assert "qsfnNtTlg]" in shown.lines[-1]


@in_loop
async def test_a_paste_of_ten_megabytes_is_capped(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("g")
        await paste(shown, "x" * 10_000_000)
        assert shown.screen.prompt.value == "x" * LONGEST_PLACE
        await shown.press("y")
        await paste(shown, "y")
        assert shown.screen.prompt.value == "x" * LONGEST_PLACE
        await shown.press("enter")
        assert shown.place == "start"
        assert "xxxxx" in shown.lines[2]


@in_loop
async def test_a_paste_fills_the_room_that_is_left(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("g", *"output[1,")
        await paste(shown, "0]\nsecond line")
        await shown.press("enter")
        assert shown.place == "conv1.output[0,0,1,0]"


HOSTILE = "out\x1b]0;title\x07put\x1b[31m\x9b2J\u202e[0,1]\x00"


@in_loop
async def test_nothing_pasted_is_obeyed_by_the_terminal(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("g")
        shown.driver.taken()
        await paste(shown, HOSTILE)
        await shown.press("enter")
        sent = shown.driver.taken()
        assert shown.screen.prompt.value == "out]0;titleput[31m2J[0,1]"
        for obeyed in ("\x1b]", "\x07", "\x1b[31m", "\x9b", "\u202e", "\x00"):
            assert obeyed not in sent


@in_loop
async def test_control_keys_leave_nothing_in_the_prompt(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("g", "a", "ctrl+g", "ctrl+l", "f5", "tab", "ctrl+s", "up", "b")
        assert shown.screen.prompt.value == "ab"


@in_loop
async def test_the_prompt_opens_empty_each_time_and_pauses_playing(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("space", "g", *"abc", "escape")
        assert not shown.playing()
        assert "space play" in shown.lines[-1]
        await shown.press("g")
        assert shown.screen.prompt.value == ""


@pytest.mark.parametrize("size", [(120, 40), (60, 18), (200, 60)])
@in_loop
async def test_the_prompt_stays_on_the_last_line_of_any_size(
    record: Record, size: tuple[int, int]
) -> None:
    async with showing(record) as shown:
        await shown.press("g", *"output[1")
        await shown.resize(*size)
        assert shown.lines[-1].startswith("output[1")
        await shown.press(*",1]", "enter")
        assert shown.place == "conv1.output[0,0,1,1]"


@in_loop
async def test_ctrl_c_leaves_from_the_prompt_and_from_the_page_of_keys(record: Record) -> None:
    for opened in ("g", "question_mark"):
        async with showing(record) as shown:
            await shown.press(opened, "ctrl+c")
            assert shown.app._exit
