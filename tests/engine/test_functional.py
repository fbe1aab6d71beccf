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

# The first line of the docstring of each function of torch.nn.functional or of torch, or what its
# signature says where that line is a sentence.
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
    "leaky_relu": "leaky_relu(input, negative_slope=0.01, inplace=False) -> Tensor",
    "sigmoid": "sigmoid(input) -> Tensor",
    "tanh": "tanh(input) -> Tensor",
    "batch_norm": "batch_norm(input, running_mean, running_var, weight=None, bias=None, "
    "training=False, momentum=0.1, eps=1e-05) -> Tensor",
    "softmax": "softmax(input, dim=None, _stacklevel=3, dtype=None) -> Tensor",
    "log_softmax": "log_softmax(input, dim=None, _stacklevel=3, dtype=None) -> Tensor",
    "mse_loss": "mse_loss(input, target, size_average=None, reduce=None, reduction='mean', "
    "weight=None) -> Tensor",
    "nll_loss": "nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, "
    "reduce=None, reduction='mean') -> Tensor",
    "cross_entropy": "cross_entropy(input, target, weight=None, size_average=None, "
    "ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0) -> Tensor",
    "max_pool1d": "max_pool1d(input, kernel_size, stride=None, padding=0, dilation=1, "
    "ceil_mode=False, return_indices=False)",
    "max_pool2d": "max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, "
    "ceil_mode=False, return_indices=False)",
    "avg_pool1d": "avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, "
    "count_include_pad=True) -> Tensor",
    "avg_pool2d": "avg_pool2d(input, kernel_size, stride=None, padding=0, ceil_mode=False, "
    "count_include_pad=True, divisor_override=None) -> Tensor",
    "adaptive_max_pool2d": "adaptive_max_pool2d(input, output_size, return_indices=False)",
    "linear": "linear(input, weight, bias=None) -> Tensor",
    "flatten": "flatten(input, start_dim=0, end_dim=-1) -> Tensor",
    "flip": "flip(input, dims) -> Tensor",
    "reshape": "reshape(input, shape) -> Tensor",
    "add": "add(input, other, *, alpha=1, out=None) -> Tensor",
    "sub": "sub(input, other, *, alpha=1, out=None) -> Tensor",
    "mul": "mul(input, other, *, out=None) -> Tensor",
    "sum": "sum(input, *, dtype=None) -> Tensor",
    "matmul": "matmul(input, other, *, out=None) -> Tensor",
    "cat": "cat(tensors, dim=0, *, out=None) -> Tensor",
}
# What torch writes in Python is asked for its signature.
SIGNED = {
    "dropout": "dropout(input, p=0.5, training=True, inplace=False)",
    "adaptive_avg_pool2d": "adaptive_avg_pool2d(input, output_size)",
}
TORCHS = {**DOCUMENTED, **SIGNED}
OUR_OWN = {
    "conv1d": ["padding_mode='zeros'"], "conv2d": ["padding_mode='zeros'"],
    "dropout": ["mask=None"],
    "sum": ["dim=None", "keepdim=False"],  # of torch's second form, whose dim may be None
}
DEPRECATED = ["size_average=None", "reduce=None"]
LEFT_OUT = {
    **{name: ["inplace=False"] for name in ("relu", "leaky_relu", "dropout")},
    "softmax": ["_stacklevel=3", "dtype=None"],
    "log_softmax": ["_stacklevel=3", "dtype=None"],
    "mse_loss": [*DEPRECATED, "weight=None"],  # nn.MSELoss has no weight
    "nll_loss": DEPRECATED,
    "cross_entropy": DEPRECATED,
    "add": ["*", "alpha=1", "out=None"],
    "sub": ["*", "alpha=1", "out=None"],
    "mul": ["*", "out=None"],
    "sum": ["*", "dtype=None"],
    "matmul": ["*", "out=None"],
    "cat": ["*", "out=None"],
}
GENERATOR = np.random.default_rng(5)
IMAGE = GENERATOR.integers(-4, 5, (2, 2, 4, 5)).astype(np.float64)
WEIGHT = GENERATOR.integers(-4, 5, (4, 1, 2, 3)).astype(np.float64)
BIAS = GENERATOR.integers(-4, 5, 4).astype(np.float64)
CONV_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 2, 5)).astype(np.float64)
MASK = (IMAGE % 2).astype(np.float64)
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
CHANNELS = GENERATOR.integers(1, 5, (4, 2)).astype(np.float64)  # a row for each argument
CLASSES = GENERATOR.integers(0, 2, (2, 4, 5))
SAMPLE_GRADIENT = GENERATOR.integers(-4, 5, (2, 4, 5)).astype(np.float64)
POOLED_GRADIENT = GENERATOR.integers(-4, 5, (2, 2, 3, 2)).astype(np.float64)


