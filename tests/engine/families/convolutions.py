"""Convolutions and transposed ones, on one axis and on two."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made, pairs, tuples

MODES = ("zeros", "reflect", "replicate", "circular")


@st.composite
def convolution_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw a convolution: every padding mode and word, groups, a bias or none."""
    groups = draw(st.integers(1, 3))
    group_in, group_out = draw(pairs(1, 2 if groups < 3 else 1))
    kernel = draw(tuples(axes, 1, 4))
    dilation = tuple(draw(st.integers(1, 3 if k < 4 else 1)) for k in kernel)
    padding = draw(st.one_of(tuples(axes, 0, 5), st.sampled_from(["same", "valid"])))
    stride = (1,) * axes if padding == "same" else draw(tuples(axes, 1, 3))
    mode = draw(st.sampled_from(MODES))
    size = []
    for axis in range(axes):
        reach = dilation[axis] * (kernel[axis] - 1)
        words = {"same": (reach + 1) // 2, "valid": 0}
        border = words[padding] if isinstance(padding, str) else padding[axis]
        both = reach if padding == "same" else 2 * border
        fills = {"reflect": border + 1, "circular": border}.get(mode, 1)
        size.append(max(1, reach + 1 - both, fills) + draw(st.integers(0, 3)))
    batch = draw(st.integers(1, 2 if groups == 1 else 1))
    shapes = {
        "input": (batch, groups * group_in, *size),
        "weight": (groups * group_out, group_in, *kernel),
    }
    if draw(st.booleans()):
        shapes["bias"] = (groups * group_out,)
    keywords = {
        "stride": stride, "padding": padding, "dilation": dilation, "groups": groups,
        "padding_mode": mode,
    }
    return made(name, keywords, shapes, fill, draw(SEEDS))


@st.composite
def transposed_cases(draw: st.DrawFn, fill: Fill, name: str, axes: int) -> Case:
    """Draw a transposed convolution: padding over the kernel, output_padding over the stride
    where the dilation allows it, inputs of one element, groups, a bias or none."""
    groups = draw(st.integers(1, 3))
    group_in, group_out = draw(pairs(1, 2 if groups < 3 else 1))
    kernel, stride = draw(tuples(axes, 1, 4)), draw(tuples(axes, 1, 3))
    dilation = tuple(draw(st.integers(1, 4 if k < 4 else 2)) for k in kernel)
    extra = tuple(
        draw(st.integers(0, max(s, d) - 1)) for s, d in zip(stride, dilation, strict=True)
    )
    size, padding = [], []
    for k, s, d, more in zip(kernel, stride, dilation, extra, strict=True):
        border = draw(st.integers(0, 5))
        uncut = d * (k - 1) + more + 1
        least = max(1, -((uncut - 1 - 2 * border) // s) + 1)  # the output keeps a cell
        size.append(least + draw(st.integers(0, 2)))
        padding.append(border)
    batch = draw(st.integers(1, 2 if groups == 1 else 1))
    shapes = {
        "input": (batch, groups * group_in, *size),
        "weight": (groups * group_in, group_out, *kernel),
    }
    if draw(st.booleans()):
        shapes["bias"] = (groups * group_out,)
    keywords = {
        "stride": stride, "padding": tuple(padding), "output_padding": extra, "groups": groups,
        "dilation": dilation,
    }
    return made(name, keywords, shapes, fill, draw(SEEDS))


def torch_convolution(torch: Any, leaves: Leaves, keywords: Mapping[str, Any], name: str) -> Any:
    """Run a layer of torch.nn, which alone knows padding_mode, on our own parameters."""
    weight, bias = leaves["weight"], leaves.get("bias")
    channels, settings = leaves["input"].shape[1], dict(keywords)
    transposed = name.startswith("ConvTranspose")
    filters = weight.shape[1] * settings["groups"] if transposed else len(weight)
    layer = getattr(torch.nn, name)(
        channels, filters, tuple(weight.shape[2:]), bias=bias is not None, dtype=weight.dtype,
        **settings,
    )
    named = {operand: leaf for operand, leaf in leaves.items() if operand != "input"}
    return torch.func.functional_call(layer, named, (leaves["input"],))


CASES = {
    "conv1d": partial(convolution_cases, name="conv1d", axes=1),
    "conv2d": partial(convolution_cases, name="conv2d", axes=2),
    "conv_transpose1d": partial(transposed_cases, name="conv_transpose1d", axes=1),
    "conv_transpose2d": partial(transposed_cases, name="conv_transpose2d", axes=2),
}
TORCH_FORWARDS = {
    "conv1d": partial(torch_convolution, name="Conv1d"),
    "conv2d": partial(torch_convolution, name="Conv2d"),
    "conv_transpose1d": partial(torch_convolution, name="ConvTranspose1d"),
    "conv_transpose2d": partial(torch_convolution, name="ConvTranspose2d"),
}
HARD = (
    ("conv2d", {"input": (1, 1, 3, 4), "weight": (1, 1, 1, 2)}, {"padding": "same"}),
    ("conv2d", {"input": (1, 1, 4, 3), "weight": (1, 1, 2, 1)}, {"padding": "same"}),
    ("conv2d", {"input": (2, 1, 2, 2), "weight": (1, 1, 2, 2)},
     {"padding": 3, "padding_mode": "replicate"}),
    ("conv2d", {"input": (1, 2, 2, 3), "weight": (2, 2, 2, 3)},
     {"padding": (1, 2), "padding_mode": "reflect", "stride": (3, 2)}),
    ("conv2d", {"input": (1, 4, 3, 2), "weight": (4, 2, 3, 2), "bias": (4,)},
     {"padding": (3, 2), "padding_mode": "circular", "groups": 2, "dilation": (2, 3)}),
    ("conv2d", {"input": (2, 3, 5, 4), "weight": (6, 1, 3, 2), "bias": (6,)},
     {"padding": (2, 0), "groups": 3, "stride": (2, 3), "dilation": (1, 2)}),
    ("conv2d", {"input": (1, 1, 1, 1), "weight": (1, 1, 1, 1)}, {"padding": (5, 0), "stride": 3}),
    ("conv2d", {"input": (1, 1, 2, 1), "weight": (1, 1, 1, 1)}, {"padding": (3, 0), "stride": 9}),
)
