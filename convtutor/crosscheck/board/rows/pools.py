"""Pools: the largest element of a window, or its mean."""

from functools import partial

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row

ROUNDINGS = ("floor", "ceil")


def max_pool(draw: Draw, cell: Cell, axes: int) -> Layer:
    """Draw a max pool in the rounding of its mode; every window holds an element."""
    kernel = draw.apart(axes, 2, 4)
    stride, dilation = draw.exceeding(axes, cell.strided), draw.exceeding(axes, cell.dilated)
    borders = tuple(0 if d > 1 else draw.number(0, k // 2)
                    for k, d in zip(kernel, dilation, strict=True))
    size = [
        d * (k - 1) + 1 + s + draw.number(0, 2)
        for k, s, d in zip(kernel, stride, dilation, strict=True)
    ]
    keywords = {
        "kernel_size": kernel, "stride": stride, "padding": borders, "dilation": dilation,
        "ceil_mode": cell.mode == "ceil",
    }
    return Layer(keywords, {"input": draw.array(*draw.apart(2, 1, 2), *size)})


ROWS = {"max_pool2d": Row(partial(max_pool, axes=2), ROUNDINGS, ("stride", "dilation"))}
