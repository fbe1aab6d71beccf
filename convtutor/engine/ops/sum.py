"""sum: the elements along some axes added up, or all of them.

Source: torch.sum. An element takes part in one sum, so its gradient is that sum's, unchanged.
"""

from collections.abc import Sequence

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST, flag, integer
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, without_warnings
from convtutor.engine.elementwise import no_axes
from convtutor.engine.lettered_passes import Lettered, Part, axis_letters
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class SumParams:
    """The axes that are added up, all for None; with `keepdim` they stay, of length 1."""

    dim: tuple[int, ...] | None
    keepdim: bool


def sum_params(dim: int | Sequence[int] | None = None, keepdim: bool = False) -> SumParams:
    """Make the parameters; one axis may stand without a list, and no axis means all of them."""
    kept = flag("sum", "keepdim", keepdim)
    if dim is None:
        return SumParams(None, kept)
    given = dim if isinstance(dim, list | tuple) else (dim,)
    axes = tuple(integer("sum", "dim", axis, -LARGEST - 1) for axis in given)
    return SumParams(axes or None, kept)


def summed(shape: Shape, params: SumParams) -> tuple[int, ...]:
    """Give the axes that are added up, counted from 0, in order.

    Raises ArgumentError for an axis the input does not have, and for one named twice.
    """
    if params.dim is None:
        return tuple(range(len(shape)))
    count = max(len(shape), 1)
    for axis in params.dim:
        if not -count <= axis < count:
            raise ArgumentError(
                f"sum: dim must be from {-count} to {count - 1} for an input of shape {shape}, "
                f"got {axis}"
            )
    found = [axis % count for axis in params.dim]
    if len(set(found)) < len(found):
        raise ArgumentError(f"sum: dim must name each axis once, got {list(params.dim)}")
    return tuple(sorted(axis for axis in found if shape))


def output_shape(shapes: Shapes, params: SumParams) -> Shape:
    """Give the input's shape without the axes added up, or with 1 in their place."""
    shape, gone = shapes["input"], summed(shapes["input"], params)
    if params.keepdim:
        return tuple(1 if axis in gone else extent for axis, extent in enumerate(shape))
    return tuple(extent for axis, extent in enumerate(shape) if axis not in gone)


@without_warnings
def forward(arrays: Arrays, params: SumParams) -> Array:
    """Give the sums."""
    image = arrays["input"]
    along = summed(image.shape, params)
    return np.asarray(image.sum(axis=along, keepdims=params.keepdim))


def save(arrays: Arrays, output: Array, params: SumParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SumParams
) -> dict[str, Array]:
    """Give grad_input: y = x1 + x2 + .., so grad_x is grad_y of the sum that x takes part in."""
    shape = arrays["input"].shape
    kept = output_shape({"input": shape}, SumParams(params.dim, True))
    return {"input": np.array(np.broadcast_to(grad_output.reshape(kept), shape))}


def passes(shapes: Shapes, params: SumParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape, gone = shapes["input"], summed(shapes["input"], params)
    letters = axis_letters(len(shape))
    output = tuple(
        "" if axis in gone else letter
        for axis, letter in enumerate(letters)
        if params.keepdim or axis not in gone
    )
    make = Lettered(
        dict(zip(letters, shape, strict=True)),
        {"input": letters, "grad_input": letters, "output": output, "grad_output": output},
    )
    over = tuple(letters[axis] for axis in gone)
    return (
        make.made("forward", "output", Part(("input",)), over=over),
        make.made("backward", "grad_input", Part(("grad_output",))),
    )


SUM = Operator(
    name="sum",
    operands=("input",),
    optional=frozenset(),
    keywords=("dim", "keepdim"),
    required=(),
    params=sum_params,
    output_shape=output_shape,
    axes=no_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN},
)
