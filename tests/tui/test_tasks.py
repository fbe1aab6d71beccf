"""Changing an example on the screen: the prompt, what a task answers, hints, the reason."""

from __future__ import annotations

import pytest

from convtutor.progress.record import Record
from convtutor.scene.torch_check import TorchCheck, TorchState
from convtutor.words import LANGUAGES, say
from tests.tui.lessons import TASK, made, task
from tests.tui.showing import in_loop, showing


@in_loop
async def test_keys_in_one_burst_change_what_the_prompt_begins_with(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("e", "backspace", "2", "enter")
        assert "The goal is reached. It was the last one here: w says why, q leaves." in " ".join(
            shown.text.split()
        )
        assert shown.place == "conv1.output[0,0,0,0]"
        await shown.press("w")
        assert "The window jumps past the end." in shown.text


@in_loop
async def test_a_change_that_misses_the_goal_is_answered_with_what_is(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("e", "backspace", *"[2,1]", "enter")
        assert "Not yet: size(conv1.output) is 2." in shown.text


@in_loop
async def test_a_change_that_is_refused_leaves_the_example_as_it_was(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("right", "e", "backspace", *"-1", "enter")
        assert "conv1.stride: conv2d: stride must be 1 or more, got -1" in shown.text
        assert shown.place == "conv1.output[0,0,0,0]"
        await shown.press("right")
        assert shown.place == "conv1.output[0,0,0,1]"


@in_loop
async def test_hints_come_one_by_one_and_begin_anew(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        for said in ("1/3 Count the windows.", "2/3 The window", "3/3 A stride", "1/3 Count"):
            await shown.press("h")
            assert said in " ".join(shown.text.split())


@in_loop
async def test_hints_can_be_read_after_success(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("e", "backspace", "2", "enter")
        await shown.press("h")
        assert "1/3 Count the windows." in " ".join(shown.text.split())


@in_loop
async def test_a_reset_takes_the_change_back(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("e", "backspace", "2", "enter")
        await shown.press("R")
        assert "As it was" in shown.text
        assert "= 2" in shown.text  # the size line: two windows again
        await shown.press("R")
        assert "nothing was changed in this example" in shown.text


@in_loop
async def test_a_task_is_done_when_its_goal_is_reached_and_not_at_the_end(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        await shown.press("end")
        assert not shown.screen.session.is_done
        await shown.press("e", "backspace", "2", "enter")
        assert shown.screen.session.is_done
    assert set(record.learned().done["made"]) == {1}


@pytest.mark.parametrize("language", LANGUAGES)
@in_loop
async def test_the_footer_offers_to_edit_and_to_help(record: Record, language: str) -> None:
    async with showing(record, lesson=task(), language=language) as shown:
        for key in ("edit", "hint"):
            assert say(f"screen.key_{key}", language) in shown.lines[-1]


@in_loop
async def test_a_goal_that_is_reached_names_the_next_example_only_where_there_is_one(
    record: Record,
) -> None:
    two = made(TASK + TASK.replace('why = "The window jumps past the end."\n', ""))
    async with showing(record, lesson=two) as shown:
        await shown.press("e", "backspace", "2", "enter")
        assert "The goal is reached. w says why, ] goes on." in shown.text
        await shown.press("right_square_bracket", "e", "backspace", "2", "enter")
        assert "The goal is reached." in shown.text
        assert "goes on" not in shown.text
        await shown.press("w")
        assert "this example gives no reason" in shown.text


@in_loop
async def test_the_check_of_a_run_says_nothing_of_the_changed_one(record: Record) -> None:
    async with showing(record, lesson=task()) as shown:
        screen = shown.screen
        screen.checks.checks[screen.session.run] = TorchCheck(TorchState.RUNNING)
        await shown.press("e", "backspace", "2", "enter")
        assert screen.check.state is TorchState.NOT_RUN
        assert not screen.torch_open
        await shown.press("R")
        assert screen.check.state is TorchState.RUNNING  # the run of the file is the same again
