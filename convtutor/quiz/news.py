"""What is worth being predicted in a run: questions that a lesson puts there, and steps with news.

Stand  a question that is asked before a step is made
News   the first window on the border, the first jump, a tie, the first sum over channels, ...
"""

from collections.abc import Callable, Iterator

from convtutor.data import dataclass
from convtutor.engine.operator import Reduce
from convtutor.errors import UsageError
from convtutor.lesson.run import BoundLayer, Run
from convtutor.lesson.schema import Lesson, Query
from convtutor.quiz.drawing import as_written
from convtutor.quiz.question import Question, Template
from convtutor.quiz.templates import template_of
from convtutor.steps import Step, Trace
from convtutor.steps.timeline import parse_place

MOST_LOOKED_AT = 2_000  # steps of a pass
Finding = Callable[[Trace, BoundLayer], int | None]


@dataclass(frozen=True, slots=True)
class Stand:
    """A question before the step of a number. `why` names the news, None where the lesson asks."""

    step: int
    kind: str
    target: str
    why: str | None = None
    query: Query | None = None


def stands_of(run: Run) -> tuple[Stand, ...]:
    """Give every question of a run in the order of its steps, one a step; the lesson's come first.
    """
    found: dict[int, Stand] = {}
    for stand in (*_authored(run), *_news(run)):
        found.setdefault(stand.step, stand)
    return tuple(found[step] for step in sorted(found))


def question_at(stand: Stand, lesson: Lesson, run: Run) -> Question:
    """Give the question of a stand, about the run's own numbers.

    Raises UsageError where it cannot be asked.
    """
    if stand.query is not None:
        return as_written(template_of(lesson, run.example, stand.query))
    name = f"{run.example.number} {stand.kind} {stand.target.partition('[')[0]}"
    return as_written(Template(lesson, run.example, name, stand.kind, stand.target))


def _authored(run: Run) -> Iterator[Stand]:
    """Give the questions that have a place of their own and the example's own numbers."""
    for query in run.example.questions:
        if query.place_text is None or query.changes:
            continue
        try:
            place = parse_place(query.place_text, run.timeline)
            step = run.timeline.step_at(place)
        except UsageError:
            continue  # another place after a change of the example
        yield Stand(step, query.kind, query.of, None, query)


def _news(run: Run) -> Iterator[Stand]:
    """Give the steps that carry news, each as the first of its kind in its pass."""
    layers = {layer.name: layer for layer in run.layers}
    for trace, offset in zip(run.timeline.traces, run.timeline.offsets, strict=False):
        layer = layers.get(trace.layer)
        if layer is None or not len(trace) or trace.repeat not in (None, "1"):
            continue
        for name, (kind, finding) in NEWS.items():
            number = finding(trace, layer)
            if number is not None:
                index = ",".join(map(str, trace.index_of(number)))
                target = f"{trace.layer}.{trace.rule.target}[{index}]"
                asked = kind if trace.rule.direction == "forward" else "gradient"
                yield Stand(offset + number, asked, target, name)


def _first(trace: Trace, holds: Callable[[Step], bool]) -> int | None:
    """Find the first step of a pass where something holds, not beyond a limit."""
    for number in range(min(len(trace), MOST_LOOKED_AT)):
        if holds(trace[number]):
            return number
    return None


def _border(trace: Trace, layer: BoundLayer) -> int | None:
    """Find the first window that lies over the edge."""
    padded = any(axis.before or axis.after for axis in layer.operator.axes(
        layer.shapes, layer.params
    ))
    return _first(trace, lambda step: step.outside > 0) if padded else None


def _tie(trace: Trace, layer: BoundLayer) -> int | None:
    """Find the first window whose largest number stands there twice."""
    slides = bool(layer.operator.axes(layer.shapes, layer.params))
    if not slides or trace.rule.reduce is not Reduce.MAX or trace.rule.direction != "forward":
        return None
    return _first(
        trace, lambda step: sum(tap.product == step.total for tap in step.taps) > 1
    )


def _jump(trace: Trace, layer: BoundLayer) -> int | None:
    """Find the second window of a row where the stride is more than 1."""
    axes = layer.operator.axes(layer.shapes, layer.params)
    slides = trace.rule.direction == "forward" and trace.rule.target == "output"
    return 1 if slides and axes and axes[-1].s > 1 and axes[-1].o > 1 else None


def _channels(trace: Trace, layer: BoundLayer) -> int | None:
    """Give the first element where it is summed over several channels."""
    weight = layer.shapes.get("weight", ())
    sums = trace.rule.target == "output" and bool(
        layer.operator.axes(layer.shapes, layer.params)
    )
    return 0 if sums and len(weight) > 2 and weight[1] > 1 else None


def _last_column(trace: Trace, layer: BoundLayer) -> int | None:
    """Find the last window of the first row, where columns behind it are not read."""
    axes = layer.operator.axes(layer.shapes, layer.params)
    forward = trace.rule.direction == "forward" and trace.rule.target == "output"
    if not forward or not axes or not axes[-1].lost:
        return None
    return axes[-1].o - 1


def _meeting(trace: Trace, layer: BoundLayer) -> int | None:
    """Find the first element to which several gradients come back."""
    if trace.rule.target != "grad_input" or not layer.operator.axes(layer.shapes, layer.params):
        return None
    return _first(trace, lambda step: len(step.taps) > 1)


NEWS: dict[str, tuple[str, Finding]] = {
    "tie": ("winner", _tie),
    "border": ("value", _border),
    "channels": ("value", _channels),
    "jump": ("reads", _jump),
    "last-column": ("reads", _last_column),
    "meeting": ("gradient", _meeting),
}

