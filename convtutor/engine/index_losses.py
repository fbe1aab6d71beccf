"""Scores held against class numbers: the loss of every sample, its reduction, and the way back.

IndexLoss  how it is done: the array of scores, the reduction, what is ignored, the smoothing

    picked    = -score of the sample's class * weight of that class
    uniform   = sum over the classes of -score * weight
    smoothed  = (1 - smoothing) * picked + smoothing * uniform / classes

An ignored sample has the loss 0 and hands back exactly 0. The mean divides by the weight of the
classes that the samples have. `counted` is 1 for a sample that is not ignored, else 0.
Source: torch.nn.functional.nll_loss; Szegedy et al., Rethinking the Inception Architecture (2016).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.lettered_passes import Lettered, Letters, Part, When, plain_number
from convtutor.engine.losses import (
    along_classes,
    class_axis,
    class_count,
    sample_letters,
    sample_shape,
)
from convtutor.engine.operator import Pass

A_SAMPLE = ("picked", "uniform", "smoothed", "target_weight", "counted", "counted_target")
ALONE = ("total_loss", "total_weight")
SAMPLED = When("counted", 1)


@dataclass(frozen=True, slots=True)
class IndexLoss:
    """`scores` names the array of the logarithms of the shares."""

    scores: str
    reduction: str
    ignored: int
    smoothing: float = 0.0

    def letters(self, shapes: Shapes) -> dict[str, Letters]:
        """Give the letters of every array besides the scores and the output."""
        samples = sample_letters(len(shapes["input"]))
        named = dict.fromkeys(A_SAMPLE, samples) | dict.fromkeys(ALONE, ())
        target = samples or ("",) * len(shapes["target"])
        return {**named, "target": target, "weight": ("c",)}

    @np.errstate(all="ignore")  # infinities, NaN and 0 / 0 are numbers as in torch
    def arrays(self, scores: Array, arrays: Arrays) -> dict[str, Array]:
        """Give every array from the scores to the output."""
        target = arrays["target"].reshape(sample_shape(scores.shape))
        counted = target != self.ignored
        made = self._gates(target, counted, class_count(scores.shape))
        weights = self._weights(scores, target, counted, arrays.get("weight"))
        losses = np.asarray(np.where(counted, -weights * _taken(scores, target, counted), 0))
        made["picked"] = losses.astype(scores.dtype)
        if self.smoothing:
            made |= self._smoothed(scores, counted, arrays.get("weight"), made["picked"])
        if self.reduction == "mean" and "weight" in arrays:
            made["target_weight"] = weights
        return made | self._reduced(made[self._sample_loss], weights)

    def passes(self, make: Lettered, shapes: Shapes) -> Iterator[Pass]:
        """Give the passes of every stage from the scores to the output."""
        samples, gate = sample_letters(len(shapes["input"])), self._gate(shapes["input"])
        weight = ("weight",) if "weight" in shapes else ()
        last = "output" if self.reduction == "none" else self._sample_loss
        picked = "picked" if self.smoothing else last
        score = (self.scores, *weight)
        yield make.made(
            "forward", picked, Part(score, coefficient=-1, when=When(gate, "c")), over=("c",)
        )
        if self.smoothing:
            yield make.made(
                "forward", "uniform", Part(score, coefficient=-1, when=SAMPLED), over=("c",)
            )
            yield make.made("forward", last, *self._mixed(("picked",), ("uniform",), shapes))
        if self.reduction == "sum":
            yield make.made("forward", "output", Part((last,)), over=samples)
        if self.reduction == "mean":
            yield from self._mean_passes(make, last, gate, weight, samples)

    @np.errstate(all="ignore")
    def gradient(self, grad_output: Array, shape: Shape, arrays: Arrays) -> Array:
        """Give the gradient of the scores, of their `shape`; `arrays` holds total_weight too.

        loss = sum of -weight_t y_t / total_weight: of a sample only its own class hands back.
        """
        target = arrays["target"].reshape(sample_shape(shape))
        counted = target != self.ignored
        upstream = grad_output / arrays["total_weight"] if self.reduction == "mean" else grad_output
        upstream = np.broadcast_to(upstream, target.shape)
        axis, classes = class_axis(len(shape)), class_count(shape)
        numbers = along_classes(np.arange(classes), len(shape))
        weight = arrays.get("weight", np.ones(classes, grad_output.dtype))
        whole = np.expand_dims(upstream, axis) * along_classes(weight, len(shape))
        own = np.expand_dims(target, axis) == numbers
        made = np.where(own, (self.smoothing - 1) * whole, whole.dtype.type(0))
        if self.smoothing:
            made = made - self.smoothing / max(classes, 1) * whole
        return np.where(np.expand_dims(counted, axis), made, made.dtype.type(0))

    def gradient_pass(self, make: Lettered, target: str, shapes: Shapes) -> Pass:
        """Give the pass of the gradient of the scores, called `target`."""
        weight = ("weight",) if "weight" in shapes else ()
        below = ("total_weight",) if self.reduction == "mean" else ()
        factors = ("grad_output", *weight)
        own = When(self._gate(shapes["input"]), "c")
        if not self.smoothing:
            parts: tuple[Part, ...] = (Part(factors, below, coefficient=-1, when=own),)
        else:
            parts = self._mixed(factors, factors, shapes, below, -1, own, SAMPLED)
        return make.made("backward", target, *parts)

    @property
    def _sample_loss(self) -> str:
        """Name the loss of a sample before it is reduced."""
        return "smoothed" if self.smoothing else "picked"

    def _gate(self, scores: Shape) -> str:
        """Name the array that says which class a sample has; a class that is ignored is none."""
        return "counted_target" if 0 <= self.ignored < class_count(scores) else "target"

    def _gates(self, target: Array, counted: Array, classes: int) -> dict[str, Array]:
        made = {"counted": np.asarray(counted, np.int8)}
        if 0 <= self.ignored < classes:
            made["counted_target"] = np.where(counted, target, -1)
        return made

    def _weights(
        self, scores: Array, target: Array, counted: Array, weight: Array | None
    ) -> Array:
        """Give the weight of every sample's class, 0 where it is ignored."""
        if weight is None or not weight.size:
            return np.asarray(counted, scores.dtype)
        return np.where(counted, weight[np.where(counted, target, 0)], weight.dtype.type(0))

    def _smoothed(
        self, scores: Array, counted: Array, weight: Array | None, picked: Array
    ) -> dict[str, Array]:
        weighted = scores if weight is None else scores * along_classes(weight, scores.ndim)
        total = -weighted.sum(axis=class_axis(scores.ndim))
        uniform = np.where(counted, total, total.dtype.type(0))
        share = self.smoothing / max(class_count(scores.shape), 1)
        smoothed = (1 - self.smoothing) * picked + share * uniform
        return {"uniform": uniform, "smoothed": np.asarray(smoothed)}

    def _reduced(self, losses: Array, weights: Array) -> dict[str, Array]:
        """Give the output, and of a mean what it is made from."""
        if self.reduction == "none":
            return {"output": losses.copy()}
        total = np.asarray(losses.sum())
        if self.reduction == "sum":
            return {"output": total}
        weight = np.asarray(weights.sum())
        return {
            "total_loss": total, "total_weight": weight, "output": np.asarray(total / weight)
        }

    def _mean_passes(
        self, make: Lettered, losses: str, gate: str, weight: Letters, samples: Letters
    ) -> Iterator[Pass]:
        """Give the passes that divide the sum of the losses by the weight of the samples."""
        each = "target_weight" if weight else "counted"
        yield make.made("forward", "total_loss", Part((losses,)), over=samples)
        if weight:
            part = Part(weight, when=When(gate, "c"))
            yield make.made("forward", each, part, over=("c",))
        yield make.made("forward", "total_weight", Part((each,)), over=samples)
        yield make.made("forward", "output", Part(("total_loss",), below=("total_weight",)))

    def _mixed(
        self, own: Letters, every: Letters, shapes: Shapes, below: Letters = (), sign: int = 1,
        own_when: When | None = None, every_when: When | None = None,
    ) -> tuple[Part, Part]:
        """Give the two parts of a smoothed loss or gradient."""
        kept = f"(1 - {plain_number(self.smoothing)})"
        return (
            Part(own, below, sign * (1 - self.smoothing), written=kept, when=own_when),
            Part(every, below, sign * self.smoothing, max(class_count(shapes["input"]), 1),
                 when=every_when),
        )


def _taken(scores: Array, target: Array, counted: Array) -> Array:
    """Give the score of every sample's own class; any where it is ignored."""
    if not class_count(scores.shape):
        return np.zeros(target.shape, scores.dtype)
    last = np.moveaxis(scores, class_axis(scores.ndim), -1)
    classes = np.where(counted, target, 0)
    return np.take_along_axis(last, classes[..., None], -1)[..., 0]
