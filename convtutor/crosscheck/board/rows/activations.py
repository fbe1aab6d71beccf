"""Functions of one element, and dropout, which keeps or drops it."""

import numpy as np

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def elementwise(draw: Draw, cell: Cell) -> Layer:
    """Draw an operator of one operand, of any shape, without keywords."""
    axes = draw.number(1, 4)
    return Layer({}, {"input": draw.array(*draw.apart(axes, 1, 4))})


def leaky(draw: Draw, cell: Cell) -> Layer:
    """Draw a leaky ReLU with a slope of its own."""
    return Layer({"negative_slope": draw.number(1, 7) / 4}, elementwise(draw, cell).operands)


def dropout(draw: Draw, cell: Cell) -> Layer:
    """Draw a dropout with its mask, in training or in evaluation."""
    image = elementwise(draw, cell).operands["input"]
    kept = np.asarray(draw.generator.integers(0, 2, image.shape), np.float64)
    keywords = {"p": draw.number(1, 9) / 10, "training": cell.mode == "training"}
    return Layer(keywords, {"input": image, "mask": kept})


ROWS = {
    "relu": Row(elementwise),
    "leaky_relu": Row(leaky),
    "sigmoid": Row(elementwise),
    "tanh": Row(elementwise),
    "dropout": Row(dropout, ("training", "evaluation")),
}
