"""The facts that the lessons state are what the engine computes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Axis
from convtutor.engine.ops import OPERATORS
from tests.lessons.shipped import NAMES

FACTS = json.loads((Path(__file__).parents[1] / "data" / "facts.json").read_text("utf-8"))


def named(fact: dict[str, Any]) -> str:
    return f"{fact['lesson']}-{fact.get('call', 'length')}"


def arrays_of(fact: dict[str, Any]) -> tuple[dict[str, Array], Any]:
    """Give the operands of a fact by name, and its parameters."""
    operator = OPERATORS[fact["call"]]
    arrays = [np.array(values, dtype=float) for values in fact["arrays"]]
    operands = dict(zip(operator.operands, arrays, strict=False))
    keywords = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in fact["keywords"].items()
    }
    return operands, operator.params(**keywords)


@pytest.mark.parametrize("fact", FACTS["forward"], ids=named)
def test_the_outputs_are_those_the_lessons_state(fact: dict[str, Any]) -> None:
    operands, params = arrays_of(fact)
    output = OPERATORS[fact["call"]].run_forward(operands, params)["output"]
    wanted = np.array(fact["gives"], dtype=float)
    assert output.shape == wanted.shape
    np.testing.assert_allclose(output, wanted, rtol=0, atol=6e-5)


@pytest.mark.parametrize("fact", FACTS["backward"], ids=named)
def test_the_gradients_are_those_the_lessons_state(fact: dict[str, Any]) -> None:
    operands, params = arrays_of(fact)
    operator = OPERATORS[fact["call"]]
    made = operator.run_forward(operands, params)
    made["grad_output"] = np.array(fact["grad_output"], dtype=float)
    gradients = operator.run_backward(made, params)
    for name, gives in fact["gives"].items():
        wanted = np.array(gives, dtype=float)
        assert gradients[name].shape == wanted.shape
        np.testing.assert_allclose(gradients[name], wanted, rtol=0, atol=6e-8)


@pytest.mark.parametrize("fact", FACTS["lengths"], ids=named)
def test_the_lengths_are_those_the_lessons_state(fact: dict[str, Any]) -> None:
    i, k, s, p, d = (fact[letter] for letter in "ikspd")
    assert Axis(i, k, s, d, p, p).o == fact["o"]


def test_facts_belong_to_lessons() -> None:
    facts = [fact for kind in ("forward", "backward", "lengths") for fact in FACTS[kind]]
    assert {fact["lesson"] for fact in facts} <= set(NAMES)
