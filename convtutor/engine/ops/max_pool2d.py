"""max_pool2d: the largest element of every window, each plane by itself.

Source: torch.nn.MaxPool2d. Shapes: input (N, C, H, W), output (N, C, H_out, W_out). The padding
never wins: it stands as minus infinity. The first maximum in row-major order wins a tie, the last
NaN wins over everything. `indices` holds row * W + col of each winner; it is -1 for a window
without any element (possible with dilation alone), which then hands on no gradient.
"""

from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from convtutor.engine.arguments import IntOrPair, Pair, flag, pair
from convtutor.engine.arrays import (
    Array,
    Arrays,
    Index,
    Shape,
    Shapes,
    check_dimensions,
    check_no_empty_axis,
    without_warnings,
)
from convtutor.engine.geometry import Axis, check_axis
from convtutor.engine.operator import Gate, Operator, Pass, Reduce, Term, element, padded_read
from convtutor.engine.pool_listings import max_backward_listing, max_forward_listing
from convtutor.engine.windows import check_frame, pad, windows
from convtutor.errors import ArgumentError

LARGEST = 2**31 - 1  # torch's pools keep their arguments in 32 bits


@dataclass(frozen=True, slots=True)
class MaxPool2dParams:
    """The keywords of torch.nn.functional.max_pool2d; pairs are (rows, columns)."""

    kernel_size: Pair
    stride: Pair
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)
    ceil_mode: bool = False


def max_pool2d_params(
    kernel_size: IntOrPair,
    stride: IntOrPair | None = None,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
    ceil_mode: bool = False,
) -> MaxPool2dParams:
    """Make the parameters; the stride is the kernel's size unless given.

    Raises ArgumentError for what torch rejects, padding over half the kernel among it.
    """
    kernel = pair("max_pool2d", "kernel_size", kernel_size, 1, LARGEST)
    unset = stride is None or (isinstance(stride, list | tuple) and not stride)
    padded = pair("max_pool2d", "padding", padding, 0, LARGEST)
    for size, border in zip(kernel, padded, strict=True):
        if border > size // 2:
            raise ArgumentError(
                f"max_pool2d: padding must be at most half the kernel, {size // 2} for a kernel "
                f"of {size}, got {border}"
            )
    return MaxPool2dParams(
        kernel,
        kernel if unset else pair("max_pool2d", "stride", stride, 1, LARGEST),
        padded,
        pair("max_pool2d", "dilation", dilation, 1, LARGEST),
        flag("max_pool2d", "ceil_mode", ceil_mode),
    )


def axes(shapes: Shapes, params: MaxPool2dParams) -> tuple[Axis, ...]:
    """Give the rows' and the columns' axis; raises ShapeError where no window fits."""
    made = []
    for number, name in enumerate(("rows", "columns")):
        border = params.padding[number]
        axis = Axis(
            shapes["input"][2 + number], params.kernel_size[number], params.stride[number],
            params.dilation[number], border, border, ceil_mode=params.ceil_mode,
        )
        check_axis("max_pool2d", name, axis)
        made.append(axis)
    return tuple(made)


def output_shape(shapes: Shapes, params: MaxPool2dParams) -> Shape:
    """Give (N, C, H_out, W_out); raises ShapeError when no window fits."""
    check_dimensions("max_pool2d", "input", shapes["input"], (4,))
    batch, channels, height, width = shapes["input"]
    check_no_empty_axis(
        "max_pool2d", "input", {"channels": channels, "rows": height, "columns": width}
    )
    rows, columns = axes(shapes, params)
    check_frame("max_pool2d", (batch, channels), (rows, columns))
    return batch, channels, rows.o, columns.o


