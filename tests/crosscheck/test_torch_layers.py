"""The PyTorch line says what runs: it and the module are made from the same arguments."""

from __future__ import annotations

from typing import Any

import pytest

from convtutor.crosscheck.torch_layers import TORCH_LAYERS
from convtutor.engine.ops import OPERATORS
from tests.conftest import require

WEIGHT = {"weight": (4, 3, 3, 2)}
BIASED = {**WEIGHT, "bias": (4,)}
AFFINE = {"weight": (3,), "bias": (3,)}
RUNNING = {"running_mean": (3,), "running_var": (3,)}
TRAINING = {"training": True}

LINES = [
    ("conv2d", {"weight": (1, 1, 2, 2)}, {"padding": 1},
     "nn.Conv2d(1, 1, kernel_size=2, padding=1, bias=False)"),
    ("conv2d", BIASED, {}, "nn.Conv2d(3, 4, kernel_size=(3, 2))"),
    ("conv2d", BIASED, {"stride": (2, 1), "dilation": 2, "padding": (0, 3)},
     "nn.Conv2d(3, 4, kernel_size=(3, 2), stride=(2, 1), padding=(0, 3), dilation=2)"),
    ("conv2d", {"weight": (4, 3, 3, 3)}, {"groups": 2, "padding": "same"},
     'nn.Conv2d(6, 4, kernel_size=3, padding="same", groups=2, bias=False)'),
    ("conv2d", BIASED, {"padding": (1, 1), "padding_mode": "reflect"},
     'nn.Conv2d(3, 4, kernel_size=(3, 2), padding=1, padding_mode="reflect")'),
    ("conv1d", {"weight": (1, 1, 3)}, {}, "nn.Conv1d(1, 1, kernel_size=3, bias=False)"),
    ("conv1d", {"weight": (4, 3, 2), "bias": (4,)},
     {"stride": (2,), "padding": 3, "dilation": [2], "groups": 2, "padding_mode": "circular"},
     'nn.Conv1d(6, 4, kernel_size=2, stride=2, padding=3, dilation=2, groups=2, '
     'padding_mode="circular")'),
    ("conv1d", {"weight": (4, 3, 2)}, {"padding": "same"},
     'nn.Conv1d(3, 4, kernel_size=2, padding="same", bias=False)'),
    ("conv_transpose1d", {"weight": (3, 2, 4), "bias": (2,)}, {"stride": 2, "output_padding": 1},
     "nn.ConvTranspose1d(3, 2, kernel_size=4, stride=2, output_padding=1)"),
    ("conv_transpose2d", {"weight": (1, 1, 2, 2)}, {"stride": 2},
     "nn.ConvTranspose2d(1, 1, kernel_size=2, stride=2, bias=False)"),
    ("conv_transpose2d", {"weight": (4, 3, 3, 2), "bias": (6,)},
     {"stride": (2, 1), "padding": (0, 3), "output_padding": (1, 2), "groups": 2,
      "dilation": (1, 3)},
     "nn.ConvTranspose2d(4, 6, kernel_size=(3, 2), stride=(2, 1), padding=(0, 3), "
     "output_padding=(1, 2), groups=2, dilation=(1, 3))"),
    ("relu", {}, {}, "nn.ReLU()"),
    ("leaky_relu", {}, {}, "nn.LeakyReLU()"),
    ("leaky_relu", {}, {"negative_slope": 0.01}, "nn.LeakyReLU()"),
    ("leaky_relu", {}, {"negative_slope": -2}, "nn.LeakyReLU(negative_slope=-2.0)"),
    ("leaky_relu", {}, {"negative_slope": float("nan")},
     'nn.LeakyReLU(negative_slope=float("nan"))'),
    ("sigmoid", {}, {}, "nn.Sigmoid()"),
    ("tanh", {}, {}, "nn.Tanh()"),
    ("dropout", {}, {}, "nn.Dropout()"),
    ("dropout", {}, {"p": 0.3}, "nn.Dropout(p=0.3)"),
    ("dropout", {}, {"p": 0.3, "training": False}, "nn.Dropout(p=0.3).eval()"),
    ("dropout", {}, {"training": False}, "nn.Dropout().eval()"),
    ("max_pool2d", {}, {"kernel_size": 2}, "nn.MaxPool2d(kernel_size=2)"),
    ("max_pool2d", {}, {"kernel_size": 2, "stride": 2}, "nn.MaxPool2d(kernel_size=2)"),
    ("max_pool2d", {}, {"kernel_size": (3, 2), "stride": 1, "padding": (1, 0), "ceil_mode": True},
     "nn.MaxPool2d(kernel_size=(3, 2), stride=1, padding=(1, 0), ceil_mode=True)"),
    ("batch_norm", {"input": (2, 3, 4, 5), **RUNNING, **AFFINE}, TRAINING, "nn.BatchNorm2d(3)"),
    ("batch_norm", {"input": (2, 3, 4), **RUNNING, **AFFINE}, {}, "nn.BatchNorm1d(3).eval()"),
    ("batch_norm", {"input": (2, 3), **RUNNING}, {"momentum": 0.5},
     "nn.BatchNorm1d(3, momentum=0.5, affine=False).eval()"),
    ("batch_norm", {"input": (2, 3, 1, 4, 5), **AFFINE}, {**TRAINING, "eps": 0.25},
     "nn.BatchNorm3d(3, eps=0.25, track_running_stats=False)"),
    ("batch_norm", {"input": (2, 3, 4, 5)}, TRAINING,
     "nn.BatchNorm2d(3, affine=False, track_running_stats=False)"),
    ("max_pool1d", {}, {"kernel_size": [3], "stride": (3,), "padding": 1, "dilation": 2},
     "nn.MaxPool1d(kernel_size=3, padding=1, dilation=2)"),
    ("avg_pool1d", {}, {"kernel_size": 4}, "nn.AvgPool1d(kernel_size=4)"),
    ("avg_pool1d", {},
     {"kernel_size": 4, "stride": 1, "padding": 2, "ceil_mode": True, "count_include_pad": False},
     "nn.AvgPool1d(kernel_size=4, stride=1, padding=2, ceil_mode=True, count_include_pad=False)"),
    ("avg_pool2d", {}, {"kernel_size": (2, 2), "count_include_pad": True},
     "nn.AvgPool2d(kernel_size=2)"),
    ("avg_pool2d", {}, {"kernel_size": (2, 3), "stride": (2, 1), "divisor_override": -3},
     "nn.AvgPool2d(kernel_size=(2, 3), stride=(2, 1), divisor_override=-3)"),
    ("adaptive_avg_pool2d", {}, {"output_size": 3}, "nn.AdaptiveAvgPool2d(output_size=3)"),
    ("adaptive_avg_pool2d", {}, {"output_size": [None, 2]},
     "nn.AdaptiveAvgPool2d(output_size=(None, 2))"),
    ("adaptive_max_pool2d", {}, {"output_size": (4, 4)}, "nn.AdaptiveMaxPool2d(output_size=4)"),
    ("adaptive_max_pool2d", {}, {"output_size": (None, None)},
     "nn.AdaptiveMaxPool2d(output_size=(None, None))"),
    ("linear", {"weight": (4, 3), "bias": (4,)}, {}, "nn.Linear(3, 4)"),
    ("linear", {"weight": (1, 5)}, {}, "nn.Linear(5, 1, bias=False)"),
    ("flatten", {}, {}, "nn.Flatten()"),
    ("flatten", {}, {"start_dim": 0, "end_dim": -2}, "nn.Flatten(start_dim=0, end_dim=-2)"),
]
FUNCTION_LINES = [
    ("add", {"input": (2, 1), "other": (3,)}, {}, "torch.add(input, other)"),
    ("sub", {"input": (2, 1), "other": (3,)}, {}, "torch.sub(input, other)"),
    ("mul", {"input": (), "other": ()}, {}, "torch.mul(input, other)"),
    ("sum", {"input": (2, 3)}, {}, "torch.sum(input)"),
    ("sum", {"input": (2, 3)}, {"dim": 1}, "torch.sum(input, dim=1)"),
    ("sum", {"input": (2, 3, 4)}, {"dim": [2, 0], "keepdim": True},
     "torch.sum(input, dim=[2, 0], keepdim=True)"),
    ("sum", {"input": (2, 3)}, {"keepdim": True}, "torch.sum(input, dim=[0, 1], keepdim=True)"),
    ("matmul", {"input": (2, 3), "other": (3,)}, {}, "torch.matmul(input, other)"),
    ("cat", {"tensors0": (2, 1), "tensors1": (2, 3)}, {"dim": 1},
     "torch.cat([tensors0, tensors1], dim=1)"),
    ("cat", {"tensors0": (2, 1)}, {}, "torch.cat([tensors0])"),
    ("flip", {"input": (4, 5)}, {"dims": 1}, "torch.flip(input, dims=[1])"),
    ("flip", {"input": (4, 5)}, {"dims": [0, -1]}, "torch.flip(input, dims=[0, -1])"),
    ("reshape", {"input": (4, 5)}, {"shape": (2, -1)}, "torch.reshape(input, shape=[2, -1])"),
    ("detach", {"input": (4, 5)}, {}, "input.detach()"),
    ("slice", {"input": (4, 5)}, {"index": " 0:2,1 : 3"}, "input[0:2, 1:3]"),
    ("slice", {"input": (4, 5)}, {"index": "..., -1:0:02"}, "input[..., -1:0:2]"),
]


