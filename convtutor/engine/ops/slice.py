"""slice: a part of an array, as input[0:2, 1:3] takes it.

Source: torch.Tensor.__getitem__ with numbers and spans. A span start:stop is half open: it begins
at start and ends before stop. A number takes one place, and its axis is gone. What the slice left
out gets the gradient 0.
"""

from collections.abc import Sequence

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.copy_listing import copy_listing
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass, Term, element
from convtutor.engine.slicing import Taken, parse_index, taken_of, write_index
from convtutor.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class SliceParams:
    """What stands between the brackets: "0:2, 1:3"."""

    index: str


def slice_params(index: str) -> SliceParams:
    """Make the parameters, the index written as Python does; raises ArgumentError."""
    if not isinstance(index, str):
        raise ArgumentError(f'slice: index must be a text such as "0:2, 1:3", got {index!r}')
    return SliceParams(write_index(parse_index(index)))


@dataclass(frozen=True, slots=True)
class Cut:
    """What one layer takes of an array of `shape`: one `Taken` an axis."""

    shape: Shape
    taken: tuple[Taken, ...]

    @property
    def output(self) -> Shape:
        """Give the shape of what is taken."""
        return tuple(axis.count for axis in self.taken if axis.kept)

    @property
    def slices(self) -> tuple[slice | int, ...]:
        """Give what NumPy takes between the brackets."""
        return tuple(
            slice(axis.start, axis.start + axis.count * axis.step, axis.step)
            if axis.kept else axis.start
            for axis in self.taken
        )

    def read_output(self, index: Index) -> tuple[Term, ...]:
        """Read the element that this one is."""
        along = iter(index)
        at = (axis.places[next(along)] if axis.kept else axis.start for axis in self.taken)
        return (Term((element("input", *at),)),)

    def read_grad_input(self, index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of what was taken; nothing where the slice left it out."""
        if any(at not in axis.places for at, axis in zip(index, self.taken, strict=True)):
            return ()
        pairs = zip(index, self.taken, strict=True)
        at = (axis.places.index(place) for place, axis in pairs if axis.kept)
        return (Term((element("grad_output", *at),)),)

    def passes(self) -> tuple[Pass, ...]:
        """Give the passes of output and grad_input."""
        output, image = self.output, self.shape
        forward = copy_listing(("output", output), ("input", image), self._whole)
        backward = copy_listing(
            ("grad_input", image), ("grad_output", output), self._part, self._tests
        )
        reach = {"input": tuple(axis.places for axis in self.taken)}
        return (
            Pass("forward", "output", output, self.read_output, forward, reach=reach),
            Pass("backward", "grad_input", image, self.read_grad_input, backward),
        )

    def _whole(self, names: Sequence[str]) -> list[str]:
        """Write the places in the input: y + 1, x*2, 0."""
        along = iter(names)
        return [
            _moved(next(along), axis) if axis.kept else str(axis.start) for axis in self.taken
        ]

    def _part(self, names: Sequence[str]) -> list[str]:
        """Write the places in the output: y - 1, x // 2."""
        pairs = zip(names, self.taken, strict=True)
        return [_moved_back(name, axis) for name, axis in pairs if axis.kept]

    def _tests(self, names: Sequence[str]) -> list[str]:
        """Write what holds of the places taken, leaving out the axes taken whole."""
        rows = zip(names, self.taken, self.shape, strict=True)
        return [
            text for name, axis, extent in rows if axis.count < extent for text in _test(name, axis)
        ]


def _moved(name: str, axis: Taken) -> str:
    if name == "0":
        return str(axis.start)
    scaled = name if axis.step == 1 else f"{name}*{axis.step}"
    return f"{scaled} + {axis.start}" if axis.start else scaled


def _moved_back(name: str, axis: Taken) -> str:
    if name == "0":
        return "0"
    shifted = f"{name} - {axis.start}" if axis.start else name
    if axis.step == 1:
        return shifted
    return f"({shifted}) // {axis.step}" if axis.start else f"{shifted} // {axis.step}"


def _test(name: str, axis: Taken) -> list[str]:
    if not axis.kept:
        return [f"{name} == {axis.start}"]
    inside = f"{axis.start} <= {name} < {axis.stop}"
    if axis.step == 1 or axis.count < 2:
        return [inside]
    shifted = f"({name} - {axis.start})" if axis.start else name
    return [inside, f"{shifted} % {axis.step} == 0"]


def cut_of(shapes: Shapes, params: SliceParams) -> Cut:
    """Lay the index on the input; raises ArgumentError where it does not fit."""
    shape = shapes["input"]
    return Cut(shape, taken_of(shape, parse_index(params.index)))


def output_shape(shapes: Shapes, params: SliceParams) -> Shape:
    """Give the shape of what is taken."""
    return cut_of(shapes, params).output


def axes(shapes: Shapes, params: SliceParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: SliceParams) -> Array:
    """Give a copy of what is taken."""
    image = arrays["input"]
    return np.array(image[cut_of({"input": image.shape}, params).slices], order="C")


def save(arrays: Arrays, output: Array, params: SliceParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SliceParams
) -> dict[str, Array]:
    """Give grad_output where it was taken from, and 0 elsewhere: y is x at some places."""
    image = arrays["input"]
    gradient = np.zeros(image.shape, grad_output.dtype)
    gradient[cut_of({"input": image.shape}, params).slices] = grad_output
    return {"input": gradient}


def passes(shapes: Shapes, params: SliceParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    return cut_of(shapes, params).passes()


SLICE = Operator(
    name="slice",
    operands=("input",),
    optional=frozenset(),
    keywords=("index",),
    required=("index",),
    params=slice_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
)
