"""Batch normalization, in training and in evaluation."""

import numpy as np

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row


def batch_norm(draw: Draw, cell: Cell) -> Layer:
    """Draw a batch norm on rows or on planes, with weight and bias or without."""
    batch, channels = draw.apart(2, 2, 4)
    places = draw.apart(draw.number(1, 2), 1, 4)
    operands = {
        "input": draw.array(batch, channels, *places),
        "running_mean": draw.array(channels),
        "running_var": np.abs(draw.array(channels)) + 1,
    }
    if draw.flag():
        operands |= {"weight": draw.array(channels), "bias": draw.array(channels)}
    return Layer({"training": cell.mode == "training", "momentum": 0.25}, operands)


ROWS = {"batch_norm": Row(batch_norm, ("training", "evaluation"))}