def test_every_operator_has_a_torch_layer() -> None:
    assert set(TORCH_LAYERS) == set(OPERATORS)


@pytest.mark.parametrize(("op", "shapes", "keywords", "line"), LINES + FUNCTION_LINES)
def test_the_line_names_what_is_not_a_default(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any], line: str
) -> None:
    assert TORCH_LAYERS[op].line(shapes, OPERATORS[op].params(**keywords)) == line


@pytest.mark.parametrize(("op", "shapes", "keywords", "line"), LINES)
def test_the_module_is_what_the_line_builds(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any], line: str
) -> None:
    require("torch")
    import torch
    from torch import nn

    module = TORCH_LAYERS[op].module(torch, shapes, OPERATORS[op].params(**keywords))
    built = eval(line, {"nn": nn})  # noqa: S307
    assert repr(module) == repr(built)
    assert module.training == built.training
    held = {name: tensor.shape for name, tensor in module.state_dict().items() if tensor.ndim}
    assert held == {
        name: torch.Size(shape) for name, shape in shapes.items() if name != "input"
    }


@pytest.mark.parametrize("given", ["weight", "bias"])
def test_a_batch_norm_with_one_of_weight_and_bias_leaves_the_other_at_torchs_start(
    given: str,
) -> None:
    require("torch")
    import torch

    entry, shapes = TORCH_LAYERS["batch_norm"], {"input": (2, 3, 4), given: (3,)}
    params = OPERATORS["batch_norm"].params(training=True)
    assert entry.line(shapes, params) == "nn.BatchNorm1d(3, track_running_stats=False)"
    module = entry.module(torch, shapes, params)
    assert module.weight.tolist() == [1, 1, 1]
    assert module.bias.tolist() == [0, 0, 0]


@pytest.mark.parametrize(("op", "shapes", "keywords", "line"), FUNCTION_LINES)
def test_the_function_is_what_the_line_calls(
    op: str, shapes: dict[str, tuple[int, ...]], keywords: dict[str, Any], line: str
) -> None:
    require("torch")
    import torch

    entry = TORCH_LAYERS[op]
    tensors = {name: torch.randn(shape) for name, shape in shapes.items()}
    function = entry.module(torch, shapes, OPERATORS[op].params(**keywords))
    made = entry.call(function, tensors.values(), {})
    assert torch.equal(made, eval(line, {"torch": torch, **tensors}))  # noqa: S307
    assert entry.parameters(function) == entry.state({}) == {}
