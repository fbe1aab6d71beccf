"""sgd, one step of gradient descent, and its backward pass."""

from convtutor.engine.arrays import Array, check_dtypes
from convtutor.engine.functional.calls import backward_of, forward_of
from convtutor.engine.ops.sgd import SGD, sgd_params


def sgd(input: Array, grad: Array, lr: float, weight_decay: float = 0.0) -> Array:
    """Give input - lr (grad + weight_decay input).

    Raises ArgumentError, ShapeError or DtypeError for what torch.optim.SGD would refuse.
    """
    check_dtypes("sgd", {"input": input, "grad": grad})
    return forward_of(SGD, {"input": input, "grad": grad}, sgd_params(lr, weight_decay))


def sgd_backward(
    grad_output: Array, input: Array, grad: Array, lr: float, weight_decay: float = 0.0
) -> tuple[Array, Array]:
    """Give (grad_input, grad_grad), each of the input's shape."""
    check_dtypes("sgd_backward", {"grad_output": grad_output, "input": input, "grad": grad})
    arrays, params = {"input": input, "grad": grad}, sgd_params(lr, weight_decay)
    gradients = backward_of(SGD, grad_output, arrays, params)
    return gradients["input"], gradients["grad"]
