"""Home says how many questions are due; its review asks them and comes back to a smaller count."""

from __future__ import annotations

from pathlib import Path

import pytest

from convtutor.progress.answers import Answered, Confidence, Outcome, today
from convtutor.progress.record import Record
from convtutor.tui.screens.quiz import QuizScreen
from tests.quiz.questions import VALUE, lesson
from tests.tui.home import at_home, write_course
from tests.tui.showing import in_loop

SIZES = [(80, 24), (120, 40), (200, 60)]


def missed(question: str, days: int) -> Answered:
    """Give a wrong answer to a question of the padding lesson, some days ago."""
    return Answered(
        "padding", question, 3, 1, "5", Outcome.WRONG, "conv2d.kernel-flipped", Confidence.SURE,
        lesson().digest, today() - days,
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course", "alpha", "beta")


@pytest.mark.parametrize("size", SIZES)
def test_home_counts_what_is_due_and_the_review_asks_it(
    record: Record, course: Path, size: tuple[int, int]
) -> None:
    record.keep_answer(missed(VALUE, 2))
    record.keep_answer(missed("2 size conv1", 0))

    @in_loop
    async def run() -> None:
        async with at_home(course, record, size) as shown:
            assert "1 question due" in shown.text
            assert "r review 1" in shown.lines[-1]
            await shown.press("r")
            await shown.until("question 1 of")
            quiz = shown.app.screen
            assert isinstance(quiz, QuizScreen)
            assert quiz.state.question is not None
            assert quiz.state.question.template.id == VALUE
            right = str(quiz.state.question.right)
            await shown.press(*right, "enter", "1")
            await shown.press("escape")
            assert "q home" in shown.lines[-1]
            await shown.press("q")
            assert shown.app.screen is shown.home
            assert "due" not in shown.text
            assert "r review" not in shown.lines[-1]

    run()
    assert record.answers()[-1].outcome is Outcome.RIGHT


@in_loop
async def test_leaving_a_review_keeps_a_wrong_answer_given_in_it(
    record: Record, course: Path
) -> None:
    record.keep_answer(missed(VALUE, 2))
    async with at_home(course, record) as shown:
        await shown.press("r")
        await shown.until("question 1 of")
        await shown.press(*"123456", "enter", "3")
        await shown.press("q", "q")
        assert shown.app.screen is shown.home
    last = record.answers()[-1]
    assert last.outcome is Outcome.WRONG
    assert last.given == "123456"
    assert last.confidence is Confidence.GUESS
