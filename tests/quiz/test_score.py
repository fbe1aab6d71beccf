"""What a round came to, and what is kept of it."""

from collections.abc import Sequence
from pathlib import Path

from convtutor.progress.answers import Answered, Confidence, Outcome
from convtutor.progress.record import Record
from convtutor.quiz.keeping import answered_of, keep
from convtutor.quiz.round import Round
from convtutor.quiz.score import Summary, command_of, summary
from tests.quiz.rounds import CHOICE, DAY, SIZE, VALUE, answer, round_of

NEXT_VALUE = "2 value conv1.output[0,1]"


def answered(asking: Round, *given: str, confidence: Confidence | None = None) -> Round:
    for text in given:
        asking = asking.answered(text, "en", confidence)
    return asking.on()


def score(done: Round, before: Sequence[Answered] = ()) -> Summary:
    kept = [*before, *(answered_of(result, DAY) for result in done.results)]
    return summary(done, kept, DAY)


def test_every_question_stands_in_one_list_by_how_it_was_done() -> None:
    asking = round_of("padding", VALUE, SIZE, NEXT_VALUE, CHOICE, "3 size conv1", "4 size conv1")
    asking = answered(asking, "19")
    asking = answered(asking.hint("en")[0], "4x4")
    asking = answered(asking, "4", "3")
    asking = asking.shown().on().skipped().on()
    asking = answered(asking, "1", "1", confidence=Confidence.SURE)
    found = score(asking)
    assert (found.right, found.hinted, found.later) == ((1,), (2,), (3,))
    assert (found.shown, found.skipped, found.missed) == ((4,), (5,), (6,))
    assert found.sure == (6,)
    assert (found.count, found.done) == (6, 6)


def test_mistakes_are_counted_by_name_the_commonest_first() -> None:
    asking = round_of("padding", VALUE, NEXT_VALUE, VALUE)
    asking = answered(asking, "17", "19")
    asking = answered(asking, "0", "3")  # turned by half here too
    asking = answered(asking, "5", "5")
    found = score(asking)
    names = [(slipped.name, slipped.count) for slipped in found.slips]
    assert names[0] == ("kernel-flipped", 2)
    assert ("kernel-transposed", 1) in names
    assert found.slips[0].questions == (3, 3)


def test_a_miss_comes_back_tomorrow_and_a_right_answer_when_its_time_has_come() -> None:
    before = [answer(SIZE, day=DAY - 1)]
    asking = answered(round_of("padding", VALUE, SIZE), "5", "5")
    asking = answered(asking, "4x4")
    found = score(asking, before)
    assert [(one.number, one.days) for one in found.returning] == [(1, 1), (2, 3)]


def test_advice_leads_to_the_example_of_the_commonest_mistake() -> None:
    asking = answered(round_of("padding", SIZE), "2x2", "2x2")
    (advice,) = score(asking).advice
    assert advice.command == "convtutor lesson padding --example 2"
    assert advice.sentence.said("en").startswith("no padding:")


def test_advice_after_a_round_without_a_miss_is_another_round() -> None:
    asking = answered(round_of("padding", VALUE), "19")
    (advice,) = score(asking).advice
    assert advice.command == "convtutor quiz padding"
    assert "other numbers" in advice.sentence.said("en")
    right = [answer(VALUE, Outcome.RIGHT)]
    (harder,) = score(asking, right).advice
    assert "level 2" in harder.sentence.said("en")


def test_advice_says_what_is_due() -> None:
    asking = answered(round_of("padding", VALUE), "19")
    found = score(asking, [answer(SIZE, day=DAY - 1)])
    assert "convtutor quiz --review" in [advice.command for advice in found.advice]


def test_a_round_in_which_nothing_was_done_has_an_empty_summary() -> None:
    found = score(round_of("padding", VALUE))
    assert (found.done, found.slips, found.returning, found.advice) == (0, (), (), ())


def test_what_is_kept_is_the_first_answer_with_its_mistake() -> None:
    asking = round_of("padding", VALUE).answered("5", "en", Confidence.SURE)
    (result,) = asking.answered("19", "en").on().results
    kept = answered_of(result, DAY)
    assert kept == Answered(
        "padding", VALUE, 0, 1, "5", Outcome.WRONG, "conv2d.kernel-flipped", Confidence.SURE,
        result.question.template.lesson.digest, DAY,
    )


def test_a_record_has_every_question_that_is_over(tmp_path: Path) -> None:
    asking = answered(round_of("padding", VALUE, SIZE), "19").shown().on()
    with Record(tmp_path / "data" / "progress.sqlite3") as record:
        for result in asking.results:
            keep(result, record, DAY)
        assert [one.outcome for one in record.answers()] == [Outcome.RIGHT, Outcome.SHOWN]


def test_a_command_asks_a_question_again() -> None:
    question = round_of("padding", VALUE).questions[0]
    assert command_of(question) == (
        f"convtutor quiz padding --question '{VALUE}' --seed 0 --level 1"
    )
