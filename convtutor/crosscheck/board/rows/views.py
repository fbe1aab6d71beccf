"""Layers that hand elements on as they are: a part of them, or all in other places."""

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def cut(draw: Draw, cell: Cell) -> Layer:
    """Draw a slice: a span of every axis, or a number in place of one of them."""
    shape = draw.apart(draw.number(2, 4), 2, 5)
    parts = [span(draw, extent, cell.mode == "step") for extent in shape]
    if cell.mode == "number":
        axis = draw.number(0, len(shape) - 1)
        parts[axis] = str(draw.number(-shape[axis], shape[axis] - 1))
    return Layer({"index": ", ".join(parts)}, {"input": draw.array(*shape)})


def span(draw: Draw, extent: int, stepped: bool) -> str:
    """Write a span that holds an element, its ends counted from the front or from the end."""
    start = draw.number(0, extent - 1)
    stop = draw.number(start + 1, extent + 1)
    written = f"{start - extent if draw.flag() else start}:{'' if stop > extent else stop}"
    return f"{written}:{draw.number(2, 3)}" if stepped else written


def flip(draw: Draw, cell: Cell) -> Layer:
    """Draw a flip of one axis or of several."""
    shape = draw.apart(draw.number(2, 4), 2, 4)
    dims = [axis for axis in range(len(shape)) if draw.flag()]
    return Layer({"dims": dims or [-1]}, {"input": draw.array(*shape)})


def reshape(draw: Draw, cell: Cell) -> Layer:
    """Draw a reshaping to lengths of which one may be left open."""
    factors = [draw.number(2, 4) for _ in range(3)]
    shape = draw.apart(3, 1, 4) if cell.mode == "open" else (factors[0], factors[1] * factors[2])
    wanted = [shape[0], -1] if cell.mode == "open" else [factors[0] * factors[1], factors[2]]
    return Layer({"shape": wanted}, {"input": draw.array(*shape)})


def detach(draw: Draw, cell: Cell) -> Layer:
    """Draw an array that is cut off from where it came from."""
    return Layer({}, {"input": draw.array(*draw.apart(draw.number(1, 4), 1, 4))})


ROWS = {
    "slice": Row(cut, ("span", "number", "step")),
    "flip": Row(flip),
    "reshape": Row(reshape, ("given", "open")),
    "detach": Row(detach),
}
