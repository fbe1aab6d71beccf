"""Softmax and its logarithm along any axis of any shape."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made


@st.composite
def softmax_cases(draw: st.DrawFn, fill: Fill, name: str) -> Case:
    """Draw 0 to 5 axes, one of them named from either end."""
    shape = tuple(draw(st.lists(st.integers(1, 4), max_size=5)))
    rank = max(len(shape), 1)
    keywords = {"dim": draw(st.integers(-rank, rank - 1))}
    return made(name, keywords, {"input": shape}, fill, draw(SEEDS))


def torch_softmax(
    torch: Any, leaves: Leaves, keywords: Mapping[str, Any], name: str
) -> Any:
    return getattr(torch.nn.functional, name)(leaves["input"], **keywords)


NAMES = ("softmax", "log_softmax")
CASES = {name: partial(softmax_cases, name=name) for name in NAMES}
TORCH_FORWARDS = {name: partial(torch_softmax, name=name) for name in NAMES}
SMOOTH = NAMES
