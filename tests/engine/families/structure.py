"""Layers that join others: linear, flatten, add, sub, mul, cat."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from convtutor.engine.arrays import Shapes
from tests.engine.cases import SEEDS, Case, Fill, Leaves, made

PAIRS = ("add", "sub", "mul")
SHAPES = st.lists(st.integers(1, 4), max_size=5).map(tuple)


@st.composite
def linear_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a linear layer on none to three axes before the features, with a bias or none."""
    leading = draw(st.lists(st.integers(1, 4), max_size=3))
    features, outputs = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    shapes = {"input": (*leading, features), "weight": (outputs, features)}
    if draw(st.booleans()):
        shapes["bias"] = (outputs,)
    return made("linear", {}, shapes, fill, draw(SEEDS))


@st.composite
def flatten_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a flatten of any stretch of axes, counted from the front or from the end."""
    shape = draw(SHAPES)
    count = max(len(shape), 1)
    start = draw(st.integers(0, count - 1))
    end = draw(st.integers(start, count - 1))
    keywords = {
        "start_dim": start - draw(st.sampled_from([0, count])),
        "end_dim": end - draw(st.sampled_from([0, count])),
    }
    return made("flatten", keywords, {"input": shape}, fill, draw(SEEDS))


def pair_cases(name: str) -> Callable[[Fill], st.SearchStrategy[Case]]:
    """Draw two operands, either of which may lack axes or be stretched along some."""

    @st.composite
    def cases(draw: st.DrawFn, fill: Fill) -> Case:
        output = draw(SHAPES)

        def operand() -> tuple[int, ...]:
            own = output[draw(st.integers(0, len(output))) :] if draw(st.booleans()) else output
            return tuple(1 if draw(st.integers(0, 3)) == 0 else extent for extent in own)

        return made(name, {}, {"input": operand(), "other": operand()}, fill, draw(SEEDS))

    return cases


@st.composite
def cat_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw one to four tensors along any axis; some have no element, or only the shape (0,)."""
    shape = (*draw(SHAPES), draw(st.integers(1, 4)))
    axis = draw(st.integers(0, len(shape) - 1))
    lengths = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))
    shapes = {}
    for number, length in enumerate(lengths):
        whole = (*shape[:axis], length, *shape[axis + 1 :])
        bare = number > 0 and length == 0 and draw(st.booleans())
        shapes[f"tensors{number}"] = (0,) if bare else whole
    dim = axis - draw(st.sampled_from([0, len(shape)]))
    return made("cat", {"dim": dim}, shapes, fill, draw(SEEDS))


def torch_linear(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.nn.functional.linear(leaves["input"], leaves["weight"], leaves.get("bias"))


def torch_flatten(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.nn.Flatten(**keywords)(leaves["input"])


def torch_pair(name: str) -> Any:
    def forward(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
        return getattr(torch, name)(leaves["input"], leaves["other"])

    return forward


def torch_cat(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.cat(list(leaves.values()), **keywords)


CASES = {
    "linear": linear_cases,
    "flatten": flatten_cases,
    **{name: pair_cases(name) for name in PAIRS},
    "cat": cat_cases,
}
TORCH_FORWARDS = {
    "linear": torch_linear,
    "flatten": torch_flatten,
    **{name: torch_pair(name) for name in PAIRS},
    "cat": torch_cat,
}
HARD: tuple[tuple[str, Shapes, dict[str, Any]], ...] = (
    ("linear", {"input": (3,), "weight": (2, 3), "bias": (2,)}, {}),
    ("linear", {"input": (1, 1, 2, 3), "weight": (1, 3)}, {}),
    ("linear", {"input": (2, 1), "weight": (4, 1), "bias": (4,)}, {}),
    ("flatten", {"input": ()}, {"start_dim": 0}),
    ("flatten", {"input": (1, 1, 2, 3)}, {}),
    ("flatten", {"input": (2, 3, 1, 4, 2)}, {"start_dim": 1, "end_dim": 3}),
    ("flatten", {"input": (3, 2)}, {"start_dim": 1, "end_dim": 1}),
    *(
        (name, {"input": first, "other": second}, {})
        for name in PAIRS
        for first, second in (
            ((), (2, 3)), ((2, 1, 3), (1, 4, 1)), ((1, 3, 1, 1), (2, 3, 2, 4)),
            ((1, 1, 1, 2), (1, 1)), ((), ()),
        )
    ),
    ("cat", {"tensors0": (2, 1, 3), "tensors1": (2, 2, 3), "tensors2": (2, 1, 3)}, {"dim": 1}),
    ("cat", {"tensors0": (0,), "tensors1": (1, 1, 2, 2), "tensors2": (1, 1, 2, 2)}, {"dim": -3}),
    ("cat", {"tensors0": (0,), "tensors1": (0,)}, {}),
    ("cat", {"tensors0": (1, 1, 2, 3)}, {"dim": 0}),
)
