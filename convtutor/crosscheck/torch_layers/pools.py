"""Pools."""

from typing import Any

from convtutor.crosscheck.torch_layers.mirror import (
    Arguments,
    Shapes,
    TorchLayer,
    short,
    without_defaults,
)


def max_pool2d_arguments(shapes: Shapes, params: Any) -> Arguments:
    """Give nn.MaxPool2d's arguments, in its order; the stride's default is the kernel's size."""
    kernel = short(params.kernel_size)
    keywords = {
        "kernel_size": kernel,
        "stride": short(params.stride),
        "padding": short(params.padding),
        "dilation": short(params.dilation),
        "ceil_mode": params.ceil_mode,
    }
    defaults = {"stride": kernel, "padding": 0, "dilation": 1, "ceil_mode": False}
    return (), without_defaults(keywords, defaults)


def max_pool2d_decisions(torch: Any, image: Any, params: Any) -> dict[str, Any]:
    """Give the indices of the winners: the function the module calls, asked for them too."""
    _, indices = torch.nn.functional.max_pool2d(
        image, params.kernel_size, params.stride, params.padding, params.dilation,
        params.ceil_mode, return_indices=True,
    )
    return {"indices": indices}


ROWS = {"max_pool2d": TorchLayer("MaxPool2d", max_pool2d_arguments, max_pool2d_decisions)}
