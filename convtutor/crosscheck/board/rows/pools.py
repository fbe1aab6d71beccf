"""Pools: the largest element of a window, or its mean."""

from functools import partial
from typing import Any

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row

ROUNDINGS = ("floor", "ceil")
DIVISORS = (*ROUNDINGS, "pad uncounted")


def max_pool(draw: Draw, cell: Cell, axes: int) -> Layer:
    """Draw a max pool in the rounding of its mode; every window holds an element."""
    dilation = draw.exceeding(axes, cell.dilated)
    layer = _window(draw, cell, axes, dilation)
    return Layer({**layer.keywords, "dilation": dilation}, layer.operands)


def avg_pool(draw: Draw, cell: Cell, axes: int) -> Layer:
    """Draw an average pool; on planes the divisor is now and then given."""
    layer = _window(draw, cell, axes, (1,) * axes)
    more: dict[str, Any] = {"count_include_pad": cell.mode != "pad uncounted"}
    if axes > 1 and cell.mode == "ceil" and draw.flag():
        more["divisor_override"] = draw.number(1, 5)
    return Layer({**layer.keywords, **more}, layer.operands)


def adaptive_pool(draw: Draw, cell: Cell) -> Layer:
    """Draw an adaptive pool: to less than the input, or to more."""
    rows, columns = draw.apart(2, 2, 6)
    least, most = (1, min(rows, columns)) if cell.mode == "smaller" else (7, 9)
    size = draw.number(least, most), draw.number(least, most)
    return Layer({"output_size": size}, {"input": draw.array(*draw.apart(2, 1, 2), rows, columns)})


def _window(draw: Draw, cell: Cell, axes: int, dilation: tuple[int, ...]) -> Layer:
    kernel = draw.apart(axes, 2, 4)
    stride = draw.exceeding(axes, cell.strided)
    borders = tuple(0 if d > 1 else draw.number(0, k // 2)
                    for k, d in zip(kernel, dilation, strict=True))
    size = [
        d * (k - 1) + 1 + s + draw.number(0, 2)
        for k, s, d in zip(kernel, stride, dilation, strict=True)
    ]
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": borders,
        "ceil_mode": cell.mode == "ceil",
    }
    return Layer(keywords, {"input": draw.array(*draw.apart(2, 1, 2), *size)})


ADAPTIVE = Row(adaptive_pool, ("smaller", "larger"))
ROWS = {
    "max_pool1d": Row(partial(max_pool, axes=1), ROUNDINGS, ("stride", "dilation")),
    "max_pool2d": Row(partial(max_pool, axes=2), ROUNDINGS, ("stride", "dilation")),
    "avg_pool1d": Row(partial(avg_pool, axes=1), DIVISORS, ("stride",)),
    "avg_pool2d": Row(partial(avg_pool, axes=2), DIVISORS, ("stride",)),
    "adaptive_avg_pool2d": ADAPTIVE,
    "adaptive_max_pool2d": ADAPTIVE,
}
