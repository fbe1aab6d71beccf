"""Convolutions and transposed ones."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    short,
    without_defaults,
)


def convolution_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.Conv1d's or nn.Conv2d's arguments, in their order."""
    out_channels, group_in, *kernel = shapes["weight"]
    keywords = {
        "kernel_size": short(kernel),
        "stride": short(params.stride),
        "padding": short(params.padding),
        "dilation": short(params.dilation),
        "groups": params.groups,
        "bias": "bias" in shapes,
        "padding_mode": params.padding_mode,
    }
    defaults = {
        "stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True,
        "padding_mode": "zeros",
    }
    return (group_in * params.groups, out_channels), without_defaults(keywords, defaults)


def transposed_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.ConvTranspose1d's or nn.ConvTranspose2d's arguments, in their order."""
    in_channels, group_out, *kernel = shapes["weight"]
    keywords = {
        "kernel_size": short(kernel),
        "stride": short(params.stride),
        "padding": short(params.padding),
        "output_padding": short(params.output_padding),
        "groups": params.groups,
        "bias": "bias" in shapes,
        "dilation": short(params.dilation),
    }
    defaults = {
        "stride": 1, "padding": 0, "output_padding": 0, "groups": 1, "bias": True, "dilation": 1,
    }
    return (in_channels, group_out * params.groups), without_defaults(keywords, defaults)


ROWS = {
    "conv1d": TorchLayer("Conv1d", convolution_arguments),
    "conv2d": TorchLayer("Conv2d", convolution_arguments),
    "conv_transpose1d": TorchLayer("ConvTranspose1d", transposed_arguments),
    "conv_transpose2d": TorchLayer("ConvTranspose2d", transposed_arguments),
}
