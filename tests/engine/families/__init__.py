"""What drawing and torch have to say of every operator, family by family.

A module of a family has some of these, each with a row or a name for an operator:

CASES           a strategy that draws a layer, given how its arrays are filled
TORCH_FORWARDS  torch's own layer: the output, or by name the output and what else torch computes
HARD            settings that drawing meets too seldom
DECIDES         operators that compare and choose: NaN, infinities and ties are decided alike
SMOOTH          operators that are no straight line between their kinks, or that divide, so that
                their central difference is not exact
CUT             operators that hand no gradient back, whatever their output depends on
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from convtutor.engine.arrays import Shapes
from tests.engine.cases import Case, Fill
from tests.engine.families import (
    activations,
    convolutions,
    learning,
    losses,
    normalization,
    pools,
    reductions,
    softmax,
    structure,
    views,
)

FAMILIES: tuple[ModuleType, ...] = (
    convolutions, activations, pools, normalization, softmax, structure, views, reductions,
    learning, losses,
)


def _rows(name: str) -> dict[str, Any]:
    return {key: row for family in FAMILIES for key, row in getattr(family, name, {}).items()}


def _names(name: str) -> tuple[Any, ...]:
    return tuple(found for family in FAMILIES for found in getattr(family, name, ()))


CASES: dict[str, Callable[[Fill], st.SearchStrategy[Case]]] = _rows("CASES")
TORCH_FORWARDS: dict[str, Callable[..., Any]] = _rows("TORCH_FORWARDS")
HARD: tuple[tuple[str, Shapes, dict[str, Any]], ...] = _names("HARD")
DECIDES: tuple[str, ...] = _names("DECIDES")
SMOOTH: tuple[str, ...] = _names("SMOOTH")
CUT: tuple[str, ...] = _names("CUT")
