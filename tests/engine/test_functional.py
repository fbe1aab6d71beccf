"""The public face takes torch's arguments, any layout of float32 or float64, and nothing else."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array
from convtutor.errors import DtypeError, ShapeError
from tests.conftest import require

# The first line of the docstring of each function of torch.nn.functional, or of torch.
DOCUMENTED = {
    "conv1d": "conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1) "
    "-> Tensor",
    "conv2d": "conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1) "
    "-> Tensor",
    "conv_transpose1d": "conv_transpose1d(input, weight, bias=None, stride=1, padding=0, "
    "output_padding=0, groups=1, dilation=1) -> Tensor",
    "conv_transpose2d": "conv_transpose2d(input, weight, bias=None, stride=1, padding=0, "
    "output_padding=0, groups=1, dilation=1) -> Tensor",
    "relu": "relu(input, inplace=False) -> Tensor",
    "max_pool2d": "max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, "
    "ceil_mode=False, return_indices=False)",
    "linear": "linear(input, weight, bias=None) -> Tensor",
    "flatten": "flatten(input, start_dim=0, end_dim=-1) -> Tensor",
    "add": "add(input, other, *, alpha=1, out=None) -> Tensor",
    "cat": "cat(tensors, dim=0, *, out=None) -> Tensor",
}
OUR_OWN = {"conv1d": ["padding_mode='zeros'"], "conv2d": ["padding_mode='zeros'"]}
LEFT_OUT = {
    "relu": ["inplace=False"], "add": ["*", "alpha=1", "out=None"], "cat": ["*", "out=None"],
}
GENERATOR = np.random.default_rng(5)
IMAGE = GENERATOR.integers(-4, 5, (2, 2, 4, 5)).astype(np.float64)
WEIGHT = GENERATOR.integers(-4, 5, (4, 1, 2, 3)).astype(np.float64)
BIAS = GENERATOR.integers(-4, 5, 4).astype(np.float64)
CONV_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 2, 5)).astype(np.float64)
LINE = GENERATOR.integers(-4, 5, (2, 4, 6)).astype(np.float64)
LINE_WEIGHT = GENERATOR.integers(-4, 5, (4, 2, 3)).astype(np.float64)
LINE_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 2)).astype(np.float64)
GROWN_GRADIENT = GENERATOR.integers(-4, 5, (2, 2, 9, 8)).astype(np.float64)
GROWN_LINE_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 14)).astype(np.float64)
GROW_WEIGHT = GENERATOR.integers(-4, 5, (2, 1, 2, 3)).astype(np.float64)
FEATURE_WEIGHT = GENERATOR.integers(-4, 5, (4, 6)).astype(np.float64)
FEATURE_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 4)).astype(np.float64)
FLAT_GRADIENT = GENERATOR.integers(-4, 5, (2, 8, 5)).astype(np.float64)
CAT_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 8)).astype(np.float64)
POOL_GRADIENT = GENERATOR.integers(-4, 5, (2, 2, 2, 2)).astype(np.float64)


def conv(image: Array, weight: Array, bias: Array) -> Array:
    return functional.conv2d(image, weight, bias, (2, 1), 1, (2, 1), 2)


def conv_back(upstream: Array, image: Array, weight: Array, bias: Array) -> Any:
    return functional.conv2d_backward(upstream, image, weight, bias, (2, 1), 1, (2, 1), 2)


def line(image: Array, weight: Array, bias: Array) -> Array:
    return functional.conv1d(image, weight, bias, 3, 1, 2, 2)


def line_back(upstream: Array, image: Array, weight: Array, bias: Array) -> Any:
    return functional.conv1d_backward(upstream, image, weight, bias, 3, 1, 2, 2)


def grow(image: Array, weight: Array, bias: Array) -> Array:
    return functional.conv_transpose2d(image, weight, bias, (2, 1), (0, 1), (1, 1), 2, (1, 2))


def grow_back(upstream: Array, image: Array, weight: Array, bias: Array) -> Any:
    return functional.conv_transpose2d_backward(
        upstream, image, weight, bias, (2, 1), (0, 1), (1, 1), 2, (1, 2)
    )


def grow_line(image: Array, weight: Array, bias: Array) -> Array:
    return functional.conv_transpose1d(image, weight, bias, 2, 1, 1, 2, 2)


def grow_line_back(upstream: Array, image: Array, weight: Array, bias: Array) -> Any:
    return functional.conv_transpose1d_backward(upstream, image, weight, bias, 2, 1, 1, 2, 2)


def pool(image: Array) -> Any:
    return functional.max_pool2d(image, (2, 3), 2, (0, 1), 1, True, return_indices=True)


def pool_back(upstream: Array, image: Array) -> Array:
    return functional.max_pool2d_backward(upstream, image, 2, ceil_mode=False)


def flat(image: Array) -> Array:
    return functional.flatten(image, 1, 2)


def flat_back(upstream: Array, image: Array) -> Array:
    return functional.flatten_backward(upstream, image, 1, 2)


def joined(one: Array, other: Array) -> Array:
    return functional.cat([one, other], -1)


def joined_back(upstream: Array, one: Array, other: Array) -> Any:
    return functional.cat_backward(upstream, (one, other), -1)


CALLS: dict[str, tuple[Callable[..., Any], tuple[Array, ...]]] = {
    "conv2d": (conv, (IMAGE, WEIGHT, BIAS)),
    "conv2d_backward": (conv_back, (CONV_GRADIENT, IMAGE, WEIGHT, BIAS)),
    "conv1d": (line, (LINE, LINE_WEIGHT, BIAS)),
    "conv1d_backward": (line_back, (LINE_GRADIENT, LINE, LINE_WEIGHT, BIAS)),
    "conv_transpose1d": (grow_line, (LINE, LINE_WEIGHT, BIAS)),
    "conv_transpose1d_backward": (
        grow_line_back, (GROWN_LINE_GRADIENT, LINE, LINE_WEIGHT, BIAS),
    ),
    "conv_transpose2d": (grow, (IMAGE, GROW_WEIGHT, BIAS[:2])),
    "conv_transpose2d_backward": (
        grow_back, (GROWN_GRADIENT, IMAGE, GROW_WEIGHT, BIAS[:2]),
    ),
    "relu": (functional.relu, (IMAGE,)),
    "relu_backward": (functional.relu_backward, (-IMAGE, IMAGE)),
    "max_pool2d": (pool, (IMAGE,)),
    "max_pool2d_backward": (pool_back, (POOL_GRADIENT, IMAGE)),
    "linear": (functional.linear, (LINE, FEATURE_WEIGHT, BIAS)),
    "linear_backward": (
        functional.linear_backward, (FEATURE_GRADIENT, LINE, FEATURE_WEIGHT, BIAS),
    ),
    "flatten": (flat, (IMAGE,)),
    "flatten_backward": (flat_back, (FLAT_GRADIENT, IMAGE)),
    "add": (functional.add, (IMAGE, IMAGE[0, 1:])),
    "add_backward": (functional.add_backward, (-IMAGE, IMAGE, IMAGE[0, 1:])),
    "cat": (joined, (LINE, LINE_GRADIENT)),
    "cat_backward": (joined_back, (CAT_GRADIENT, LINE, LINE_GRADIENT)),
}
every_call = pytest.mark.parametrize("name", CALLS)
every_function = pytest.mark.parametrize("name", DOCUMENTED)


def results(name: str, arrays: tuple[Array, ...]) -> list[Array]:
    made = CALLS[name][0](*arrays)
    return list(made) if isinstance(made, tuple) else [made]


def read_only(array: Array) -> Array:
    frozen = array.copy()
    frozen.setflags(write=False)
    return frozen


def backwards(array: Array) -> Array:
    turned = tuple(slice(None, None, -1) for _ in array.shape)
    return np.ascontiguousarray(array[turned])[turned]


def spaced(array: Array) -> Array:
    wide = np.full([2 * extent for extent in array.shape], np.nan, array.dtype)
    every_second = tuple(slice(None, None, 2) for _ in array.shape)
    wide[every_second] = array
    return wide[every_second]


def unaligned(array: Array) -> Array:
    raw = np.frombuffer(b"x" + array.tobytes(), np.uint8)[1:]
    return raw.view(array.dtype).reshape(array.shape)


LAYOUTS: dict[str, Callable[[Array], Array]] = {
    "read-only": read_only,
    "Fortran": np.asfortranarray,
    "negative strides": backwards,
    "not contiguous": spaced,
    "not aligned": unaligned,
}


def arguments(function: Callable[..., object]) -> list[str]:
    """Write the arguments of a function as torch documents them: "bias=None"."""
    parameters = inspect.signature(function).parameters.values()
    return [
        parameter.name
        if parameter.default is inspect.Parameter.empty
        else f"{parameter.name}={parameter.default!r}"
        for parameter in parameters
    ]


@every_function
def test_names_order_and_defaults_are_torchs(name: str) -> None:
    documented = DOCUMENTED[name].split("(")[1].split(")")[0].split(", ")
    wanted = [argument for argument in documented if argument not in LEFT_OUT.get(name, [])]
    assert arguments(getattr(functional, name)) == wanted + OUR_OWN.get(name, [])


@every_function
def test_torch_documents_what_these_tests_say_it_does(name: str) -> None:
    require("torch")
    import torch

    function = getattr(torch.nn.functional, name, None) or getattr(torch, name)
    lines = (function.__doc__ or "").strip().splitlines()
    assert lines[0] == DOCUMENTED[name]


@every_function
def test_backward_takes_grad_output_and_the_forwards_own_arguments(name: str) -> None:
    backward = getattr(functional, f"{name}_backward")
    assert arguments(backward) == ["grad_output", *arguments(getattr(functional, name))]


@every_call
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_dtype_goes_in_and_comes_out(name: str, dtype: type[np.generic]) -> None:
    arrays = tuple(array.astype(dtype) for array in CALLS[name][1])
    kinds = [made.dtype for made in results(name, arrays)]
    if name == "max_pool2d":
        assert kinds.pop() == np.int64  # the indices
    assert set(kinds) == {np.dtype(dtype)}


@every_call
@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_layout_gives_the_same_numbers(name: str, layout: str) -> None:
    arrays = CALLS[name][1]
    laid_out = tuple(LAYOUTS[layout](array) for array in arrays)
    for array, original in zip(laid_out, arrays, strict=True):
        np.testing.assert_array_equal(array, original)
    for made, wanted in zip(results(name, laid_out), results(name, arrays), strict=True):
        np.testing.assert_array_equal(made, wanted)


@every_call
def test_a_broadcast_array_of_stride_zero_counts_as_its_elements(name: str) -> None:
    arrays = CALLS[name][1]
    thin = tuple(np.broadcast_to(array[:1], array.shape) for array in arrays)
    full = tuple(array.copy() for array in thin)
    for made, wanted in zip(results(name, thin), results(name, full), strict=True):
        np.testing.assert_array_equal(made, wanted)


@every_call
def test_inputs_are_left_alone_and_results_are_new_and_writeable(name: str) -> None:
    arrays = tuple(array.copy() for array in CALLS[name][1])
    for made in results(name, arrays):
        assert not any(np.shares_memory(made, array) for array in arrays)
        made[...] = 77
    for array, original in zip(arrays, CALLS[name][1], strict=True):
        np.testing.assert_array_equal(array, original)


@every_call
@pytest.mark.parametrize(
    "dtype", [np.int64, np.int32, np.uint8, np.bool_, np.float16, np.complex64, ">f4", object]
)
def test_other_dtypes_are_refused_by_name(name: str, dtype: Any) -> None:
    arrays = tuple(array.astype(dtype) for array in CALLS[name][1])
    with pytest.raises(DtypeError) as refusal:
        results(name, arrays)
    sentence = str(refusal.value)
    assert sentence.startswith(f"{name}: ")
    assert f"must be float32 or float64, got {np.dtype(dtype)}" in sentence
    assert "astype" in sentence


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if len(call[1]) > 1])
def test_a_mixture_of_dtypes_is_refused_with_both_names(name: str) -> None:
    *rest, last = CALLS[name][1]
    with pytest.raises(DtypeError, match=r"float32.*float64|float64.*float32"):
        results(name, (*rest, last.astype(np.float32)))


@every_call
def test_what_is_no_array_is_refused_with_its_type(name: str) -> None:
    first, *rest = CALLS[name][1]
    with pytest.raises(DtypeError, match="must be a NumPy array, got list"):
        results(name, (first.tolist(), *rest))


def test_errors_of_arguments_are_also_pythons_own() -> None:
    with pytest.raises(ValueError, match="stride"):
        functional.conv2d(IMAGE, WEIGHT, BIAS, 0)
    with pytest.raises(TypeError, match="float16"):
        functional.relu(IMAGE.astype(np.float16))


def test_a_gradient_is_none_exactly_where_the_argument_was() -> None:
    with_bias = functional.conv2d_backward(CONV_GRADIENT, IMAGE, WEIGHT, BIAS, (2, 1), 1, (2, 1), 2)
    without = functional.conv2d_backward(CONV_GRADIENT, IMAGE, WEIGHT, None, (2, 1), 1, (2, 1), 2)
    assert [made.shape for made in with_bias if made is not None] == [
        IMAGE.shape, WEIGHT.shape, BIAS.shape,
    ]
    assert without[2] is None
    np.testing.assert_array_equal(without[0], with_bias[0])
    np.testing.assert_array_equal(without[1], with_bias[1])


@pytest.mark.parametrize("name", [name for name in CALLS if name.endswith("_backward")])
def test_a_gradient_of_another_shape_is_refused_with_both_shapes(name: str) -> None:
    upstream, *rest = CALLS[name][1]
    with pytest.raises(ShapeError) as refusal:
        results(name, (upstream[:, :, :-1], *rest))
    assert str(upstream.shape) in str(refusal.value)
    assert str(upstream[:, :, :-1].shape) in str(refusal.value)


def test_without_a_batch_axis_everything_is_as_with_one() -> None:
    image, upstream = IMAGE[0], CONV_GRADIENT[0]
    np.testing.assert_array_equal(
        conv(image, WEIGHT, BIAS), conv(image[None], WEIGHT, BIAS)[0], strict=True
    )
    alone = conv_back(upstream, image, WEIGHT, BIAS)
    batched = conv_back(upstream[None], image[None], WEIGHT, BIAS)
    np.testing.assert_array_equal(alone[0], batched[0][0], strict=True)
    np.testing.assert_array_equal(alone[1], batched[1], strict=True)
    for made, wanted in zip(pool(image), pool(image[None]), strict=True):
        np.testing.assert_array_equal(made, wanted[0], strict=True)
    np.testing.assert_array_equal(
        pool_back(POOL_GRADIENT[0], image), pool_back(POOL_GRADIENT[:1], IMAGE[:1])[0], strict=True
    )


def test_a_batch_gradient_for_an_input_without_batch_is_refused() -> None:
    with pytest.raises(ShapeError, match=r"\(4, 2, 5\), got \(1, 4, 2, 5\)"):
        conv_back(CONV_GRADIENT[:1], IMAGE[0], WEIGHT, BIAS)


CONVOLUTIONS = ["conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d"]


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_a_convolution_without_a_batch_axis_is_as_with_one(name: str) -> None:
    forward, (image, *parameters) = CALLS[name]
    np.testing.assert_array_equal(
        forward(image[0], *parameters), forward(image, *parameters)[0], strict=True
    )
    backward, (upstream, *operands) = CALLS[f"{name}_backward"]
    alone = backward(upstream[0], operands[0][0], *operands[1:])
    batched = backward(upstream[:1], operands[0][:1], *operands[1:])
    np.testing.assert_array_equal(alone[0], batched[0][0], strict=True)
    for ours, wanted in zip(alone[1:], batched[1:], strict=True):
        np.testing.assert_array_equal(ours, wanted, strict=True)


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_a_convolution_of_an_empty_batch_is_empty_and_moves_no_parameter(name: str) -> None:
    forward, (image, *parameters) = CALLS[name]
    assert forward(image[:0], *parameters).shape == (0, *forward(image, *parameters).shape[1:])
    backward, (upstream, _, *_) = CALLS[f"{name}_backward"]
    gradients = backward(upstream[:0], image[:0], *parameters)
    for made, operand in zip(gradients, (image[:0], *parameters), strict=True):
        assert made.shape == operand.shape
        assert not made.any()


def test_an_empty_batch_gives_empty_outputs_and_zero_gradients_of_parameters() -> None:
    nothing = IMAGE[:0]
    assert conv(nothing, WEIGHT, BIAS).shape == (0, 4, 2, 5)
    grad_input, grad_weight, grad_bias = conv_back(CONV_GRADIENT[:0], nothing, WEIGHT, BIAS)
    assert grad_input.shape == nothing.shape
    assert grad_weight.shape == WEIGHT.shape
    assert not grad_weight.any()
    assert not grad_bias.any()
    assert [made.shape for made in pool(nothing)] == [(0, 2, 2, 3)] * 2
    assert pool_back(POOL_GRADIENT[:0], nothing).shape == nothing.shape


def test_return_indices_changes_no_gradient() -> None:
    without, with_indices = (
        functional.max_pool2d_backward(POOL_GRADIENT, IMAGE, 2, return_indices=flag)
        for flag in (False, True)
    )
    np.testing.assert_array_equal(without, with_indices, strict=True)


def test_return_indices_adds_the_indices_and_changes_nothing_else() -> None:
    alone = functional.max_pool2d(IMAGE, 2)
    both = functional.max_pool2d(IMAGE, 2, return_indices=True)
    assert isinstance(alone, np.ndarray)
    np.testing.assert_array_equal(alone, both[0], strict=True)
    assert both[1].dtype == np.int64
    planes = IMAGE.reshape(2, 2, -1)
    picked = np.take_along_axis(planes, both[1].reshape(2, 2, -1), axis=2)
    np.testing.assert_array_equal(picked.reshape(alone.shape), alone)

