"""In which layers a mistake about cross_entropy or nll_loss can be seen.

With one class the share is 1, its logarithm 0, and every gradient 0 whatever the scores. Where all
samples are ignored, a mean over their weight is 0 / 0.
"""

from math import prod
from typing import Any

from convtutor.engine.arrays import Shapes
from convtutor.engine.losses import class_count, sample_shape


def samples_in(shapes: Shapes) -> int:
    """Count the samples."""
    return prod(sample_shape(shapes["input"]))


def are_classes(shapes: Shapes) -> bool:
    """Say whether the target of a cross entropy holds class numbers."""
    return shapes["target"] != shapes["input"]


def a_sample_counts(shapes: Shapes, params: Any) -> bool:
    """Say whether there is a class that is not ignored."""
    return class_count(shapes["input"]) > 1 or bool(params.ignore_index != 0)


def weighted(shapes: Shapes, params: Any) -> bool:
    """Say whether the weights of the classes change an nll_loss."""
    return "weight" in shapes and a_sample_counts(shapes, params)


def several_classes(shapes: Shapes, params: Any) -> bool:
    """Say whether there is more than one class."""
    return class_count(shapes["input"]) > 1


def sum_seen(shapes: Shapes, params: Any) -> bool:
    """Say whether a cross entropy's mean can differ from its sum."""
    if params.reduction != "mean":
        return False
    return are_classes(shapes) or (several_classes(shapes, params) and samples_in(shapes) > 1)


def divisor_seen(shapes: Shapes, params: Any) -> bool:
    """Say whether a mean of samples divides a gradient that counts by more or less than 1."""
    divides = samples_in(shapes) > 1 or ("weight" in shapes and are_classes(shapes))
    return bool(params.reduction == "mean" and divides and a_sample_counts(shapes, params))


def divisor_of_shares_seen(shapes: Shapes, params: Any) -> bool:
    """Say the same of a cross entropy."""
    return divisor_seen(shapes, params) and several_classes(shapes, params)


def weights_seen(shapes: Shapes, params: Any) -> bool:
    """Say whether the weights of the classes change a cross entropy; all 0 they make a mean NaN."""
    by_weight = params.reduction == "mean" and are_classes(shapes)
    return "weight" in shapes and (several_classes(shapes, params) or by_weight)
