"""Predict mode on the screen: P, an answer in the prompt, and the step it was about."""

from __future__ import annotations

from convtutor.progress.record import Record
from tests.tui.showing import in_loop, showing


@in_loop
async def test_an_answer_is_typed_before_the_window_is_made(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("P")
        assert "Predict mode is on" in shown.text
        await shown.press("right")
        assert shown.place == "start"
        assert shown.screen.prompt.display
        await shown.press("1", "9")
        await shown.press("enter")
        assert "19: so it is." in shown.text
        assert shown.place == "conv1.output[0,0,0,0]"
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,1]"


@in_loop
async def test_a_prediction_can_be_left_out(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("P", "right")
        await shown.press("escape")
        assert not shown.screen.prompt.display
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"
        await shown.press("P")
        assert "Predict mode is off" in shown.text
