"""softmax misunderstood: another axis, every element by itself, or a gradient that is so."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.listing import renamed
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.engine.ops.sigmoid import SIGMOID
from convtutor.engine.softmaxes import SoftmaxParams, axes_of
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread


def several_shares(shapes: Shapes, params: SoftmaxParams) -> bool:
    """Say whether there is more than one share: a share alone is 1, and its gradient 0."""
    image = shapes["input"]
    return any(image[axis] > 1 for axis in axes_of("softmax", len(image), params))


def along_the_samples(right: AnyOperator) -> Misconception:
    """Let the shares add up to 1 along the first axis, whatever dim says."""

    def first(params: Any, shapes: Shapes) -> SoftmaxParams:
        axes_of(right.name, len(shapes["input"]), params)
        return SoftmaxParams(0)

    return Misconception("along-the-samples", right.name, misread(right, first))


def sigmoid_for_softmax(right: AnyOperator) -> Misconception:
    """Take the sigmoid of every element, so that nothing adds up to 1."""
    wrong = replace(
        right, forward=SIGMOID.forward, save=SIGMOID.save, stages=SIGMOID.stages,
        vjp=SIGMOID.vjp, passes=SIGMOID.passes,
    )
    return Misconception("sigmoid-for-softmax", right.name, wrong)


def shares_apart(right: AnyOperator) -> Misconception:
    """Take y (1 - y) for the slope of every share, as if no other share moved with it."""

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        ahead = (rule for rule in right.passes(shapes, params) if rule.direction == "forward")
        apart = SIGMOID.passes(shapes, SIGMOID.params())
        return *ahead, *(_with_value(rule) for rule in apart if rule.direction == "backward")

    wrong = replace(right, stages=SIGMOID.stages, vjp=SIGMOID.vjp, passes=passes)
    return Misconception("shares-apart", right.name, wrong, several_shares)


def _with_value(rule: Pass) -> Pass:
    """Call the running value `value`: `total` is a stage of softmax."""
    listing = replace(renamed(rule.listing, {"total": "value"}), accumulator="value")
    return replace(rule, listing=listing)
