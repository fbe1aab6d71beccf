"""batch_norm's keywords misread, and what moves with the batch misunderstood."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Array, Arrays, Shapes
from convtutor.engine.lettered_passes import Part
from convtutor.engine.normalization import BatchNormParams
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.engine.ops.batch_norm import lettered
from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.misreading import misread, misread_back

UNBIASED = "unbiased_variance"


def eps_forgotten(right: AnyOperator) -> Misconception:
    """Take the root of the bare variance."""

    def without(params: BatchNormParams, shapes: Shapes) -> BatchNormParams:
        return replace(params, eps=0.0)

    return Misconception("eps-forgotten", right.name, misread(right, without))


def momentum_reversed(right: AnyOperator) -> Misconception:
    """Keep `momentum` of the running statistics, as TensorFlow and Keras do, not 1 - momentum."""

    def reversed_momentum(params: BatchNormParams, shapes: Shapes) -> BatchNormParams:
        return replace(params, momentum=1 - params.momentum)

    return Misconception("momentum-reversed", right.name, misread(right, reversed_momentum))


def batch_statistics_in_evaluation(right: AnyOperator) -> Misconception:
    """Go on normalizing with the batch's own statistics: eval() was forgotten."""

    def trains(params: BatchNormParams, shapes: Shapes) -> BatchNormParams:
        return replace(params, training=True)

    wrong = misread(right, trains)
    return Misconception("batch-statistics-in-evaluation", right.name, wrong)


def statistics_held_fast(right: AnyOperator) -> Misconception:
    """Take mean and variance for constants on the way back, as they are in evaluation."""

    def evaluates(params: BatchNormParams, shapes: Shapes) -> BatchNormParams:
        return replace(params, training=False)

    return Misconception("statistics-held-fast", right.name, misread_back(right, evaluates))


def running_variance_biased(right: AnyOperator) -> Misconception:
    """Let the running variance move towards the variance over m, not over m - 1."""

    def save(arrays: Arrays, output: Array, params: BatchNormParams) -> dict[str, Array]:
        saved = right.save(arrays, output, params)
        if UNBIASED not in saved:
            return saved
        variance, momentum = saved["variance"], params.momentum
        moved = (1 - momentum) * arrays["running_var"] + momentum * variance
        return {**saved, UNBIASED: variance.copy(), "new_running_var": moved}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        make, _ = lettered(shapes["input"])
        return tuple(
            make.made("forward", UNBIASED, Part(("variance",))) if rule.target == UNBIASED else rule
            for rule in right.passes(shapes, params)
        )

    def moves(shapes: Shapes, params: BatchNormParams) -> bool:
        return params.training and "running_var" in shapes and params.momentum != 0

    wrong = replace(right, save=save, passes=passes)
    return Misconception("running-variance-biased", right.name, wrong, moves)
