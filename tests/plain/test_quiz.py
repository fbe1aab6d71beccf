"""A quiz on lines: what is typed, what is kept, and that nothing gives an answer away."""

import io

import pytest

from convtutor.console.output import Output
from convtutor.plain.beside import beside
from convtutor.plain.quiz import LineQuiz
from convtutor.plain.quiz_commands import Typed, candidates, read_typed
from convtutor.plain.quiz_grids import grid_lines, read_arrays
from convtutor.plain.quiz_lines import write_feedback
from convtutor.progress.answers import Confidence, Outcome
from convtutor.quiz.round import Result, Round
from convtutor.scene.quiz_workings import working_lines
from tests.lessons.shipped import every_lesson, lesson
from tests.quiz.rounds import SIZE, VALUE, question, round_of


def quiz(asking: Round) -> tuple[LineQuiz, list[Result], io.StringIO]:
    kept: list[Result] = []
    stream = io.StringIO()
    made = LineQuiz(asking, Output(stream), "en", lambda result: kept.append(result))
    return made, kept, stream


def typed(asking: Round, *lines: str) -> tuple[list[Result], str]:
    made, kept, stream = quiz(asking)
    made.begin()
    made.obey(lines)
    return kept, stream.getvalue()


@pytest.mark.parametrize(("line", "meant"), [
    ("19", Typed(text="19")),
    (" 19  sure ", Typed(text="19", confidence=Confidence.SURE)),
    ("0,0 0,1 GUESS", Typed(text="0,0 0,1", confidence=Confidence.GUESS)),
    ("sure", Typed(text="", confidence=Confidence.SURE)),
    ("hint", Typed("hint")),
    ("Show", Typed("show")),
    ("?", Typed("help")),
    ("q", Typed("quit")),
    ("debug mine", Typed("debug", "mine")),
    ("debug theirs", Typed(text="debug theirs")),
    ("hint 2", Typed(text="hint 2")),
])
def test_a_line_is_a_command_or_an_answer_with_how_sure_one_is(line: str, meant: Typed) -> None:
    assert read_typed(line) == meant


def test_completion_offers_commands_and_behind_an_answer_how_sure_one_is() -> None:
    assert candidates("", "s") == ["show", "skip"]
    assert candidates("19 ", "") == ["guess", "sure", "unsure"]
    assert candidates("debug ", "m") == ["mine"]


def test_a_question_is_kept_as_soon_as_it_is_over() -> None:
    made, kept, _ = quiz(round_of("padding", VALUE, SIZE))
    made.obey_line("5 sure")
    assert kept == []
    made.obey_line("19")
    assert [result.outcome for result in kept] == [Outcome.WRONG]


def test_the_end_of_input_keeps_a_wrong_answer_and_asks_no_more() -> None:
    kept, _ = typed(round_of("padding", VALUE, SIZE), "5")
    assert [result.outcome for result in kept] == [Outcome.WRONG]
    assert typed(round_of("padding", VALUE, SIZE))[0] == []


def test_ctrl_c_keeps_a_wrong_answer() -> None:
    made, kept, _ = quiz(round_of("padding", VALUE))

    def interrupted() -> object:
        yield "5"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.obey(interrupted())  # type: ignore[arg-type]
    assert [result.outcome for result in kept] == [Outcome.WRONG]


def test_quit_ends_the_round_and_lines_behind_it_are_not_read() -> None:
    kept, _ = typed(round_of("padding", VALUE, SIZE), "19", "quit", "4x4")
    assert [result.outcome for result in kept] == [Outcome.RIGHT]


def test_a_round_that_ends_rightly_reads_no_further_line() -> None:
    lines = iter(["19", "not read"])
    made, _, _ = quiz(round_of("padding", VALUE))
    made.obey(lines)
    assert list(lines) == ["not read"]


def test_behind_a_last_question_that_was_missed_the_debugger_can_be_opened() -> None:
    kept, text = typed(
        round_of("padding", VALUE), "5", "5", "debug mine", "continue", "back", "", "19"
    )
    assert "0×3 + 1×2 + 3×1 + 4×0 = 5" in text
    assert text.count("an empty line ends the round") == 2
    assert [result.outcome for result in kept] == [Outcome.WRONG]


