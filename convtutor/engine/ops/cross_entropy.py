"""cross_entropy: how far the shares that the scores give are from a class, or from other shares.

Source: torch.nn.functional.cross_entropy. Shapes: input (C,), (N, C) or (N, C, ...), any numbers;
target (), (N,) or (N, ...), class numbers in int64, or of the input's shape, a probability of every
class; weight (C,); output (), or one loss a sample without a reduction.

The stages are those of log_softmax, then those of a loss on its result, log_probabilities.
"""

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, shapes_of
from convtutor.engine.geometry import Axis
from convtutor.engine.index_losses import IndexLoss
from convtutor.engine.lettered_passes import Lettered, Letters
from convtutor.engine.losses import (
    check_class_shape,
    check_classes,
    check_probabilities,
    check_scores,
    class_axis,
    class_count,
    ignored_class,
    loss_shape,
    reduction_letters,
    reduction_of,
    share,
)
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.engine.probability_losses import ProbabilityLoss
from convtutor.engine.softmaxes import (
    Axes,
    lettered_scores,
    log_score_arrays,
    log_score_gradient,
    log_score_gradient_passes,
    log_score_move,
    log_score_passes,
)
from convtutor.errors import ArgumentError, ShapeError

NAME = "cross_entropy"
SCORES, GRADIENT = "log_probabilities", "grad_log_probabilities"


@dataclass(frozen=True, slots=True)
class CrossEntropyParams:
    """The keywords of torch.nn.functional.cross_entropy."""

    ignore_index: int = -100
    reduction: str = "mean"
    label_smoothing: float = 0.0

    def loss(self, shapes: Shapes) -> IndexLoss | ProbabilityLoss:
        """Give how the loss is made of the logarithms."""
        if are_probabilities(shapes):
            return ProbabilityLoss(SCORES, self.reduction, self.label_smoothing)
        return IndexLoss(SCORES, self.reduction, self.ignore_index, self.label_smoothing)


def cross_entropy_params(
    ignore_index: int = -100, reduction: str = "mean", label_smoothing: float = 0.0
) -> CrossEntropyParams:
    """Make the parameters; raises ArgumentError for what torch rejects."""
    return CrossEntropyParams(
        ignored_class(NAME, ignore_index),
        reduction_of(NAME, reduction),
        share(NAME, "label_smoothing", label_smoothing),
    )


def are_probabilities(shapes: Shapes) -> bool:
    """Say whether the target has a probability of every class: then it has the input's shape."""
    return shapes["target"] == shapes["input"]


def output_shape(shapes: Shapes, params: CrossEntropyParams) -> Shape:
    """Give (), or the samples' shape.

    Raises ShapeError where the operands do not fit, ArgumentError for what torch rejects.
    """
    check_scores(NAME, shapes)
    if not are_probabilities(shapes):
        check_class_shape(NAME, shapes)
        if params.label_smoothing and len(shapes["input"]) == len(shapes["target"]) == 1:
            raise ShapeError(
                f"{NAME}: with label_smoothing the target of one sample must have shape (), got "
                f"{shapes['target']}"
            )
    elif params.ignore_index >= 0:
        raise ArgumentError(
            f"{NAME}: a target of the input's shape {shapes['input']} holds probabilities, of "
            f"which ignore_index can name no class; leave it below 0, got {params.ignore_index}"
        )
    return loss_shape(shapes["input"], params.reduction)


def check(arrays: Arrays, params: CrossEntropyParams) -> None:
    """Accept class numbers that are there or ignored, or floats; raises ArgumentError."""
    image, target = arrays["input"], arrays["target"]
    if are_probabilities(shapes_of(arrays)):
        check_probabilities(NAME, target)
    else:
        check_classes(NAME, target, class_count(image.shape), params.ignore_index)


def axes(shapes: Shapes, params: CrossEntropyParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: CrossEntropyParams) -> Array:
    """Give the loss, or one a sample."""
    return _arrays(arrays, params)["output"]


def save(arrays: Arrays, output: Array, params: CrossEntropyParams) -> dict[str, Array]:
    """Give the stages, and which samples count."""
    made = _arrays(arrays, params)
    kept = {rule.target for rule in passes(shapes_of(arrays), params)} - {"output"}
    return {name: made[name] for name in made if name in kept or name.startswith("counted")}


def _arrays(arrays: Arrays, params: CrossEntropyParams) -> dict[str, Array]:
    """Give every array of the way forward."""
    made = log_score_arrays(arrays["input"], _classes(arrays["input"]), SCORES)
    return made | params.loss(shapes_of(arrays)).arrays(made[SCORES], arrays)


def _classes(image: Array) -> Axes:
    return (class_axis(image.ndim),)


@np.errstate(all="ignore")
def stages(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: CrossEntropyParams
) -> dict[str, Array]:
    """Give the gradient of the logarithms, its total over the classes, and the shares."""
    loss, shape = params.loss(shapes_of(arrays)), arrays["input"].shape
    gradient = loss.gradient(grad_output, shape, {**saved, **arrays})
    return {
        GRADIENT: gradient,
        "probabilities": np.asarray(np.exp(saved[SCORES])),
        "total_gradient": np.asarray(gradient.sum(axis=_classes(arrays["input"]))),
    }


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: CrossEntropyParams
) -> dict[str, Array]:
    """Give grad_input."""
    gradient, total = saved[GRADIENT], saved["total_gradient"]
    along = _classes(arrays["input"])
    return {"input": log_score_gradient(gradient, saved["probabilities"], total, along)}


def jvp(tangents: Arrays, arrays: Arrays, params: CrossEntropyParams) -> Array:
    """Give how the loss moves: it adds up the logarithms of the shares, which move first."""
    moved = log_score_move(tangents["input"], arrays[SCORES], _classes(arrays["input"]))
    shapes = {name: arrays[name].shape for name in ("input", "target")}
    return params.loss(shapes).arrays(moved, arrays)["output"]


def passes(shapes: Shapes, params: CrossEntropyParams) -> tuple[Pass, ...]:
    """Give the passes of every stage, of the output and of grad_input."""
    make, over = _lettered(shapes, params)
    loss = params.loss(shapes)
    return (
        *log_score_passes(make, over, SCORES),
        *loss.passes(make, shapes),
        loss.gradient_pass(make, GRADIENT, shapes),
        *log_score_gradient_passes(make, over, SCORES, GRADIENT),
    )


def _lettered(shapes: Shapes, params: CrossEntropyParams) -> tuple[Lettered, Letters]:
    """Give the letters of every array, and that of the classes."""
    image = shapes["input"]
    make, over = lettered_scores(image, (class_axis(len(image)),))
    named = {**make.letters, **params.loss(shapes).letters(shapes)}
    named |= dict.fromkeys((SCORES, GRADIENT), make.letters["input"])
    named |= reduction_letters(len(image), params.reduction)
    return Lettered(make.extents, named), over


CROSS_ENTROPY = Operator(
    name="cross_entropy",
    operands=("input", "target", "weight"),
    optional=frozenset({"weight"}),
    keywords=("ignore_index", "reduction", "label_smoothing"),
    required=(),
    params=cross_entropy_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN, "target": AS_WRITTEN},
    constants=frozenset({"target", "weight"}),
    classes=frozenset({"target"}),
    stages=stages,
    jvp=jvp,
    check=check,
)
