"""Softmax and the losses, in every reduction.

Scores are drawn within a few units of 0: an exponential of hundreds is infinite in float32.
"""

from typing import Any

import numpy as np

from convtutor.crosscheck.board.drawing import Cell, Draw, Layer, Row
from convtutor.engine.arrays import Array

REDUCTIONS = ("mean", "sum", "none")
TARGETS = ("classes", "shares")
CROSSED = tuple(f"{target}, {reduction}" for target in TARGETS for reduction in REDUCTIONS)


def scores(draw: Draw, *shape: int) -> Array:
    """Fill with numbers between -4 and 4."""
    if draw.whole:
        return draw.array(*shape)
    return np.asarray(draw.generator.uniform(-4, 4, shape))


def shares(draw: Draw, cell: Cell) -> Layer:
    """Draw a softmax along any axis, over two scores at least."""
    axes = draw.number(2, 4)
    image = scores(draw, *draw.apart(axes, 2, 4))
    return Layer({"dim": draw.number(0, axes - 1)}, {"input": image})


def squares(draw: Draw, cell: Cell) -> Layer:
    """Draw a squared error in the reduction of its mode."""
    shape = draw.apart(2, 1, 4)
    operands = {"input": draw.array(*shape), "target": draw.array(*shape)}
    return Layer({"reduction": cell.mode}, operands)


def likelihoods(draw: Draw, cell: Cell) -> Layer:
    """Draw a loss over log-probabilities: samples, or samples of places, some of them ignored."""
    samples, classes = draw.apart(2, 2, 5)
    places = (draw.number(2, 3),) if draw.flag() else ()
    target = np.asarray(draw.generator.integers(0, classes, (samples, *places)))
    operands = {"input": scores(draw, samples, classes, *places), "target": target}
    keywords: dict[str, Any] = {"reduction": cell.mode}
    if draw.flag():
        operands["weight"] = np.asarray(draw.generator.integers(1, 5, classes), np.float64)
        keywords["ignore_index"] = int(target.flat[-1])
    return Layer(keywords, operands)


def entropies(draw: Draw, cell: Cell) -> Layer:
    """Draw a cross entropy against classes or against a share of each class."""
    target, _, reduction = cell.mode.partition(", ")
    layer = likelihoods(draw, Cell(cell.operator, reduction))
    operands, keywords = dict(layer.operands), dict(layer.keywords)
    if target == "shares":
        keywords.pop("ignore_index", None)
        image = operands["input"]
        operands["target"] = np.asarray(draw.generator.integers(0, 5, image.shape)) / 4
    if draw.flag():
        keywords["label_smoothing"] = draw.number(1, 4) / 4
    order = ("input", "target", "weight")
    return Layer(keywords, {name: operands[name] for name in order if name in operands})


ROWS = {
    "softmax": Row(shares),
    "log_softmax": Row(shares),
    "mse_loss": Row(squares, REDUCTIONS),
    "nll_loss": Row(likelihoods, REDUCTIONS),
    "cross_entropy": Row(entropies, CROSSED),
}
