"""Scores held against class numbers: the loss of every sample, its reduction, and the way back.

IndexLoss  how it is done: the array of scores, the reduction, what is ignored, the smoothing

    picked  = -(score of the sample's class * weight of that class)
    uniform = -(sum over the classes of score * weight)

A smoothed loss is (1 - smoothing) * picked + smoothing * uniform / classes. An ignored sample has
the loss 0 and hands back exactly 0. The mean divides by the weight of the classes that the samples
have. `counted` is 1 for a sample that is not ignored, else 0.
Source: torch.nn.functional.nll_loss; Szegedy et al., Rethinking the Inception Architecture (2016).
"""

from collections.abc import Iterator

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.lettered_passes import Lettered, Letters, Part, When, plain_number
from convtutor.engine.losses import (
    MINUS,
    along_classes,
    class_axis,
    class_count,
    sample_letters,
    sample_shape,
)
from convtutor.engine.operator import Pass

A_SAMPLE = ("picked", "uniform", "target_weight", "counted", "counted_target")
ALONE = ("total_picked", "total_uniform", "total_weight")
SAMPLED = When("counted", 1)


@dataclass(frozen=True, slots=True)
class Share:
    """A coefficient over a divisor, as the loops write it."""

    coefficient: float
    divisor: int
    written: str = ""

    def of(self, arrays: Letters, below: Letters, when: When | None = None) -> Part:
        """Give this share of a product of arrays over others."""
        return Part(arrays, below, self.coefficient, self.divisor, self.written, when)


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
            made["uniform"] = _uniform(scores, counted, arrays.get("weight"))
        if self.reduction != "none":
            totals = {f"total_{name}": np.asarray(made[name].sum()) for name in self._losses}
            made |= totals
        if self.reduction == "mean":
            made |= {"target_weight": weights, "total_weight": np.asarray(weights.sum())}
        made["output"] = self._mixed_array(made, class_count(scores.shape))
        return made

    def passes(self, make: Lettered, shapes: Shapes) -> Iterator[Pass]:
        """Give the passes of every stage from the scores to the output."""
        samples, gate = sample_letters(len(shapes["input"])), self._gate(shapes["input"])
        weight = ("weight",) if "weight" in shapes else ()
        whens = {"picked": When(gate, "c"), "uniform": SAMPLED}
        plain = self.reduction == "none" and not self.smoothing
        for name in self._losses:
            part = Part((self.scores, *weight), when=whens[name])
            target = "output" if plain else name
            yield make.made("forward", target, part, over=("c",), finish=MINUS)
        if self.reduction == "sum" and not self.smoothing:
            yield make.made("forward", "output", Part(self._losses), over=samples)
        elif self.reduction != "none":
            for name in self._losses:
                yield make.made("forward", f"total_{name}", Part((name,)), over=samples)
        if self.reduction == "mean":
            yield from self._weight_passes(make, gate, weight, samples)
        if self.reduction == "mean" or self.smoothing:
            yield make.made("forward", "output", *self._mixed_parts(shapes))

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
        factors = ("grad_output", "weight") if "weight" in shapes else ("grad_output",)
        kept, spread = self._shares(class_count(shapes["input"]))
        own = When(self._gate(shapes["input"]), "c")
        parts = [kept.of(factors, self._below, own)]
        if self.smoothing:
            parts.append(spread.of(factors, self._below, SAMPLED))
        return make.made("backward", target, *parts, finish=MINUS)

    @property
    def _losses(self) -> Letters:
        """Name the losses that a sample has."""
        return ("picked", "uniform") if self.smoothing else ("picked",)

    @property
    def _below(self) -> Letters:
        """Name what a mean divides by."""
        return ("total_weight",) if self.reduction == "mean" else ()

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

    def _mixed_array(self, made: Arrays, classes: int) -> Array:
        """Give the output from the losses of the samples, or from their totals."""
        before = "" if self.reduction == "none" else "total_"
        losses = [made[f"{before}{name}"] for name in self._losses]
        if self.reduction == "mean":
            losses = [np.asarray(loss / made["total_weight"]) for loss in losses]
        if not self.smoothing:
            return np.array(losses[0])
        share = self.smoothing / max(classes, 1)
        return np.asarray((1 - self.smoothing) * losses[0] + share * losses[1])

    def _mixed_parts(self, shapes: Shapes) -> list[Part]:
        """Give the same as parts."""
        before = "" if self.reduction == "none" else "total_"
        shares = self._shares(class_count(shapes["input"]))
        named = zip(shares, self._losses, strict=False)
        return [share.of((f"{before}{name}",), self._below) for share, name in named]

    def _weight_passes(
        self, make: Lettered, gate: str, weight: Letters, samples: Letters
    ) -> Iterator[Pass]:
        """Give the passes that lead to the weight of all samples."""
        if weight:
            part = Part(weight, when=When(gate, "c"))
            yield make.made("forward", "target_weight", part, over=("c",))
        each = "target_weight" if weight else "counted"
        yield make.made("forward", "total_weight", Part((each,)), over=samples)

    def _shares(self, classes: int) -> tuple[Share, Share]:
        """Give what is kept for a sample's own class, and what is spread over all."""
        written = f"(1 - {plain_number(self.smoothing)})" if self.smoothing else ""
        return Share(1 - self.smoothing, 1, written), Share(self.smoothing, max(classes, 1))


def _taken(scores: Array, target: Array, counted: Array) -> Array:
    """Give the score of every sample's own class; any where it is ignored."""
    if not class_count(scores.shape):
        return np.zeros(target.shape, scores.dtype)
    last = np.moveaxis(scores, class_axis(scores.ndim), -1)
    classes = np.where(counted, target, 0)
    return np.take_along_axis(last, classes[..., None], -1)[..., 0]


def _uniform(scores: Array, counted: Array, weight: Array | None) -> Array:
    """Give the loss of every sample against all classes alike, 0 where it is ignored."""
    weighted = scores if weight is None else scores * along_classes(weight, scores.ndim)
    total = -weighted.sum(axis=class_axis(scores.ndim))
    return np.asarray(np.where(counted, total, total.dtype.type(0)))
