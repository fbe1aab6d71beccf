"""One example of a lesson file: its tensors, layers, notes, stated facts, task and questions."""

from collections.abc import Mapping

from convtutor.engine.arrays import Array, Shape
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.caps import Budget
from convtutor.lesson.curves import read_curves
from convtutor.lesson.fields import Table
from convtutor.lesson.graph import NAME, NAME_WANTED
from convtutor.lesson.layers import read_layers
from convtutor.lesson.problems import described
from convtutor.lesson.questions import read_questions
from convtutor.lesson.ranks import rank_of
from convtutor.lesson.repeats import updates_of
from convtutor.lesson.schema import (
    EXAMPLE_KEYS,
    MOST_REPEATS,
    NOTE_KEYS,
    PARTS,
    Example,
    Layer,
    Note,
)
from convtutor.lesson.tasks import changeable, read_states, read_task
from convtutor.lesson.tensors import read_tensor
from convtutor.steps.conditions import Condition, parse_condition

MOST_NOTES = 100


def read_example(table: Table, number: int, budget: Budget) -> Example | None:
    """Give an example, numbered from 1; None where something needed is wrong."""
    table.check_keys(EXAMPLE_KEYS, "an example")
    table.require("title", "name what the example changes, in a few words")
    table.require("intro", "say what the example shows before its first step")
    table.require("layers", "write at least one, as [[examples.layers]]")
    title, intro = table.text("title"), table.text("intro")
    part = _part(table)
    tensors = _tensors(table, budget)
    repeat = table.integer("repeat", 1, MOST_REPEATS)
    layers, output = _layers(table, tensors, budget, repeat or 1)
    curves = read_curves(table)
    gradient = _grad_output(table, output, budget)
    notes = [_read_note(note) for note in table.tables("notes", MOST_NOTES)]
    why, states, task = table.text("why"), read_states(table), read_task(table, layers, tensors)
    questions = read_questions(table, number, changeable(layers, tensors))
    if title is None or intro is None:
        return None
    arrays = {name: array for name, array in tensors.items() if array is not None}
    said = tuple(note for note in notes if note is not None)
    return Example(
        number, title, intro, part, arrays, layers, gradient, said, why, states, task, table.values,
        repeat, curves, questions,
    )


def _layers(
    table: Table, tensors: Mapping[str, Array | None], budget: Budget, times: int
) -> tuple[tuple[Layer, ...], Shape | None]:
    """Give the layers, all that they use counted so many times, and the shape of the output."""
    before = len(table.problems.found)
    budget.times = times
    layers, output = read_layers(table, tensors, budget)
    budget.times = 1
    right = len(table.problems.found) == before
    if right and table.has("repeat") and not updates_of(layers):
        table.add(
            "repeat", "no layer updates anything, so that all repeats would be alike; add one with "
            "'updates', or leave 'repeat' out",
        )
    return layers, output


def _part(table: Table) -> str | None:
    part = table.values.get("part")
    if part is None or part in PARTS:
        return part
    hint = did_you_mean(part, PARTS) if isinstance(part, str) else ""
    table.add("part", f"expected one of {', '.join(PARTS)}, got {described(part)}{hint}")
    return None


def _tensors(table: Table, budget: Budget) -> dict[str, Array | None]:
    """Give the tensors by name, None for one that is wrong."""
    if not table.require("tensors", "write input = [[..]] under [examples.tensors]"):
        return {}
    named = table.table("tensors")
    if named is None:
        return {}
    layers = [part for part in _listed(table.values.get("layers")) if isinstance(part, dict)]
    tensors = {}
    for name in named.values:
        if not NAME.fullmatch(name):
            named.add(name, f"expected {NAME_WANTED}, got {described(name)}")
        tensors[name] = read_tensor(named, name, budget, rank_of(name, layers))
    return tensors


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _grad_output(table: Table, output: Shape | None, budget: Budget) -> Array | None:
    """Give the gradient that enters the last layer, which must have its output's shape."""
    if not table.has("grad_output"):
        return None
    rank = None if output is None else len(output)
    gradient = read_tensor(table, "grad_output", budget, rank)
    if gradient is not None and output is not None and gradient.shape != output:
        table.add(
            "grad_output",
            f"expected the shape {output} of the last layer's output, got {gradient.shape}",
        )
    return gradient


def _read_note(table: Table) -> Note | None:
    table.check_keys(NOTE_KEYS, "a note")
    table.require("text", "say what is seen, then why")
    text, place = table.text("text"), table.string("at", "a place such as conv1.output[0,1]")
    when, on = _condition(table), table.string("on", "an array such as conv1.output")
    if table.has("at") == table.has("when"):
        table.problems.add(table.path, "expected either 'at' (a place) or 'when' (a condition)")
        return None
    if on is not None and not table.has("when"):
        table.add("on", "it belongs to a note with 'when'; 'at' names its array itself")
        return None
    return None if text is None else Note(text, place, when, on)


def _condition(table: Table) -> Condition | None:
    written = table.string("when", "a condition such as outside > 0")
    if written is None:
        return None
    try:
        return parse_condition(written)
    except UsageError as error:
        sentence, *carets = str(error).split("\n")
        at = f" (in {written!r}, column {carets[1].index('^') - 3})" if carets else ""
        table.add("when", f"{sentence}{at}")
        return None
