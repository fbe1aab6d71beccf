"""Cross-correlation of planes in blocks of about a megabyte: few copies, large matrix products.

A kernel of 3 columns slides over padded rows A, B, C, .. of 5 cells. A block copies every row three
times, once for each kernel column, without the cells that this column never meets:

    kernel column 0  | A0 A1 A2 | B0 B1 B2 | C0 C1 C2 | ..
    kernel column 1  | A1 A2 A3 | B1 B2 B3 | C1 C2 C3 | ..     and so on for every channel
    kernel column 2  | A2 A3 A4 | B2 B3 B4 | C2 C3 C4 | ..
                     ^          ^
                     |          from here on: X_1, what kernel row 1 meets, window after window
                     from here on: X_0, what kernel row 0 meets

So each X_i, a matrix (channels times kernel columns, windows), lies there as it is. Rows that
follow one another for some kernel row make a band: with stride s every s-th row, and one band for
each remainder that a kernel row starts with. W_i being row i of all kernels:

    Y = sum over i of W_i X_i

Shapes: image (N, C, H, W), weight (C_out, C / groups, kH, kW), output (N, C_out, H_out, W_out), of
any strides. `axes` are those of rows and columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import ceil, prod
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from convtutor.engine.arrays import Array, Shape
from convtutor.engine.blocks import BLOCK_BYTES, parts
from convtutor.engine.geometry import Axis
from convtutor.engine.windows import inside, pad, unpad

SAMPLE_BYTES = 2**22  # a sample of more is cut into rows: short rows make slow matrix products
FEW_LINES = 16  # a matrix product that makes fewer lines is slow, but for a single one
LEAST_SHARE = 4  # window rows of a block, at least, for every row it shares with the next block

Axes: TypeAlias = Sequence[Axis]


def correlate(image: Array, weight: Array, bias: Array | None, axes: Axes, groups: int) -> Array:
    """Give the output."""
    return _correlate(image, _by_group(weight, groups), bias, axes)


def _correlate(image: Array, weight: Array, bias: Array | None, axes: Axes) -> Array:
    """Give the output of a weight (g, C_out / g, C / g, kH, kW)."""
    groups, group_out = weight.shape[:2]
    output = np.empty((len(image), groups * group_out, *(axis.o for axis in axes)), image.dtype)
    windows = output.reshape(len(image), groups, group_out, prod(output.shape[2:]))
    kernel = _kernel_rows(weight)
    for samples, padded in _padded_parts(image, axes):
        columns = Columns(padded.shape, _framed(axes), groups, image.dtype)
        products = columns.scratch(group_out)
        for block in columns.blocks:
            columns.load(padded, block)
            made = windows[samples][block.samples, ..., block.windows]  # (n, g, C_out/g, windows)
            np.matmul(kernel[0], columns.met_by(0, block), out=made)
            more = products[: made.shape[0], ..., : made.shape[3]]
            for row in range(1, len(kernel)):
                made += np.matmul(kernel[row], columns.met_by(row, block), out=more)
            if bias is not None:
                made += bias.reshape(groups, group_out, 1)
    return output


def weight_gradient(
    grad_output: Array, image: Array, weight: Shape, axes: Axes, groups: int
) -> Array:
    """Give the gradient of the weight, of that shape.

    Y = sum over i of W_i X_i, so grad_W_i = grad_Y X_i^T, summed over all samples and blocks.
    """
    shape = (groups, weight[0] // groups, *weight[1:])
    upstream = grad_output.reshape(*image.shape[:1], *shape[:2], prod(grad_output.shape[2:]))
    gradient = _kernel_rows(np.zeros(shape, image.dtype))
    for samples, padded in _padded_parts(image, axes):
        columns = Columns(padded.shape, _framed(axes), groups, image.dtype)
        for block in columns.blocks:
            columns.load(padded, block)
            dy = upstream[samples][block.samples, ..., block.windows]  # (n, g, C_out/g, windows)
            for row, total in enumerate(gradient):
                met = columns.met_by(row, block)
                total += np.matmul(dy, met.swapaxes(2, 3)).sum(axis=0)
    rows = gradient.reshape(weight[2], *shape[:3], weight[3])
    return np.moveaxis(rows, 0, 3).reshape(weight)


def image_gradient(grad_output: Array, weight: Array, axes: Axes, groups: int) -> Array:
    """Give the gradient of the image."""
    grouped = _by_group(weight, groups)
    if all(axis.mode == "zeros" for axis in axes):
        return _handed_back(grad_output, grouped, axes)
    shape = (len(grad_output), groups * weight.shape[1], *(axis.i for axis in axes))
    gradient = np.empty(shape, grad_output.dtype)
    for samples in parts(shape, gradient.itemsize):
        wide = _handed_back(grad_output[samples], grouped, _framed(axes))
        gradient[samples] = unpad(wide, axes)
    return gradient


def _handed_back(grad_output: Array, weight: Array, axes: Axes) -> Array:
    """Give the gradient of an image that zeros surround, of a weight (g, C_out / g, C / g, kH, kW).

    x[at] meets weight[tap] in window at + before - tap d. So without stride

        grad_x[at] = sum over tap of weight[tap] grad_y[at + before - tap d]

    is a correlation too, of grad_y with the kernel turned by half. Its zeros around grad_y would
    make NaN of an infinite weight that no window met there; such a weight is added back instead,
    and so are few channels, which would be the lines of the products.
    """
    few = 1 < weight.shape[2] < FEW_LINES
    if few or not may_turn(weight, axes):
        return _added_back(grad_output, weight, axes)
    turned = weight.swapaxes(1, 2)[..., ::-1, ::-1]
    return _correlate(grad_output, turned, None, [turned_axis(axis) for axis in axes])


def may_turn(weight: Array, axes: Axes) -> bool:
    """Say whether the turned kernel may slide over the gradient."""
    plain = all(axis.s == 1 and axis.mode == "zeros" for axis in axes)
    return plain and bool(np.isfinite(weight).all())


@lru_cache(maxsize=4096)
def turned_axis(axis: Axis) -> Axis:
    """Give the axis on which the turned kernel slides over the gradient, to the image's length."""
    before = axis.k_eff - 1 - axis.before
    return Axis(axis.o, axis.k, 1, axis.d, before, axis.i + axis.before - axis.o)


