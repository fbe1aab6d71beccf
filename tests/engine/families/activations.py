"""Functions of one element."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made


@st.composite
def relu_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a relu on 0 to 5 axes."""
    shape = tuple(draw(st.lists(st.integers(1, 4), max_size=5)))
    return made("relu", {}, {"input": shape}, fill, draw(SEEDS))


def torch_relu(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.nn.functional.relu(leaves["input"])


CASES = {"relu": relu_cases}
TORCH_FORWARDS = {"relu": torch_relu}
DECIDES = ("relu",)
