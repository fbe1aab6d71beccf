"""batch_norm and its backward pass."""

from convtutor.engine.arrays import Array, check_dtypes, shapes_of
from convtutor.engine.functional.calls import check_upstream, present
from convtutor.engine.normalization import BatchNormParams, forward_arrays
from convtutor.engine.ops.batch_norm import BATCH_NORM, batch_norm_params

Normalized = tuple[Array, Array | None, Array | None]
Gradients = tuple[Array, Array | None, Array | None]


def batch_norm(
    input: Array,
    running_mean: Array | None,
    running_var: Array | None,
    weight: Array | None = None,
    bias: Array | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Normalized:
    """Give (output, running_mean, running_var): every channel normalized, scaled and moved.

    Shapes: input and output (N, C), (N, C, L), (N, C, H, W) or (N, C, D, H, W), all others (C,).
    Nothing is written to: the running statistics come back in arrays of their own, after this
    batch in training, with the values they had in evaluation, and None where they were None.

    Raises ArgumentError, ShapeError or DtypeError where torch rejects the call.
    """
    params = batch_norm_params(training, momentum, eps)
    statistics = {"running_mean": running_mean, "running_var": running_var}
    arrays = _checked("batch_norm", input, statistics, weight, bias, params)
    made = forward_arrays(arrays, params)
    mean, var = (
        made.get(f"new_{name}", None if array is None else array.copy())
        for name, array in statistics.items()
    )
    return made["output"], mean, var


def batch_norm_backward(
    grad_output: Array,
    input: Array,
    running_mean: Array | None,
    running_var: Array | None,
    weight: Array | None = None,
    bias: Array | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Gradients:
    """Give (grad_input, grad_weight, grad_bias); the last two None where weight or bias is.

    Shapes: grad_output as batch_norm's output; each gradient as what it is the gradient of. The
    running statistics have no gradient.
    """
    params = batch_norm_params(training, momentum, eps)
    statistics = {"running_mean": running_mean, "running_var": running_var}
    arrays = _checked(
        "batch_norm_backward", input, statistics, weight, bias, params, grad_output=grad_output
    )
    check_upstream("batch_norm_backward", grad_output.shape, input.shape)
    known = {**BATCH_NORM.run_forward(arrays, params), "grad_output": grad_output}
    found = BATCH_NORM.run_backward(known, params)
    return found["grad_input"], found.get("grad_weight"), found.get("grad_bias")


def _checked(
    where: str, image: Array, statistics: dict[str, Array | None], weight: Array | None,
    bias: Array | None, params: BatchNormParams, **more: Array,
) -> dict[str, Array]:
    """Give the operands that are there, once their dtypes and shapes fit."""
    operands = {"input": image, **statistics, "weight": weight, "bias": bias}
    check_dtypes(where, {**more, **operands})
    arrays = present(**operands)
    BATCH_NORM.output_shape(shapes_of(arrays), params)
    return arrays
