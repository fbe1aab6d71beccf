"""Every kind of question, and every slip, is said in both languages; a kind asks what it should."""

from random import Random
from typing import Any

import pytest

from convtutor.lesson.schema import QUERY_KINDS
from convtutor.quiz.answers import Cells, Numbers, Sizes
from convtutor.quiz.case import Case, case_of
from convtutor.quiz.drawing import draw
from convtutor.quiz.kinds import QUESTION_KINDS
from convtutor.quiz.mistakes import wrong_answers
from convtutor.quiz.question import Asked
from convtutor.quiz.slips import SLIPS
from convtutor.quiz.templates import templates_of
from convtutor.words import CATALOGUES, LANGUAGES
from tests.lessons.shipped import NAMES, lesson


def of(name: str, number: int, **changes: Any) -> Case:
    return case_of(lesson(name).examples[number - 1], {
        key.replace("__", "."): value for key, value in changes.items()
    })


def asked(case: Case, kind: str, target: str) -> Asked:
    return QUESTION_KINDS[kind].ask(case, target, Random(1))


def answers(case: Case, found: Asked) -> dict[str, str]:
    right = found.answer(case.run)
    assert right is not None
    return {mistake.name: str(mistake.answer) for mistake in wrong_answers(case, found, right)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_every_slip_is_said(language: str) -> None:
    wanted = {f"quiz.kind.{kind}" for kind in QUESTION_KINDS}
    wanted |= {f"slips.{name}.{part}" for name in SLIPS for part in ("you", "rule", "label")}
    assert wanted <= set(CATALOGUES[language])


def test_a_rule_of_a_slip_has_at_most_160_characters() -> None:
    said = CATALOGUES["en"]
    assert all(len(said[f"slips.{name}.rule"]) <= 160 for name in SLIPS)


def test_lesson_files_may_ask_every_kind_and_no_other() -> None:
    assert set(QUERY_KINDS) == set(QUESTION_KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(QUESTION_KINDS))
def test_what_a_kind_asks_and_hints_is_said(kind: str, language: str) -> None:
    template = next(
        template for name in NAMES for template in templates_of(lesson(name))
        if template.kind == kind
    )
    found = draw(template, 3, 2).asked
    said = [found.ask, found.about, *found.hints]
    assert all(sentence.said(language).strip() for sentence in said)
    assert len(found.hints) == 3


def test_a_size_is_told_from_one_that_is_not_rounded() -> None:
    case = of("stride", 3)  # 8x8, kernel 3, stride 2
    found = asked(case, "size", "conv1")
    assert found.answer(case.run) == Sizes((3, 3))
    told = answers(case, found)
    assert told["not-rounded"] == "3.5x3.5"
    assert told["one-forgotten"] == "2x2"
    assert told["size-halved"] == told["rounded-up"] == "4x4"
    assert found.form.answer("7/2 x 3.5", "en").same(found.form.answer("3.5x3.5", "en"))
    assert found.hidden["conv1.output"] is None


def test_the_cells_that_are_read_leave_the_padding_out() -> None:
    case = of("padding", 2)
    found = asked(case, "reads", "conv1.output[0,1]")
    assert found.answer(case.run) == Cells(frozenset({(0, 0), (0, 1)}))
    assert found.picked == "conv1.input"
    assert answers(case, found)["axes-swapped"] == "0,0 1,0"


def test_the_winner_is_told_from_its_place_in_the_window() -> None:
    case = of("max-pool", 3)
    found = asked(case, "winner", "pool1.output[1,0]")
    right = found.answer(case.run)
    assert isinstance(right, Cells)
    ((row, column),) = right.places
    assert row >= 2 > column
    told = answers(case, found)
    assert told["winner-in-the-window"] == f"{row - 2},{column}"


def test_parameters_count_the_depth_of_every_filter() -> None:
    case = of("channels-out", 3)  # 3 filters, 2 channels, 2x2, with biases
    found = asked(case, "params", "conv1")
    assert found.answer(case.run) == Numbers((27.0,))
    told = answers(case, found)
    assert told["biases-forgotten"] == "24"
    assert told["input-channels-forgotten"] == "15"
    assert told["one-bias-a-pair"] == "30"


def test_the_shape_of_a_weight_is_told_from_one_turned_round() -> None:
    case = of("channels-out", 5)
    found = asked(case, "shape", "conv1.weight")
    assert found.answer(case.run) == Sizes((3, 2, 1, 4))
    told = answers(case, found)
    assert told["in-and-out-swapped"] == "2x3x1x4"
    assert told["depth-forgotten"] == "3x1x4"
    assert found.hidden["conv1.weight"] is None


def test_one_number_alone_fills_a_hole() -> None:
    case = of("stride", 4)
    found = asked(case, "hole", "conv1")
    assert found.lines[0].count("?") == 1
    assert isinstance(found.answer(case.run), Numbers)


def test_a_gradient_is_told_from_a_value() -> None:
    case = of("activations", 2)
    found = asked(case, "gradient", "sigmoid1.grad_input[2]")
    assert str(found.answer(case.run)) == "0.25"
    assert answers(case, found)["value-for-slope"] == "0.5"


def test_the_wrong_line_is_one_of_those_shown() -> None:
    case = of("cross-correlation", 2)
    found = asked(case, "line", "conv1.output")
    right = found.answer(case.run)
    assert isinstance(right, Numbers)
    assert 1 <= right.values[0] <= len(found.lines)


def test_the_layer_that_refuses_stands_in_the_chain() -> None:
    case = of("receptive-field", 3)
    numbers = {
        str(QUESTION_KINDS["breaks"].ask(case, "", Random(seed)).answer(case.run))
        for seed in range(40)
    }
    assert {"0", "1", "2"} <= numbers <= {"0", "1", "2", "3"}
