"""Functions that add up: sum and matmul."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from convtutor.engine.arrays import Shapes
from tests.engine.cases import SEEDS, Case, Fill, Leaves, made

SHAPES = st.lists(st.integers(1, 4), max_size=5).map(tuple)


@st.composite
def sum_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a sum along any axes, counted from the front or from the end, or along all."""
    shape = draw(SHAPES)
    keywords: dict[str, Any] = {"keepdim": draw(st.booleans())}
    if draw(st.integers(0, 3)):
        count = max(len(shape), 1)
        axes = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=4))
        keywords["dim"] = [axis - draw(st.sampled_from([0, count])) for axis in axes]
    return made("sum", keywords, {"input": shape}, fill, draw(SEEDS))


@st.composite
def matmul_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a product with a vector on either side, or of batches stretched along some axes."""
    rows, inner, columns = (draw(st.integers(1, 4)) for _ in range(3))
    batch = draw(st.lists(st.integers(1, 3), max_size=2))

    def leading() -> list[int]:
        own = batch[draw(st.integers(0, len(batch))) :]
        return [1 if draw(st.integers(0, 3)) == 0 else extent for extent in own]

    left = (inner,) if draw(st.integers(0, 3)) == 0 else (*leading(), rows, inner)
    right = (inner,) if draw(st.integers(0, 3)) == 0 else (*leading(), inner, columns)
    return made("matmul", {}, {"input": left, "other": right}, fill, draw(SEEDS))


def torch_sum(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    dim = keywords.get("dim")
    if dim is None:
        dim = list(range(leaves["input"].ndim))
    return torch.sum(leaves["input"], dim=dim, keepdim=keywords["keepdim"])


def torch_matmul(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.matmul(leaves["input"], leaves["other"])


CASES = {"sum": sum_cases, "matmul": matmul_cases}
TORCH_FORWARDS = {"sum": torch_sum, "matmul": torch_matmul}
HARD: tuple[tuple[str, Shapes, dict[str, Any]], ...] = (
    ("sum", {"input": ()}, {"keepdim": False}),
    ("sum", {"input": (2, 3, 4)}, {"dim": [2, 0], "keepdim": True}),
    ("sum", {"input": (1, 1, 2, 3)}, {"dim": [-1], "keepdim": False}),
    ("sum", {"input": (3, 0)}, {"dim": [1], "keepdim": False}),
    ("sum", {"input": (2, 3)}, {"keepdim": True}),
    ("matmul", {"input": (3,), "other": (3,)}, {}),
    ("matmul", {"input": (2, 3), "other": (3,)}, {}),
    ("matmul", {"input": (3,), "other": (3, 2)}, {}),
    ("matmul", {"input": (1, 3), "other": (3, 1)}, {}),
    ("matmul", {"input": (2, 1, 4, 3), "other": (5, 3, 2)}, {}),
    ("matmul", {"input": (4, 3), "other": (2, 3, 2)}, {}),
    ("matmul", {"input": (2, 0), "other": (0, 3)}, {}),
)
