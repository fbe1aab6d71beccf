"""A layer of one's own on the lesson screen: the same keys, and nothing of it is remembered."""

from __future__ import annotations

from convtutor.lesson.explore import Layer, explore
from convtutor.progress.record import Record, SavedPlace
from tests.tui.showing import in_loop, showing

LESSON = explore(Layer("conv2d", (5, 4), {"padding": 1}, (2, 3), bias=False))


@in_loop
async def test_it_is_stepped_and_changed_as_a_lesson_is(record: Record) -> None:
    async with showing(record, lesson=LESSON) as shown:
        assert "explore › 1 conv2d, input 5x4 › conv1 › forward › start" in shown.text
        assert "drawn from seed 0" in shown.text
        await shown.press("right", "s", "right")
        assert shown.place == "conv1.output[0,0,0,0].tap[1]"
        await shown.press("left", "f", "e", *"conv1.padding = 0", "enter")
        assert "Changed. Every number was computed anew." in shown.text
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_no_place_of_it_is_kept_and_none_is_offered(record: Record) -> None:
    record.save_place("explore", SavedPlace(1, "conv1.output[0,0,0,1]", LESSON.digest))
    before = record.learned()
    async with showing(record, lesson=LESSON) as shown:
        assert "resume" not in shown.text
        await shown.press("f", "f", "f", "f")
        assert shown.screen.session.cursor.at_end
        await shown.press("left", "q")
    assert record.learned() == before


@in_loop
async def test_there_is_no_other_example(record: Record) -> None:
    async with showing(record, lesson=LESSON) as shown:
        await shown.press("right_square_bracket")
        assert shown.screen.session.number == 1