def _added_back(grad_output: Array, weight: Array, axes: Axes) -> Array:
    """Give the same for any stride and weight.

    Y = sum over i of W_i X_i, so grad_X_i = W_i^T grad_Y; where kernel rows meet the same numbers
    their gradients add up, and then those of all copies of one element do.
    """
    groups, group_out, group_in = weight.shape[:3]
    kernel = _kernel_rows(weight).swapaxes(2, 3)
    shape = (len(grad_output), groups * group_in, *(axis.i for axis in axes))
    gradient = np.zeros(shape, grad_output.dtype)
    upstream = grad_output.reshape(shape[0], groups, group_out, prod(grad_output.shape[2:]))
    columns = Columns(shape, axes, groups, grad_output.dtype)
    products = columns.scratch(kernel.shape[2])
    for block in columns.blocks:
        columns.copies.fill(0)
        dy = upstream[block.samples, ..., block.windows]  # (n, g, C_out/g, windows)
        more = products[: len(dy), ..., : dy.shape[3]]
        for row, turned in enumerate(kernel):
            met = columns.met_by(row, block)
            met += np.matmul(turned, dy, out=more)
        columns.add_back(gradient, block)
    return gradient


class Block(NamedTuple):
    """Some samples of a batch and some rows of windows, computed together, and those windows."""

    samples: slice
    rows: range
    windows: slice


