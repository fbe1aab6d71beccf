"""Drawn layers as runs, and the facts of a window worked out by hand, without the engine.

    runs("conv2d", integers)   a strategy of runs of one layer
    window(run, index)         every read of a forward window: inside or not, and its value
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from hypothesis import strategies as st

from convtutor.engine.arrays import Array
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import OWN_OPERANDS, Example, Layer
from convtutor.lesson.text import Text
from tests.engine.cases import Case, Fill
from tests.engine.families import CASES

SAID = Text({"en": "small", "zh": "小"})


@dataclass(frozen=True)
class Seen:
    """One cell under a window: whether it lies on the input, and its value."""

    inside: bool
    value: float


def run_of(case: Case, operator: AnyOperator | None = None) -> Run:
    """Run the layer of a case, named layer1, by its own operator or by another one."""
    used = case.operator if operator is None else operator
    own = {name: array for name, array in case.arrays.items() if name in OWN_OPERANDS}
    tensors = {name: array for name, array in case.arrays.items() if name not in own}
    params = used.params(**case.keywords)
    layer = Layer("layer1", case.name, tuple(tensors), own, case.keywords, params)
    example = Example(1, SAID, SAID, None, tensors, (layer,), case.grad_output, ())
    return run_example(example, OPERATORS.with_values({case.name: used}))


def runs(name: str, fill: Fill) -> st.SearchStrategy[Run]:
    """Draw runs of one operator on arrays of at least one element."""
    cases = CASES[name](fill).filter(lambda case: all(a.size for a in case.arrays.values()))
    return cases.map(run_of)


@dataclass(frozen=True)
class Window:
    """The geometry of a sliding layer along both axes, as torch's documentation writes it."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    before: tuple[int, int]
    size: tuple[int, int]

    def at(self, out: tuple[int, int]) -> list[tuple[int, int]]:
        """Give the places under the window that makes an output element."""
        rows, cols = (
            [out[a] * self.stride[a] - self.before[a] + t * self.dilation[a]
             for t in range(self.kernel[a])]
            for a in range(2)
        )
        return [(row, col) for row in rows for col in cols]

    def holds(self, place: tuple[int, int]) -> bool:
        """Tell whether a place lies on the input."""
        return all(0 <= place[a] < self.size[a] for a in range(2))


def window_of(run: Run) -> Window:
    """Give the geometry of a run's only layer."""
    layer = run.layers[0]
    params, weight = layer.params, layer.shapes.get("weight")
    rows, cols = params.kernel_size if weight is None else weight[-2:]
    height, width = layer.shapes["input"][-2:]
    before = {
        "valid": (0, 0),
        "same": (params.dilation[0] * (rows - 1) // 2, params.dilation[1] * (cols - 1) // 2),
    }.get(params.padding, params.padding)
    return Window((rows, cols), params.stride, params.dilation, before, (height, width))


def plane_reads(run: Run, plane: Array, out: tuple[int, int], outside: float = -inf) -> list[Seen]:
    """Give what a window sees on one plane of the input."""
    window = window_of(run)
    return [
        Seen(window.holds(place), float(plane[place]) if window.holds(place) else outside)
        for place in window.at(out)
    ]


def count_readers(run: Run, at: tuple[int, int], outputs: tuple[int, int]) -> int:
    """Count the windows under which an element lies, by looking at every window."""
    window = window_of(run)
    return sum(
        place == at
        for out in np.ndindex(*outputs) for place in window.at((out[0], out[1]))
    )
