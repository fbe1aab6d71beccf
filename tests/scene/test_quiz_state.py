"""The moments of a round: what a key makes of each."""

from __future__ import annotations

from convtutor.progress.answers import Confidence, Outcome
from convtutor.quiz.answers import LONGEST
from convtutor.scene.quiz_line import Typing
from convtutor.scene.quiz_picking import plane_at, turned
from convtutor.scene.quiz_state import Phase, Quizzing, begun
from tests.quiz.questions import CHOICE, READS, SIZE, VALUE, answer_of, question, round_of


def typed(state: Quizzing, text: str) -> Quizzing:
    return state.typed(Typing(text, len(text)))


def test_the_first_answer_waits_to_be_told_how_sure_and_the_second_does_not() -> None:
    asked = question(VALUE)
    wrong = answer_of(asked, "kernel-flipped")
    sure = typed(begun(round_of(asked), "en"), wrong).entered()
    assert sure.phase is Phase.SURE
    assert sure.unsure().typing.text == wrong
    first = sure.answered(Confidence.SURE)
    assert first.phase is Phase.ASKED
    assert first.typing.text == ""
    second = typed(first, wrong).entered()
    assert second.phase is Phase.TOLD
    assert second.result is not None
    assert second.result.outcome is Outcome.WRONG
    assert [one.confidence for one in second.result.tries] == [Confidence.SURE, None]


def test_what_cannot_be_read_is_no_answer() -> None:
    asked = question(VALUE)
    state = typed(begun(round_of(asked), "en"), "nine").entered()
    assert state.phase is Phase.ASKED
    assert not state.round.tries
    assert state.message.startswith("'nine' is no answer here; write one number")


def test_a_skipped_question_is_over_and_the_next_one_is_asked() -> None:
    state = begun(round_of(question(VALUE), question(SIZE)), "en").skipped()
    assert state.number == 2
    assert [result.outcome for result in state.over] == [Outcome.SKIPPED]
    assert state.skipped().phase is Phase.ENDED


def test_an_open_question_is_gone_back_to_and_one_that_is_over_is_not() -> None:
    start = begun(round_of(question(VALUE)), "en")
    assert start.left().phase is Phase.ENDED
    assert start.left().back().phase is Phase.ASKED
    shown = start.shown()
    assert shown.left().back().phase is Phase.ENDED
    assert len(shown.left().round.results) == 1


def test_a_question_is_seen_again_from_the_end_and_leads_back_there() -> None:
    end = begun(round_of(question(VALUE), question(SIZE)), "en").shown().on().shown().on()
    again = end.at_row(1).seen_again()
    assert again.phase is Phase.TOLD
    assert again.number == 2
    assert again.question is question(SIZE)
    assert again.on().phase is Phase.ENDED
    assert again.left().phase is Phase.ENDED
    assert len(again.over) == 2


def test_steps_go_round_with_the_finished_element_between() -> None:
    state = begun(round_of(question(VALUE)), "en").shown()
    taps = []
    for _ in range(6):
        state = state.stepped(1, 4)
        taps.append(state.tap)
    assert taps == [0, 1, 2, 3, None, 0]
    assert state.stepped(-1, 4).stepped(-1, 4).tap == 3


def test_cells_are_picked_and_put_back() -> None:
    state = begun(round_of(question(READS)), "en")
    state = state.moved(1, 0).picked().moved(0, 1).picked().moved(9, 9).picked()
    assert state.given == "1,0 1,1 2,2"
    assert state.picked().given == "1,0 1,1"


def test_an_option_is_the_nearest_there_is() -> None:
    state = begun(round_of(question(CHOICE)), "en")
    assert state.given == ""
    assert state.chosen(9).given == "c"
    assert state.chosen(-1).given == "a"


def test_planes_are_turned_in_their_order_and_no_further_than_the_last() -> None:
    shape = (2, 3, 4, 5)
    cell = (0, 2, 1, 1)
    assert plane_at(cell, shape) == 2
    assert turned(cell, shape, 1) == (1, 0, 1, 1)
    assert turned(cell, shape, 99) == (1, 2, 1, 1)
    assert turned(cell, shape, -99) == (0, 0, 1, 1)


def test_the_line_takes_what_is_seen_of_one_line_and_no_more_than_its_length() -> None:
    assert Typing("12", 1).put("a\x1b[0m\u202eb\nc") == Typing("1a[0mb2", 6)
    assert len(Typing().put("7" * 10_000).text) == LONGEST
    assert Typing("1234", 2).erased(1, 1) == Typing("14", 1)
    assert Typing("12", 2).moved(-9) == Typing("12", 0)
    assert Typing("12", 0).erased(1, 0) == Typing("12", 0)
