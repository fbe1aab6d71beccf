"""What the lesson screen says and keeps: messages, clicks, playing, colours, speed, the place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record, SavedPlace
from convtutor.tui.widgets.grid_pane import GridPane
from tests.tui.lessons import network, padding
from tests.tui.showing import Showing, in_loop, showing


def point_of(shown: Showing, pane: str, row: int, col: int) -> tuple[int, int]:
    """Find where a cell of a grid stands on the screen."""
    grid = shown.screen.query_one(f"#{pane}", GridPane)
    assert grid.painter is not None
    place = grid.painter.place
    return next(
        (place.x + x, place.y + y)
        for y in range(place.height) for x in range(place.width)
        if place.cell_under(x, y) == (row, col)
    )


async def click(shown: Showing, pane: str, row: int, col: int) -> None:
    """Click a cell."""
    await shown.pilot.click(offset=point_of(shown, pane, row, col))
    await shown.settle()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (60, 18)])
@pytest.mark.parametrize("cell", [(0, 0), (0, 3), (2, 1), (3, 3)])
@in_loop
async def test_a_click_on_an_output_cell_goes_there(
    record: Record, size: tuple[int, int], cell: tuple[int, int]
) -> None:
    async with showing(record, size, example=2) as shown:
        await click(shown, "grid3", *cell)
        assert shown.place == f"conv1.output[0,0,{cell[0]},{cell[1]}]"
        assert f"output[{cell[0]},{cell[1]}]" in " ".join(shown.lines[:2])


@pytest.mark.parametrize("pane", ["grid0", "grid2"])
@in_loop
async def test_a_click_on_another_grid_changes_nothing(record: Record, pane: str) -> None:
    async with showing(record, example=2) as shown:
        await shown.press("right")
        before = shown.lines
        await click(shown, pane, 0, 0)
        assert shown.lines == before


@in_loop
async def test_a_click_beside_the_cells_changes_nothing(record: Record) -> None:
    async with showing(record) as shown:
        for point in ((0, 0), (79, 23), (40, 5), (79, 8)):
            await shown.pilot.click(offset=point)
        assert shown.place == "start"


@in_loop
async def test_a_click_finds_the_channel_and_the_row_of_a_bias(record: Record) -> None:
    async with showing(record, (120, 40), network(), place="conv1.output[1,0,0]") as shown:
        await click(shown, "grid6", 1, 2)  # behind two lanes of three grids
        assert shown.place == "conv1.output[0,1,1,2]"
    async with showing(record, (120, 40), network(), place="conv1.grad_bias[0]") as shown:
        await click(shown, "grid1", 0, 1)
        assert shown.place == "conv1.grad_bias[1]"


@in_loop
async def test_dragging_the_mouse_paints_nothing(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right")
        await shown.rest()
        await shown.pilot.mouse_down(offset=(10, 8))
        for x in range(11, 30):
            await shown.pilot.hover(offset=(x, 9))
        await shown.pilot.mouse_up(offset=(30, 9))
        await shown.settle()
        assert len(shown.driver.taken()) < 100


# ---------------------------------------------------------------- playing


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; the limit on a whole test ends a wait in vain."""
    while not holds():
        await asyncio.sleep(0.005)


