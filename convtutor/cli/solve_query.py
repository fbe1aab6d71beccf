"""What `convtutor solve` is asked, read from its arguments."""

from argparse import Namespace

from convtutor.cli.sizes import read_choice, read_numbers
from convtutor.engine.setting import SETTINGS, Kind
from convtutor.engine.solve import Choice, Query
from convtutor.engine.usual import usual_dilations, usual_kernels, usual_strides
from convtutor.errors import UsageError
from convtutor.words import say

KINDS = {
    "conv": Kind.CONVOLUTION, "conv_transpose": Kind.TRANSPOSED, "max_pool": Kind.MAX_POOL,
    "avg_pool": Kind.AVG_POOL,
}
LEAST = {"kernel_size": 1, "stride": 1, "padding": 0, "output_padding": 0, "dilation": 1}


def query_of(arguments: Namespace, language: str) -> Query:
    """Read the question; raises UsageError for what cannot be meant."""
    operator = arguments.operator
    kind = KINDS[operator[:-2]]
    sizes = [
        None if text is None else read_numbers("solve", option, text, 1, language)
        for option, text in (("--in", arguments.inputs), ("--out", arguments.outputs))
    ]
    if sizes == [None, None]:
        raise UsageError(say("solve.no_sizes", language))
    axes = max(len(size) for size in sizes if size is not None)
    if axes > int(operator[-2]):
        raise UsageError(say("solve.one_axis", language, operator=operator))
    inputs, outputs = (_on_axes(size, axes) for size in sizes)
    _refuse_unknown(arguments, kind, language)
    given = {name: _given(arguments, name, axes, language) for name in SETTINGS}
    usual = {
        "kernel_size": usual_kernels(kind, inputs, outputs),
        "stride": usual_strides(inputs, outputs),
        "dilation": usual_dilations(kind) if arguments.dilation is not None else range(1, 2),
    }
    choices = {name: Choice((values,)) for name, values in usual.items()}
    choices |= {name: choice for name, choice in given.items() if choice is not None}
    return Query(kind, inputs, outputs, choices, arguments.ceil_mode)


def _on_axes(size: tuple[int, ...] | None, axes: int) -> tuple[int | None, ...]:
    if size is None:
        return (None,) * axes
    return size if len(size) == axes else size * axes


def _given(arguments: Namespace, name: str, axes: int, language: str) -> Choice | None:
    """Give the values that a setting is limited to, None where it is open."""
    text, option = getattr(arguments, name), _option(name)
    if text is None:
        return None
    choice = read_choice(option, text, LEAST[name], language)
    if choice is not None and len(choice.ranges) > axes:
        raise UsageError(say("solve.two_settings", language, option=option))
    return choice


def _refuse_unknown(arguments: Namespace, kind: Kind, language: str) -> None:
    """Raise UsageError for a setting that the layer does not have."""
    refused = {
        "--output-padding": arguments.output_padding is not None and kind is not Kind.TRANSPOSED,
        "--dilation": arguments.dilation is not None and kind is Kind.AVG_POOL,
        "--ceil-mode": arguments.ceil_mode and not kind.is_pool,
    }
    for option, is_refused in refused.items():
        if is_refused:
            raise UsageError(
                say("solve.no_setting", language, operator=arguments.operator, option=option)
            )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
