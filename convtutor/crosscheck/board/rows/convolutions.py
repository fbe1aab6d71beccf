"""Convolutions and transposed ones, on one axis and on two."""

from functools import partial

from convtutor.crosscheck.board.drawing import FACETS, Cell, Draw, Layer, Row
from convtutor.engine.geometry import PADDING_MODES

WORDS = ("same", "valid")
MODES = (*PADDING_MODES, *WORDS)
OUTPUT_PADDING = "output_padding"


def convolution(draw: Draw, cell: Cell, axes: int) -> Layer | None:
    """Draw a convolution: of mode a padding_mode, or one of the words that padding may be."""
    if cell.mode == "same" and cell.strided:
        return None
    kernel = draw.apart(axes, 2, 4) if cell.dilated else draw.apart(axes, 1, 4)
    stride, dilation = draw.exceeding(axes, cell.strided), draw.exceeding(axes, cell.dilated)
    borders = (0,) * axes if cell.mode in WORDS else draw.apart(axes, 0 if axes > 1 else 1, 3)
    size = []
    for k, s, d, border in zip(kernel, stride, dilation, borders, strict=True):
        reach = d * (k - 1)
        padded = reach if cell.mode == "same" else 2 * border
        fills = {"reflect": border + 1, "circular": border}.get(cell.mode, 1)
        size.append(max(1, reach + 1 - padded, fills) + s + draw.number(0, 2))
    groups, group_in, group_out = _channels(draw, cell)
    keywords = {
        "stride": stride, "padding": cell.mode if cell.mode in WORDS else borders,
        "dilation": dilation, "groups": groups,
        "padding_mode": "zeros" if cell.mode in WORDS else cell.mode,
    }
    operands = {
        "input": draw.array(draw.number(1, 2), groups * group_in, *size),
        "weight": draw.array(groups * group_out, group_in, *kernel),
    }
    if draw.flag():
        operands["bias"] = draw.array(groups * group_out)
    return Layer(keywords, operands)


def transposed(draw: Draw, cell: Cell, axes: int) -> Layer | None:
    """Draw a transposed convolution, with an output_padding or without; it needs a stride or a
    dilation."""
    extended = cell.mode == OUTPUT_PADDING
    if extended and not (cell.strided or cell.dilated):
        return None
    kernel = draw.apart(axes, 2, 4) if cell.dilated else draw.apart(axes, 1, 4)
    stride, dilation = draw.exceeding(axes, cell.strided), draw.exceeding(axes, cell.dilated)
    most = [max(s, d) - 1 for s, d in zip(stride, dilation, strict=True)]
    extra = tuple(draw.number(min(1, limit), limit) if extended else 0 for limit in most)
    borders, size = draw.apart(axes, 0, 3), []
    for k, s, d, more, border in zip(kernel, stride, dilation, extra, borders, strict=True):
        uncut = d * (k - 1) + more + 1
        least = max(1, -((uncut - 1 - 2 * border) // s) + 1)  # the output keeps a cell
        size.append(least + draw.number(0, 2))
    groups, group_in, group_out = _channels(draw, cell)
    keywords = {
        "stride": stride, "padding": borders, "output_padding": extra, "groups": groups,
        "dilation": dilation,
    }
    operands = {
        "input": draw.array(draw.number(1, 2), groups * group_in, *size),
        "weight": draw.array(groups * group_in, group_out, *kernel),
    }
    if draw.flag():
        operands["bias"] = draw.array(groups * group_out)
    return Layer(keywords, operands)


def _channels(draw: Draw, cell: Cell) -> tuple[int, int, int]:
    """Draw the groups, and how many channels go into and come out of each of them."""
    group_in, group_out = draw.apart(2, 1, 2)
    return draw.number(2, 3) if cell.grouped else 1, group_in, group_out


TRANSPOSED_MODES = ("zeros", OUTPUT_PADDING)
ROWS = {
    "conv1d": Row(partial(convolution, axes=1), MODES, FACETS),
    "conv2d": Row(partial(convolution, axes=2), MODES, FACETS),
    "conv_transpose1d": Row(partial(transposed, axes=1), TRANSPOSED_MODES, FACETS),
    "conv_transpose2d": Row(partial(transposed, axes=2), TRANSPOSED_MODES, FACETS),
}
