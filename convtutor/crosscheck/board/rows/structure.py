"""Layers that mix features, or only put arrays together and apart."""

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def linear(draw: Draw, cell: Cell) -> Layer:
    """Draw a linear layer over samples, or over one sample alone, with a bias or without."""
    features, outputs = draw.apart(2, 1, 5)
    samples = draw.apart(draw.number(0, 2), 1, 3)
    operands = {
        "input": draw.array(*samples, features),
        "weight": draw.array(outputs, features),
    }
    if draw.flag():
        operands["bias"] = draw.array(outputs)
    return Layer({}, operands)


def flatten(draw: Draw, cell: Cell) -> Layer:
    """Draw a flattening of some axes that lie side by side."""
    axes = draw.number(2, 4)
    first = draw.number(0, axes - 1)
    keywords = {"start_dim": first, "end_dim": draw.number(first, axes - 1)}
    return Layer(keywords, {"input": draw.array(*draw.apart(axes, 1, 4))})


def pair(draw: Draw, cell: Cell) -> Layer:
    """Draw two arrays alike, or one that is stretched over the other."""
    shape = draw.apart(draw.number(2, 4), 2, 4)
    other = (1, *shape[2:]) if cell.mode == "stretched" else shape
    return Layer({}, {"input": draw.array(*shape), "other": draw.array(*other)})


def cat(draw: Draw, cell: Cell) -> Layer:
    """Draw two or three tensors that differ along one axis."""
    shape = draw.apart(draw.number(2, 4), 1, 3)
    dim = draw.number(0, len(shape) - 1)
    operands = {
        f"tensors{number}": draw.array(*shape[:dim], draw.number(1, 4), *shape[dim + 1 :])
        for number in range(draw.number(2, 3))
    }
    return Layer({"dim": dim}, operands)


ROWS = {
    "linear": Row(linear),
    "flatten": Row(flatten),
    "add": Row(pair, ("alike", "stretched")),
    "sub": Row(pair, ("alike", "stretched")),
    "mul": Row(pair, ("alike", "stretched")),
    "cat": Row(cat),
}
