"""The step of an optimiser."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from convtutor.engine.arrays import Shapes
from tests.engine.cases import SEEDS, Case, Fill, Leaves, floats, made, moderate

SHAPES = st.lists(st.integers(1, 4), max_size=4).map(tuple)
EXACT = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0])
ANY = st.floats(0, 2)


@st.composite
def sgd_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a step, with weight decay or without; on whole numbers with exact rates."""
    shape = draw(SHAPES)
    rates = ANY if fill in (floats, moderate) else EXACT
    keywords = {"lr": draw(rates), "weight_decay": draw(rates)}
    return made("sgd", keywords, {"input": shape, "grad": shape}, fill, draw(SEEDS))


def torch_sgd(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    """Take a step of torch.optim.SGD itself, which can be told to stay in autograd's graph."""
    moved = leaves["input"].clone()
    moved.retain_grad()  # torch warns of asking a node for a gradient that it need not keep
    moved.grad = leaves["grad"]
    torch.optim.SGD([moved], **keywords, differentiable=True).step()
    return moved


CASES = {"sgd": sgd_cases}
TORCH_FORWARDS = {"sgd": torch_sgd}
HARD: tuple[tuple[str, Shapes, dict[str, Any]], ...] = (
    ("sgd", {"input": (), "grad": ()}, {"lr": 0.1}),
    ("sgd", {"input": (2, 3), "grad": (2, 3)}, {"lr": 0.5, "weight_decay": 0.25}),
    ("sgd", {"input": (1, 1, 1, 2), "grad": (1, 1, 1, 2)}, {"lr": 0.03}),
    ("sgd", {"input": (0, 3), "grad": (0, 3)}, {"lr": 1}),
)
