"""Functions of one element."""

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def elementwise(draw: Draw, cell: Cell) -> Layer:
    """Draw an operator of one operand, of any shape, without keywords."""
    axes = draw.number(1, 4)
    return Layer({}, {"input": draw.array(*draw.apart(axes, 1, 4))})


ROWS = {"relu": Row(elementwise)}
