"""flatten: some axes become one, and the elements keep their order.

Source: torch.nn.Flatten, torch.flatten. The axes from start_dim to end_dim become one axis, as
long as their product; an input without axes becomes one of a single element. Element
(n, c, y, x) of (N, C, H, W) is element (n, c H W + y W + x) of (N, C H W).
"""

from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import LARGEST, integer
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.axis_loops import axes_left_out, axis_names, open_loops, place
from convtutor.engine.geometry import Axis
from convtutor.engine.listing import (
    Fate,
    LineKind,
    Listing,
    ListingWriter,
    Locator,
    Mark,
    fate_lines,
    left_out_axes,
)
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class FlattenParams:
    """The keywords of torch.flatten; a negative number counts axes from the end."""

    start_dim: int
    end_dim: int


def flatten_params(start_dim: int = 1, end_dim: int = -1) -> FlattenParams:
    """Make the parameters; the first axis stays unless told otherwise, as in torch.nn.Flatten."""
    return FlattenParams(
        integer("flatten", "start_dim", start_dim, -LARGEST - 1),
        integer("flatten", "end_dim", end_dim, -LARGEST - 1),
    )


def flattened_axes(shape: Shape, params: FlattenParams) -> tuple[int, int]:
    """Give the first of the axes that become one, and the one behind the last of them.

    Raises ArgumentError for an axis the input does not have, and for a start behind the end.
    """
    count = max(len(shape), 1)
    for name, axis in (("start_dim", params.start_dim), ("end_dim", params.end_dim)):
        if not -count <= axis < count:
            raise ArgumentError(
                f"flatten: {name} must be from {-count} to {count - 1} for an input of shape "
                f"{shape}, got {axis}"
            )
    start, end = params.start_dim % count, params.end_dim % count
    if start > end:
        raise ArgumentError(
            f"flatten: start_dim {params.start_dim} lies behind end_dim {params.end_dim} in an "
            f"input of shape {shape}; swap them"
        )
    return start, end + 1


def output_shape(shapes: Shapes, params: FlattenParams) -> Shape:
    """Give the input's shape with the flattened axes as one."""
    shape = shapes["input"]
    start, stop = flattened_axes(shape, params)
    return (*shape[:start], prod(shape[start:stop]), *shape[stop:])


def axes(shapes: Shapes, params: FlattenParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: FlattenParams) -> Array:
    """Give a copy of the input in its new shape."""
    image = arrays["input"]
    return np.array(image, order="C").reshape(output_shape({"input": image.shape}, params))


def save(arrays: Arrays, output: Array, params: FlattenParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the shapes alone."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: FlattenParams
) -> dict[str, Array]:
    """Give grad_output in the input's shape: y = x in other places, so grad_x = grad_y."""
    return {"input": np.array(grad_output, order="C").reshape(arrays["input"].shape)}


def passes(shapes: Shapes, params: FlattenParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape = shapes["input"]
    flat = Flat(shape, *flattened_axes(shape, params))
    return (
        Pass("forward", "output", output_shape(shapes, params), flat.read_output,
             flat.listing("output", "input")),
        Pass("backward", "grad_input", shape, flat.read_grad_input,
             flat.listing("grad_input", "grad_output")),
    )


@dataclass(frozen=True, slots=True)
class Flat:
    """The two shapes of one layer: the axes from `start` up to `stop` of `shape` become one."""

    shape: Shape
    start: int
    stop: int

    def read_output(self, index: Index) -> tuple[Term, ...]:
        """Read the element that stands here before it is flattened."""
        return (Term((element("input", *self.whole(index)),)),)

    def read_grad_input(self, index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of the place that this element went to."""
        number = 0
        for axis in range(self.start, min(self.stop, len(self.shape))):
            number = number * self.shape[axis] + index[axis]
        at = (*index[: self.start], number, *index[self.stop :])
        return (Term((element("grad_output", *at),)),)

    def whole(self, index: Index) -> Index:
        """Give the index before flattening of one after it."""
        at, number = [], index[self.start]
        for extent in reversed(self.shape[self.start : self.stop]):
            number, this = divmod(number, extent)
            at.append(this)
        return (*index[: self.start], *reversed(at), *index[self.start + 1 :])

    def listing(self, target: str, source: str) -> Listing:
        """Write the loops over the input's axes, whose order is that of the output too."""
        writer = ListingWriter()
        names = axis_names(len(self.shape))
        unlooped = open_loops(writer, self.shape, names)
        left_out, flat_left_out = axes_left_out(self.shape), left_out_axes(self._flat(), 1)
        looped = ["0" if name in unlooped else name for name in names]
        flat_at = [*looped[: self.start], self._number(looped), *looped[self.stop :]]
        whole_name, flat_name = ("input", target) if target == "output" else (target, source)
        whole, flat = place(whole_name, names, left_out), place(flat_name, flat_at, flat_left_out)
        written, read = (flat, whole) if target == "output" else (whole, flat)
        writer.add("total = 0", LineKind.START)
        tap = writer.add(f"total += {read}", LineKind.TAP)
        store = writer.add(f"{written} = total", LineKind.STORE)
        squeezed = {whole_name: left_out, flat_name: flat_left_out}
        locate = Locator(names, unlooped, fate_lines(tap), store, lambda index, tap: {})

        def locate_flat(index: Index, tap: int | None, fate: Fate) -> Mark:
            return locate(self.whole(index), tap, fate)

        found = locate_flat if target == "output" else locate
        return Listing(tuple(writer.lines), squeezed, found)

    def _flat(self) -> Shape:
        flattened = prod(self.shape[self.start : self.stop])
        return (*self.shape[: self.start], flattened, *self.shape[self.stop :])

    def _number(self, names: list[str]) -> str:
        """Write the place on the flattened axis: c*20 + y*5 + x."""
        parts, step = [], 1
        for axis in reversed(range(self.start, min(self.stop, len(self.shape)))):
            if names[axis] != "0":
                parts.append(names[axis] if step == 1 else f"{names[axis]}*{step}")
            step *= self.shape[axis]
        return " + ".join(reversed(parts)) or "0"


FLATTEN = Operator(
    name="flatten",
    operands=("input",),
    optional=frozenset(),
    keywords=("start_dim", "end_dim"),
    required=(),
    params=flatten_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": 4},
)
