"""Losses misunderstood: their sign, their mean, their weights, and what they take."""

from dataclasses import replace
from typing import Any

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shapes, shapes_of
from convtutor.engine.lettered_passes import Lettered, Part, axis_letters
from convtutor.engine.listing import LineKind
from convtutor.engine.losses import MINUS, class_count, sample_letters
from convtutor.engine.operator import AnyOperator, Pass
from convtutor.misconceptions.loss_layers import a_sample_counts, are_classes, samples_in
from convtutor.misconceptions.misconception import Differs, Misconception
from convtutor.misconceptions.misreading import misread, misread_back
from convtutor.misconceptions.rewriting import with_text_of

TOTAL = "total_weight"


def summed(right: AnyOperator, differs: Differs | None = None) -> Misconception:
    """Add the losses up where their mean is asked for."""
    return Misconception("summed", right.name, misread(right, _summing), differs)


def gradient_not_averaged(right: AnyOperator, differs: Differs | None = None) -> Misconception:
    """Hand back the gradient of the sum where the mean was taken."""
    wrong = misread_back(right, _summing)
    return Misconception("gradient-not-averaged", right.name, wrong, differs)


def _summing(params: Any, shapes: Shapes) -> Any:
    return replace(params, reduction="sum") if params.reduction == "mean" else params


def minus_forgotten(right: AnyOperator) -> Misconception:
    """Take the logarithms for the losses: the minus before them is missing."""

    def forward(arrays: Arrays, params: Any) -> Array:
        return np.negative(right.forward(arrays, params))

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        losses = ("picked", "total_picked")
        return {
            name: np.negative(array) if name in losses else array
            for name, array in right.save(arrays, output, params).items()
        }

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        gradients = right.vjp(grad_output, arrays, saved, params)
        return {name: np.negative(array) for name, array in gradients.items()}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        return tuple(map(_without_minus, right.passes(shapes, params)))

    wrong = replace(right, forward=forward, save=save, vjp=vjp, passes=passes)
    return Misconception("minus-forgotten", right.name, wrong, a_sample_counts)


def _without_minus(rule: Pass) -> Pass:
    if rule.finish is None or rule.finish((0,) * len(rule.shape)) is not MINUS:
        return rule
    listing = with_text_of(
        rule.listing, LineKind.STORE, lambda text: text.replace("= -value", "= value")
    )
    return replace(rule, finish=None, listing=listing)


def averaged_over_all_samples(right: AnyOperator) -> Misconception:
    """Divide by the number of samples, though classes are weighted and samples ignored."""

    def weighs(shapes: Shapes, params: Any) -> bool:
        """Say whether the mean divides by the weight of the samples' classes."""
        by_class = "label_smoothing" not in right.keywords or are_classes(shapes)
        return bool(params.reduction == "mean" and by_class)

    def forward(arrays: Arrays, params: Any) -> Array:
        if not weighs(shapes_of(arrays), params):
            return right.forward(arrays, params)
        total = right.forward(arrays, replace(params, reduction="sum"))
        return np.asarray(total / total.dtype.type(samples_in(shapes_of(arrays))))

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        saved = right.save(arrays, output, params)
        if TOTAL in saved:
            saved[TOTAL] = np.full_like(saved[TOTAL], samples_in(shapes_of(arrays)))
        return saved

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        letters = axis_letters(len(shapes["input"]))
        make = Lettered(dict(zip(letters, shapes["input"], strict=True)), {TOTAL: ()})
        counted = make.made("forward", TOTAL, Part(), over=sample_letters(len(letters)))
        return tuple(
            counted if rule.target == TOTAL else rule for rule in right.passes(shapes, params)
        )

    wrong = replace(right, forward=forward, save=save, passes=passes)
    return Misconception("averaged-over-all-samples", right.name, wrong, weighs)


def class_weights_ignored(right: AnyOperator, differs: Differs | None = None) -> Misconception:
    """Count every class alike."""

    def bare(named: Any) -> dict[str, Any]:
        return {name: value for name, value in named.items() if name != "weight"}

    wrong = replace(
        right,
        passes=lambda shapes, params: right.passes(bare(shapes), params),
        forward=lambda arrays, params: right.forward(bare(arrays), params),
        save=lambda arrays, output, params: right.save(bare(arrays), output, params),
        stages=lambda grad_output, arrays, saved, params: right.stages(
            grad_output, bare(arrays), bare(saved), params
        ),
        vjp=lambda grad_output, arrays, saved, params: right.vjp(
            grad_output, bare(arrays), bare(saved), params
        ),
    )
    return Misconception("class-weights-ignored", right.name, wrong, differs)


def smoothing_over_the_others(right: AnyOperator) -> Misconception:
    """Spread the smoothed share over the classes that are not the sample's own.

    With C classes that is the right smoothing with a share C / (C - 1) times as large. A share
    that would leave a sample's own class less than every other is smoothed rightly.
    """

    def larger(params: Any, shapes: Shapes) -> Any:
        classes = class_count(shapes["input"])
        share = params.label_smoothing * classes / max(classes - 1, 1)
        return params if classes < 2 or share > 1 else replace(params, label_smoothing=share)

    return Misconception("smoothing-over-the-others", right.name, misread(right, larger))
