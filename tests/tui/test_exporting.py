"""The example on the screen, written down by a key."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.progress.record import Record
from tests.tui.showing import in_loop, showing


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_x_asks_for_a_file_and_says_what_was_written(
    record: Record, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    @in_loop
    async def press() -> None:
        async with showing(record, size=size) as shown:
            await shown.press("x")
            assert "padding.html" in shown.text
            await shown.press("enter")
            assert "Wrote padding.html (html" in shown.text
            await shown.press("x")
            await shown.press("enter")
            assert "is there already" in shown.text

    press()
    assert (tmp_path / "padding.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
