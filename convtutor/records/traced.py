"""A layer traced from Python: its steps as a sequence, to be kept, compared, and shown.

    >>> import convtutor
    >>> t = convtutor.trace("conv2d", input=[[0, 1, 2], [3, 4, 5], [6, 7, 8]],
    ...                     weight=[[0, 1], [2, 3]])
    >>> t[0].value
    19.0

trace   run a layer
Traced  the layer that was run
"""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from convtutor.console.sentences import element_parts, element_sentence
from convtutor.crosscheck.report import Report
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, shapes_of
from convtutor.engine.operator import AS_WRITTEN, AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ArgumentError, UsageError, did_you_mean
from convtutor.lesson.explore import listed_keywords
from convtutor.lesson.explored_values import written
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer, Lesson, own_operands, streams
from convtutor.lesson.source import digest_of
from convtutor.lesson.text import Text
from convtutor.records.form import Format, no_progress
from convtutor.records.selection import Recorded, Selection
from convtutor.records.writing import Existing, write_file
from convtutor.steps import Step, parse_place
from convtutor.words import LANGUAGES

ID, NAME = "trace", "layer1"
MOST_SHOWN = 40


@dataclass(frozen=True, eq=False)
class Traced:
    """A layer that was run forward and backward; its steps are made when they are asked for.

    `t[5]` is a step, `t["output[0,1]"]` the step of a place, `len(t)` counts them, `t.arrays` has
    every array by name.
    """

    lesson: Lesson
    run: Run

    def __len__(self) -> int:
        return len(self.run.timeline)

    def __getitem__(self, at: int | str) -> Step:
        """Give a step by its number from 0, or by its place.

        Raises IndexError past the ends, UsageError for what is no place.
        """
        timeline = self.run.timeline
        if isinstance(at, str):
            return timeline[timeline.step_at(parse_place(at, timeline))]
        return timeline[at]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.run.timeline)

    @property
    def arrays(self) -> Mapping[str, Array]:
        """Give every array by its local name: input, weight, output, grad_input, ..."""
        bare = {name.partition(".")[2]: array for name, array in self.run.arrays.items()}
        return {**self.run.example.tensors, **bare}

    @property
    def selection(self) -> Selection:
        """Give what is exported."""
        return Selection(self.lesson, "en", (Recorded(self.run.example, self.run),))

    def save(self, path: str | Path, force: bool = False) -> None:
        """Write the trace; the format is told by the suffix (.json, .jsonl, .md, .npz, ...).

        Raises UsageError for a suffix there is no format of, AccessError where it cannot be
        written, or where a file is there already and `force` does not say to replace it.
        """
        form = _format_of(Path(path))
        existing = Existing.REPLACED if force else Existing.KEPT
        write_file(
            Path(path), existing, self.selection.language,
            lambda file: form.write(self.selection, file, no_progress),
        )

    def compare(self, module: Any) -> Report:
        """Hold it against a torch module of your own, forward and backward; `report.verdict` says
        how it came out. See crosscheck.given_module."""
        from convtutor.crosscheck.given_module import check_module

        return check_module(self.run, module)

    def lines(self, most: int = MOST_SHOWN) -> list[str]:
        """Write a line a step, at most so many."""
        timeline = self.run.timeline
        lines = [
            element_sentence(step, timeline, "en")
            for step in timeline[: min(most, len(self))]
        ]
        more = len(self) - len(lines)
        return [*lines, f"... and {more} more steps"] if more else lines

    def __repr__(self) -> str:
        layer = self.run.layers[0]
        keywords = "".join(f", {k}={v}" for k, v in layer.layer.keywords.items())
        shapes = ", ".join(f"{k} {'x'.join(map(str, v))}" for k, v in layer.shapes.items())
        return f"<trace of {layer.operator.name}({shapes}{keywords}): {len(self)} steps>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *self.lines()])

    def _repr_html_(self) -> str:
        """Show it in a notebook: a table of its steps."""
        timeline = self.run.timeline
        parts = [
            element_parts(step, timeline, "en") for step in timeline[: min(MOST_SHOWN, len(self))]
        ]
        rows = "".join(
            f"<tr><td><code>{escape(name)}</code></td>"
            f"<td style='text-align:left'>{escape(made)}</td></tr>" for name, made in parts
        )
        more = len(self) - min(MOST_SHOWN, len(self))
        foot = f"<p>... and {more} more steps</p>" if more else ""
        return f"<p><code>{escape(repr(self))}</code></p><table>{rows}</table>{foot}"


