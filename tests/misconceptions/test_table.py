"""Every row is whole: words in every language, layers that show its mistake and that hide it."""

from __future__ import annotations

import inspect
from itertools import combinations

import pytest

from convtutor.engine.operator import Pass
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from convtutor.misconceptions.telling import rules_differ
from convtutor.words import CATALOGUES, LANGUAGES, say
from convtutor.words.wrapping import cell_width, wrap
from tests.engine.cases import Case, integers, made
from tests.engine.families import CUT
from tests.misconceptions.layers import HIDING, SHOWING, Setting
from tests.misconceptions.mistaken import refilled
from tests.misconceptions.test_caught import FILLS, is_flagged

every_misconception = pytest.mark.parametrize("key", MISCONCEPTIONS)
LEAST = 30
FED_BACK = ("you", "rule", "label")
WIDE, RULE_LINES = 80, 2
ADDRESS = {"en": ("You ", "."), "zh": ("你", "。")}

# Mistakes that the plainest layer shows too.
ALWAYS = {"upstream-ignored"}


def layers(of: str, settings: dict[str, tuple[Setting, ...]]) -> list[Case]:
    """Give the layers of an operator, every operand filled with what it may hold."""
    plain = [made(of, keywords, shapes, integers, 5) for shapes, keywords in settings[of]]
    return [refilled(case, integers, 5) for case in plain]


def test_there_are_thirty_mistakes_and_more() -> None:
    assert len({misconception.name for misconception in MISCONCEPTIONS.values()}) >= LEAST


def test_every_operator_is_misunderstood_and_every_bias_forgotten() -> None:
    """The check against torch names no other causes than these, but for misread numbers."""
    assert {row.of for row in MISCONCEPTIONS.values()} == set(OPERATORS)
    for name, operator in OPERATORS.items():
        biased = {"bias-forgotten"} if "bias" in operator.operands else set()
        upstream = set() if name in CUT else {"upstream-ignored"}
        plainest = upstream | biased
        assert all(f"{name}.{mistake}" in MISCONCEPTIONS for mistake in plainest)


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
    fed_back = {f"{row.words}.{part}" for row in rows for part in FED_BACK}
    assert written == {row.words for row in rows} | {row.when for row in rows} | fed_back


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stem", sorted({row.words for row in MISCONCEPTIONS.values()}))
def test_what_is_said_to_a_learner_is_short_and_neither_praises_nor_shouts(
    stem: str, language: str
) -> None:
    begins, stop = ADDRESS[language]
    you, rule, label = (say(f"{stem}.{part}", language) for part in FED_BACK)
    assert you.startswith(begins)
    assert len(wrap(you, WIDE)) == 1
    assert len(wrap(rule, WIDE)) <= RULE_LINES
    assert cell_width(label) <= WIDE // 2
    assert you[-1] == rule[-1] == stop
    assert not label.endswith((".", "。"))
    assert not set("!！") & {*you, *rule, *label}


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
