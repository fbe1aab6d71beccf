"""Which steps carry news, and that predict mode asks before them and takes the answer."""

import io

import pytest

from convtutor.console.doings import DOINGS
from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.lesson.catalog import find_lesson, lesson_names
from convtutor.lesson.explore import Layer, explore
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import Run, run_example
from convtutor.plain.line_debugger import LineDebugger
from convtutor.quiz.news import question_at, stands_of


def run_of(layer: Layer) -> Run:
    return run_example(explore(layer).examples[0])


def named(run: Run) -> dict[str, str]:
    return {stand.why or "": stand.target for stand in reversed(stands_of(run))}


def test_the_first_window_over_the_edge_the_first_jump_and_what_is_left_over_are_news() -> None:
    keywords = {"stride": (1, 2), "padding": (0, 1)}
    run = run_of(Layer("conv2d", (4, 7), keywords, (2, 2), bias=False))
    news = named(run)
    assert news["border"] == "conv1.output[0,0,0,0]"
    assert news["jump"] == "conv1.output[0,0,0,1]"
    assert "channels" not in news
    run = run_of(Layer("conv2d", (4, 9), {"stride": (1, 3)}, (2, 2), bias=False))
    assert named(run)["last-column"] == "conv1.output[0,0,0,2]"


def test_the_first_sum_over_channels_and_the_first_tie_are_news() -> None:
    run = run_of(Layer("conv2d", (3, 3), {}, (2, 2), in_channels=2))
    assert named(run)["channels"] == "conv1.output[0,0,0,0]"
    run = run_of(Layer("max_pool2d", (4, 4), {"kernel_size": 2}, values="range"))
    assert "tie" not in named(run)


@pytest.mark.parametrize("name", lesson_names())
def test_every_stand_of_a_lesson_can_be_asked_or_is_left_out(name: str) -> None:
    lesson = read_lesson(find_lesson(name))
    for example in lesson.examples[:4]:
        if example.repeat is not None:
            continue
        run = run_example(example)
        stands = stands_of(run)
        assert [stand.step for stand in stands] == sorted({stand.step for stand in stands})
        for stand in stands[:2]:
            question = question_at(stand, lesson, run)
            assert question.asked.answer(run) == question.right


def typed(*lines: str) -> str:
    stream = io.StringIO()
    session = start_session(read_lesson(find_lesson("padding")), "en")
    LineDebugger(session, Output(stream)).obey(lines)
    return stream.getvalue()


def test_predict_mode_stands_before_the_step_until_it_is_answered() -> None:
    said = typed("predict", "next", "where", "19", "where")
    before, _, after = said.partition("19: so it is.")
    assert "What is output[0,0]?" in before
    assert "= 19" not in before
    assert "output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19" in after


def test_a_wrong_answer_is_asked_once_more_and_then_shown() -> None:
    said = typed("predict", "n", "answer 5", "answer 6", "n")
    assert said.count("It is not so.") == 2
    assert said.count("Once more") == 1
    assert "It is 0×0 + 1×1 + 3×2 + 4×3 = 19." in said
    assert said.count("What is output[0,0]?") == 1


def test_the_next_step_shows_what_was_asked() -> None:
    said = typed("predict", "n", "n", "answer 1")
    assert "output[0,0] = 0×0 + 1×1 + 3×2 + 4×3 = 19" in said
    assert "no question is open" in said


def test_what_is_no_answer_is_said_and_the_question_stays() -> None:
    said = typed("predict", "n", "answer nineteen", "19")
    assert "'nineteen' is no answer here" in said
    assert "19: so it is." in said


def test_a_long_way_ends_before_the_first_question() -> None:
    assert typed("predict", "continue").rstrip().endswith("the next step shows it.")
    assert "predict" in DOINGS


def test_what_was_predicted_is_kept_as_an_answer_of_the_quiz() -> None:
    kept = []
    session = start_session(read_lesson(find_lesson("padding")), "en")
    debugger = LineDebugger(session, Output(io.StringIO()), kept=kept.append)
    debugger.obey(["predict", "n", "answer 5", "19", "n", "n"])
    assert [(result.question.template.id, result.outcome.value) for result in kept] == [
        ("1 value conv1.output[0,0]", "wrong")
    ]
