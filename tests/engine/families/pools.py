"""Pools: the largest element of a window, or its mean."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made, pairs


@st.composite
def max_pool2d_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a max pool: dilation, ceil_mode, a stride other than the kernel, windows in gaps."""
    kernel, dilation = draw(pairs(1, 4)), draw(pairs(1, 3))
    padding = tuple(draw(st.integers(0, k // 2)) for k in kernel)
    stride = draw(st.one_of(st.none(), pairs(1, 4)))
    size = tuple(
        max(1, d * (k - 1) + 1 - 2 * p) + draw(st.integers(0, 4))
        for k, d, p in zip(kernel, dilation, padding, strict=True)
    )
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": padding, "dilation": dilation,
        "ceil_mode": draw(st.booleans()),
    }
    shapes = {"input": (*draw(pairs(1, 2)), *size)}
    return made("max_pool2d", keywords, shapes, fill, draw(SEEDS))


def torch_max_pool2d(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.nn.functional.max_pool2d(leaves["input"], **keywords)


CASES = {"max_pool2d": max_pool2d_cases}
TORCH_FORWARDS = {"max_pool2d": torch_max_pool2d}
DECIDES = ("max_pool2d",)
HARD = (
    ("max_pool2d", {"input": (1, 1, 2, 2)}, {"kernel_size": 3, "stride": 2, "ceil_mode": True}),
    ("max_pool2d", {"input": (1, 2, 4, 7)},
     {"kernel_size": (2, 3), "stride": (3, 4), "padding": (1, 1), "ceil_mode": True}),
    ("max_pool2d", {"input": (2, 1, 5, 4)}, {"kernel_size": (1, 2), "stride": (3, 1)}),
)