def step_down(weight: Array, grad: Array) -> Array:
    return functional.sgd(weight, grad, 0.25, 0.5)


def step_down_back(upstream: Array, weight: Array, grad: Array) -> tuple[Array, Array]:
    return functional.sgd_backward(upstream, weight, grad, 0.25, 0.5)


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


def drop(image: Array, mask: Array) -> Array:
    return functional.dropout(image, 0.75, mask=mask)


def drop_back(upstream: Array, image: Array, mask: Array) -> Array:
    return functional.dropout_backward(upstream, image, 0.75, mask=mask)


def leak(image: Array) -> Array:
    return functional.leaky_relu(image, 0.25)


def leak_back(upstream: Array, image: Array) -> Array:
    return functional.leaky_relu_backward(upstream, image, 0.25)


def pool(image: Array) -> Any:
    return functional.max_pool2d(image, (2, 3), 2, (0, 1), 1, True, return_indices=True)


def pool_back(upstream: Array, image: Array) -> Array:
    return functional.max_pool2d_backward(upstream, image, 2, ceil_mode=False)


def norm(image: Array, mean: Array, var: Array, weight: Array, bias: Array) -> Any:
    return functional.batch_norm(image, mean, var, weight, bias, True, 0.3, 0.5)


def norm_back(
    upstream: Array, image: Array, mean: Array, var: Array, weight: Array, bias: Array
) -> Any:
    return functional.batch_norm_backward(upstream, image, mean, var, weight, bias, True)


def shares(image: Array) -> Array:
    return functional.softmax(image, 1)


def shares_back(upstream: Array, image: Array) -> Array:
    return functional.softmax_backward(upstream, image, -3)


def log_shares(image: Array) -> Array:
    return functional.log_softmax(image, 2)


def log_shares_back(upstream: Array, image: Array) -> Array:
    return functional.log_softmax_backward(upstream, image, 0)


def squares_back(upstream: Array, image: Array, target: Array) -> Array:
    return functional.mse_loss_backward(upstream, image, target, "none")


def picked(image: Array, weight: Array) -> Array:
    return functional.nll_loss(image, CLASSES, weight, 0)


def picked_back(upstream: Array, image: Array, weight: Array) -> Array:
    return functional.nll_loss_backward(upstream, image, CLASSES, weight, 1, "none")


def entropy(image: Array, weight: Array) -> Array:
    return functional.cross_entropy(image, CLASSES, weight, 1, "none", 0.25)


def entropy_back(upstream: Array, image: Array, target: Array, weight: Array) -> Array:
    return functional.cross_entropy_backward(upstream, image, target, weight, reduction="none")
def line_pool(image: Array) -> Any:
    return functional.max_pool1d(image, 3, 2, 1, 1, True, return_indices=True)


def line_pool_back(upstream: Array, image: Array) -> Array:
    return functional.max_pool1d_backward(upstream, image, 4, 2)


def line_mean(image: Array) -> Array:
    return functional.avg_pool1d(image, 4, 2, 2, True, False)


def line_mean_back(upstream: Array, image: Array) -> Array:
    return functional.avg_pool1d_backward(upstream, image, 4, 2, count_include_pad=False)


def mean(image: Array) -> Array:
    return functional.avg_pool2d(image, (2, 3), (1, 2), (1, 1), True, False)


def mean_back(upstream: Array, image: Array) -> Array:
    return functional.avg_pool2d_backward(upstream, image, 2, divisor_override=-3)


def fit(image: Array) -> Any:
    return functional.adaptive_max_pool2d(image, (3, 2), return_indices=True)


def fit_back(upstream: Array, image: Array) -> Array:
    return functional.adaptive_max_pool2d_backward(upstream, image, (3, 2))


def fit_mean(image: Array) -> Array:
    return functional.adaptive_avg_pool2d(image, (3, None))


def fit_mean_back(upstream: Array, image: Array) -> Array:
    return functional.adaptive_avg_pool2d_backward(upstream, image, [3, 2])


def flat(image: Array) -> Array:
    return functional.flatten(image, 1, 2)


def flat_back(upstream: Array, image: Array) -> Array:
    return functional.flatten_backward(upstream, image, 1, 2)


def joined(one: Array, other: Array) -> Array:
    return functional.cat([one, other], -1)


def joined_back(upstream: Array, one: Array, other: Array) -> Any:
    return functional.cat_backward(upstream, (one, other), -1)


def cut(image: Array) -> Array:
    return functional.slice(image, ":, 1, 1:4, ::2")


def cut_back(upstream: Array, image: Array) -> Array:
    return functional.slice_backward(upstream, image, ":, :, 1:3, 1:3")


def turned(image: Array) -> Array:
    return functional.flip(image, [1, -1])


def turned_back(upstream: Array, image: Array) -> Array:
    return functional.flip_backward(upstream, image, [0, 2])


