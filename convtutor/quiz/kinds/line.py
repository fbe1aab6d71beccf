"""Which line is wrong? A listing in which one line is that of a misconception."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from convtutor.data import dataclass
from convtutor.engine.listing import Line, Listing
from convtutor.errors import ConvtutorError, UsageError
from convtutor.lesson.run import BoundLayer, Run
from convtutor.misconceptions import MISCONCEPTIONS, Misconception
from convtutor.quiz.about import about
from convtutor.quiz.answers import NUMBER_FORM, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked, Kind, Needs, Sentence
from convtutor.quiz.reading import rule_in
from convtutor.quiz.targets import layer_at
from convtutor.quiz.teaching import teaches_gradients
from convtutor.steps import Place

SLIPS = ("line-from-zero", "line-below")
FEWEST_LINES = 4
GRADIENTS = ("grad_input", "grad_weight")
INDENT = 4


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A listing with one wrong line, its number from 1, and the mistake that is made there."""

    listing: Listing
    number: int
    mistake: Misconception


def spoilable(run: Run) -> list[str]:
    """Name the arrays whose loops some mistake changes in one line."""
    asked = ("output", *GRADIENTS) if teaches_gradients(run.example) else ("output",)
    return [
        f"{trace.layer}.{trace.rule.target}" for trace in run.timeline.traces
        if trace.rule.target in asked and len(trace.rule.listing.lines) >= FEWEST_LINES
        and _is_spoilable(run, trace.layer, trace.rule.target)
    ]


def _is_spoilable(run: Run, layer: str, target: str) -> bool:
    bound = next((bound for bound in run.layers if bound.name == layer), None)
    return bound is not None and next(spoiled(bound, target, _mistakes(bound)), None) is not None


def ask_line(case: Case, written: str, random: Random) -> Asked:
    """Ask for the number of the wrong line."""
    layer, _, local = written.partition("[")[0].rpartition(".")
    bound = layer_at(layer, case.run)
    mistakes = _mistakes(bound)
    random.shuffle(mistakes)
    found = next(spoiled(bound, local, mistakes), None)
    if found is None:
        raise UsageError(f"{written}: no mistake changes one line of these loops")
    right = float(found.number)
    place = Place(layer, local)
    trace, _ = case.run.timeline.locate(case.run.timeline.step_at(place))
    first = (0,) * len(case.run.timeline.traces[trace].rule.shape)
    return Asked(
        ask=Sentence("quiz.line.ask", {"name": f"{layer}.{local}"}),
        about=about(bound),
        form=NUMBER_FORM,
        answer=lambda run: Numbers((right,)),
        hints=_hints(found),
        place=str(replace(place, index=first)),
        slips=SLIPS,
        lines=tuple(_written(found.listing)),
        facts={"line": found.number, "misconception": found.mistake},
        needs=Needs.NONE,
        layer=layer,
    )


def _mistakes(bound: BoundLayer) -> list[Misconception]:
    return [mistake for mistake in MISCONCEPTIONS.values() if mistake.of == bound.operator.name]


def spoiled(
    bound: BoundLayer, target: str, mistakes: list[Misconception]
) -> Iterator[Spoiled]:
    """Give the listings in which one of the mistakes changes one line and no more."""
    rule = rule_in(bound, target)
    if rule is None:
        return
    for mistake in mistakes:
        try:
            params = mistake.operator.params(**bound.layer.keywords)
            rules = mistake.operator.passes(bound.shapes, params)
        except ConvtutorError:
            continue
        wrong = next((other for other in rules if other.target == target), None)
        if wrong is None:
            continue
        number = _changed_line(rule.listing.lines, wrong.listing.lines)
        if number is not None:
            yield Spoiled(wrong.listing, number, mistake)


def _changed_line(right: tuple[Line, ...], wrong: tuple[Line, ...]) -> int | None:
    """Give the number, from 1, of the one line that differs."""
    if len(right) != len(wrong):
        return None
    differ = [
        number for number, (one, other) in enumerate(zip(right, wrong, strict=True), start=1)
        if (one.text, one.depth) != (other.text, other.depth)
    ]
    return differ[0] if len(differ) == 1 else None


def _written(listing: Listing) -> Iterator[str]:
    width = len(str(len(listing.lines)))
    for number, line in enumerate(listing.lines, start=1):
        yield f"{number:>{width}}  {' ' * (INDENT * line.depth)}{line.text}"


def _hints(found: Spoiled) -> tuple[Sentence, Sentence, Sentence]:
    """Say what the line does, between which lines it stands, and how often it runs."""
    lines = found.listing.lines
    first = max(1, found.number - 1)
    return (
        Sentence("quiz.line.hint1"),
        Sentence(f"quiz.line.{lines[found.number - 1].kind.name.lower()}"),
        Sentence("quiz.line.hint3", {"first": first, "last": min(len(lines), first + 2)}),
    )


LINE = Kind("line", spoilable, ask_line)