def winners(image: Array, params: MaxPool2dParams) -> tuple[Array, Array]:
    """Give the largest element of every window and its flat index within the plane."""
    sliding = axes({"input": image.shape}, params)
    rows, columns = sliding
    view = windows(pad(image, sliding, -np.inf), sliding)  # (N, C, kH, kW, H_out, W_out)
    largest = np.full((*image.shape[:2], rows.o, columns.o), -np.inf, image.dtype)
    indices = np.full(largest.shape, -1, np.int64)
    for i, j in reversed(list(product(range(rows.k), range(columns.k)))):
        flat = _flat_places(rows, columns, i, j)
        indices[:] = np.where(flat >= 0, flat, indices)  # ends at the first tap with an element
    for i, j in product(range(rows.k), range(columns.k)):
        value = view[:, :, i, j]
        flat = _flat_places(rows, columns, i, j)
        wins = ((value > largest) | np.isnan(value)) & (flat >= 0)
        largest = np.where(wins, value, largest)
        indices = np.where(wins, flat, indices)
    return largest, indices


def _flat_places(rows: Axis, columns: Axis, i: int, j: int) -> Array:
    """Give row * W + col read by tap (i, j) of every window, -1 outside the plane."""
    row = np.arange(rows.o)[:, None] * rows.s - rows.before + i * rows.d
    col = np.arange(columns.o) * columns.s - columns.before + j * columns.d
    inside = (row >= 0) & (row < rows.i) & (col >= 0) & (col < columns.i)
    return np.where(inside, row * columns.i + col, -1)


def forward(arrays: Arrays, params: MaxPool2dParams) -> Array:
    """Give the largest element of every window (N, C, H_out, W_out)."""
    return winners(arrays["input"], params)[0]


def save(arrays: Arrays, output: Array, params: MaxPool2dParams) -> dict[str, Array]:
    """Give the flat index of every winner within its plane."""
    return {"indices": winners(arrays["input"], params)[1]}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: MaxPool2dParams
) -> dict[str, Array]:
    """Give grad_input: each upstream gradient goes to its window's winner.

    y = x[winner], so grad_x[at] = sum of grad_y over the windows whose winner is at.
    """
    image = arrays["input"]
    planes, windows_per_plane = prod(image.shape[:2]), prod(grad_output.shape[2:])
    grad = np.zeros((planes, prod(image.shape[2:])), grad_output.dtype)
    indices = saved["indices"].reshape(planes, windows_per_plane)
    upstream = grad_output.reshape(planes, windows_per_plane)
    plane, window = np.nonzero(indices >= 0)
    np.add.at(grad, (plane, indices[plane, window]), upstream[plane, window])
    return {"input": grad.reshape(image.shape)}


def passes(shapes: Shapes, params: MaxPool2dParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    sliding = rows, columns = axes(shapes, params)
    image = shapes["input"]
    output = (*image[:2], rows.o, columns.o)

    def read_output(index: Index) -> tuple[Term, ...]:
        """Read the window."""
        n, c, y, x = index
        return tuple(
            Term((padded_read("input", (n, c), spots),))
            for spots in product(rows.reads(y), columns.reads(x))
        )

    def read_grad_input(index: Index) -> tuple[Term, ...]:
        """Read the upstream gradient of every window that saw this element; open where it won."""
        n, c, row, col = index
        flat = row * columns.i + col
        return tuple(
            Term((element("grad_output", n, c, y, x),), gate=Gate("indices", (n, c, y, x), flat))
            for (y, _), (x, _) in product(rows.readers(row), columns.readers(col))
        )

    return (
        Pass("forward", "output", output, read_output, max_forward_listing(image, sliding),
             Reduce.MAX, -np.inf, {"input": sliding}),
        Pass("backward", "grad_input", image, read_grad_input,
             max_backward_listing(image, sliding)),
    )


MAX_POOL2D = Operator(
    name="max_pool2d",
    operands=("input",),
    optional=frozenset(),
    keywords=("kernel_size", "stride", "padding", "dilation", "ceil_mode"),
    required=("kernel_size",),
    params=max_pool2d_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": 4},
)
