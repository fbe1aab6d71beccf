"""A round by keyboard alone: answers, hints, what is told, the debugger and back, the end."""

from __future__ import annotations

import re

import pytest
from textual import events

from convtutor.paint.palette import LIGHT
from convtutor.progress.answers import Confidence, Outcome
from convtutor.progress.record import Record
from convtutor.quiz.answers import LONGEST
from convtutor.scene.quiz_state import Phase
from convtutor.tui.quiz_keys import QUIZ_KEYS
from convtutor.tui.screens.keys import KeysScreen
from convtutor.tui.screens.lesson import LessonScreen
from convtutor.tui.screens.quiz import QuizScreen
from tests.quiz.questions import (
    CHOICE,
    LINE,
    PADDED,
    READS,
    SIZE,
    VALUE,
    answer_of,
    question,
)
from tests.tui.quizzing import Asking, asking
from tests.tui.showing import in_loop


async def answer(shown: Asking, text: str, *sure: str) -> None:
    """Type an answer and enter it."""
    await shown.press(*text, "enter", *sure)


@in_loop
async def test_a_question_shows_what_is_read_and_a_question_mark_for_what_is_asked(
    record: Record,
) -> None:
    async with asking(record, [question(VALUE), question(SIZE)]) as shown:
        assert "quiz › padding › question 1 of 2" in shown.lines[1]
        assert shown.lines[1].endswith("seed 7")
        assert shown.lines[2].endswith("0 right, 0 to review")
        assert shown.lines[4].startswith("  What is output[1,1]?  input 3x3, kernel 2x2")
        assert "input  3x3" in shown.text
        assert shown.text.count("?") == 3  # of the question, of the cell, and of the footer
        assert str(question(VALUE).right) not in " ".join(shown.lines[5:])


@in_loop
async def test_the_size_that_is_asked_for_is_nowhere_on_the_screen(record: Record) -> None:
    async with asking(record, [question(SIZE)]) as shown:
        assert "output  " not in shown.text
        assert str(question(SIZE).right) not in shown.text


@in_loop
async def test_a_right_answer_is_told_with_its_working_and_kept(record: Record) -> None:
    asked = question(VALUE)
    async with asking(record, [asked, question(SIZE)]) as shown:
        await answer(shown, str(asked.right))
        assert "1 sure" in shown.text
        assert "2 unsure" in shown.lines[-1]
        await shown.press("1")
        assert f"your answer  {asked.right}   right" in shown.text
        assert f"= {asked.right}" in shown.text
        kept = record.answers()
        assert [one.outcome for one in kept] == [Outcome.RIGHT]
        assert kept[0].confidence is Confidence.SURE
        await shown.press("enter")
        assert "question 2 of 2" in shown.lines[1]
        assert shown.lines[2].endswith("1 right, 0 to review")


@in_loop
async def test_the_first_wrong_answer_names_the_slip_and_keeps_the_right_one_hidden(
    record: Record,
) -> None:
    asked = question(VALUE)
    async with asking(record, [asked]) as shown:
        await answer(shown, answer_of(asked, "kernel-flipped"), "enter")
        assert "You turned the kernel by half." in shown.text
        assert "Try again" in shown.text
        assert "Compare the two runs" not in shown.text
        assert f" {asked.right} " not in shown.text
        assert shown.state.round.last is not None
        assert shown.state.round.last.confidence is Confidence.UNSURE
        assert not record.answers()
        await answer(shown, str(asked.right))
        assert "right" in shown.text
        assert [one.outcome for one in record.answers()] == [Outcome.WRONG]


@in_loop
async def test_twice_wrong_opens_the_debugger_there_and_escape_leads_to_both_runs(
    record: Record,
) -> None:
    asked = question(VALUE)
    wrong = answer_of(asked, "kernel-flipped")
    async with asking(record, [asked, question(SIZE)]) as shown:
        await answer(shown, wrong, "1")
        await answer(shown, wrong)
        assert isinstance(shown.app.screen, LessonScreen)
        assert shown.place == asked.asked.place
        assert "Twice another answer" in shown.text
        assert "q quiz" in shown.lines[-1]
        await shown.press("s", "escape")
        assert shown.app.screen is shown.quiz
        assert f"! {wrong}" in shown.lines[6]
        assert f"the layer gives {asked.right}" in shown.lines[6]
        assert "You turned the kernel by half." in shown.lines[8]
        assert "kernel turned by half" in shown.text
        assert re.search(r"!\d +!\d", shown.text)
        assert "comes back tomorrow with other numbers" in shown.text
        await shown.press("d")
        assert isinstance(shown.app.screen, LessonScreen)
        await shown.press("q", "enter")
        assert "question 2 of 2" in shown.lines[1]


