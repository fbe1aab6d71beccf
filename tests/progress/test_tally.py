"""Answers are counted by lesson, and those of a class by question and learner."""

from dataclasses import replace

from convtutor.progress.answers import Answered, Kept, Outcome
from convtutor.progress.tally import commonest, learners_of, tally, tally_class
from tests.progress.answering import RIGHT, right, wrong


def of(record: str, *answers: Answered) -> list[Kept]:
    return [Kept(record, number, answer) for number, answer in enumerate(answers, start=1)]


def test_right_answers_and_mistakes_are_counted_by_lesson() -> None:
    found = tally([
        right(900), wrong(900), wrong(900, mistake="axes-swapped"), wrong(901),
        right(901, outcome=Outcome.SHOWN, lesson="stride"),
        right(901, outcome=Outcome.SKIPPED),
        right(902, outcome=Outcome.SKIPPED, lesson="dilation"),
    ])
    assert list(found) == ["padding", "stride"]
    padding = found["padding"]
    assert (padding.right, padding.answered) == (1, 4)
    assert list(padding.mistakes.items()) == [("conv2d.kernel-flipped", 2), ("axes-swapped", 1)]
    assert (found["stride"].right, found["stride"].answered) == (0, 1)


def test_only_right_answers_pass_a_text_of_the_lesson() -> None:
    found = tally([right(900), right(901, digest="d2"), wrong(902, digest="d3")])
    assert found["padding"].digests == {"d1", "d2"}


def test_files_that_share_an_answer_are_of_one_learner() -> None:
    first, second = of("a", right(900)), of("b", wrong(900), right(901))
    both = [*first, *second]
    assert len(learners_of([first, second])) == 2
    assert len(learners_of([first, second, both])) == 1
    assert len(learners_of([both, first, of("c", RIGHT), second])) == 2
    (learner,) = learners_of([both, both[::-1]])
    assert [(one.sequence, one.record) for one in learner.kept] == [(1, "a"), (1, "b"), (2, "b")]


def test_a_mistake_counts_once_a_learner_and_question() -> None:
    swapped = "axes-swapped"
    class_of_three = learners_of([
        of("a", wrong(900), wrong(901), wrong(902, mistake=swapped)),
        of("b", right(900), wrong(901, mistake=swapped), wrong(901, question="size pool1")),
        of("c", right(900), right(900, question="size pool1", outcome=Outcome.SKIPPED)),
    ])
    value, size = tally_class(class_of_three)
    assert (value.question, value.learners) == ("value conv1.output", 3)
    assert list(value.mistakes.items()) == [(swapped, 2), ("conv2d.kernel-flipped", 1)]
    assert (size.question, size.learners) == ("size pool1", 1)


def test_the_commonest_mistake_is_shown_by_the_last_answer_that_made_it() -> None:
    files = [
        of("a", wrong(900, seed=3), wrong(900, seed=4)),
        of("b", wrong(900, seed=5, level=3)),
        of("c", wrong(900, lesson="a-lesson", mistake="axes-swapped")),
    ]
    found = commonest(tally_class(learners_of(files)))
    assert found is not None
    assert (found.asked.lesson, found.mistake, found.learners) == (
        "padding", "conv2d.kernel-flipped", 2,
    )
    shown = found.asked.shown_by[found.mistake]
    assert (shown.seed, shown.level) == (5, 3)


def test_there_is_no_commonest_mistake_where_nobody_made_one() -> None:
    unexplained = replace(RIGHT, outcome=Outcome.WRONG)
    questions = tally_class(learners_of([of("a", RIGHT), of("b", unexplained)]))
    assert [asked.learners for asked in questions] == [2]
    assert commonest(questions) is None
