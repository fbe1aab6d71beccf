"""Every key of the lesson screen does what the table of keys says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from convtutor.progress.record import Record
from convtutor.steps import Cursor, Level
from convtutor.tui.keys import KEYS
from convtutor.tui.screens.keys import KeysScreen
from convtutor.words import say
from tests.tui.lessons import network, padding
from tests.tui.showing import Showing, in_loop, showing

Effect = Callable[[Showing, str], Awaitable[None]]


async def goes_on(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.place == "conv1.output[0,0,0,0]"
    assert "output[0,0]" in shown.lines[0]


async def goes_back(shown: Showing, key: str) -> None:
    await shown.press("right", "right", key)
    assert shown.place == "conv1.output[0,0,0,0]"
    assert "window 1 of 4" in shown.lines[1]


async def looks_inside(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert shown.place == "conv1.output[0,0,0,0].tap[0]"
    assert "tap 1 of 4" in shown.lines[0]


async def looks_inside_from_the_end(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert shown.place == "conv1.output[0,0,0,0].tap[3]"
    assert "tap 4 of 4" in shown.lines[0]


async def finishes_what_lies_around(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert (shown.place, shown.level) == ("conv1.output[0,0,1,1]", "pass")
    assert "the whole pass" in shown.lines[0]


async def goes_before_what_lies_around(shown: Showing, key: str) -> None:
    await shown.press("end", key)
    assert (shown.place, shown.level) == ("conv1.grad_input[0,0,2,2]", "pass")


async def plays_and_pauses(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.playing()
    assert "space pause" in shown.lines[-1]
    await shown.press(key)
    assert not shown.playing()
    assert "space play" in shown.lines[-1]


async def raises_the_speed(shown: Showing, key: str) -> None:
    before = shown.screen.speed
    await shown.press(key)
    assert shown.screen.speed == 2 * before
    assert f"Speed: {2 * before} steps a second." in shown.text


async def lowers_the_speed(shown: Showing, key: str) -> None:
    before = shown.screen.speed
    await shown.press(key)
    assert shown.screen.speed * 2 == before
    assert f"Speed: {before // 2} steps a second." in shown.text


async def asks_for_a_place(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "a place such as output[0,0]" in shown.lines[-1]


async def asks_for_a_change(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "change, as in: conv1.padding = 1" in shown.lines[-1]
    await shown.press(*"conv1.padding 1", "enter")
    assert "Changed. Every number was computed anew." in shown.text
    assert shown.place == "conv1.output[0,0,3,3]"


async def gives_a_hint_where_there_is_a_task(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "this example sets no task, so there is no hint" in shown.text


async def gives_the_reason(shown: Showing, key: str) -> None:
    why = shown.screen.session.example.why
    await shown.press(key)
    said = "this example gives no reason" if why is None else why.said("en")
    assert said in " ".join(shown.text.split())


async def takes_changes_back(shown: Showing, key: str) -> None:
    await shown.press("e", *"conv1.padding 1", "enter")
    await shown.press(key)
    assert "As it was" in shown.text
    assert shown.place == "start"
    assert "window 0 of 4" in shown.lines[1]


async def opens_the_example_before(shown: Showing, key: str) -> None:
    await shown.press("right_square_bracket", key)
    assert shown.screen.session.number == 1
    assert "1 no padding" in shown.lines[0]


async def opens_the_next_example(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.screen.session.number == 2
    assert "2 one ring of zeros" in shown.lines[0]


async def goes_to_the_start(shown: Showing, key: str) -> None:
    await shown.press("right", "right", key)
    assert shown.place == "start"
    assert "window 0 of 4" in shown.lines[1]


async def goes_to_the_end(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.place == "conv1.grad_weight[0,0,1,1]"
    assert "cell 4 of 4" in shown.lines[1]


async def opens_and_closes_the_torch_panel(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "the same layers on real torch.nn" in shown.text
    assert "t close" in shown.lines[-1]
    await shown.press(key)
    assert "torch.nn, forward and backward" not in shown.text
    assert "t torch" in shown.lines[-1]


async def shows_no_lane_before_the_check(shown: Showing, key: str) -> None:
    before = shown.lines
    await shown.press(key)
    assert (shown.screen.lane, shown.lines) == (0, before)


async def opens_and_closes_the_loops(shown: Showing, key: str) -> None:
    await shown.press("right_square_bracket", "right_square_bracket", "right")
    assert "▸" not in shown.text
    await shown.press(key)
    assert "▸" in shown.text
    await shown.press(key)
    assert "▸" not in shown.text


async def says_that_there_are_no_curves(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "This example has no curves." in shown.text


async def changes_the_colours(shown: Showing, key: str) -> None:
    for ground in ("faf9f5", "101010", "15171c"):
        await shown.press(key)
        assert "padding" in shown.lines[0]
        seen = {cell.bg for row in shown.terminal.cells() for cell in row}
        assert seen & {"15171c", "faf9f5", "101010"} == {ground}


async def does_nothing_where_nothing_is_offered(shown: Showing, key: str) -> None:
    before = shown.lines
    await shown.press(key)
    assert (shown.place, shown.lines) == ("start", before)


async def closes_the_torch_panel(shown: Showing, key: str) -> None:
    await shown.press("t", key)
    assert not shown.screen.torch_open
    assert "t torch" in shown.lines[-1]


async def shows_all_keys(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert isinstance(shown.app.screen, KeysScreen)
    assert "next at this level" in shown.text
    while isinstance(shown.app.screen, KeysScreen):
        before = shown.lines
        await shown.press("x")
        assert shown.lines != before
    assert "padding › 1 no padding" in shown.lines[0]


async def leaves(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.app._exit
    assert shown.app.return_code == 0


async def stays_where_a_process_cannot_be_stopped(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert not shown.app._exit
    assert shown.place == "start"


async def asks_for_a_command(shown: Showing, key: str) -> None:
    await shown.press(key, *"next 2", "enter")
    assert shown.place == "conv1.output[0,0,0,1]"


async def sets_a_breakpoint_and_takes_it_away(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert "Breakpoint 1 is set: conv1.output[0,0,0,0]" in shown.text
    await shown.press(key)
    assert "Deleted: 1" in shown.text


async def goes_on_to_a_breakpoint(shown: Showing, key: str) -> None:
    await shown.press("right", "right", "right", "b", "home", key)
    assert shown.place == "conv1.output[0,0,1,0]"
    assert "Breakpoint 1: conv1.output[0,0,1,0]" in shown.text
    await shown.press(key)
    assert "No breakpoint is met on this way." in shown.text
    assert shown.place == "conv1.grad_weight[0,0,1,1]"


async def goes_back_to_a_breakpoint(shown: Showing, key: str) -> None:
    await shown.press("right", "b", "right", "right", key)
    assert shown.place == "conv1.output[0,0,0,0]"
    assert "Breakpoint 1: conv1.output[0,0,0,0]" in shown.text


async def tells_who_wrote_the_number(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "nothing is made yet at the start" in shown.text
    await shown.press("right", key)
    assert "who wrote this number" in shown.text
    assert "4×3 = 12" in shown.text
    await shown.press("escape")
    assert "who wrote this number" not in shown.text


async def maps_what_a_cell_reaches(shown: Showing, key: str) -> None:
    await shown.press("right", "s", "right", "right", key)
    assert "what conv1.input[1,0] reaches" in shown.text
    assert "conv1.output 2 of 4" in " ".join(shown.text.split())


async def maps_what_an_element_depends_on(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert "what conv1.output[0,0] depends on" in shown.text
    assert "conv1.input 4 of 9 3 move it now" in " ".join(shown.text.split())


async def shows_what_is_watched(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "Nothing is watched" in shown.text
    await shown.press(key, "right", "colon", *"watch", "enter")
    await shown.press(key)
    assert "conv1.output[0,0] = 19" in shown.text
    await shown.press(key)
    assert shown.screen.panel is None


async def takes_a_change_back(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "there is no change to take back" in shown.text
    await shown.press("e", *"conv1.padding 1", "enter")
    assert shown.screen.session.run.arrays["conv1.output"].shape[-1] == 4
    await shown.press(key)
    assert shown.screen.session.run.arrays["conv1.output"].shape[-1] == 2
    assert "The last change is taken back" in shown.text


async def makes_a_change_again(shown: Showing, key: str) -> None:
    await shown.press("e", *"conv1.padding 1", "enter")
    await shown.press("u", key)
    assert shown.screen.session.run.arrays["conv1.output"].shape[-1] == 4
    assert "The change is made again" in shown.text


async def copies_the_arithmetic(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert shown.app.clipboard == "output[0,0] = 0*0 + 1*1 + 3*2 + 4*3 = 19"
    assert f"Copied: {shown.app.clipboard}" in shown.text


async def copies_the_pytorch_line(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert shown.app.clipboard == "nn.Conv2d(1, 1, kernel_size=2, bias=False)"


async def says_that_a_small_plane_stays_numbers(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert say("pictures.no_picture") in shown.text
    assert shown.screen.stage.picture == "row"


async def goes_through_the_ways_of_drawing(shown: Showing, key: str) -> None:
    screen = shown.screen
    offered = screen.builder.scene(screen.session.cursor).offered
    first = screen.stage.picture
    await shown.press(*[key] * len(offered))
    assert screen.stage.picture == first
    assert len(offered) > 1 or say("pictures.one_picture") in shown.text


async def predicts_before_the_first_window(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "Predict mode is on" in shown.text
    await shown.press("right")
    assert shown.place == "start"
    assert "write one number" in shown.lines[-1]


async def asks_for_a_file(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "padding.html" in shown.lines[-1]


async def follows_the_kernel_cell_of_a_tap(shown: Showing, key: str) -> None:
    await shown.press(key)
    assert "No kernel cell to follow here" in shown.text
    await shown.press("right", "s", "right", key)
    assert shown.screen.chosen == (0, 1)
    assert "kernel cell [0,1] has met" in shown.text
    assert "*" in shown.text.partition("has met")[2]
    await shown.press(key)
    assert shown.screen.chosen is None
    await shown.press(key, "escape")
    assert shown.screen.chosen is None


async def draws_the_matrices(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert shown.screen.stage.picture == "matrix"
    assert "patches" in shown.text
    await shown.press(key)
    assert shown.screen.stage.picture == "row"


async def turns_a_long_panel_or_says_that_there_is_no_other_plane(shown: Showing, key: str) -> None:
    await shown.press("right", key)
    assert shown.place == "conv1.output[0,0,0,0]"
    assert say("lanes.no_plane") in shown.text
    await shown.press("colon", *"help", "enter")
    await shown.press("pagedown", "pagedown")
    before = shown.text
    assert "lines above" in before
    await shown.press(key)
    assert shown.text != before
    assert "lines above" in shown.text


EFFECTS: dict[str, Effect] = {
    "kernel_cell": follows_the_kernel_cell_of_a_tap,
    "do('predict')": predicts_before_the_first_window,
    "export": asks_for_a_file,
    "next": goes_on,
    "back": goes_back,
    "into": looks_inside,
    "reverse_into": looks_inside_from_the_end,
    "out": finishes_what_lies_around,
    "reverse_out": goes_before_what_lies_around,
    "play": plays_and_pauses,
    "faster": raises_the_speed,
    "slower": lowers_the_speed,
    "go_to": asks_for_a_place,
    "example(-1)": opens_the_example_before,
    "example(1)": opens_the_next_example,
    "start": goes_to_the_start,
    "end": goes_to_the_end,
    "edit": asks_for_a_change,
    "hint": gives_a_hint_where_there_is_a_task,
    "why": gives_the_reason,
    "reset": takes_changes_back,
    "torch": opens_and_closes_the_torch_panel,
    "lane": shows_no_lane_before_the_check,
    "loops": opens_and_closes_the_loops,
    "curve": says_that_there_are_no_curves,
    "command": asks_for_a_command,
    "breakpoint": sets_a_breakpoint_and_takes_it_away,
    "do('continue')": goes_on_to_a_breakpoint,
    "do('reverse-continue')": goes_back_to_a_breakpoint,
    "do('origin')": tells_who_wrote_the_number,
    "do('influence')": maps_what_a_cell_reaches,
    "do('field')": maps_what_an_element_depends_on,
    "watched": shows_what_is_watched,
    "do('undo')": takes_a_change_back,
    "do('redo')": makes_a_change_again,
    "copy('arithmetic')": copies_the_arithmetic,
    "copy('pytorch')": copies_the_pytorch_line,
    "picture('next')": goes_through_the_ways_of_drawing,
    "picture('matrix')": draws_the_matrices,
    "turn(-1)": turns_a_long_panel_or_says_that_there_is_no_other_plane,
    "turn(1)": turns_a_long_panel_or_says_that_there_is_no_other_plane,
    "heat": says_that_a_small_plane_stays_numbers,
    "theme": changes_the_colours,
    "enter": does_nothing_where_nothing_is_offered,
    "close": closes_the_torch_panel,
    "keys": shows_all_keys,
    "quit_lesson": leaves,
    "app.quit_lesson": leaves,
    "app.suspend_process": stays_where_a_process_cannot_be_stopped,
}


def test_every_key_has_an_effect_that_is_tested() -> None:
    assert {key.action for key in KEYS} == set(EFFECTS)


@pytest.mark.parametrize(
    ("action", "key"), [(entry.action, key) for entry in KEYS for key in entry.keys.split(",")]
)
@in_loop
async def test_a_key_does_what_the_table_says(record: Record, action: str, key: str) -> None:
    async with showing(record) as shown:
        await EFFECTS[action](shown, key)


MOVES: dict[str, Callable[[Cursor], Cursor]] = {
    "right": Cursor.next, "left": Cursor.back, "s": Cursor.into, "S": Cursor.reverse_into,
    "f": Cursor.out, "F": Cursor.reverse_out, "home": Cursor.start, "end": Cursor.end,
}


CLIMBS = {
    Level.TAP: ["s", "right"], Level.ELEMENT: [], Level.CHANNEL: ["f"], Level.PASS: ["f", "f"],
    Level.LAYER: ["f", "f", "f"], Level.NETWORK: ["f", "f", "f", "f"],
}


@pytest.mark.parametrize("level", CLIMBS)
@in_loop
async def test_every_move_at_a_level_is_the_cursors(record: Record, level: Level) -> None:
    async with showing(record, lesson=network(), place="conv1.grad_input[1,2,3]") as shown:
        await shown.press(*CLIMBS[level])
        here = shown.screen.session
        assert here.cursor.level is level
        for key, move in MOVES.items():
            shown.screen.stand(here)
            await shown.press(key)
            assert shown.screen.session.cursor == move(here.cursor), key


@in_loop
async def test_moves_past_either_end_stay_and_the_last_says_what_comes_next(
    record: Record,
) -> None:
    async with showing(record) as shown:
        await shown.press("left", "left")
        assert shown.place == "start"
        await shown.press("end", "right", "right")
        assert shown.place == "conv1.grad_weight[0,0,1,1]"
        assert "That was the last step of this example. ] goes to the next one." in shown.text
    async with showing(record, example=len(padding().examples)) as shown:
        await shown.press("end", "right")
        assert "That was the last step of the lesson. q leaves it." in shown.text
        await shown.press("right_square_bracket")
        assert shown.screen.session.number == len(padding().examples)
        assert "This is the last example of the lesson." in shown.text
    async with showing(record) as shown:
        await shown.press("left_square_bracket")
        assert shown.screen.session.number == 1
        assert "This is the first example of the lesson." in shown.text


@in_loop
async def test_the_footer_names_only_moves_that_work(record: Record) -> None:
    async with showing(record) as shown:
        assert "→ next window" in shown.lines[-1]
        assert "← back" not in shown.lines[-1]
        await shown.press("s")
        assert "→ next tap" in shown.lines[-1]
        assert " s " not in shown.lines[-1]
        await shown.press("end")
        assert "→" not in shown.lines[-1]
        assert "← back" in shown.lines[-1]


@pytest.mark.parametrize(("times", "speed"), [(20, 480), (-20, 1)])
@in_loop
async def test_the_speed_has_ends(record: Record, times: int, speed: int) -> None:
    async with showing(record) as shown:
        await shown.press(*["plus" if times > 0 else "minus"] * abs(times))
        assert shown.screen.speed == speed


@in_loop
async def test_keys_after_the_one_that_closes_the_page_of_keys_do_no_harm(record: Record) -> None:
    async with showing(record) as shown:
        await shown.press("question_mark", "x", "y", "q")
        assert not shown.app._exit
        assert "1 no padding" in shown.lines[0]
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,0]"


@in_loop
async def test_a_page_leads_to_the_same_cell_and_tap_of_another_plane(record: Record) -> None:
    place = "conv1.output[0,2,3].tap[4]"
    async with showing(record, (120, 40), network(), place=place) as shown:
        assert "plane 1 of 2" in shown.text
        await shown.press("pagedown")
        assert shown.place == "conv1.output[0,1,2,3].tap[4]"
        assert "plane 2 of 2" in shown.text
        await shown.press("pagedown")
        assert shown.place == "conv1.output[0,1,2,3].tap[4]"
        assert say("lanes.no_plane") in shown.text
        await shown.press("pageup")
        assert shown.place == "conv1.output[0,0,2,3].tap[4]"


@in_loop
async def test_a_page_keeps_the_level_up_to_a_plane(record: Record) -> None:
    async with showing(record, (80, 24), network(), place="conv1.output[0,1,2]") as shown:
        await shown.press("f", "pagedown")
        assert (shown.place, shown.level) == ("conv1.output[0,1,2,4]", "channel")
        await shown.press("f", "pageup")
        assert (shown.place, shown.level) == ("conv1.output[0,0,2,4]", "channel")


@in_loop
async def test_before_the_first_step_there_is_no_plane_to_page_to(record: Record) -> None:
    async with showing(record, (120, 40), network()) as shown:
        await shown.press("pagedown")
        assert shown.place == "start"
        assert say("lanes.no_plane") in shown.text


@in_loop
async def test_several_channels_are_drawn_in_lanes_until_another_way_is_asked_for(
    record: Record,
) -> None:
    place = "conv1.output[0,2,3].tap[4]"
    async with showing(record, (120, 40), network(), place=place) as shown:
        assert shown.screen.stage.picture == "lanes"
        assert "output[0,2,3] › channel 1 › tap 1 of 4" in shown.lines[1]
        assert "m as a matrix" in shown.lines[-1]
        await shown.press("m")
        assert shown.screen.stage.picture == "matrix"
        await shown.press("m")
        assert shown.screen.stage.picture == "lanes"
        for way in ("row", "matrix", "lanes"):
            await shown.press("v")
            assert shown.screen.stage.picture == way
