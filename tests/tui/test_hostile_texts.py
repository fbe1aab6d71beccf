"""Markup in the texts of a lesson is shown as it stands: no style, no link, no action."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.lesson.read import read_lesson
from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from tests.lesson.hostile import GOOD
from tests.tui.showing import in_loop, showing

MARKUP = "[red]a[/] [link=file:///x]b[/link] [@click=app.quit]c[/] [/nope] [b"
SHORT = "[bold red]t[/] [/]"
LINK = "\x1b]8;"


def hostile_lesson(folder: Path, markup: str = MARKUP, title: str = SHORT) -> Lesson:
    text = GOOD.replace('"Watch."', f'"{markup}"').replace('"Words."', f'"And {markup}"')
    text = text.replace('"one"', f'"{title}"').replace('"Small"', f'"{title}"')
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return read_lesson(path)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 18)])
@in_loop
async def test_markup_is_shown_as_it_stands(
    record: Record, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with showing(record, size, hostile_lesson(tmp_path)) as shown:
        assert MARKUP in " ".join(shown.text.split())
        sent = [shown.driver.taken()]
        await shown.press("right")
        assert f"And {MARKUP}" in " ".join(shown.text.split())
        for keys in ("s", "question_mark", "escape", "l", "escape", "enter"):
            await shown.press(keys)
            sent.append(shown.driver.taken())
        assert LINK not in "".join(map(str, sent))
        assert shown.app.is_running


@in_loop
async def test_markup_in_a_title_is_shown_as_it_stands(record: Record, tmp_path: Path) -> None:
    async with showing(record, (120, 40), hostile_lesson(tmp_path)) as shown:
        assert SHORT in shown.text


@in_loop
async def test_a_click_on_markup_does_nothing(record: Record, tmp_path: Path) -> None:
    text = "[@click=app.exit]xxxxxxxxxxxxxxxxxxxx[/]"
    async with showing(record, (80, 24), hostile_lesson(tmp_path, text)) as shown:
        row = next(y for y, line in enumerate(shown.lines) if "xxxxxxxxxx" in line)
        await shown.pilot.click(offset=(shown.lines[row].index("xxxx") + 5, row))
        await shown.settle()
        assert shown.app.is_running
        assert text in shown.text


@in_loop
async def test_markup_typed_at_the_prompt_is_told_as_it_stands(
    record: Record, tmp_path: Path
) -> None:
    async with showing(record, (120, 40), hostile_lesson(tmp_path)) as shown:
        await shown.press("g")
        await shown.press(*"[red]x[/]", "enter")
        assert "[red]x[/]" in shown.text


@in_loop
async def test_wide_combining_and_right_to_left_text_leaves_the_screen_in_order(
    record: Record, tmp_path: Path
) -> None:
    text = "\u05e9\u05dc\u05d5\u05dd \u0645\u0631 e\u0301e\u0301 \u7a97\u53e3 \U0001f600 end"
    plain = hostile_lesson(tmp_path, "Plain words.", "one")
    async with showing(record, (80, 24), plain) as shown:
        ordinary = shown.lines
    strange = hostile_lesson(tmp_path, text, "one")
    async with showing(record, (80, 24), strange) as shown:
        lines = shown.lines
        assert "end" in shown.text
    differing = [y for y, pair in enumerate(zip(ordinary, lines, strict=True))
                 if pair[0] != pair[1]]
    assert len(differing) == 1
