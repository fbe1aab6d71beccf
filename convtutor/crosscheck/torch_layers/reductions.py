"""Functions that add up: sum and matmul."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchFunction,
    without_defaults,
)


def sum_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.sum takes besides its tensor."""
    if params.dim is None:
        every = list(range(len(shapes["input"])))  # torch asks for dim where keepdim is given
        return (), {"dim": every, "keepdim": True} if params.keepdim else {}
    dim = params.dim[0] if len(params.dim) == 1 else list(params.dim)
    return (), without_defaults({"dim": dim, "keepdim": params.keepdim}, {"keepdim": False})


def matmul_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give what torch.matmul takes besides its tensors: nothing."""
    return (), {}


ROWS = {
    "sum": TorchFunction("sum", sum_arguments),
    "matmul": TorchFunction("matmul", matmul_arguments),
}