def laid_out(image: Array) -> Array:
    return functional.reshape(image, [4, -1, 2])


def laid_back(upstream: Array, image: Array) -> Array:
    return functional.reshape_backward(upstream, image, (2, 8, 5))


def total(image: Array) -> Array:
    return functional.sum(image, 1, True)


def total_back(upstream: Array, image: Array) -> Array:
    return functional.sum_backward(upstream, image, [-3], True)


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
    "leaky_relu": (leak, (IMAGE,)),
    "leaky_relu_backward": (leak_back, (-IMAGE, IMAGE)),
    "sigmoid": (functional.sigmoid, (IMAGE,)),
    "sigmoid_backward": (functional.sigmoid_backward, (-IMAGE, IMAGE)),
    "tanh": (functional.tanh, (IMAGE,)),
    "tanh_backward": (functional.tanh_backward, (-IMAGE, IMAGE)),
    "dropout": (drop, (IMAGE, MASK)),
    "dropout_backward": (drop_back, (-IMAGE, IMAGE, MASK)),
    "max_pool2d": (pool, (IMAGE,)),
    "max_pool2d_backward": (pool_back, (POOL_GRADIENT, IMAGE)),
    "batch_norm": (norm, (IMAGE, *CHANNELS)),
    "batch_norm_backward": (norm_back, (-IMAGE[::-1], IMAGE, *CHANNELS)),
    "softmax": (shares, (IMAGE,)),
    "softmax_backward": (shares_back, (-IMAGE, IMAGE)),
    "log_softmax": (log_shares, (IMAGE,)),
    "log_softmax_backward": (log_shares_back, (-IMAGE, IMAGE)),
    "mse_loss": (functional.mse_loss, (IMAGE, -IMAGE[::-1])),
    "mse_loss_backward": (squares_back, (IMAGE + 1, IMAGE, -IMAGE[::-1])),
    "nll_loss": (picked, (IMAGE, np.array([3.0, 2]))),
    "nll_loss_backward": (picked_back, (SAMPLE_GRADIENT, IMAGE, np.array([3.0, 2]))),
    "cross_entropy": (entropy, (IMAGE, np.array([3.0, 2]))),
    "cross_entropy_backward": (
        entropy_back, (SAMPLE_GRADIENT, IMAGE, IMAGE**2, np.array([3.0, 2])),
    ),
    "max_pool1d": (line_pool, (LINE,)),
    "max_pool1d_backward": (line_pool_back, (LINE_GRADIENT, LINE)),
    "avg_pool1d": (line_mean, (LINE,)),
    "avg_pool1d_backward": (line_mean_back, (LINE_GRADIENT, LINE)),
    "avg_pool2d": (mean, (IMAGE,)),
    "avg_pool2d_backward": (mean_back, (POOL_GRADIENT, IMAGE)),
    "adaptive_max_pool2d": (fit, (IMAGE,)),
    "adaptive_max_pool2d_backward": (fit_back, (POOLED_GRADIENT, IMAGE)),
    "adaptive_avg_pool2d": (fit_mean, (IMAGE,)),
    "adaptive_avg_pool2d_backward": (fit_mean_back, (POOLED_GRADIENT, IMAGE)),
    "linear": (functional.linear, (LINE, FEATURE_WEIGHT, BIAS)),
    "linear_backward": (
        functional.linear_backward, (FEATURE_GRADIENT, LINE, FEATURE_WEIGHT, BIAS),
    ),
    "flatten": (flat, (IMAGE,)),
    "flatten_backward": (flat_back, (FLAT_GRADIENT, IMAGE)),
    "slice": (cut, (IMAGE,)),
    "slice_backward": (cut_back, (POOL_GRADIENT, IMAGE)),
    "flip": (turned, (IMAGE,)),
    "flip_backward": (turned_back, (-IMAGE, IMAGE)),
    "reshape": (laid_out, (IMAGE,)),
    "reshape_backward": (laid_back, (FLAT_GRADIENT, IMAGE)),
    "detach": (functional.detach, (IMAGE,)),
    "detach_backward": (functional.detach_backward, (-IMAGE, IMAGE)),
    "add": (functional.add, (IMAGE, IMAGE[0, 1:])),
    "add_backward": (functional.add_backward, (-IMAGE, IMAGE, IMAGE[0, 1:])),
    "sub": (functional.sub, (IMAGE, IMAGE[0, 1:])),
    "sub_backward": (functional.sub_backward, (-IMAGE, IMAGE, IMAGE[0, 1:])),
    "mul": (functional.mul, (IMAGE, IMAGE[0, 1:])),
    "mul_backward": (functional.mul_backward, (-IMAGE, IMAGE, IMAGE[0, 1:])),
    "sum": (total, (IMAGE,)),
    "sum_backward": (total_back, (-IMAGE[:, :1], IMAGE)),
    "matmul": (functional.matmul, (LINE, FEATURE_WEIGHT.T)),
    "matmul_backward": (
        functional.matmul_backward, (FEATURE_GRADIENT, LINE, FEATURE_WEIGHT.T),
    ),
    "sgd": (step_down, (IMAGE, -IMAGE)),
    "sgd_backward": (step_down_back, (IMAGE, IMAGE, -IMAGE)),
    "cat": (joined, (LINE, LINE_GRADIENT)),
    "cat_backward": (joined_back, (CAT_GRADIENT, LINE, LINE_GRADIENT)),
}
MAXIMA = ["max_pool1d", "max_pool2d", "adaptive_max_pool2d"]
POOLS = [*MAXIMA, "avg_pool1d", "avg_pool2d", "adaptive_avg_pool2d"]
every_call = pytest.mark.parametrize("name", CALLS)
every_function = pytest.mark.parametrize("name", TORCHS)


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
    documented = TORCHS[name].split("(")[1].split(")")[0].split(", ")
    wanted = [argument for argument in documented if argument not in LEFT_OUT.get(name, [])]
    assert arguments(getattr(functional, name)) == wanted + OUR_OWN.get(name, [])


