"""Pools: the largest element of a window, or its mean."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made, pairs, tuples


@st.composite
def max_pool_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw a max pool: dilation, ceil_mode, a stride other than the kernel, windows in gaps."""
    kernel, dilation = draw(tuples(axes, 1, 4)), draw(tuples(axes, 1, 3))
    padding = tuple(draw(st.integers(0, k // 2)) for k in kernel)
    stride = draw(st.one_of(st.none(), tuples(axes, 1, 4)))
    size = tuple(
        max(1, d * (k - 1) + 1 - 2 * p) + draw(st.integers(0, 4))
        for k, d, p in zip(kernel, dilation, padding, strict=True)
    )
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": padding, "dilation": dilation,
        "ceil_mode": draw(st.booleans()),
    }
    shapes = {"input": (*draw(pairs(1, 2)), *size)}
    return made(name, keywords, shapes, fill, draw(SEEDS))


@st.composite
def avg_pool_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw an average pool: what counts in the mean, ceil_mode, a stride over the kernel, and on
    two axes a divisor of either sign."""
    kernel = draw(tuples(axes, 1, 5))
    padding = tuple(draw(st.integers(0, k // 2)) for k in kernel)
    stride = draw(st.one_of(st.none(), tuples(axes, 1, 6)))
    size = tuple(
        max(1, k - 2 * p) + draw(st.integers(0, 5))
        for k, p in zip(kernel, padding, strict=True)
    )
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": padding,
        "ceil_mode": draw(st.booleans()), "count_include_pad": draw(st.booleans()),
    }
    if axes == 2:
        divisors = st.one_of(st.integers(-9, -1), st.integers(1, 9), st.just(2**24 + 1))
        keywords["divisor_override"] = draw(st.one_of(st.none(), st.none(), divisors))
    shapes = {"input": (*draw(pairs(1, 2)), *size)}
    return made(name, keywords, shapes, fill, draw(SEEDS))


@st.composite
def adaptive_cases(draw: st.DrawFn, fill: Fill, name: str) -> Case:
    """Draw an adaptive pool: outputs smaller than the input, larger ones, and kept ones."""
    output_size = draw(st.tuples(*(st.one_of(st.none(), st.integers(1, 7)),) * 2))
    shapes = {"input": (*draw(pairs(1, 2)), *draw(pairs(1, 8)))}
    return made(name, {"output_size": output_size}, shapes, fill, draw(SEEDS))


def torch_pool(torch: Any, leaves: Leaves, keywords: Mapping[str, Any], name: str) -> Any:
    return getattr(torch.nn.functional, name)(leaves["input"], **keywords)


CASES = {
    "max_pool1d": partial(max_pool_cases, name="max_pool1d", axes=1),
    "max_pool2d": partial(max_pool_cases, name="max_pool2d", axes=2),
    "avg_pool1d": partial(avg_pool_cases, name="avg_pool1d", axes=1),
    "avg_pool2d": partial(avg_pool_cases, name="avg_pool2d", axes=2),
    "adaptive_avg_pool2d": partial(adaptive_cases, name="adaptive_avg_pool2d"),
    "adaptive_max_pool2d": partial(adaptive_cases, name="adaptive_max_pool2d"),
}
TORCH_FORWARDS = {name: partial(torch_pool, name=name) for name in CASES}
DECIDES = ("max_pool1d", "max_pool2d", "adaptive_max_pool2d")
SMOOTH = ("avg_pool1d", "avg_pool2d", "adaptive_avg_pool2d")
HARD = (
    ("max_pool1d", {"input": (2, 1, 2)}, {"kernel_size": 3, "stride": 2, "ceil_mode": True}),
    ("max_pool1d", {"input": (1, 2, 7)},
     {"kernel_size": 3, "stride": 4, "padding": 1, "ceil_mode": True}),
    ("max_pool2d", {"input": (1, 1, 2, 2)}, {"kernel_size": 3, "stride": 2, "ceil_mode": True}),
    ("max_pool2d", {"input": (1, 2, 4, 7)},
     {"kernel_size": (2, 3), "stride": (3, 4), "padding": (1, 1), "ceil_mode": True}),
    ("max_pool2d", {"input": (2, 1, 5, 4)}, {"kernel_size": (1, 2), "stride": (3, 1)}),
    # Every divisor is a power of two, so that nothing rounds: 2, and 1 for the window that hangs.
    ("avg_pool1d", {"input": (2, 1, 5)}, {"kernel_size": 2, "ceil_mode": True}),
    ("avg_pool1d", {"input": (1, 2, 4)},
     {"kernel_size": 2, "stride": 3, "padding": 1, "count_include_pad": False}),
    ("avg_pool2d", {"input": (1, 2, 4, 5)},
     {"kernel_size": (2, 4), "stride": (3, 2), "padding": (1, 2), "divisor_override": -8}),
    ("avg_pool2d", {"input": (1, 1, 5, 4)},
     {"kernel_size": (4, 2), "stride": (4, 1), "padding": (1, 0), "ceil_mode": True}),
    ("adaptive_avg_pool2d", {"input": (1, 2, 4, 3)}, {"output_size": (2, 6)}),
    ("adaptive_avg_pool2d", {"input": (2, 1, 1, 8)}, {"output_size": (3, None)}),
    ("adaptive_max_pool2d", {"input": (1, 2, 5, 7)}, {"output_size": (7, 5)}),
    ("adaptive_max_pool2d", {"input": (2, 1, 1, 6)}, {"output_size": (4, 1)}),
)
