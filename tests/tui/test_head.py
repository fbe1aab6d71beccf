"""The head of the screen: the scrub bar is full when, and only when, the pass is finished."""

from __future__ import annotations

import pytest

from convtutor.progress.record import Record
from tests.tui.showing import Showing, in_loop, showing


def bar_of(shown: Showing) -> str:
    """Give the scrub bar of a compact screen."""
    return shown.lines[1].split("  ")[1].strip()


@pytest.mark.parametrize("place", ["conv1.output[1,1]", "conv1.output", "grad_weight[1,1]"])
@in_loop
async def test_the_bar_is_full_when_the_pass_is_finished(record: Record, place: str) -> None:
    async with showing(record, place=place) as shown:
        assert set(bar_of(shown)) == {"━"}


@in_loop
async def test_the_bar_grows_with_every_tap_and_is_not_full_before(record: Record) -> None:
    async with showing(record, place="conv1.output[0,0].tap[0]") as shown:
        before = 0
        for _ in range(15):
            bar = bar_of(shown)
            assert bar.count("━") > before
            assert "─" in bar
            before = bar.count("━")
            await shown.press("right")
        assert set(bar_of(shown)) == {"━"}


@in_loop
async def test_the_bar_is_empty_at_the_start(record: Record) -> None:
    async with showing(record) as shown:
        assert set(bar_of(shown)) == {"─"}
