"""flip: some axes turned around, the last element first.

Source: torch.flip. Element at of an axis of `extent` places comes from extent - 1 - at; turning
twice changes nothing, so the gradient is turned as well.
"""

from collections.abc import Sequence

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST, integer
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.copy_listing import copy_listing
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass, Term, element
from convtutor.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class FlipParams:
    """The axes that are turned around; a negative number counts from the end."""

    dims: tuple[int, ...]


def flip_params(dims: int | Sequence[int]) -> FlipParams:
    """Make the parameters from one axis or a list of them."""
    given = dims if isinstance(dims, list | tuple) else (dims,)
    return FlipParams(tuple(integer("flip", "dims", dim, -LARGEST - 1) for dim in given))


def turned_axes(shape: Shape, params: FlipParams) -> tuple[int, ...]:
    """Give the axes that are turned around, counted from 0.

    Raises ArgumentError for an axis the input does not have, and for one named twice.
    """
    count = max(len(shape), 1)
    for dim in params.dims:
        if not -count <= dim < count:
            raise ArgumentError(
                f"flip: dims must be from {-count} to {count - 1} for an input of shape {shape}, "
                f"got {dim}"
            )
    found = tuple(dim % count for dim in params.dims)
    twice = [dim for dim in found if found.count(dim) > 1]
    if twice:
        raise ArgumentError(
            f"flip: dims must name each axis once, got {list(params.dims)}, which names axis "
            f"{twice[0]} more often"
        )
    return tuple(dim for dim in found if shape)


def output_shape(shapes: Shapes, params: FlipParams) -> Shape:
    """Give the input's shape."""
    turned_axes(shapes["input"], params)
    return shapes["input"]


def axes(shapes: Shapes, params: FlipParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: FlipParams) -> Array:
    """Give a copy of the input with its axes turned around."""
    image = arrays["input"]
    return np.array(np.flip(image, turned_axes(image.shape, params)), order="C")


def save(arrays: Arrays, output: Array, params: FlipParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: FlipParams
) -> dict[str, Array]:
    """Give grad_output with its axes turned around: y is x elsewhere, so grad_x is grad_y there."""
    return {"input": forward({"input": grad_output}, params)}


def passes(shapes: Shapes, params: FlipParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input, which turn the same axes around."""
    shape = shapes["input"]
    turned = turned_axes(shape, params)

    def rule(direction: str, target: str, source: str) -> Pass:
        def read(index: Index) -> tuple[Term, ...]:
            return (Term((element(source, *_turned(index, shape, turned)),)),)

        listing = copy_listing(
            (target, shape), (source, shape), lambda names: _written(names, shape, turned)
        )
        return Pass(direction, target, shape, read, listing)

    return rule("forward", "output", "input"), rule("backward", "grad_input", "grad_output")


def _turned(index: Index, shape: Shape, turned: Sequence[int]) -> Index:
    """Give the place from which an element comes."""
    pairs = enumerate(zip(index, shape, strict=True))
    return tuple(extent - 1 - at if axis in turned else at for axis, (at, extent) in pairs)


def _written(names: Sequence[str], shape: Shape, turned: Sequence[int]) -> list[str]:
    """Write the place from which an element comes: 3 - y, x."""
    pairs = enumerate(zip(names, shape, strict=True))
    return [
        f"{extent - 1} - {name}" if axis in turned and name != "0" else name
        for axis, (name, extent) in pairs
    ]


FLIP = Operator(
    name="flip",
    operands=("input",),
    optional=frozenset(),
    keywords=("dims",),
    required=("dims",),
    params=flip_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
)
