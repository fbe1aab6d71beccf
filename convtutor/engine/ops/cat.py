"""cat: tensors set one behind the other along an axis.

Source: torch.cat. The operands are called tensors0, tensors1, ...; all have the same shape but for
the axis `dim`, whose lengths add up. A tensor of shape (0,) adds nothing and fits everywhere.
"""

from bisect import bisect_right
from itertools import accumulate

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST, integer
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, shapes_of
from convtutor.engine.cat_listings import gradient_listing, output_listing
from convtutor.engine.geometry import Axis
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.errors import ArgumentError, ShapeError

NOTHING = (0,)


@dataclass(frozen=True, slots=True)
class CatParams:
    """The keyword of torch.cat; a negative number counts axes from the end."""

    dim: int = 0


@dataclass(frozen=True, slots=True)
class Parts:
    """The tensors of one layer along one axis: where each begins there, and how long the whole is.

    `shapes` holds those that add something, by name.
    """

    axis: int
    shapes: Shapes
    starts: tuple[int, ...]
    output: Shape

    def read_output(self, index: Index) -> tuple[Term, ...]:
        """Read the tensor that stands here along the axis."""
        ends = [start + shape[self.axis]
                for start, shape in zip(self.starts, self.shapes.values(), strict=True)]
        number = bisect_right(ends, index[self.axis])
        name = list(self.shapes)[number]
        return (Term((element(name, *self._moved(index, -self.starts[number])),)),)

    def _moved(self, index: Index, by: int) -> Index:
        return (*index[: self.axis], index[self.axis] + by, *index[self.axis + 1 :])

    def gradient_pass(self, name: str, shape: Shape) -> Pass:
        """Give the pass of a tensor's gradient: the upstream gradient of the places it went to."""
        start = dict(zip(self.shapes, self.starts, strict=True)).get(name)

        def read(index: Index) -> tuple[Term, ...]:
            if start is None:
                return ()
            return (Term((element("grad_output", *self._moved(index, start)),)),)

        target = f"grad_{name}"
        listing = gradient_listing(target, shape, self.output, self.axis, start)
        return Pass("backward", target, shape, read, listing)


def cat_params(dim: int = 0) -> CatParams:
    """Make the parameters."""
    return CatParams(integer("cat", "dim", dim, -LARGEST - 1))


def names_in_order(shapes: Shapes) -> tuple[str, ...]:
    """Name the tensors in the order they are given."""
    return CAT.named(len(shapes))


def parts_of(shapes: Shapes, params: CatParams) -> Parts:
    """Find where each tensor goes; raises ShapeError and ArgumentError where they do not fit."""
    names = names_in_order(shapes)
    if not names:
        raise ArgumentError("cat: expected at least 1 tensor, got none")
    for name in names:
        if not shapes[name]:
            raise ShapeError(f"cat: {name} has no axes to set it behind another; give it one")
    adding = {name: shapes[name] for name in names if shapes[name] != NOTHING}
    adding = adding or {names[0]: NOTHING}
    first, *others = adding.items()
    axis = _axis_of(first[1], params.dim)
    for other in others:
        _check_fit(first, other, axis)
    lengths = [shape[axis] for shape in adding.values()]
    output = (*first[1][:axis], sum(lengths), *first[1][axis + 1 :])
    return Parts(axis, adding, tuple(accumulate(lengths[:-1], initial=0)), output)


def _axis_of(shape: Shape, dim: int) -> int:
    count = len(shape)
    if not -count <= dim < count:
        raise ArgumentError(
            f"cat: dim must be from {-count} to {count - 1} for tensors of shape {shape}, got {dim}"
        )
    return dim % count


def _check_fit(first: tuple[str, Shape], other: tuple[str, Shape], axis: int) -> None:
    (one, shape), (two, found) = first, other
    if len(found) != len(shape):
        raise ShapeError(
            f"cat: {two} must have {len(shape)} axes as {one} {shape} has, got shape {found}"
        )
    for at, (wanted, got) in enumerate(zip(shape, found, strict=True)):
        if at != axis and wanted != got:
            raise ShapeError(
                f"cat: {two} {found} must have {wanted} in axis {at} as {one} {shape} has, got "
                f"{got}; only axis {axis} may differ"
            )


def output_shape(shapes: Shapes, params: CatParams) -> Shape:
    """Give the shape of all tensors together."""
    return parts_of(shapes, params).output


def axes(shapes: Shapes, params: CatParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: CatParams) -> Array:
    """Give the tensors as one array."""
    parts = parts_of(shapes_of(arrays), params)
    return np.concatenate([arrays[name] for name in parts.shapes], axis=parts.axis)


def save(arrays: Arrays, output: Array, params: CatParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: CatParams
) -> dict[str, Array]:
    """Give each tensor its own part of grad_output: y = (x, z, ..), so grad_y = (grad_x, ..)."""
    shapes = shapes_of(arrays)
    parts = parts_of(shapes, params)
    split = np.split(grad_output, parts.starts[1:], axis=parts.axis)
    handed = {name: np.array(part) for name, part in zip(parts.shapes, split, strict=True)}
    nothing = np.zeros(NOTHING, grad_output.dtype)
    return {name: handed.get(name, nothing.copy()) for name in names_in_order(shapes)}


def passes(shapes: Shapes, params: CatParams) -> tuple[Pass, ...]:
    """Give the passes of output and of every tensor's gradient."""
    parts = parts_of(shapes, params)
    listing = output_listing(parts.shapes, parts.starts, parts.output, parts.axis)
    return (
        Pass("forward", "output", parts.output, parts.read_output, listing),
        *(parts.gradient_pass(name, shapes[name]) for name in names_in_order(shapes)),
    )


CAT = Operator(
    name="cat",
    operands=("tensors",),
    optional=frozenset(),
    keywords=("dim",),
    required=(),
    params=cat_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    several=True,
)
