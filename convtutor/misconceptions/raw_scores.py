"""cross_entropy without its logarithms: the raw scores are taken for them."""

from dataclasses import replace
from typing import Any

from convtutor.engine.arrays import Array, Arrays, Shapes, shapes_of
from convtutor.engine.index_losses import IndexLoss
from convtutor.engine.lettered_passes import Lettered, axis_letters
from convtutor.engine.losses import reduction_letters
from convtutor.engine.operator import AnyOperator, Pass, no_stages
from convtutor.engine.probability_losses import ProbabilityLoss
from convtutor.misconceptions.loss_layers import a_sample_counts
from convtutor.misconceptions.misconception import Misconception


def log_softmax_forgotten(right: AnyOperator) -> Misconception:
    """Take the scores for logarithms of shares, as nll_loss does."""

    def made(arrays: Arrays, params: Any) -> dict[str, Array]:
        return _loss(shapes_of(arrays), params).arrays(arrays["input"], arrays)

    def save(arrays: Arrays, output: Array, params: Any) -> dict[str, Array]:
        found = made(arrays, params)
        kept = {rule.target for rule in passes(shapes_of(arrays), params)} - {"output"}
        return {name: found[name] for name in found if name in kept or name.startswith("counted")}

    def vjp(grad_output: Array, arrays: Arrays, saved: Arrays, params: Any) -> dict[str, Array]:
        loss = _loss(shapes_of(arrays), params)
        return {"input": loss.gradient(grad_output, arrays["input"].shape, {**saved, **arrays})}

    def passes(shapes: Shapes, params: Any) -> tuple[Pass, ...]:
        letters, loss = axis_letters(len(shapes["input"])), _loss(shapes, params)
        named = dict.fromkeys(("input", "grad_input"), letters) | loss.letters(shapes)
        named |= reduction_letters(len(letters), params.reduction)
        make = Lettered(dict(zip(letters, shapes["input"], strict=True)), named)
        return *loss.passes(make, shapes), loss.gradient_pass(make, "grad_input", shapes)

    wrong = replace(
        right, forward=lambda arrays, params: made(arrays, params)["output"], save=save,
        stages=no_stages, vjp=vjp, passes=passes,
    )
    return Misconception("log-softmax-forgotten", right.name, wrong, a_sample_counts)


def _loss(shapes: Shapes, params: Any) -> IndexLoss | ProbabilityLoss:
    loss: IndexLoss | ProbabilityLoss = replace(params.loss(shapes), scores="input")
    return loss
