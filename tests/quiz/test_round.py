"""A round goes from question to question, and the first answer is the one that counts."""

import pytest

from convtutor.errors import ConvtutorError, UsageError
from convtutor.progress.answers import Confidence, Outcome
from convtutor.quiz.round import Round
from tests.quiz.rounds import CHOICE, SIZE, VALUE, round_of


def two() -> Round:
    return round_of("padding", VALUE, SIZE)


def test_a_right_answer_ends_a_question_and_on_goes_to_the_next() -> None:
    done = two().answered("19", "en", Confidence.SURE)
    assert done.is_settled
    assert done.ended is Outcome.RIGHT
    following = done.on()
    assert following.number == 2
    assert following.question is following.questions[1]
    assert following.results[0].was_sure
    assert (following.tries, following.hints, following.ended) == ((), 0, None)


def test_a_first_wrong_answer_is_diagnosed_and_leaves_the_question_open() -> None:
    tried = two().answered("5", "en")
    assert not tried.is_settled
    assert tried.last is not None
    assert [mistake.name for mistake in tried.last.mistakes][:1] == ["kernel-flipped"]


def test_right_at_the_second_try_counts_as_wrong() -> None:
    done = two().answered("5", "en").answered("19", "en")
    assert done.ended is Outcome.WRONG
    result = done.on().results[0]
    assert [mistake.name for mistake in result.mistakes] == ["kernel-flipped"]


def test_two_wrong_answers_end_a_question() -> None:
    assert two().answered("5", "en").answered("6", "en").ended is Outcome.WRONG


def test_hints_are_three_and_after_all_of_them_an_answer_is_no_longer_right_at_once() -> None:
    asking, said = two(), []
    for _ in range(4):
        asking, hint = asking.hint("en")
        said.append(hint)
    assert asking.hints == 3
    assert len(set(said)) == 3
    assert said[3] == said[2]
    assert asking.answered("19", "en").ended is Outcome.WRONG


def test_two_hints_leave_a_right_answer_right() -> None:
    asking, _ = two().hint("en")
    asking, _ = asking.hint("en")
    assert asking.answered("19", "en").ended is Outcome.RIGHT


def test_what_is_skipped_after_a_wrong_answer_stays_wrong() -> None:
    assert two().skipped().ended is Outcome.SKIPPED
    assert two().answered("5", "en").skipped().ended is Outcome.WRONG


def test_leaving_keeps_a_wrong_answer_and_drops_an_open_question() -> None:
    assert two().left().results == ()
    (result,) = two().answered("5", "en").left().results
    assert result.outcome is Outcome.WRONG
    (shown,) = two().shown().left().results
    assert shown.outcome is Outcome.SHOWN


def test_what_is_no_answer_is_refused_and_changes_nothing() -> None:
    asking = round_of("padding", CHOICE)
    with pytest.raises(UsageError, match="write one letter"):
        asking.answered("19", "en")
    assert asking.tries == ()


def test_nothing_can_be_answered_where_no_question_is_open() -> None:
    over = two().shown()
    with pytest.raises(ConvtutorError, match="no open question"):
        over.answered("19", "en")
    with pytest.raises(ConvtutorError, match="is not over"):
        two().on()