@in_loop
async def test_both_runs_are_stepped_one_product_at_a_time(record: Record) -> None:
    asked = question(VALUE)
    wrong = answer_of(asked, "kernel-flipped")
    async with asking(record, [asked]) as shown:
        await answer(shown, wrong, "1")
        await answer(shown, wrong)
        await shown.press("escape")
        finished = shown.lines
        await shown.press("right")
        assert shown.state.tap == 0
        sums = [line for line in shown.lines if "sum " in line]
        assert len(sums) == 1
        assert sums[0].count("sum") == 2
        await shown.press("right", "left", "left")
        assert shown.lines == finished
        await shown.press("left")
        assert shown.state.tap == 3


@in_loop
async def test_hints_stand_one_under_another_and_a_fourth_says_there_are_three(
    record: Record,
) -> None:
    async with asking(record, [question(VALUE)]) as shown:
        await shown.press("h", "h", "h")
        rows = [at for at, line in enumerate(shown.lines) if line.startswith("  hint ")]
        assert len(rows) == 3
        assert "h hint" not in shown.lines[-1]
        await shown.press("f2")
        assert "There are three hints" in shown.text


@in_loop
async def test_letters_are_keys_on_an_empty_line_and_text_behind_it(record: Record) -> None:
    async with asking(record, [question(SIZE), question(VALUE)]) as shown:
        await shown.press(*"refused")
        assert shown.state.typing.text == "refused"
        assert shown.state.round.hints == 0
        await shown.press("f2")
        assert shown.state.round.hints == 1
        await shown.press("left", "left", "backspace", "delete", "home", "9", "end", "5")
        assert shown.state.typing.text == "9refud5"
        await shown.press("escape")
        assert shown.state.typing.text == ""
        assert shown.state.phase is Phase.ASKED
        await shown.press("s")
        assert "question 2 of 2" in shown.lines[1]


@in_loop
async def test_what_is_no_answer_is_said_and_may_be_typed_again(record: Record) -> None:
    async with asking(record, [question(VALUE)]) as shown:
        await shown.press("enter")
        assert "Nothing is typed yet" in shown.text
        await answer(shown, "nine")
        assert "'nine' is no answer here; write one number" in shown.text
        assert shown.state.phase is Phase.ASKED
        assert not shown.state.round.tries
        await shown.press("escape", *"9", "enter", "escape")
        assert shown.state.typing.text == "9"


@in_loop
async def test_a_paste_of_ten_megabytes_is_cut_at_once_and_what_it_hides_is_left_out(
    record: Record,
) -> None:
    async with asking(record, [question(VALUE)]) as shown:
        shown.app.post_message(events.Paste("\x1b[31m7\u202e" + "1" * 10_000_000 + "\n2"))
        await shown.settle()
        assert shown.state.typing.text == "[31m7" + "1" * (LONGEST - 7)
        await shown.press("enter")
        assert "is no answer here" in shown.text
        await shown.press("escape", "4")
        assert shown.state.typing.text == "4"


@in_loop
async def test_show_me_tells_the_answer_and_brings_the_question_back(record: Record) -> None:
    asked = question(VALUE)
    async with asking(record, [asked]) as shown:
        await shown.press("w")
        assert f"the layer gives {asked.right}" in shown.text
        assert "comes back tomorrow" in shown.text
        assert [one.outcome for one in record.answers()] == [Outcome.SHOWN]
        await shown.press("right")
        assert shown.state.tap == 0


@in_loop
async def test_cells_are_picked_with_arrows_and_space_and_by_clicks(record: Record) -> None:
    asked = question(READS)
    async with asking(record, [asked]) as shown:
        assert "no cell picked" in shown.text
        await shown.press("down", "space", "right", "space", "down", "space", "space")
        assert shown.state.given == "1,0 1,1"
        pane = next(pane for pane in shown.quiz.grids if pane.painter is not None)
        assert pane.painter is not None
        place = pane.painter.place
        y = place.lines_of(range(2, 3)).start + place.pitch // 2  # type: ignore[union-attr]
        x = place.columns_of(range(0, 1)).start + 2  # type: ignore[union-attr]
        await shown.pilot.click(pane, offset=(x, y))
        await shown.settle()
        assert shown.state.given == "1,0 1,1 2,0"
        await shown.press("right", "space", "enter", "1")
        assert shown.state.round.tries[0].right == (str(asked.right) == "1,0 1,1 2,0 2,1")
        assert shown.state.phase is Phase.TOLD


@in_loop
async def test_options_are_chosen_by_letters_arrows_and_clicks(record: Record) -> None:
    asked = question(CHOICE)
    letter = str(asked.right)
    wrong = next(other for other in "abc" if other != letter)
    async with asking(record, [asked]) as shown:
        await shown.press("enter")
        assert "Choose an option" in shown.text
        await shown.press("down", "down")
        assert shown.state.given == "b"
        await shown.press(wrong, "enter", "3")
        assert shown.state.round.last is not None
        assert shown.state.round.last.confidence is Confidence.GUESS
        assert shown.state.phase is Phase.ASKED
        row = next(at for at, line in enumerate(shown.lines) if line.startswith(f"    {letter}  "))
        await shown.pilot.click(offset=(6, row))
        await shown.settle()
        assert shown.state.given == letter
        await shown.press("enter")
        assert f"your answer  {letter}   right" in shown.text
        why = asked.asked.choices["abc".index(letter)].why.said("en")
        assert why[:40] in shown.text


