"""dropout: every element is kept, and then divided by 1 - p, or set to 0, as a mask says.

Source: torch.nn.Dropout. Of any shape. torch draws the mask; here it is given: 1 keeps, 0 drops.
Dropped is multiplied by 0, as in torch, so that an infinity or a NaN becomes NaN. Nothing is
left to chance in evaluation, nor with a p of 0 or 1: then no mask is read. Evaluation and p = 0
hand the input on; p = 1 drops everything.
"""

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import flag, real
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes, without_warnings
from convtutor.engine.elementwise import Addend, elementwise_listing, no_axes
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.errors import ArgumentError, ShapeError


@dataclass(frozen=True, slots=True)
class DropoutParams:
    """The keywords of torch.nn.functional.dropout."""

    p: float = 0.5
    training: bool = True

    @property
    def reads_mask(self) -> bool:
        """Say whether the mask decides anything."""
        return self.training and 0 < self.p < 1

    @property
    def drops_all(self) -> bool:
        """Say whether every element is dropped, whatever the mask."""
        return self.training and self.p == 1

    @property
    def kept(self) -> float:
        """Give the share that is kept, 1 - p, by which what is kept is divided."""
        return 1 - self.p


def dropout_params(p: float = 0.5, training: bool = True) -> DropoutParams:
    """Make the parameters; raises ArgumentError for a p that is no probability."""
    share = real("dropout", "p", p)
    if not 0 <= share <= 1:
        raise ArgumentError(f"dropout: p must be from 0 to 1, got {p!r}")
    return DropoutParams(share, flag("dropout", "training", training))


def output_shape(shapes: Shapes, params: DropoutParams) -> Shape:
    """Give the input's shape; raises ShapeError for a mask of another, ArgumentError without."""
    image, mask = shapes["input"], shapes.get("mask")
    if mask is None and params.reads_mask:
        raise ArgumentError(
            f"dropout: training with p={params.p} draws at random; give the mask that was drawn, "
            f"of shape {image}: 1 where an element is kept, 0 where it is dropped"
        )
    if mask not in (None, image):
        raise ShapeError(f"dropout: mask must have the input's shape {image}, got {mask}")
    return image


def check(arrays: Arrays, params: DropoutParams) -> None:
    """Accept a mask of zeros and ones, or none; raises ArgumentError with the first other one."""
    mask = arrays.get("mask")
    if mask is None:
        return
    wrong = (mask != 0) & (mask != 1)
    if wrong.any():
        at = np.argwhere(wrong)[0]
        raise ArgumentError(
            f"dropout: mask must hold 1 (kept) and 0 (dropped) alone, got {mask[tuple(at)]} at "
            f"{at.tolist()}"
        )


@without_warnings
def _masked(values: Array, arrays: Arrays, params: DropoutParams) -> Array:
    """Give the values times what the mask makes of them, in torch's order: a scale, then a
    product."""
    number = values.dtype.type
    if params.reads_mask:
        return np.asarray(values * (arrays["mask"] / number(params.kept)))
    return np.asarray(values * number(0)) if params.drops_all else values.copy()


def forward(arrays: Arrays, params: DropoutParams) -> Array:
    """Give the input times the mask, divided by the share that is kept."""
    return _masked(arrays["input"], arrays, params)


def save(arrays: Arrays, output: Array, params: DropoutParams) -> dict[str, Array]:
    """Give nothing: the mask is given."""
    return {}


def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: DropoutParams
) -> dict[str, Array]:
    """Give the upstream gradient through the same mask: y = x m / (1 - p) is linear in x."""
    return {"input": _masked(grad_output, arrays, params)}


def passes(shapes: Shapes, params: DropoutParams) -> tuple[Pass, ...]:
    """Give the passes of output and grad_input."""
    shape = shapes["input"]
    return (
        _pass("forward", "output", "input", shape, params),
        _pass("backward", "grad_input", "grad_output", shape, params),
    )


def _pass(
    direction: str, target: str, source: str, shape: Shape, params: DropoutParams
) -> Pass:
    """Give a pass that sends one array through the mask, or past it where none is read."""

    def terms(index: Index) -> tuple[Term, ...]:
        """Read the element, and the mask at its place where it decides."""
        read = element(source, *index)
        if params.reads_mask:
            return (Term((read, element("mask", *index)), divisor=params.kept),)
        return (Term((read,), coefficient=0.0 if params.drops_all else 1.0),)

    text = f"0 * {source}@" if params.drops_all else f"{source}@"
    if params.reads_mask:
        text = f"{source}@ * mask@ / (1 - {params.p!r})"
    arrays = (source, "mask") if params.reads_mask else (source,)
    listing = elementwise_listing(shape, target, arrays, [Addend(text)])
    return Pass(direction, target, shape, terms, listing)


DROPOUT = Operator(
    name="dropout",
    operands=("input", "mask"),
    optional=frozenset({"mask"}),
    keywords=("p", "training"),
    required=(),
    params=dropout_params,
    output_shape=output_shape,
    axes=no_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    constants=frozenset({"mask"}),
    alike=frozenset({"mask"}),
    check=check,
)
