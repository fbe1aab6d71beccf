"""sgd: one step of gradient descent, the input less the learning rate times its gradient.

output = input - lr (grad + weight_decay input)

Source: torch.optim.SGD without momentum. Of any shape, grad as input.
"""

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arguments import number
from convtutor.engine.arrays import Array, Arrays, Shape, Shapes, without_warnings
from convtutor.engine.elementwise import no_axes
from convtutor.engine.lettered_passes import Lettered, Part, axis_letters
from convtutor.engine.operator import AS_WRITTEN, Operator, Pass
from convtutor.errors import ArgumentError, ShapeError

OPERANDS = ("input", "grad")


@dataclass(frozen=True, slots=True)
class SgdParams:
    """The learning rate, and the share of the input that is added to its gradient."""

    lr: float
    weight_decay: float


def sgd_params(lr: float, weight_decay: float = 0.0) -> SgdParams:
    """Make the parameters; raises ArgumentError for numbers below 0, as torch does."""
    given = {"lr": number("sgd", "lr", lr)}
    given["weight_decay"] = number("sgd", "weight_decay", weight_decay)
    for name, value in given.items():
        if value < 0:
            raise ArgumentError(f"sgd: {name} must be 0 or more, got {value!r}")
    return SgdParams(**given)


def output_shape(shapes: Shapes, params: SgdParams) -> Shape:
    """Give the input's shape; raises ShapeError where its gradient has another."""
    if shapes["grad"] != shapes["input"]:
        raise ShapeError(
            f"sgd: grad must have the shape of the input, {shapes['input']}, got {shapes['grad']}"
        )
    return shapes["input"]


@without_warnings
def forward(arrays: Arrays, params: SgdParams) -> Array:
    """Give the input after the step."""
    image, gradient = arrays["input"], arrays["grad"]
    kind = image.dtype.type
    if params.weight_decay:
        gradient = gradient + kind(params.weight_decay) * image
    return np.asarray(image - kind(params.lr) * gradient)


def save(arrays: Arrays, output: Array, params: SgdParams) -> dict[str, Array]:
    """Give nothing: the backward pass needs the parameters alone."""
    return {}


@without_warnings
def vjp(
    grad_output: Array, arrays: Arrays, saved: Arrays, params: SgdParams
) -> dict[str, Array]:
    """Give both gradients.

    y = x - lr (g + d x), so grad_x = grad_y (1 - lr d) and grad_g = -lr grad_y.
    """
    kind = grad_output.dtype.type
    kept = grad_output - kind(params.lr * params.weight_decay) * grad_output
    return {
        "input": np.asarray(kept if params.weight_decay else grad_output.copy()),
        "grad": np.asarray(kind(-params.lr) * grad_output),
    }


def passes(shapes: Shapes, params: SgdParams) -> tuple[Pass, ...]:
    """Give the passes of output, grad_input and grad_grad."""
    letters = axis_letters(len(output_shape(shapes, params)))
    names = (*OPERANDS, "output", "grad_output", "grad_input", "grad_grad")
    make = Lettered(
        dict(zip(letters, shapes["input"], strict=True)), dict.fromkeys(names, letters)
    )
    decay, lr = params.lr * params.weight_decay, params.lr
    behind = (Part(("input",), coefficient=-decay),) * bool(params.weight_decay)
    lost = (Part(("grad_output",), coefficient=-decay),) * bool(params.weight_decay)
    return (
        make.made("forward", "output", Part(("input",)), Part(("grad",), coefficient=-lr), *behind),
        make.made("backward", "grad_input", Part(("grad_output",)), *lost),
        make.made("backward", "grad_grad", Part(("grad_output",), coefficient=-lr)),
    )


SGD = Operator(
    name="sgd",
    operands=OPERANDS,
    optional=frozenset(),
    keywords=("lr", "weight_decay"),
    required=("lr",),
    params=sgd_params,
    output_shape=output_shape,
    axes=no_axes,
    forward=forward,
    save=save,
    vjp=vjp,
    passes=passes,
    ranks=dict.fromkeys(OPERANDS, AS_WRITTEN),
)