@in_loop
async def test_a_listing_marks_the_wrong_line_and_the_one_that_was_named(record: Record) -> None:
    asked = question(LINE)
    async with asking(record, [asked]) as shown:
        assert "  1  for y in range(2):" in shown.text
        await answer(shown, "1", "1")
        await answer(shown, "2")
        await shown.press("escape")
        assert any(line.strip().startswith(f"▸ {asked.right}") for line in shown.lines)
        assert any(line.strip().startswith("! 2") for line in shown.lines)


@in_loop
async def test_the_end_names_the_slips_and_leads_back_to_each_question(record: Record) -> None:
    value = question(VALUE)
    wrong = answer_of(value, "kernel-flipped")
    async with asking(record, [value, question(SIZE), question(CHOICE)]) as shown:
        await answer(shown, wrong, "1")
        await answer(shown, wrong)
        await shown.press("escape", "enter")
        await answer(shown, str(question(SIZE).right), "2")
        await shown.press("enter", "s")
        assert "quiz › the end" in shown.lines[1]
        assert "missed  question 1" in shown.text
        assert "You turned the kernel by half. (question 1)" in shown.text
        assert "You were sure of question 1" in shown.text
        assert "tomorrow: 1" in shown.text
        assert "convtutor lesson padding --example 1" in shown.text
        await shown.press("down", "up", "enter")
        assert f"! {wrong}" in shown.text
        await shown.press("enter")
        assert "quiz › the end" in shown.lines[1]
        await shown.press("q")
        assert shown.app.return_value == 0
    assert [one.outcome for one in record.answers()] == [
        Outcome.WRONG, Outcome.RIGHT, Outcome.SKIPPED
    ]


@in_loop
async def test_leaving_shows_the_end_and_an_open_question_can_be_gone_back_to(
    record: Record,
) -> None:
    asked = question(VALUE)
    async with asking(record, [asked, question(SIZE)]) as shown:
        await answer(shown, answer_of(asked, "kernel-flipped"), "1")
        await shown.press("escape")
        assert "Question 1 is still open" in shown.text
        assert not record.answers()
        await shown.press("b")
        assert "You turned the kernel by half." in shown.text
        await shown.press("q", "q")
        assert not shown.app.is_running
    assert [one.outcome for one in record.answers()] == [Outcome.WRONG]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
def test_a_question_and_both_runs_are_whole_at_every_size_and_after_a_resize(
    record: Record, size: tuple[int, int], language: str
) -> None:
    asked = question(PADDED)
    wrong = answer_of(asked, "border-repeated")

    @in_loop
    async def run() -> None:
        async with asking(record, [asked], (100, 30), language) as shown:
            await shown.resize(*size)
            assert "output[" in shown.text
            assert "·0" in shown.text
            await answer(shown, wrong, "1")
            await answer(shown, wrong)
            await shown.press("escape")
            assert f"! {wrong}" in shown.text
            assert "!" in shown.text
            await shown.resize(59, 18)
            assert "60x18" in shown.text
            await shown.resize(*size)
            assert f"! {wrong}" in shown.text

    run()


@in_loop
async def test_where_one_run_has_room_tab_shows_the_other(record: Record) -> None:
    asked = question(PADDED)
    wrong = answer_of(asked, "border-repeated")
    async with asking(record, [asked], (80, 24)) as shown:
        await answer(shown, wrong, "1")
        await answer(shown, wrong)
        await shown.press("escape")
        assert "your answer  border repeated   tab shows the run of the layer" in shown.text
        assert shown.text.count("output[") >= 2  # the arithmetic of both
        assert "tab other run" in shown.lines[-1]
        await shown.press("tab")
        assert "the layer     tab shows the run of your answer" in shown.text


@in_loop
async def test_the_page_of_keys_and_the_colours(record: Record) -> None:
    async with asking(record, [question(VALUE)]) as shown:
        await shown.press("question_mark")
        assert isinstance(shown.app.screen, KeysScreen)
        assert "Letters are keys while nothing is typed" in shown.text
        await shown.press("x")
        await shown.press("4", "f1")
        assert isinstance(shown.app.screen, KeysScreen)
        await shown.press("x")
        await shown.press("f9")
        assert shown.quiz.styles.background.hex.lower() == LIGHT.ground
        await shown.press("escape", "T")
        assert shown.quiz.styles.background.hex.lower() != LIGHT.ground


def test_every_key_of_the_table_is_done_by_the_screen() -> None:
    names = {entry.action.partition("(")[0] for entry in QUIZ_KEYS}
    assert all(hasattr(QuizScreen, f"do_{name}") for name in names)
    done = {name[3:] for name in dir(QuizScreen) if name.startswith("do_")}
    assert done == names