class Columns:
    """The copies of one block after another, and the matrices X_i that lie in them.

    `copies` are (samples, C, kW, bands, rows of a band, W_out). Kernel row i meets the rows from
    `first` on of a band, where (band, first) = taps[i].
    """

    def __init__(self, image: Shape, axes: Axes, groups: int, dtype: np.dtype[Any]) -> None:
        self.rows, self.columns = axes
        self.groups = groups
        self.bands, self.taps = bands(self.rows)
        self.shared = max(first for _, first in self.taps)
        lines = (image[1], self.columns.k, len(self.bands))
        row_bytes = prod(lines) * self.columns.o * dtype.itemsize
        together, tall = block_size(image[0], self.rows.o, self.shared, row_bytes)
        self.blocks = [
            self._block(slice(n, min(n + together, image[0])), range(y, min(y + tall, self.rows.o)))
            for n in range(0, image[0], together)
            for y in range(0, self.rows.o, tall)
        ]
        self.copies = np.zeros((together, *lines, tall + self.shared, self.columns.o), dtype)

    def _block(self, samples: slice, rows: range) -> Block:
        width = self.columns.o
        return Block(samples, rows, slice(rows.start * width, rows.stop * width))

    def met_by(self, row: int, block: Block) -> Array:
        """View X_i, what a kernel row meets: (samples, g, C/g * kW, windows)."""
        samples, channels, taps, bands, height, width = self.copies.shape
        held = self.copies.reshape(
            samples, self.groups, channels // self.groups * taps, bands, height * width
        )
        band, first = self.taps[row]
        count = block.samples.stop - block.samples.start
        return held[:count, :, :, band, first * width : (first + len(block.rows)) * width]

    def scratch(self, lines: int) -> Array:
        """Make room for a matrix product with so many lines of a block (n, g, lines, windows)."""
        width, tall = self.copies.shape[5], self.copies.shape[4] - self.shared
        return np.empty((len(self.copies), self.groups, lines, tall * width), self.copies.dtype)

    def load(self, image: Array, block: Block) -> None:
        """Copy what the block reads; what lies outside the image stays 0."""
        for held, down, elements in self._bands(image, block):
            held[..., : down.start, :] = 0  # the block before had other rows there
            held[..., down.stop :, :] = 0
            for tap, (along, at) in enumerate(self._along()):
                held[:, :, tap, down, along] = elements[..., at]

    def add_back(self, gradient: Array, block: Block) -> None:
        """Add the gradient of every copy onto that of its element: load's adjoint."""
        for held, down, elements in self._bands(gradient, block):
            for tap, (along, at) in enumerate(self._along()):
                elements[..., at] += held[:, :, tap, down, along]

    def _bands(self, image: Array, block: Block) -> Iterator[tuple[Array, slice, Array]]:
        """View each band of the copies, with its rows that lie inside the image, and those rows."""
        count, height = block.samples.stop - block.samples.start, len(block.rows) + self.shared
        for band, start in enumerate(self.bands):
            top = block.rows.start * self.rows.s + start - self.rows.before
            down, at = inside(top, self.rows.s, height, self.rows.i)
            yield self.copies[:count, :, :, band, :height], down, image[block.samples, :, at]

    def _along(self) -> Iterator[tuple[slice, slice]]:
        """Give, for each kernel column, the windows where it lies inside, and the elements met."""
        axis = self.columns
        for tap in range(axis.k):
            yield inside(tap * axis.d - axis.before, axis.s, axis.o, axis.i)


@lru_cache(maxsize=4096)
def bands(axis: Axis) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Give the padded row that each band starts with, and for each kernel row its band and its
    first row there: i d = first s + start.

    Where kernel rows lie so far apart that bands would hold more than is read, each has its own.
    """
    firsts = [divmod(tap * axis.d, axis.s) for tap in range(axis.k)]
    starts = sorted({start for _, start in firsts})
    if len(starts) * (axis.o + firsts[-1][0]) > axis.k * axis.o:
        return tuple(tap * axis.d for tap in range(axis.k)), tuple((t, 0) for t in range(axis.k))
    return tuple(starts), tuple((starts.index(start), first) for first, start in firsts)


def block_size(samples: int, rows: int, shared: int, row_bytes: int) -> tuple[int, int]:
    """Give how many samples a block holds, or of one large sample how many rows of windows.

    It copies `row_bytes` for each row of windows and for each row shared with the block below.
    """
    together = BLOCK_BYTES // (row_bytes * (rows + shared))
    if together:
        return max(1, min(samples, together)), rows
    most = max(1, SAMPLE_BYTES // row_bytes - shared, LEAST_SHARE * shared)
    return 1, ceil(rows / ceil(rows / most))  # blocks as alike as can be


def _by_group(weight: Array, groups: int) -> Array:
    """View a weight as (g, C_out / g, C / g, kH, kW)."""
    return weight.reshape(groups, len(weight) // groups, *weight.shape[1:])


def _kernel_rows(weight: Array) -> Array:
    """Copy the W_i of a weight (g, C_out / g, C / g, kH, kW): (kH, g, C_out / g, C / g * kW)."""
    rows = np.moveaxis(weight, 3, 0)
    return np.ascontiguousarray(rows).reshape(*rows.shape[:3], rows.shape[3] * rows.shape[4])


def _padded_parts(image: Array, axes: Axes) -> Iterator[tuple[slice, Array]]:
    """Give the batch as it is where zeros surround it, else some samples after others, padded."""
    if all(axis.mode == "zeros" for axis in axes):
        yield slice(None), image
        return
    for samples in parts((*image.shape[:2], *(axis.padded for axis in axes)), image.itemsize):
        yield samples, pad(image[samples], axes, 0.0)


def _framed(axes: Axes) -> list[Axis]:
    """Give the axes of what `_padded_parts` gives."""
    return [
        axis if axis.mode == "zeros"
        else replace(axis, i=axis.padded, before=0, after=0, mode="zeros")
        for axis in axes
    ]
