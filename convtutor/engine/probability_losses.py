"""Scores held against a probability of every class: the loss of every sample, and the way back.

ProbabilityLoss  how it is done: the array of scores, the reduction, the smoothing

    smoothed_target = (1 - smoothing) * target + smoothing / classes
    expected        = -(sum over the classes of score * smoothed_target * weight)

The mean divides by the number of samples, whatever their weights. Source:
torch.nn.functional.cross_entropy.
"""

from collections.abc import Iterator
from math import prod

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes
from convtutor.engine.finish import divided_by
from convtutor.engine.lettered_passes import Lettered, Letters, Part, axis_letters, plain_number
from convtutor.engine.losses import (
    MINUS,
    along_classes,
    class_axis,
    class_count,
    sample_letters,
    sample_shape,
)
from convtutor.engine.operator import Pass


@dataclass(frozen=True, slots=True)
class ProbabilityLoss:
    """`scores` names the array of the logarithms of the shares."""

    scores: str
    reduction: str
    smoothing: float = 0.0

    def letters(self, shapes: Shapes) -> dict[str, Letters]:
        """Give the letters of every array besides the scores and the output."""
        rank = len(shapes["input"])
        whole = dict.fromkeys(("target", "smoothed_target"), axis_letters(rank))
        return {**whole, "expected": sample_letters(rank), "weight": ("c",)}

    @np.errstate(all="ignore")  # infinities, NaN and 0 / 0 are numbers as in torch
    def arrays(self, scores: Array, arrays: Arrays) -> dict[str, Array]:
        """Give every array from the scores to the output."""
        made, target = {}, arrays["target"]
        if self.smoothing:
            share = self.smoothing / max(class_count(scores.shape), 1)
            target = np.asarray(target * (1 - self.smoothing) + share)
            made["smoothed_target"] = target
        losses = scores * target
        if "weight" in arrays:
            losses = losses * along_classes(arrays["weight"], scores.ndim)
        expected = np.asarray(-losses.sum(axis=class_axis(scores.ndim)))
        if self.reduction == "none":
            return {**made, "output": expected}
        total = expected.sum()
        if self.reduction == "mean":
            total = total / total.dtype.type(samples_of(scores.shape))
        return {**made, "expected": expected, "output": np.asarray(total)}

    def passes(self, make: Lettered, shapes: Shapes) -> Iterator[Pass]:
        """Give the passes of every stage from the scores to the output."""
        if self.smoothing:
            kept = f"(1 - {plain_number(self.smoothing)})"
            yield make.made(
                "forward", "smoothed_target",
                Part(("target",), coefficient=1 - self.smoothing, written=kept),
                Part(coefficient=self.smoothing, divisor=max(class_count(shapes["input"]), 1)),
            )
        losses = "output" if self.reduction == "none" else "expected"
        part = Part((self.scores, *self._held(shapes)))
        yield make.made("forward", losses, part, over=("c",), finish=MINUS)
        if self.reduction != "none":
            count = self._count(shapes["input"])
            yield make.made(
                "forward", "output", Part((losses,)), over=sample_letters(len(shapes["input"])),
                finish=None if count == 1 else divided_by(count),
            )

    @np.errstate(all="ignore")
    def gradient(self, grad_output: Array, shape: Shape, arrays: Arrays) -> Array:
        """Give the gradient of the scores, of their `shape`.

        loss = sum of -q_i w_i y_i / samples, so grad_y_i = -q_i w_i grad_loss / samples.
        """
        upstream = np.broadcast_to(grad_output, sample_shape(shape))
        if self.reduction == "mean":
            upstream = upstream / upstream.dtype.type(samples_of(shape))
        held = arrays.get("smoothed_target", arrays["target"])
        if "weight" in arrays:
            held = held * along_classes(arrays["weight"], len(shape))
        return np.asarray(-held * np.expand_dims(upstream, class_axis(len(shape))))

    def gradient_pass(self, make: Lettered, target: str, shapes: Shapes) -> Pass:
        """Give the pass of the gradient of the scores, called `target`."""
        part = Part(
            ("grad_output", *self._held(shapes)), divisor=self._count(shapes["input"])
        )
        return make.made("backward", target, part, finish=MINUS)

    def _count(self, scores: Shape) -> int:
        """Count what the sum is divided by, 1 where it is not a mean."""
        return samples_of(scores) if self.reduction == "mean" else 1

    def _held(self, shapes: Shapes) -> Letters:
        """Name what a score is multiplied by."""
        target = "smoothed_target" if self.smoothing else "target"
        return (target, "weight") if "weight" in shapes else (target,)


def samples_of(scores: Shape) -> int:
    """Count the samples that a mean divides by: none of scores without elements, as in torch."""
    return prod(sample_shape(scores)) if prod(scores) else 0
