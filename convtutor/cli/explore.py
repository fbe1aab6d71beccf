"""`convtutor explore`: one layer of the learner's own, opened like a lesson."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from convtutor.cli.layer_arguments import ADAPTIVE
from convtutor.cli.sizes import read_numbers
from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError
from convtutor.lesson.change import parse_value
from convtutor.lesson.explore import Layer, explore
from convtutor.lesson.image_files import read_image
from convtutor.lesson.problems import shortened
from convtutor.lesson.schema import Lesson
from convtutor.lesson.source import shown_path
from convtutor.words import say

USUAL_LENGTH = 7
USUAL_KERNEL = {"conv": 3, "pool": 2}
USUAL_OUTPUT_SIZE = 2
LEAST = {"kernel_size": 1, "stride": 1, "padding": 0, "output_padding": 0, "dilation": 1,
         "output_size": 1}
PLAIN = ("groups", "padding_mode", "ceil_mode", "count_include_pad")
OF_WEIGHT = ("out_channels", "bias", "kernel")
LONGEST_SHOWN = 60
PADDING_WORDS = ("same", "valid")


def explored(arguments: Namespace, language: str) -> Lesson:
    """Make the lesson of the layer that the arguments describe.

    Raises UsageError for an option that the operator does not have and for what cannot be read,
    ArgumentError and ShapeError for settings that are impossible, and what `read_image` raises.
    """
    operator, kind = arguments.operator, _kind(arguments.operator)
    axes = int(operator[-2])
    _refuse_unknown(arguments, kind, language)
    for option, least in (("groups", 1), ("in_channels", 1), ("out_channels", 1), ("seed", 0)):
        _check_least(arguments, option, least, language)
    keywords = _keywords(arguments, kind, axes, language)
    kernel = _kernel(arguments, language)
    lengths, image = _input(arguments, axes, language)
    size = keywords.pop("kernel_size", ()) if kind == "conv" else ()
    return explore(Layer(
        op=operator, lengths=lengths, keywords=keywords, kernel_size=size,
        in_channels=(arguments.in_channels or 1) if image is None else image.shape[0],
        out_channels=arguments.out_channels or 1, bias=arguments.bias is not False, kernel=kernel,
        values=arguments.values, seed=arguments.seed, image=image,
        source=_source(arguments.image),
    ))


def _source(image: str | None) -> str:
    """Name the file of the input as the lesson does."""
    return "" if image is None else shortened(shown_path(Path(image)), LONGEST_SHOWN)


def _kind(operator: str) -> str:
    if operator in ADAPTIVE:
        return "adaptive"
    return "conv" if operator.startswith("conv") else "pool"


def _refuse_unknown(arguments: Namespace, kind: str, language: str) -> None:
    """Raise UsageError for an option that says nothing of this operator."""
    known = {*OPERATORS[arguments.operator].keywords}
    if kind == "conv":
        known |= {"kernel_size", *OF_WEIGHT}
    for name in (*LEAST, *PLAIN, *OF_WEIGHT):
        if getattr(arguments, name) is not None and name not in known:
            raise UsageError(say(
                "explore.no_option", language, operator=arguments.operator, option=_option(name),
            ))
    for other in ("kernel_size", "out_channels"):
        if arguments.kernel is not None and getattr(arguments, other) is not None:
            raise UsageError(say("explore.kernel_says", language, option=_option(other)))


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _check_least(arguments: Namespace, name: str, least: int, language: str) -> None:
    value = getattr(arguments, name)
    if value is not None and value < least:
        raise UsageError(
            say("explore.too_small", language, option=_option(name), least=least, got=value)
        )


def _keywords(arguments: Namespace, kind: str, axes: int, language: str) -> dict[str, Any]:
    """Give torch's keywords, those that were left out where it needs them too."""
    given = {name: getattr(arguments, name) for name in (*LEAST, *PLAIN)}
    keywords = {
        name: _setting(name, value, axes, language)
        for name, value in given.items()
        if value is not None
    }
    if kind == "adaptive":
        return {"output_size": (USUAL_OUTPUT_SIZE,) * axes, **keywords}
    return {"kernel_size": (USUAL_KERNEL[kind],) * axes, **keywords}


def _setting(name: str, value: Any, axes: int, language: str) -> Any:
    """Give a setting as the operator takes it: one number for all axes, or one an axis."""
    if name not in LEAST or (name == "padding" and value in PADDING_WORDS):
        return value
    numbers = read_numbers("explore", _option(name), value, LEAST[name], language)
    if len(numbers) > axes:
        raise UsageError(say("explore.one_axis", language, option=_option(name)))
    whole = numbers if len(numbers) == axes else numbers * axes
    return whole if name in ("kernel_size", "output_size") or len(set(whole)) > 1 else whole[0]


def _kernel(arguments: Namespace, language: str) -> Any:
    """Read the kernel as it is typed; raises UsageError."""
    if arguments.kernel is None:
        return None
    value = parse_value(arguments.kernel, None)
    if not isinstance(value, list):
        raise UsageError(say("explore.no_kernel", language))
    return value


def _input(
    arguments: Namespace, axes: int, language: str
) -> tuple[tuple[int, ...], Array | None]:
    """Give the input's lengths, and the input itself where it comes from a file."""
    lengths = None
    if arguments.input is not None:
        lengths = read_numbers("explore", "--input", arguments.input, 1, language)
        if len(lengths) > axes:
            raise UsageError(say("explore.one_axis", language, option="--input"))
        lengths = lengths if len(lengths) == axes else lengths * axes
    if arguments.image is None:
        return lengths or (USUAL_LENGTH,) * axes, None
    image = read_image(Path(arguments.image), axes, lengths, arguments.in_channels, language)
    return image.shape[1:], image
