"""Which questions make a round."""

from collections import Counter

import pytest

from convtutor.errors import UsageError
from convtutor.progress.answers import Answered, Confidence, Outcome
from convtutor.quiz.plan import OLDER, again, plan, review, single
from convtutor.quiz.round import Round
from tests.lessons.shipped import lesson
from tests.quiz.rounds import CHOICE, DAY, SIZE, VALUE, answer, stock

PADDING, STRIDE, POOL = lesson("padding"), lesson("stride"), lesson("max-pool")


def asked(made: Round) -> list[tuple[str, str]]:
    return [(one.template.lesson.id, one.template.id) for one in made.questions]


def written(made: Round) -> list[tuple[str, str, int]]:
    return [(one.template.id, str(one.right), one.level) for one in made.questions]


def test_a_seed_gives_the_same_round_and_another_seed_another_one() -> None:
    first, second = again([PADDING], 7), again([PADDING], 7)
    assert written(first) == written(second)
    assert len({tuple(written(again([PADDING], seed))) for seed in range(5)}) > 1
    assert {one.seed for one in first.questions} == {7}


def test_a_round_mixes_kinds_in_the_lessons_order_and_asks_nothing_twice() -> None:
    made = again([PADDING], 3, 6)
    assert len(set(asked(made))) == 6
    assert max(Counter(one.template.kind for one in made.questions).values()) == 1
    examples = [one.template.example.number for one in made.questions]
    assert examples == sorted(examples)


def test_what_the_file_writes_is_asked_before_what_follows_from_its_examples() -> None:
    made = again([PADDING], 3, 3)
    own = {query.id for example in PADDING.examples for query in example.questions}
    assert {identity for _, identity in asked(made)} <= own


def test_several_lessons_get_the_same_share() -> None:
    made = again([PADDING, STRIDE, POOL], 5, 6)
    assert Counter(name for name, _ in asked(made)) == {"padding": 2, "stride": 2, "max-pool": 2}


def test_a_question_comes_twice_where_there_are_no_others_and_with_other_numbers(
) -> None:
    whole = len(stock("gpu-check"))
    made = again([lesson("gpu-check")], 4, whole + 1)
    uses = Counter(asked(made))
    assert set(uses) == {("gpu-check", identity) for identity in stock("gpu-check")}
    twice = [one for one in made.questions if uses["gpu-check", one.template.id] == 2]
    assert [one.seed for one in twice] == [4, 5]


def test_what_is_due_comes_first_and_what_one_was_sure_of_before_all() -> None:
    answers = [
        answer(VALUE), answer(SIZE, confidence=Confidence.SURE),
        answer("3 size conv1", day=DAY + 1),
    ]
    made = plan([PADDING], answers, 1, DAY + 1)
    assert [identity for _, identity in asked(made)][:2] == [SIZE, VALUE]
    assert len(made.questions) == 5
    assert "3 size conv1" not in [identity for _, identity in asked(made)]  # that waits a day


def test_what_was_asked_before_comes_behind_what_was_not() -> None:
    own = [query.id for example in PADDING.examples for query in example.questions]
    answers = [answer(identity, Outcome.RIGHT) for identity in own]
    made = plan([PADDING], answers, 1, DAY)
    assert not {identity for _, identity in asked(made)} & set(own)


def test_the_level_grows_with_success_and_a_given_one_stands() -> None:
    right = [answer(VALUE, Outcome.RIGHT)] * 2
    assert {one.level for one in plan([PADDING], (), 1, DAY).questions} == {1}
    assert {one.level for one in plan([PADDING], right, 1, DAY).questions} == {2}
    assert {one.level for one in plan([PADDING], right, 1, DAY, level=3).questions} == {3}
    assert {one.level for one in plan([STRIDE], right, 1, DAY).questions} == {1}


def test_a_review_asks_what_is_due_between_two_older_topics() -> None:
    answers = [
        answer("1 size pool1", Outcome.RIGHT, name="max-pool"), answer(VALUE), answer(SIZE),
        answer(CHOICE),
    ]
    made = review([PADDING], [POOL, STRIDE], answers, 9, DAY + 1)
    assert [name for name, _ in asked(made)] == [
        "padding", "max-pool", "padding", "stride", "padding"
    ]
    assert len(made.questions) == 3 + OLDER


def test_a_review_where_nothing_is_due_asks_nothing() -> None:
    assert review([], [POOL], [answer(VALUE)], 9, DAY).questions == ()


def test_a_due_question_that_its_lesson_lost_is_left_out() -> None:
    answers = [answer("9 value nothing.output"), answer(VALUE)]
    assert asked(review([PADDING], [], answers, 9, DAY + 1)) == [("padding", VALUE)]


def test_fresh_numbers_come_with_another_seed() -> None:
    drawn = {
        str(review([PADDING], [], [answer(VALUE)], seed, DAY + 1).questions[0].case.changes)
        for seed in range(4)
    }
    assert len(drawn) == 4


def test_one_question_alone_is_asked_by_its_name() -> None:
    made = single(PADDING, VALUE, 7, 2, "en")
    assert asked(made) == [("padding", VALUE)]
    assert written(made) == written(single(PADDING, VALUE, 7, 2, "en"))
    with pytest.raises(UsageError, match="did you mean '2 size conv1'"):
        single(PADDING, "2 size conv", 7, 1, "en")
    with pytest.raises(UsageError, match="there are '1 value"):
        single(PADDING, "xyz", 7, 1, "en")


def test_answers_of_other_lessons_do_not_count() -> None:
    other: list[Answered] = [answer(VALUE, name="stride")]
    assert asked(plan([PADDING], other, 1, DAY + 1)) == asked(plan([PADDING], (), 1, DAY))