@pytest.mark.parametrize("name", DOCUMENTED)
def test_torch_documents_what_these_tests_say_it_does(name: str) -> None:
    require("torch")
    import torch

    function = getattr(torch.nn.functional, name, None) or getattr(torch, name)
    first = (function.__doc__ or "").strip().splitlines()[0]
    signed = first.startswith(f"{name}(")
    said = first if signed else f"{name}({', '.join(arguments(function))}) -> Tensor"
    assert said == DOCUMENTED[name]


def test_torch_documents_a_second_form_of_sum_whose_dim_may_be_none() -> None:
    require("torch")
    import torch

    assert "sum(input, dim, keepdim=False, *, dtype=None) -> Tensor" in (torch.sum.__doc__ or "")
    assert torch.sum(torch.ones(2, 3), dim=None, keepdim=True).tolist() == [[6]]


@pytest.mark.parametrize("name", SIGNED)
def test_torch_takes_the_arguments_that_these_tests_say_it_does(name: str) -> None:
    require("torch")
    import torch

    taken = ", ".join(arguments(getattr(torch.nn.functional, name)))
    assert f"{name}({taken})" == SIGNED[name]


@every_function
def test_backward_takes_grad_output_and_the_forwards_own_arguments(name: str) -> None:
    backward = getattr(functional, f"{name}_backward")
    forward = arguments(getattr(functional, name))
    asked = [argument for argument in forward if argument != "return_indices=False"]
    assert arguments(backward) == ["grad_output", *asked]


@every_call
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_dtype_goes_in_and_comes_out(name: str, dtype: type[np.generic]) -> None:
    arrays = tuple(array.astype(dtype) for array in CALLS[name][1])
    kinds = [made.dtype for made in results(name, arrays)]
    if name in MAXIMA:
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


@pytest.mark.parametrize("name", POOLS)
def test_a_pool_without_a_batch_axis_is_as_with_one(name: str) -> None:
    forward, (image,) = CALLS[name]
    alone, batched = forward(image[0]), forward(image[:1])
    pairs = zip(alone, batched, strict=True) if name in MAXIMA else [(alone, batched)]
    for made, wanted in pairs:
        np.testing.assert_array_equal(made, wanted[0], strict=True)
    backward, (upstream, image) = CALLS[f"{name}_backward"]
    np.testing.assert_array_equal(
        backward(upstream[0], image[0]), backward(upstream[:1], image[:1])[0], strict=True
    )


@pytest.mark.parametrize("name", POOLS)
def test_a_pool_of_an_empty_batch_is_empty(name: str) -> None:
    whole, empty = results(name, CALLS[name][1]), results(name, (CALLS[name][1][0][:0],))
    assert [made.shape for made in empty] == [(0, *made.shape[1:]) for made in whole]
    backward, (upstream, image) = CALLS[f"{name}_backward"]
    assert backward(upstream[:0], image[:0]).shape == image[:0].shape


@pytest.mark.parametrize("name", MAXIMA)
def test_return_indices_adds_the_indices_and_changes_nothing_else(name: str) -> None:
    image = LINE if name.endswith("1d") else IMAGE
    function = getattr(functional, name)
    alone, both = function(image, 2), function(image, 2, return_indices=True)
    assert isinstance(alone, np.ndarray)
    np.testing.assert_array_equal(alone, both[0], strict=True)
    assert both[1].dtype == np.int64
    planes, indices = (array.reshape(*array.shape[:2], -1) for array in (image, both[1]))
    picked = np.take_along_axis(planes, indices, axis=2)
    np.testing.assert_array_equal(picked.reshape(alone.shape), alone)
