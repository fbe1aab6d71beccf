"""What the functions share: a batch axis where there is none, the checks of grad_output, pools."""

from convtutor.engine.arrays import Array, Arrays, check_dimensions, check_dtypes, shapes_of
from convtutor.engine.operator import AnyOperator
from convtutor.errors import ShapeError


def present(**arrays: Array | None) -> dict[str, Array]:
    """Give the arrays that are there, by name."""
    return {name: array for name, array in arrays.items() if array is not None}


def batched(where: str, image: Array, dimensions: int) -> Array:
    """Give an input of `dimensions` axes, the batch first; one axis less gets a batch of 1.

    Raises ShapeError for another number of axes.
    """
    check_dimensions(where, "input", image.shape, (dimensions - 1, dimensions))
    return image if image.ndim == dimensions else image[None]


def like_input(result: Array, image: Array, dimensions: int) -> Array:
    """Take the batch axis away again where the input had none."""
    return result if image.ndim == dimensions else result[0]


def upstream(
    operator: AnyOperator, grad_output: Array, image: Array, arrays: Arrays, params: object
) -> Array:
    """Give grad_output with a batch axis, once its shape is that of the output."""
    wanted = operator.output_shape(shapes_of(arrays), params)
    has_batch = image.ndim == len(wanted)
    check_upstream(
        f"{operator.name}_backward", grad_output.shape, wanted if has_batch else wanted[1:]
    )
    return grad_output if has_batch else grad_output[None]


def check_upstream(where: str, got: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    """Accept a grad_output of the output's shape; raises ShapeError."""
    if got != wanted:
        raise ShapeError(
            f"{where}: grad_output must have the output's shape {wanted}, got {got}"
        )


def pooled(operator: AnyOperator, image: Array, params: object) -> Array:
    """Give a pool's output, with or without a batch axis as the input."""
    check_dtypes(operator.name, {"input": image})
    dimensions = operator.ranks["input"]
    arrays = {"input": batched(operator.name, image, dimensions)}
    operator.output_shape(shapes_of(arrays), params)
    return like_input(operator.forward(arrays, params), image, dimensions)


def pooled_back(
    operator: AnyOperator, grad_output: Array, image: Array, params: object
) -> Array:
    """Give a pool's grad_input, with or without a batch axis as the input."""
    where, dimensions = f"{operator.name}_backward", operator.ranks["input"]
    check_dtypes(where, {"grad_output": grad_output, "input": image})
    arrays = {"input": batched(where, image, dimensions)}
    gradient = upstream(operator, grad_output, image, arrays, params)
    saved = operator.save(arrays, gradient, params)
    grad_input = operator.vjp(gradient, arrays, saved, params)["input"]
    return like_input(grad_input, image, dimensions)


def forward_of(operator: AnyOperator, arrays: Arrays, params: object) -> Array:
    """Give the output of operands of any rank, once they are found to fit."""
    operator.output_shape(shapes_of(arrays), params)
    return operator.forward(arrays, params)


def backward_of(
    operator: AnyOperator, grad_output: Array, arrays: Arrays, params: object
) -> dict[str, Array]:
    """Give the gradients of operands of any rank, once they and grad_output are found to fit."""
    wanted = operator.output_shape(shapes_of(arrays), params)
    check_upstream(f"{operator.name}_backward", grad_output.shape, wanted)
    return operator.vjp(grad_output, arrays, {}, params)
