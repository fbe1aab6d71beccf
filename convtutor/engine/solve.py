"""The output-length formula backwards: every setting that leads from one size to another.

Choice  the values that a setting may take, on one axis each or the same on all of them
Query   what is known and what may be chosen
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from convtutor.data import dataclass
from convtutor.engine.setting import (
    Kind,
    Numbers,
    Setting,
    is_padding_allowed,
    room_for,
    usual_output_padding,
    usual_padding,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The values of a setting: one range for all axes together, or one an axis."""

    ranges: tuple[range, ...]

    @property
    def largest(self) -> int:
        """Give the largest value there is."""
        return max(values[-1] for values in self.ranges)

    def __len__(self) -> int:
        return prod(map(len, self.ranges))

    def values(self, axes: int) -> Iterator[Numbers]:
        """Give every value, as one number an axis."""
        for numbers in product(*self.ranges):
            yield numbers if len(numbers) == axes else numbers * axes


@dataclass(frozen=True, slots=True)
class Query:
    """What is known of a layer, one entry an axis; None stands for a size that is open.

    `choices` holds kernel_size, stride and dilation, and may hold padding and output_padding: what
    is missing of these two follows from the others (`usual_padding`, `usual_output_padding`).
    """

    kind: Kind
    inputs: tuple[int | None, ...]
    outputs: tuple[int | None, ...]
    choices: Mapping[str, Choice]
    ceil_mode: bool = False

    def on_axis(self, axis: int) -> "Query":
        """Give the same question of one axis alone."""
        alone = {
            name: Choice((choice.ranges[axis % len(choice.ranges)],))
            for name, choice in self.choices.items()
        }
        return replace(
            self, inputs=(self.inputs[axis],), outputs=(self.outputs[axis],), choices=alone
        )


def solve(query: Query) -> Iterator[Setting]:
    """Give every answer, in no particular order."""
    for frame in _frames(query):
        for answer in _padded(query, frame):
            for inputs in product(*_lengths(query, answer)):
                found = replace(answer, inputs=inputs)
                if _agrees(found.outputs, query.outputs):
                    yield found


def count_candidates(query: Query) -> int:
    """Give a bound on how many settings `solve` and `reachable` look at."""
    kernel, stride, dilation = (query.choices[n] for n in ("kernel_size", "stride", "dilation"))
    count = len(kernel) * len(stride) * len(dilation)
    padding, more = query.choices.get("padding"), query.choices.get("output_padding")
    count *= dilation.largest * kernel.largest if padding is None else len(padding)
    if query.kind is Kind.TRANSPOSED:
        count *= max(stride.largest, dilation.largest) if more is None else len(more)
    return count * prod(stride.largest for length in query.inputs if length is None)


def reachable(query: Query) -> set[Numbers]:
    """Give the outputs that can be reached instead; where the input is open, those next to what is
    asked for."""
    found = set()
    for frame in _frames(query):
        for padding in _padding_choice(query, frame).values(len(query.inputs)):
            answer = replace(frame, padding=padding)
            lengths = [
                _lengths_near(query, answer, at) if length is None else (length,)
                for at, length in enumerate(query.inputs)
            ]
            for inputs in product(*lengths):
                outputs = replace(answer, inputs=inputs).outputs
                if is_padding_allowed(answer) and min(outputs) >= 1:
                    found.add(outputs)
    return found


def _frames(query: Query) -> Iterator[Setting]:
    """Give every setting without its padding."""
    axes = len(query.inputs)
    chosen = (query.choices[name].values(axes) for name in ("kernel_size", "stride", "dilation"))
    given = query.choices.get("output_padding")
    for kernel_size, stride, dilation in product(*chosen):
        frame = Setting(
            query.kind, kernel_size, stride, (0,) * axes, (0,) * axes, dilation, query.ceil_mode
        )
        extra = Choice((usual_output_padding(frame),)) if given is None else given
        for more in extra.values(axes):
            limits = map(max, stride, dilation)
            if not any(more) or all(m < most for m, most in zip(more, limits, strict=True)):
                yield replace(frame, output_padding=more)


def _padding_choice(query: Query, frame: Setting) -> Choice:
    given = query.choices.get("padding")
    return Choice((usual_padding(frame),)) if given is None else given


def _padded(query: Query, frame: Setting) -> Iterator[Setting]:
    """Give the settings with each padding that may lead from the input to the output."""
    known = zip(query.inputs, query.outputs, strict=True)
    spans = [
        None if length is None or out is None else frame.paddings(at, length, out)
        for at, (length, out) in enumerate(known)
    ]
    for padding in _narrowed(_padding_choice(query, frame), spans).values(len(spans)):
        fits = (span is None or p in span for span, p in zip(spans, padding, strict=True))
        answer = replace(frame, padding=padding)
        if all(fits) and is_padding_allowed(answer):
            yield answer


def _narrowed(choice: Choice, spans: Iterable[range | None]) -> Choice:
    """Leave out of a choice for all axes what no axis can take."""
    if len(choice.ranges) > 1:
        return choice
    (values,) = choice.ranges
    for span in spans:
        if span is not None:
            values = range(max(values.start, span.start), min(values.stop, span.stop))
    return Choice((values,))


def _lengths(query: Query, answer: Setting) -> list[Iterable[int]]:
    """Give the input lengths of every axis that may lead to the output."""
    lengths: list[Iterable[int]] = []
    for at, (length, out) in enumerate(zip(query.inputs, query.outputs, strict=True)):
        if length is not None:
            lengths.append((length,))
        else:
            lengths.append(() if out is None else answer.lengths_in(at, out))
    return lengths


def _lengths_near(query: Query, answer: Setting, at: int) -> Numbers:
    """Give the input lengths just around those that would lead to the output, were there any."""
    out = query.outputs[at]
    if out is None:
        return ()
    if answer.kind is Kind.TRANSPOSED:
        border = 2 * answer.padding[at] - answer.output_padding[at]
        below = (out + border - answer.k_eff(at)) // answer.stride[at] + 1
        return max(1, below), max(1, below + 1)
    least, most = room_for(out, answer.stride[at], answer.ceil_mode)
    border = answer.k_eff(at) - 2 * answer.padding[at]
    return max(1, least + border - 1), max(1, most + border + 1)


def _agrees(outputs: Numbers, wanted: tuple[int | None, ...]) -> bool:
    return all(
        out >= 1 and asked in (None, out) for out, asked in zip(outputs, wanted, strict=True)
    )
