"""Every row is whole: words in every language, layers that show its mistake and that hide it."""

from __future__ import annotations

import inspect
from itertools import combinations
from typing import Any

import pytest

from convtutor.engine.arrays import Shapes
from convtutor.engine.operator import Pass
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from convtutor.misconceptions.telling import rules_differ
from convtutor.words import CATALOGUES, LANGUAGES
from tests.engine.cases import Case, integers, made
from tests.misconceptions.mistaken import refilled
from tests.misconceptions.test_caught import FILLS, is_flagged

every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)
LEAST = 30

Setting = tuple[Shapes, dict[str, Any]]

# Layers in which no two settings are alike, so that every mistake shows in one of them.
SHOWING: dict[str, tuple[Setting, ...]] = {
    "conv1d": (
        ({"input": (2, 4, 8), "weight": (4, 2, 3), "bias": (4,)},
         {"stride": 2, "padding": 2, "dilation": 2, "groups": 2}),
        ({"input": (1, 2, 6), "weight": (2, 2, 4)}, {"padding": "same"}),
        ({"input": (1, 1, 6), "weight": (1, 1, 3)}, {"padding": 1, "padding_mode": "reflect"}),
        ({"input": (1, 2, 7), "weight": (2, 2, 3)}, {"dilation": 2}),
    ),
    "conv2d": (
        ({"input": (2, 4, 8, 9), "weight": (4, 2, 3, 2), "bias": (4,)},
         {"stride": (2, 3), "padding": (2, 1), "dilation": (2, 3), "groups": 2}),
        ({"input": (1, 2, 5, 6), "weight": (2, 2, 4, 3)}, {"padding": "same"}),
        ({"input": (1, 1, 5, 6), "weight": (1, 1, 3, 2)},
         {"padding": 1, "padding_mode": "circular"}),
        ({"input": (1, 2, 6, 7), "weight": (2, 2, 3, 3)}, {}),
    ),
    "conv_transpose1d": (
        ({"input": (2, 4, 5), "weight": (4, 2, 3), "bias": (4,)},
         {"stride": 3, "padding": 2, "output_padding": 1, "groups": 2, "dilation": 2}),
        ({"input": (1, 2, 5), "weight": (2, 2, 3)}, {"stride": 2}),
    ),
    "conv_transpose2d": (
        ({"input": (2, 4, 4, 5), "weight": (4, 2, 3, 2), "bias": (4,)},
         {"stride": (3, 2), "padding": (2, 1), "output_padding": (1, 0), "groups": 2,
          "dilation": (2, 1)}),
        ({"input": (1, 2, 4, 5), "weight": (2, 2, 3, 3)}, {"stride": (2, 1)}),
    ),
    "max_pool2d": (
        ({"input": (2, 2, 7, 9)},
         {"kernel_size": (3, 2), "stride": (1, 2), "padding": (1, 0), "dilation": (1, 2)}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2), "ceil_mode": True}),
        ({"input": (1, 1, 6, 9)}, {"kernel_size": (4, 2)}),
    ),
    "relu": (({"input": (2, 3)}, {}),),
}
# Layers too plain for most mistakes to be seen in.
HIDING: dict[str, tuple[Setting, ...]] = {
    "conv1d": (
        ({"input": (1, 1, 1), "weight": (1, 1, 1)}, {}),
        ({"input": (1, 1, 1), "weight": (1, 1, 1)}, {"padding": "same"}),
    ),
    "conv2d": (
        ({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {}),
        ({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {"padding": "same"}),
    ),
    "conv_transpose1d": (({"input": (1, 1, 1), "weight": (1, 1, 1)}, {}),),
    "conv_transpose2d": (({"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {}),),
    "max_pool2d": (({"input": (1, 1, 1, 1)}, {"kernel_size": 1}),),
    "relu": (({"input": (0, 3)}, {}),),
}
# Mistakes that the plainest layer shows too.
ALWAYS = {"upstream-ignored"}


def layers(of: str, settings: dict[str, tuple[Setting, ...]]) -> list[Case]:
    return [made(of, keywords, shapes, integers, 5) for shapes, keywords in settings[of]]


def test_there_are_thirty_mistakes_and_more() -> None:
    assert len({misconception.name for misconception in MISCONCEPTIONS.values()}) >= LEAST


@every_misconception
def test_a_row_goes_by_its_key_and_gets_a_known_operator_wrong(key: str) -> None:
    misconception = MISCONCEPTIONS[key]
    assert misconception.key == key
    assert misconception.of in OPERATORS


@every_misconception
def test_a_mistaken_operator_takes_what_the_right_one_takes(key: str) -> None:
    right, wrong = OPERATORS[MISCONCEPTIONS[key].of], MISCONCEPTIONS[key].operator
    assert wrong is not right
    for field in ("name", "operands", "optional", "keywords", "required", "ranks", "constants"):
        assert getattr(wrong, field) == getattr(right, field), field
    assert inspect.signature(wrong.params) == inspect.signature(right.params)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_has_its_words_and_no_words_are_left_over(language: str) -> None:
    written = {key for key in CATALOGUES[language] if key.startswith("misconceptions.")}
    rows = MISCONCEPTIONS.values()
    assert written == {row.words for row in rows} | {row.when for row in rows}


def test_every_operator_of_the_rows_has_layers_that_show_and_hide() -> None:
    wanted = {misconception.of for misconception in MISCONCEPTIONS.values()}
    assert set(SHOWING) == set(HIDING) == wanted


@every_misconception
def test_every_mistake_is_seen_and_caught_in_some_layer(key: str) -> None:
    misconception = MISCONCEPTIONS[key]
    showing = [
        case for case in layers(misconception.of, SHOWING)
        if misconception.shows(case.shapes, case.keywords)
    ]
    assert showing
    for case in showing:
        refills = (refilled(case, fill, seed) for seed in range(4) for fill in FILLS)
        assert any(is_flagged(misconception, layer) for layer in (case, *refills)), case


@every_misconception
def test_every_mistake_but_the_plainest_is_hidden_in_some_layer(key: str) -> None:
    misconception = MISCONCEPTIONS[key]
    hiding = [
        case for case in layers(misconception.of, HIDING)
        if not misconception.shows(case.shapes, case.keywords)
    ]
    assert hiding or misconception.name in ALWAYS
    for case in hiding:
        for fill in FILLS:
            assert not is_flagged(misconception, refilled(case, fill, 3)), case


@pytest.mark.parametrize("of", SHOWING)
def test_no_two_rows_of_an_operator_are_the_same_mistake(of: str) -> None:
    """In some layer they are told apart, as each is from the right operator."""
    rows = [row for row in MISCONCEPTIONS.values() if row.of == of]
    for one, other in combinations(rows, 2):
        pairs = [(passes(one, case), passes(other, case)) for case in layers(of, SHOWING)]
        assert any(
            (left is None) != (right is None)
            or (left is not None and right is not None and rules_differ(left, right))
            for left, right in pairs
        ), (one.key, other.key)


def passes(row: Misconception, case: Case) -> tuple[Pass, ...] | None:
    """Give the passes of a layer as it is misunderstood, None where it is refused."""
    try:
        params = row.operator.params(**case.keywords)
        row.operator.output_shape(case.shapes, params)
    except ConvtutorError:
        return None
    return row.operator.passes(case.shapes, params)
