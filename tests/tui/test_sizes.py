"""Any size of the terminal: the step is kept, and one that is too small says what is needed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from textual import events
from textual.geometry import Size

from convtutor.progress.record import Record
from tests.tui.showing import in_loop, showing
from tests.tui.test_differential import differing, seen_by, whole

SIZES = ((80, 24), (120, 40), (60, 18), (200, 60), (300, 100), (61, 60), (200, 18), (80, 24))
TOO_SMALL = ((59, 17), (59, 40), (120, 17), (20, 5), (1, 1), (2, 1), (1, 50))


@in_loop
async def test_the_step_is_kept_over_all_sizes(record: Record) -> None:
    async with showing(record, SIZES[0], place="conv1.output[0,1].tap[2]") as shown:
        for before, after in pairwise(SIZES):
            await shown.resize(*after)
            assert shown.place == "conv1.output[0,0,0,1].tap[2]", f"{before} to {after}"
            assert "tap 3 of 4" in shown.lines[0 if after[1] < 40 or after[0] < 120 else 1]


@pytest.mark.parametrize(
    ("size", "language"),
    [*((size, "en") for size in (*SIZES[:7], *TOO_SMALL)), ((60, 18), "zh"), ((20, 5), "zh")],
)
@in_loop
async def test_a_resized_screen_is_the_one_of_a_fresh_start(
    record: Record, size: tuple[int, int], language: str
) -> None:
    async with showing(record, language=language, place="output[1,0]") as shown:
        await shown.resize(*size)
        seen = seen_by(shown, ["resize"])
        session = shown.screen.session
    async with showing(record, size, language=language) as other:
        assert not differing(seen.cells, await whole(other, seen))
        assert seen.session is session


@pytest.mark.parametrize("size", TOO_SMALL)
@in_loop
async def test_a_small_terminal_says_what_is_needed_and_the_next_size_goes_on(
    record: Record, size: tuple[int, int]
) -> None:
    async with showing(record, place="conv1.output[1,1]") as shown:
        before = shown.lines
        await shown.resize(*size)
        seen = "".join(shown.lines).replace(" ", "")
        if size[0] * size[1] >= 100:
            needed = f"{size[0]}x{size[1]}istoosmall,60x18isneeded."
            assert seen == f"{needed}Or:convtutorlessonpadding--plain"
        await shown.resize(80, 24)
        assert shown.lines == before


@in_loop
async def test_a_fresh_start_in_a_small_terminal_goes_on_in_a_larger_one(record: Record) -> None:
    async with showing(record, (20, 5)) as shown:
        assert "too small" in shown.text
        await shown.press("right", "T")
        await shown.resize(80, 24)
        assert "output[0,0]" in shown.lines[0]


@in_loop
async def test_playing_goes_on_unseen_in_a_small_terminal_and_q_leaves(record: Record) -> None:
    async with showing(record, (20, 5)) as shown:
        await shown.press("space")
        assert shown.playing()
        await shown.press("space", "q")
        assert shown.app._exit


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40), (200, 60), (20, 5), (1, 1)])
@pytest.mark.parametrize("language", ["en", "zh"])
@in_loop
async def test_every_key_of_the_help_can_be_read_at_any_size(
    record: Record, size: tuple[int, int], language: str
) -> None:
    async with showing(record, size, language=language) as shown:
        await shown.press("question_mark")
        seen: list[str] = []
        while shown.app.screen is not shown.screen:
            seen += shown.lines
            await shown.press("x")
        words = " ".join(seen)
        if size[0] >= 60:
            for key in ("→ n", "← N", "space", "[ ]", "home end", "T", "q ctrl+c"):
                assert f"  {key} " in words
            closing = "any key closes this page" if language == "en" else "按任意键关闭本页"
            assert closing in words


@pytest.mark.parametrize("keys", [(), ("question_mark",)])
@in_loop
async def test_a_size_that_comes_late_is_not_the_last_word(
    record: Record, keys: tuple[str, ...]
) -> None:
    async with showing(record) as shown:
        await shown.press(*keys)
        before = shown.lines
        late = Size(60, 18)
        shown.app.screen.post_message(events.Resize(late, late))
        await shown.settle()
        shown.app.refresh(layout=True)
        await shown.settle()
        assert shown.app.screen._compositor.size == Size(80, 24)
        assert shown.lines == before


@in_loop
async def test_the_lesson_is_laid_out_anew_under_the_page_of_keys(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("question_mark")
        await shown.resize(120, 40)
        assert "next at this level" in shown.text
        await shown.press("x")
        assert "1 no padding" in shown.lines[1]
        assert "paused" in shown.lines[1]