def test_the_debugger_ends_an_open_question_that_was_answered_wrongly() -> None:
    kept, text = typed(round_of("padding", VALUE, SIZE), "5", "debug", "where", "back", "4x4")
    assert [result.outcome for result in kept] == [Outcome.SHOWN, Outcome.RIGHT]
    assert "The debugger at output[0,0]: the layer." in text


def test_the_debugger_does_not_open_an_open_question() -> None:
    kept, text = typed(round_of("padding", VALUE), "debug", "debug mine")
    assert kept == []
    assert text.count("answer this one first") == 2


def test_where_no_run_leads_to_an_answer_the_debugger_opens_the_right_one_alone() -> None:
    _, text = typed(round_of("padding", VALUE, SIZE), "101", "102", "debug mine", "debug", "back")
    assert "No run leads to your answer" in text
    assert "The debugger at output[0,0]: the layer." in text


def test_a_first_wrong_answer_gives_nothing_away() -> None:
    _, text = typed(round_of("padding", VALUE), "5")
    assert "You turned the kernel by half." in text
    assert "19" not in text.partition("your answer 5")[2].partition("What it came to")[0]


def test_a_wrong_answer_without_a_name_shows_the_right_working() -> None:
    _, text = typed(round_of("padding", VALUE), "101", "102")
    assert "No mistake that is known here leads to 102." in text
    assert "0×0 + 1×1 + 3×2 + 4×3 = 19" in text


def test_what_is_typed_is_shown_without_what_it_hides_and_long_lines_are_refused() -> None:
    _, text = typed(round_of("padding", VALUE), "\x1b[31mred", "1" * 300)
    assert "\x1b" not in text
    assert r"\x1b[31mred" in text
    assert "at most 200 characters" in text


def test_the_asked_cell_is_a_question_mark_and_its_array_has_no_numbers() -> None:
    lines = grid_lines(question("padding", VALUE), 80)
    assert lines[2].endswith("0  ?  ·")
    assert lines[3].endswith("1  ·  ·")


@every_lesson
def test_no_array_that_gives_the_answer_away_is_drawn_as_numbers(name: str) -> None:
    for example in lesson(name).examples:
        for query in example.questions:
            asked = question(name, query.id)
            hidden = {full for full, part in asked.asked.hidden.items() if part is None}
            assert not hidden & set(read_arrays(asked)), query.id


def test_both_runs_stand_side_by_side_where_there_is_room() -> None:
    made, kept, _ = quiz(round_of("padding", VALUE))
    made.obey_line("5")
    made.obey_line("5")
    wide, narrow = io.StringIO(), io.StringIO()
    write_feedback(kept[0], Output(wide, width=100), "en")
    write_feedback(kept[0], Output(narrow, width=60), "en")
    both = "  output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19    output[0,0] = 0×3 + 1×2 + 3×1 + 4×0 = 5"
    assert both in wide.getvalue()
    assert both not in narrow.getvalue()
    assert "\n  output[0,0] = 0×3 + 1×2 + 3×1 + 4×0 = 5\n" in narrow.getvalue()


def test_blocks_stand_beside_one_another_up_to_the_width() -> None:
    blocks = [["ab", "c"], ["核"], ["e"]]
    assert beside(blocks, 13) == ["ab    核    e", "c"]
    assert beside(blocks, 12) == ["ab    核", "c", "", "e"]
    assert beside([], 10) == []


def test_a_gate_is_asked_about_with_what_decides_it() -> None:
    lines = grid_lines(question("pool-backward", "2 gradient pool1.grad_input[1,1]"), 80)
    assert [word for word in lines[0].split("  ") if word.strip()] == [
        "grad_output 2x2", "input 3x3", " grad_input 3x3"
    ]


def test_a_blocked_term_stands_in_no_working() -> None:
    asked = question("pool-backward", "4 gradient pool1.grad_input[:,:]")
    lines = working_lines(asked, asked.case.run, "en")
    assert lines == [
        "grad_input[0,0] = 1", "grad_input[0,1] = 0", "grad_input[1,0] = 0", "grad_input[1,1] = 0"
    ]


def test_arrays_of_other_layers_are_called_by_their_full_names() -> None:
    heading = grid_lines(question("autograd", "1 gradient x.grad[:]"), 80)[0]
    assert heading.split() == ["square.grad_input", "4", "square.grad_other", "4", "grad", "4"]
