"""How answers are typed, and when two of them are the same."""

import pytest

from convtutor.errors import UsageError
from convtutor.quiz.answers import (
    CELLS_FORM,
    NUMBER_FORM,
    NUMBERS_FORM,
    OPTION_FORM,
    SIZES_FORM,
    Cells,
    Form,
    Numbers,
    Option,
    Refusal,
    Sizes,
)


@pytest.mark.parametrize(("text", "value", "is_same"), [
    ("19", 19.0, True),
    ("1/9", 1 / 9, True),
    ("1.111", 10 / 9, True),
    ("1.112", 10 / 9, False),
    ("1.1", 10 / 9, False),  # too few decimals to mean it
    ("0.25", 0.25, True),
    ("0.3", 0.25, False),
    ("nan", float("nan"), True),
    ("-inf", float("-inf"), True),
    ("-inf", float("inf"), False),
    ("1.067", 16 / 15, True),
    ("1.025", 16 / 15, False),
])
def test_a_number_is_right_to_the_decimals_that_are_typed(
    text: str, value: float, is_same: bool
) -> None:
    assert NUMBER_FORM.answer(text, "en").same(Numbers((value,))) is is_same


@pytest.mark.parametrize(("form", "text", "answer"), [
    (NUMBERS_FORM, "[0, 1, 0, -1]", Numbers((0, 1, 0, -1), (4,))),
    (NUMBERS_FORM, "0 1", Numbers((0, 1), (2,))),
    (NUMBERS_FORM, "[[1,2],[3,4],[5,6]]", Numbers((1, 2, 3, 4, 5, 6), (3, 2))),
    (NUMBERS_FORM, "[[4]]", Numbers((4,), (1, 1))),
    (SIZES_FORM, "4x3", Sizes((4, 3))),
    (SIZES_FORM, "(4, 3, 3, 5)", Sizes((4, 3, 3, 5))),
    (SIZES_FORM, "7", Sizes((7,))),
    (CELLS_FORM, "0,1 1,1", Cells(frozenset({(1, 1), (0, 1)}))),
    (CELLS_FORM, "[0,1] [1,1]", Cells(frozenset({(1, 1), (0, 1)}))),
    (CELLS_FORM, "(0, 1), (1, 1)", None),
    (CELLS_FORM, "2", Cells(frozenset({(2,)}))),
    (CELLS_FORM, "-", Cells(frozenset())),
    (OPTION_FORM, "B", Option("b")),
    (OPTION_FORM, "(c)", Option("c")),
    (SIZES_FORM, "refused", Refusal()),
    (NUMBER_FORM, "1/0", None),
    (NUMBER_FORM, "__import__('os')", None),
    (NUMBERS_FORM, "1 2; 3", None),
    (SIZES_FORM, "4x-3", None),
    (OPTION_FORM, "ab", None),
])
def test_answers_are_read_as_people_type_them(form: Form, text: str, answer: object) -> None:
    if answer is None:
        with pytest.raises(UsageError, match="no answer here"):
            form.answer(text, "en")
    else:
        assert form.answer(text, "en") == answer


def test_an_answer_without_end_is_refused() -> None:
    with pytest.raises(UsageError, match="200 characters"):
        NUMBER_FORM.answer("9" * 10_000, "en")
