"""Layers that hand elements on as they are: slice, flip, reshape, detach."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from convtutor.crosscheck.torch_layers.views import bracketed
from convtutor.engine.arrays import Shapes
from tests.engine.cases import SEEDS, Case, Fill, Leaves, made

SHAPES = st.lists(st.integers(1, 4), max_size=5).map(tuple)


@st.composite
def parts(draw: st.DrawFn, extent: int) -> str:
    """Draw a number on an axis, or a span whose ends may lie beyond it or cross."""
    if draw(st.integers(0, 3)) == 0:
        return str(draw(st.integers(-extent, extent - 1)))
    end = st.integers(-extent - 2, extent + 2)
    start, stop = (draw(st.one_of(st.just(""), end.map(str))) for _ in range(2))
    step = draw(st.sampled_from(["", "", ":", ":1", ":2", ":3"]))
    return f"{start}:{stop}{step}"


@st.composite
def slice_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw an index of some axes, the others taken whole, with ... or without."""
    shape = draw(SHAPES)
    spoken = draw(st.integers(0, len(shape)))
    before = draw(st.integers(0, spoken))
    written = [draw(parts(extent)) for extent in shape[:before]]
    behind = [draw(parts(extent)) for extent in shape[len(shape) - spoken + before :]]
    if not written or behind or draw(st.booleans()):
        written.append("...")
    return made("slice", {"index": ", ".join(written + behind)}, {"input": shape}, fill,
                draw(SEEDS))


@st.composite
def flip_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a flip of any axes in any order, counted from the front or from the end."""
    shape = draw(SHAPES)
    axes = draw(st.lists(st.integers(0, max(len(shape), 1) - 1), unique=True, max_size=4))
    dims = [axis - draw(st.sampled_from([0, max(len(shape), 1)])) for axis in axes]
    return made("flip", {"dims": dims}, {"input": shape}, fill, draw(SEEDS))


@st.composite
def reshape_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw two shapes of the same factors in another order, grouped otherwise; -1 now and then."""
    factors = draw(st.lists(st.integers(1, 4), max_size=4))
    shape, wanted = (
        draw(grouped(factors)), draw(grouped(draw(st.permutations(factors))))
    )
    if wanted and draw(st.booleans()):
        wanted[draw(st.integers(0, len(wanted) - 1))] = -1
    return made("reshape", {"shape": wanted}, {"input": tuple(shape)}, fill, draw(SEEDS))


@st.composite
def grouped(draw: st.DrawFn, factors: list[int]) -> list[int]:
    """Multiply neighbours of some factors."""
    lengths: list[int] = []
    for factor in factors:
        if lengths and draw(st.booleans()):
            lengths[-1] *= factor
        else:
            lengths.append(factor)
    return lengths


@st.composite
def detach_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw an array of 0 to 5 axes."""
    return made("detach", {}, {"input": draw(SHAPES)}, fill, draw(SEEDS))


def torch_slice(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return leaves["input"][bracketed(keywords["index"])]


def torch_flip(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.flip(leaves["input"], keywords["dims"])


def torch_reshape(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return torch.reshape(leaves["input"], keywords["shape"])


def torch_detach(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    return leaves["input"].detach()


CASES = {
    "slice": slice_cases,
    "flip": flip_cases,
    "reshape": reshape_cases,
    "detach": detach_cases,
}
TORCH_FORWARDS = {
    "slice": torch_slice,
    "flip": torch_flip,
    "reshape": torch_reshape,
    "detach": torch_detach,
}
HARD: tuple[tuple[str, Shapes, dict[str, Any]], ...] = (
    ("slice", {"input": (4, 5)}, {"index": "0:2, 1:3"}),
    ("slice", {"input": (4, 5)}, {"index": "-1"}),
    ("slice", {"input": (4, 5)}, {"index": "1, 3"}),
    ("slice", {"input": (4, 5)}, {"index": ":, 1::3"}),
    ("slice", {"input": (2, 1, 4, 5)}, {"index": "..., -2, -9:-1:2"}),
    ("slice", {"input": (1, 1, 3, 4)}, {"index": "0, :, 1:, :99"}),
    ("slice", {"input": (3, 4)}, {"index": "2:1"}),
    ("slice", {"input": (1, 3)}, {"index": "1:, 0:2"}),
    ("slice", {"input": (1, 3, 2)}, {"index": "5:"}),
    ("slice", {"input": ()}, {"index": "..."}),
    ("flip", {"input": (2, 3, 4)}, {"dims": [2, 0]}),
    ("flip", {"input": (1, 1, 2, 3)}, {"dims": [-1, 0]}),
    ("flip", {"input": ()}, {"dims": [0]}),
    ("flip", {"input": (3, 2)}, {"dims": []}),
    ("reshape", {"input": (2, 3, 4)}, {"shape": [4, 6]}),
    ("reshape", {"input": (1, 1, 2, 6)}, {"shape": [3, -1]}),
    ("reshape", {"input": (12,)}, {"shape": [2, 1, 3, 2]}),
    ("reshape", {"input": ()}, {"shape": [1, 1, 1]}),
    ("reshape", {"input": (1,)}, {"shape": []}),
    ("reshape", {"input": (0, 3)}, {"shape": [5, 0]}),
)
CUT = ("detach",)
