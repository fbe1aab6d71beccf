"""Pools: the largest element of a window, or its mean."""

from functools import partial
from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    short,
    without_defaults,
)


def window_arguments(shapes: Shapes, params: Any, names: tuple[str, ...]) -> Arguments:
    """Give a sliding pool's arguments, in their order; the stride's default is the kernel's size.

    `names` are those besides kernel_size, stride and padding.
    """
    kernel = short(params.kernel_size)
    keywords = {
        "kernel_size": kernel,
        "stride": short(params.stride),
        "padding": short(params.padding),
    }
    for name in names:
        value = getattr(params, name)
        keywords[name] = short(value) if isinstance(value, tuple) else value
    defaults = {
        "stride": kernel, "padding": 0, "dilation": 1, "ceil_mode": False,
        "count_include_pad": True, "divisor_override": None,
    }
    return (), without_defaults(keywords, defaults)


def adaptive_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give an adaptive pool's output_size; None stands for one of two, never for both."""
    size = short(params.output_size)
    return (), {"output_size": tuple(params.output_size) if size is None else size}


def max_pool_decisions(torch: Any, image: Any, params: Any, name: str) -> dict[str, Any]:
    """Give the indices of the winners: the function the module calls, asked for them too."""
    function = getattr(torch.nn.functional, name)
    _, indices = function(
        image, params.kernel_size, params.stride, params.padding, params.dilation,
        params.ceil_mode, return_indices=True,
    )
    return {"indices": indices}


def adaptive_max_pool_decisions(torch: Any, image: Any, params: Any) -> dict[str, Any]:
    """Give the indices of the winners: the function the module calls, asked for them too."""
    _, indices = torch.nn.functional.adaptive_max_pool2d(
        image, params.output_size, return_indices=True
    )
    return {"indices": indices}


max_arguments = partial(window_arguments, names=("dilation", "ceil_mode"))
line_arguments = partial(window_arguments, names=("ceil_mode", "count_include_pad"))
plane_arguments = partial(
    window_arguments, names=("ceil_mode", "count_include_pad", "divisor_override")
)

ROWS = {
    "max_pool1d": TorchLayer(
        "MaxPool1d", max_arguments, partial(max_pool_decisions, name="max_pool1d")
    ),
    "max_pool2d": TorchLayer(
        "MaxPool2d", max_arguments, partial(max_pool_decisions, name="max_pool2d")
    ),
    "avg_pool1d": TorchLayer("AvgPool1d", line_arguments),
    "avg_pool2d": TorchLayer("AvgPool2d", plane_arguments),
    "adaptive_avg_pool2d": TorchLayer("AdaptiveAvgPool2d", adaptive_arguments),
    "adaptive_max_pool2d": TorchLayer(
        "AdaptiveMaxPool2d", adaptive_arguments, adaptive_max_pool_decisions
    ),
}