def trace(op: str, /, grad_output: Any = None, **given: Any) -> Traced:
    """Run one layer and give its trace.

    `op` is an operator's name ("conv2d", "max_pool2d", ...); its operands (input, weight, bias,
    ...) are arrays, nested lists or tensors, its keywords torch's. Leading axes of length 1 may be
    left out. All is computed in float64. Raises UsageError for an unknown name, ArgumentError or
    ShapeError for what torch refuses too.
    """
    if op not in OPERATORS:
        raise UsageError(f"trace: there is no operator {op!r}{did_you_mean(op, OPERATORS)}")
    operator = OPERATORS[op]
    operands = {
        name: _array(op, name, given[name], operator) for name in operator.operands
        if given.get(name) is not None
    }
    keywords = {name: _tupled(given[name]) for name in operator.keywords if name in given}
    _refuse_others(op, operator, given)
    missing = [n for n in operator.operands if n not in operands and n not in operator.optional]
    if missing:
        raise ArgumentError(f"{op}: needs {' and '.join(missing)}")
    params = operator.params(**keywords)
    shape = operator.output_shape(shapes_of(operands), params)
    operator.check(operands, params)
    upstream = None
    if grad_output is not None:
        upstream = np.broadcast_to(np.asarray(_detached(grad_output), dtype=float), shape).copy()
    example = _example(operator, operands, keywords, params, upstream)
    said = Text({code: repr(op) for code in LANGUAGES})
    lesson = Lesson(
        ID, said, said, 1, (), None, None, None, (example,), Path(ID),
        digest_of(repr(example.written)), kept=False,
    )
    return Traced(lesson, run_example(example))


def _refuse_others(op: str, operator: AnyOperator, given: Mapping[str, Any]) -> None:
    known = (*operator.operands, *operator.keywords)
    if operator.several:
        raise UsageError(f"trace: {op} reads several tensors; write a lesson for it")
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known) or f"; it takes {', '.join(known)}"
            raise UsageError(f"{op} has no {name!r}{hint}")


def _array(op: str, name: str, value: Any, operator: AnyOperator) -> Array:
    """Give an operand as an array of its own, with the axes that were left out."""
    kind = np.int64 if name in operator.classes else np.float64
    try:
        array = np.array(_detached(value), dtype=kind)
    except (TypeError, ValueError) as error:
        raise ArgumentError(f"{op}: {name}: expected numbers in even rows: {error}") from None
    rank = operator.ranks.get(name, AS_WRITTEN)
    return array.reshape((1,) * max(rank - array.ndim, 0) + array.shape)


def _detached(value: Any) -> Any:
    """Give a torch tensor as an array, wherever it lies; anything else as it is."""
    return value.detach().cpu().numpy() if hasattr(value, "detach") else value


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _example(
    operator: AnyOperator, operands: Mapping[str, Array], keywords: Mapping[str, Any],
    params: Any, upstream: Array | None,
) -> Example:
    own = {name: operands[name] for name in own_operands(operator) if name in operands}
    read = tuple(name for name in streams(operator) if name in operands)
    tensors = {name: operands[name] for name in read}
    layer = Layer(NAME, operator.name, read, own, keywords, params)
    said = dict.fromkeys(LANGUAGES, operator.name)
    table: dict[str, Any] = {
        "title": said, "intro": said,
        "tensors": {name: written(array) for name, array in tensors.items()},
        "layers": [{
            "name": NAME, "op": operator.name, "inputs": list(read),
            **{name: written(array) for name, array in own.items()}, **listed_keywords(keywords),
        }],
    }
    if upstream is not None:
        table["grad_output"] = written(upstream)
    text = Text(said)
    return Example(1, text, text, None, tensors, (layer,), upstream, (), written=table)


def _format_of(path: Path) -> Format:
    from convtutor.records.formats import FORMATS

    for form in FORMATS.values():
        if form.suffix == path.suffix:
            return form
    known = ", ".join(form.suffix for form in FORMATS.values())
    raise UsageError(f"{path.name}: expected a name that ends in one of {known}")

