"""nll_loss: minus the logarithm of the share that the right class of every sample has.

Source: torch.nn.functional.nll_loss. Shapes: input (C,), (N, C) or (N, C, ...), the logarithms;
target (), (N,) or (N, ...), class numbers in int64; weight (C,); output (), or the target's shape
without a reduction.
"""

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, shapes_of
from convtutor.engine.geometry import Axis
from convtutor.engine.index_losses import IndexLoss
from convtutor.engine.lettered_passes import Lettered, axis_letters
from convtutor.engine.losses import (
    check_class_shape,
    check_classes,
    check_scores,
    class_count,
    ignored_class,
    loss_shape,
    reduction_letters,
    reduction_of,
)
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass


@dataclass(frozen=True, slots=True)
class NllLossParams:
    """The keywords of torch.nn.functional.nll_loss."""

    ignore_index: int = -100
    reduction: str = "mean"

    @property
    def loss(self) -> IndexLoss:
        """Give how the loss is made."""
        return IndexLoss("input", self.reduction, self.ignore_index)


def nll_loss_params(ignore_index: int = -100, reduction: str = "mean") -> NllLossParams:
    """Make the parameters; raises ArgumentError for what torch rejects."""
    return NllLossParams(
        ignored_class("nll_loss", ignore_index), reduction_of("nll_loss", reduction)
    )


def output_shape(shapes: Shapes, params: NllLossParams) -> Shape:
    """Give (), or the samples' shape; raises ShapeError where the operands do not fit."""
    check_scores("nll_loss", shapes)
    check_class_shape("nll_loss", shapes)
    return loss_shape(shapes["input"], params.reduction)


def check(arrays: Arrays, params: NllLossParams) -> None:
    """Accept class numbers that are there or ignored; raises ArgumentError or DtypeError."""
    classes = class_count(arrays["input"].shape)
    check_classes("nll_loss", arrays["target"], classes, params.ignore_index)


def axes(shapes: Shapes, params: NllLossParams) -> tuple[Axis, ...]:
    """Give nothing: no window slides."""
    return ()


def forward(arrays: Arrays, params: NllLossParams) -> Array:
    """Give the loss, or one a sample."""
    return params.loss.arrays(arrays["input"], arrays)["output"]


def save(arrays: Arrays, output: Array, params: NllLossParams) -> dict[str, Array]:
    """Give the stages, and which samples count."""
    made = params.loss.arrays(arrays["input"], arrays)
    kept = {rule.target for rule in passes(shapes_of(arrays), params)} - {"output"}
    return {name: made[name] for name in made if name in kept or name.startswith("counted")}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: NllLossParams
) -> dict[str, Array]:
    """Give grad_input."""
    known = {**saved, **arrays}
    return {"input": params.loss.gradient(grad_output, arrays["input"].shape, known)}


def passes(shapes: Shapes, params: NllLossParams) -> tuple[Pass, ...]:
    """Give the passes of every stage, of the output and of grad_input."""
    letters, loss = axis_letters(len(shapes["input"])), params.loss
    named = dict.fromkeys(("input", "grad_input"), letters) | loss.letters(shapes)
    named |= reduction_letters(len(letters), params.reduction)
    make = Lettered(dict(zip(letters, shapes["input"], strict=True)), named)
    return *loss.passes(make, shapes), loss.gradient_pass(make, "grad_input", shapes)


NLL_LOSS = Operator(
    name="nll_loss",
    operands=("input", "target", "weight"),
    optional=frozenset({"weight"}),
    keywords=("ignore_index", "reduction"),
    required=(),
    params=nll_loss_params,
    output_shape=output_shape,
    axes=axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks={"input": AS_WRITTEN, "target": AS_WRITTEN},
    constants=frozenset({"target", "weight"}),
    classes=frozenset({"target"}),
    check=check,
)
