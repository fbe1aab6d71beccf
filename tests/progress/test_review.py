"""What was missed comes back in time, whatever the clock says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.progress.answers import LAST_DAY, Answered, Confidence, Outcome
from convtutor.progress.review import due, due_count, level_of, scheduled
from tests.progress.answering import RIGHT, WRONG, right, wrong


def days_due(*answers: Answered, until: int = 960) -> list[int]:
    return [day for day in range(900, until) if due(answers, day)]


@pytest.mark.parametrize("outcome", [Outcome.WRONG, Outcome.SHOWN])
def test_a_miss_comes_back_the_next_day(outcome: Outcome) -> None:
    missed = wrong(900, outcome=outcome)
    assert days_due(missed, until=904) == [901, 902, 903]
    (item,) = due([missed], 902)
    assert (item.lesson, item.question, item.day, item.stage) == (
        "padding", "value conv1.output", 901, 0,
    )
    assert (item.outcome, item.mistake) == (outcome, "conv2d.kernel-flipped")


@pytest.mark.parametrize("outcome", [Outcome.RIGHT, Outcome.SKIPPED])
def test_what_was_never_missed_does_not_come_back(outcome: Outcome) -> None:
    assert days_due(right(900, outcome=outcome)) == []


def test_right_when_due_it_comes_back_after_3_7_and_16_days_and_is_then_done() -> None:
    answers, found = [wrong(900)], []
    for _ in range(4):
        (item,) = scheduled(answers).values()
        found.append((item.stage, item.day))
        answers.append(right(item.day))
    assert found == [(0, 901), (1, 904), (2, 911), (3, 927)]
    assert days_due(*answers) == []


def test_the_interval_counts_from_the_day_it_was_answered() -> None:
    (item,) = scheduled([wrong(900), right(905)]).values()
    assert item.day == 908


def test_right_before_it_is_due_changes_nothing_but_what_was_last() -> None:
    answers = [wrong(900), right(900)]
    assert days_due(*answers, until=903) == [901, 902]
    (item,) = due(answers, 901)
    assert (item.outcome, item.stage) == (Outcome.RIGHT, 0)


def test_a_new_miss_begins_again() -> None:
    answers = [wrong(900), right(901), right(904), wrong(911), right(912)]
    (item,) = scheduled(answers).values()
    assert (item.stage, item.day) == (1, 915)


def test_a_skipped_question_stays_due_as_it_was() -> None:
    before = [wrong(900)]
    skipped = [*before, right(905, outcome=Outcome.SKIPPED)]
    assert due(skipped, 906) == due(before, 906) != ()


def test_what_one_was_sure_of_and_missed_comes_first_then_what_is_due_longest() -> None:
    unsure = Confidence.UNSURE
    answers = [
        wrong(903, question="new and sure"),
        wrong(901, question="newer", confidence=unsure),
        wrong(900, question="oldest", confidence=None),
        wrong(902, question="sure"),
        wrong(890, question="right since"),
        right(891, question="right since", confidence=Confidence.SURE),
    ]
    order = ["sure", "new and sure", "right since", "oldest", "newer"]
    assert [item.question for item in due(answers, 905)] == order
    assert due_count(answers, 905) == 5
    assert due_count(answers, 903) == 4


def test_lessons_with_the_same_question_are_told_apart() -> None:
    answers = [wrong(900), wrong(900, lesson="stride"), right(901, lesson="stride")]
    assert [item.lesson for item in due(answers, 901)] == ["padding"]


def test_a_clock_set_back_leaves_a_miss_due() -> None:
    ahead = [wrong(5000)]
    assert [due_count(ahead, day) for day in (900, 4999, 5000, 5001)] == [1, 1, 0, 1]
    mended = [*ahead, right(900)]
    assert days_due(*mended, until=905) == [903, 904]


def test_a_day_lost_by_travelling_is_no_day_won() -> None:
    assert due_count([wrong(900), right(901)], 900) == 1
    assert due_count([wrong(900), right(901)], 901) == 0


ANSWERS = st.lists(
    st.builds(
        replace, st.sampled_from([RIGHT, WRONG]), day=st.integers(1, LAST_DAY),
        question=st.sampled_from(["a", "b"]), outcome=st.sampled_from(Outcome),
    ),
    max_size=12,
)


@given(ANSWERS, st.integers(1, LAST_DAY))
def test_whatever_the_clocks_said_a_last_miss_is_due_from_the_next_day_on(
    answers: list[Answered], day: int
) -> None:
    ended = [*answers, wrong(day, question="a")]
    for later in (day + 1, day + 400, day - 1):
        assert "a" in [item.question for item in due(ended, later)]
    (item,) = (item for item in scheduled(ended).values() if item.question == "a")
    assert (item.stage, item.day) == (0, day + 1)


@given(ANSWERS, st.integers(1, LAST_DAY - 40))
def test_whatever_the_clocks_said_four_right_answers_when_due_end_it(
    answers: list[Answered], day: int
) -> None:
    tail = [*answers, wrong(day, question="a")]
    for _ in range(4):
        item = scheduled(tail)[("padding", "a")]
        tail.append(right(item.day, question="a"))
    assert ("padding", "a") not in scheduled(tail)


def test_difficulty_grows_with_two_right_answers_in_a_row_and_falls_with_a_miss() -> None:
    answers: list[Answered] = []
    levels = [1]
    for answer in (*[right(900)] * 6, wrong(900), right(900), right(900)):
        answers.append(answer)
        levels.append(level_of(answers, "padding"))
    assert levels == [1, 1, 2, 2, 3, 3, 3, 2, 2, 3]


def test_difficulty_is_that_of_the_lesson_or_of_a_question() -> None:
    skipped = right(900, outcome=Outcome.SKIPPED)
    answers = [right(900), skipped, right(900, question="other"), right(900, lesson="stride")]
    assert level_of(answers, "padding") == 2
    assert level_of(answers, "padding", "other") == 1
    assert level_of(answers * 9, "padding", most=5) == 5
    assert level_of([], "padding") == level_of([wrong(900)] * 3, "padding") == 1