@in_loop
async def test_playing_walks_to_the_end_says_so_and_pauses(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press(*["plus"] * 9, "space")
        await until(lambda: not shown.playing())
        await shown.settle()
        assert shown.place == "conv1.grad_weight[0,0,1,1]"
        assert "That was the last step of this example." in shown.text
        assert "] next example" in shown.lines[-1]
        assert "space" not in shown.lines[-1]


@in_loop
async def test_playing_advances_one_step_a_tick_and_shows_each(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("space")
        shown.screen.pause()
        played = shown.screen.session.cursor.step + 1  # by the timer, on a slow machine
        for number in range(played + 1, 5):
            shown.screen._tick()
            await shown.until(lambda wanted=f"window {number} of 4": wanted in shown.lines[1])
            assert shown.screen.session.cursor.step == number - 1


@pytest.mark.parametrize(("speed", "steps"), [(30, 1), (60, 1), (120, 2), (480, 8)])
@in_loop
async def test_above_sixty_a_second_a_frame_takes_several_steps(
    record: Record, speed: int, steps: int
) -> None:
    record.set_setting("speed", str(speed))
    async with showing(record, example=3) as shown:
        shown.screen._tick()
        assert shown.screen.session.cursor.step == steps - 1


@in_loop
async def test_moves_while_playing_go_from_there_and_a_new_example_pauses(
    record: Record,
) -> None:
    record.set_setting("speed", "1")
    async with showing(record, (120, 40)) as shown:
        await shown.press("space", "right", "right")
        assert shown.playing()
        assert shown.place == "conv1.output[0,0,0,1]"
        assert "playing, 1 a second" in shown.lines[1]
        await shown.press("plus")
        assert "playing, 2 a second" in shown.lines[1]
        await shown.press("right_square_bracket")
        assert not shown.playing()
        assert "paused" in shown.lines[1]


@in_loop
async def test_a_key_is_handled_while_playing_at_top_speed(record: Record) -> None:
    record.set_setting("speed", "480")
    async with showing(record, (120, 40), example=4) as shown:
        shown.screen._play()
        await until(lambda: shown.screen.session.cursor.step > 20)
        await shown.press("T")
        assert shown.screen.stage.ink.palette.name == "light"
        await shown.press("space")
        assert not shown.playing()


@in_loop
async def test_with_reduced_motion_play_is_a_single_step(record: Record) -> None:
    async with showing(record) as shown:
        shown.app.animation_level = "none"
        await shown.press("space")
        assert not shown.playing()
        assert shown.place == "conv1.output[0,0,0,0]"


# ---------------------------------------------------------------- what is remembered


@in_loop
async def test_colours_and_speed_are_kept_for_the_next_time(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("T", "plus", "plus")
    async with showing(record) as shown:
        assert shown.screen.stage.ink.palette.name == "light"
        assert shown.screen.speed == 15
        assert "1 no padding" in shown.lines[0]
        assert shown.terminal.cells()[0][0].bg == "faf9f5"


@pytest.mark.parametrize("written", ["", "0", "-4", "7", "4.0", "fast", "99999999999", "٤"])
@in_loop
async def test_a_speed_that_is_none_becomes_the_usual_one(record: Record, written: str) -> None:
    record.set_setting("speed", written)
    record.set_setting("theme", written)
    async with showing(record) as shown:
        assert shown.screen.speed == 4
        assert shown.screen.stage.ink.palette.name == "dark"


@pytest.mark.parametrize("value", ["1", ""])
@in_loop
async def test_no_color_wins_over_the_remembered_colours(
    record: Record, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    record.set_setting("theme", "light")
    async with showing(record, place="output[0,0].tap[1]") as shown:
        await shown.press("T")
        assert "NO_COLOR is set" in shown.text
        for row in shown.terminal.cells():
            for cell in row:
                for colour in (cell.fg, cell.bg):
                    assert colour == "default" or colour[:2] == colour[2:4] == colour[4:]
        assert "<1>" in shown.text
    assert record.setting("theme", "") == "light"


@in_loop
async def test_the_place_is_kept_and_enter_resumes_there(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right_square_bracket", "right", "s", "right")
        await shown.press("q")
    assert record.place("padding") == SavedPlace(
        2, "conv1.output[0,0,0,0].tap[1]", padding().digest
    )
    async with showing(record) as shown:
        assert "You stopped at conv1.output[0,0,0,0].tap[1] in example 2." in shown.text
        assert "enter resume" in shown.lines[-1]
        await shown.press("enter")
        assert (shown.place, shown.screen.session.number) == ("conv1.output[0,0,0,0].tap[1]", 2)
        assert "enter resume" not in shown.lines[-1]


@in_loop
async def test_what_is_offered_is_kept_until_the_learner_moves(record: Record) -> None:
    saved = SavedPlace(3, "conv1.output[0,0,1,2]", padding().digest)
    record.save_place("padding", saved)
    async with showing(record) as shown:
        await shown.press("plus", "T", "q")
    assert record.place("padding") == saved
    async with showing(record) as shown:
        await shown.press("right", "q")
    assert record.place("padding") == SavedPlace(1, "conv1.output[0,0,0,0]", padding().digest)


@in_loop
async def test_a_place_or_an_example_asked_for_is_not_overruled_by_a_kept_one(
    record: Record,
) -> None:
    record.save_place("padding", SavedPlace(3, "conv1.output[0,0,1,2]", padding().digest))
    async with showing(record, example=2) as shown:
        assert "You stopped" not in shown.text
    async with showing(record, place="output[1,1]") as shown:
        assert "You stopped" not in shown.text


@in_loop
async def test_a_lesson_that_has_changed_is_said_to_have(record: Record) -> None:
    record.save_place("padding", SavedPlace(3, "conv1.output[0,0,1,2]", "another digest"))
    async with showing(record) as shown:
        assert "The lesson has changed since you stopped" in shown.text
        await shown.press("enter")
        assert shown.place == "conv1.output[0,0,1,2]"


@pytest.mark.parametrize(
    ("example", "place", "said"),
    [
        (99, "conv1.output[0,0]", "example"),
        (0, None, "example"),
        (2, "conv9.output[0,0]", "no pass makes conv9.output"),
        (2, "\x1b[2Joutput", r"\x1b[2Joutput"),
        (1, "conv1.output[0,0,9,9]", "the last one is 1"),
    ],
)
@in_loop
async def test_a_kept_place_that_is_gone_is_said_and_nothing_breaks(
    record: Record, example: int, place: str | None, said: str
) -> None:
    record.save_place("padding", SavedPlace(example, place, padding().digest))
    async with showing(record) as shown:
        assert "\x1b[2Joutput" not in shown.driver.taken()
        await shown.press("enter")
        assert said in shown.text
        assert shown.place == "start"
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_the_very_start_and_the_very_end_are_not_kept(record: Record) -> None:
    record.save_place("padding", SavedPlace(2, "conv1.output[0,0]", padding().digest))
    async with showing(record) as shown:
        await shown.press("right", "home", "q")
    assert record.place("padding") is None
    async with showing(record, example=len(padding().examples)) as shown:
        await shown.press("end", "q")
    assert record.place("padding") is None


@in_loop
async def test_the_start_of_a_later_example_is_kept_as_its_start(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("right_square_bracket", "q")
    async with showing(record) as shown:
        assert "You stopped at its start in example 2." in shown.text
        await shown.press("enter")
        assert (shown.place, shown.screen.session.number) == ("start", 2)


@in_loop
async def test_a_broken_record_is_said_on_the_first_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("broken.db")
    path.write_bytes(b"not a database at all, " * 100)
    with Record(path, "en") as record:
        async with showing(record) as shown:
            assert ".corrupt-1" in shown.text
            await shown.press("right")
            assert ".corrupt-1" not in shown.text


@in_loop
async def test_chinese_is_spoken_where_it_is_asked_for(record: Record) -> None:
    async with showing(record, language="zh") as shown:
        assert "没有填充" in shown.text
        await shown.press("g", *"outptu", "enter")
        assert "did you mean 'output'?" in shown.text


def with_title(lesson: Lesson, title: str) -> Lesson:
    """Give a lesson whose first example has another title."""
    first, *rest = lesson.examples
    titled = replace(first, title=type(first.title)({"en": title}))
    return replace(lesson, examples=(titled, *rest))


@in_loop
async def test_markup_in_a_lesson_is_shown_and_not_obeyed(record: Record) -> None:
    title = "[red]a[/] [@click=app.quit]b[/]"
    async with showing(record, (120, 40), with_title(padding(), title)) as shown:
        assert title in shown.text


@in_loop
async def test_a_loop_that_takes_no_signals_still_shows_the_lesson(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    async with showing(record) as shown:
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_what_comes_back_from_torch_after_leaving_harms_nothing(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("t", "question_mark", "x", "right", "t", "q")
    assert shown.app.failure is None
