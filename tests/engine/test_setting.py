"""The size formula forward and backward, against the axes themselves and against torch."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convtutor.engine.ops import OPERATORS
from convtutor.engine.setting import Kind, Setting, is_padding_allowed, usual_output_padding
from convtutor.errors import ArgumentError
from tests.conftest import examples, require

SMALL = st.integers(1, 5)


@st.composite
def settings_drawn(draw: st.DrawFn, kind: Kind | None = None) -> Setting:
    chosen = draw(st.sampled_from(Kind)) if kind is None else kind
    kernel, stride = (draw(SMALL), draw(SMALL)), (draw(SMALL), draw(SMALL))
    dilation = (1, 1) if chosen is Kind.AVG_POOL else (draw(st.integers(1, 3)), draw(SMALL))
    most = [k // 2 if chosen.is_pool else 4 for k in kernel]
    padding = tuple(draw(st.integers(0, limit)) for limit in most)
    extra = (0, 0)
    if chosen is Kind.TRANSPOSED:
        limits = map(max, stride, dilation)
        extra = tuple(draw(st.integers(0, limit - 1)) for limit in limits)
    inputs = (draw(st.integers(1, 14)), draw(st.integers(1, 14)))
    ceil_mode = chosen.is_pool and draw(st.booleans())
    return Setting(chosen, kernel, stride, padding, extra, dilation, ceil_mode, inputs)


def keywords_of(setting: Setting) -> dict[str, object]:
    found: dict[str, object] = {"stride": setting.stride, "padding": setting.padding}
    if setting.kind is not Kind.AVG_POOL:
        found["dilation"] = setting.dilation
    if setting.kind is Kind.TRANSPOSED:
        found["output_padding"] = setting.output_padding
    if setting.kind.is_pool:
        found |= {"kernel_size": setting.kernel_size, "ceil_mode": setting.ceil_mode}
    return found


def shape_from_the_operator(setting: Setting) -> tuple[int, ...] | None:
    """Give the output's lengths as the operator reckons them, None where it refuses."""
    name = {
        Kind.CONVOLUTION: "conv2d", Kind.TRANSPOSED: "conv_transpose2d",
        Kind.MAX_POOL: "max_pool2d", Kind.AVG_POOL: "avg_pool2d",
    }[setting.kind]
    operator = OPERATORS[name]
    shapes = {"input": (1, 1, *setting.inputs)}
    if not setting.kind.is_pool:
        shapes["weight"] = (1, 1, *setting.kernel_size)
    try:
        return operator.output_shape(shapes, operator.params(**keywords_of(setting)))[2:]
    except ArgumentError:
        return None


@examples(400)
@given(settings_drawn())
def test_the_output_is_that_of_the_operator(setting: Setting) -> None:
    outputs = setting.outputs
    assert shape_from_the_operator(setting) == (outputs if min(outputs) >= 1 else None)


@examples(300)
@given(settings_drawn())
def test_the_input_lengths_that_lead_to_an_output_are_all_found_and_no_other(
    setting: Setting,
) -> None:
    for at, out in enumerate(setting.outputs):
        assume(out >= 1)
        right = {i for i in range(1, 60) if setting.length_out(at, i) == out}
        found = set(setting.lengths_in(at, out))
        assert right == {i for i in found if setting.length_out(at, i) == out}
        assert setting.ceil_mode or found == right


@examples(300)
@given(settings_drawn())
def test_the_paddings_that_lead_to_an_output_are_all_found_and_no_other(setting: Setting) -> None:
    for at, (length, out) in enumerate(zip(setting.inputs, setting.outputs, strict=True)):
        assume(out >= 1)
        right = {p for p in range(40) if padded(setting, at, p).length_out(at, length) == out}
        found = set(setting.paddings(at, length, out))
        still = {p for p in found if padded(setting, at, p).length_out(at, length) == out}
        assert right == still
        assert setting.ceil_mode or found == right


def padded(setting: Setting, at: int, padding: int) -> Setting:
    numbers = tuple(padding if axis == at else p for axis, p in enumerate(setting.padding))
    return replace(setting, padding=numbers)


@examples(300)
@given(settings_drawn())
def test_what_no_window_reads_is_counted_as_the_axis_counts_it(setting: Setting) -> None:
    assume(min(setting.outputs) >= 1)
    assert setting.unread == tuple(len(axis.lost) for axis in setting.axes)
    for axis, unread, padding in zip(
        setting.axes, setting.unread, setting.unread_padding, strict=True
    ):
        read = {s.at for out in range(axis.o) for s in axis.reads(out)}
        behind = range(max(read) + 1, axis.i + max(0, axis.after))
        assert len([at for at in behind if at < axis.i]) == unread
        if axis.after >= 0:
            assert len([at for at in behind if at >= axis.i]) == padding


def test_a_pool_takes_padding_up_to_half_its_kernel_on_each_axis() -> None:
    setting = Setting(Kind.MAX_POOL, (3, 5), (1, 1), (1, 2), (0, 0), (1, 1), False)
    assert is_padding_allowed(setting)
    assert not is_padding_allowed(replace(setting, padding=(2, 2)))
    assert not is_padding_allowed(replace(setting, padding=(1, 3)))
    assert is_padding_allowed(replace(setting, padding=(2, 9), kind=Kind.CONVOLUTION))


def test_output_padding_stays_below_the_larger_of_stride_and_dilation() -> None:
    setting = Setting(Kind.TRANSPOSED, (3,), (2,), (0,), (0,), (3,), False)
    assert usual_output_padding(setting) == range(3)
    assert usual_output_padding(replace(setting, kind=Kind.CONVOLUTION)) == range(1)


@examples(200)
@given(settings_drawn())
def test_torch_makes_the_same_output(setting: Setting) -> None:
    require("torch")
    import torch

    assume(min(setting.outputs) >= 1)
    keywords, kernel = keywords_of(setting), setting.kernel_size
    modules = {
        Kind.CONVOLUTION: lambda: torch.nn.Conv2d(1, 1, kernel, **keywords),
        Kind.TRANSPOSED: lambda: torch.nn.ConvTranspose2d(1, 1, kernel, **keywords),
        Kind.MAX_POOL: lambda: torch.nn.MaxPool2d(**keywords),
        Kind.AVG_POOL: lambda: torch.nn.AvgPool2d(**keywords),
    }
    output = modules[setting.kind]()(torch.zeros(1, 1, *setting.inputs))
    assert tuple(output.shape[2:]) == setting.outputs


@pytest.mark.parametrize(
    ("kind", "kernel", "stride", "padding", "more", "dilation", "length", "out"),
    [
        (Kind.CONVOLUTION, 7, 2, 3, 0, 1, 224, 112),
        (Kind.CONVOLUTION, 11, 4, 2, 0, 1, 224, 55),
        (Kind.CONVOLUTION, 3, 1, 2, 0, 2, 32, 32),
        (Kind.MAX_POOL, 3, 2, 1, 0, 1, 112, 56),
        (Kind.TRANSPOSED, 3, 2, 1, 1, 1, 7, 14),
    ],
)
def test_well_known_layers_have_their_known_sizes(
    kind: Kind, kernel: int, stride: int, padding: int, more: int, dilation: int, length: int,
    out: int,
) -> None:
    setting = Setting(
        kind, (kernel,), (stride,), (padding,), (more,), (dilation,), False, (length,)
    )
    assert setting.outputs == (out,)
    assert length in setting.lengths_in(0, out)
    assert padding in setting.paddings(0, length, out)
