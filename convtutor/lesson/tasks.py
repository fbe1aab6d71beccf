"""The facts an example states and the task it sets, read from its table."""

from collections.abc import Mapping, Sequence
from typing import Any

from convtutor.engine.arrays import Array
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.fields import Table
from convtutor.lesson.problems import described
from convtutor.lesson.schema import TASK_KEYS, TASK_PARTS, Layer, Task, own_operands
from convtutor.steps.expressions import Truth, parse_truth

MOST_STATES = 50
HINTS = 3
STAGES = "where to look, the rule, almost the answer"


def read_states(table: Table) -> tuple[Truth, ...]:
    """Give the facts that an example states; one that cannot be read is noted."""
    states = table.values.get("states")
    if states is None:
        return ()
    if not isinstance(states, list) or not 1 <= len(states) <= MOST_STATES:
        table.expect("states", f"a list of 1 to {MOST_STATES} facts such as 'sum(input) == 36'")
        return ()
    read = [_truth(table, ("states", at), fact) for at, fact in enumerate(states)]
    return tuple(fact for fact in read if fact is not None)


def read_task(
    table: Table, layers: Sequence[Layer], tensors: Mapping[str, Array | None]
) -> Task | None:
    """Give the task of an example, None where it has none or where it is wrong."""
    task = table.table("task")
    if task is None:
        return None
    task.check_keys(TASK_KEYS, "a task")
    if table.values.get("part") not in TASK_PARTS:
        table.add("task", f"a task stands in the parts {' and '.join(TASK_PARTS)}; name the part")
    for key, remedy in (
        ("goal", "write a condition on arrays, such as 'sum(conv1.output) == 0'"),
        ("change", 'name what may be changed, such as ["conv1.padding"]'),
        ("hints", f"write {HINTS}: {STAGES}"),
        ("solution", "give one way to reach the goal, under [examples.task.solution]"),
    ):
        task.require(key, remedy)
    goal = _truth(task, ("goal",), task.values["goal"]) if task.has("goal") else None
    change = _changeable(task, changeable(layers, tensors))
    hints = task.texts("hints", HINTS, f"a list of {HINTS} texts: {STAGES}")
    solution = _solution(task, change)
    if goal is None or not change or hints is None or not solution:
        return None
    return Task(goal, change, hints, solution)


def changeable(layers: Sequence[Layer], tensors: Mapping[str, object]) -> tuple[str, ...]:
    """Name all that can be changed in an example: tensors, and arrays and keywords of layers."""
    names = list(tensors)
    for layer in layers:
        if layer.shares is None:
            operator = OPERATORS[layer.op]
            names += [f"{layer.name}.{key}" for key in own_operands(operator)]
            names += [f"{layer.name}.{key}" for key in operator.keywords]
        if layer.updates is not None:
            names.append(f"{layer.name}.zero_grad")
    return tuple(names)


def _truth(table: Table, path: tuple[str | int, ...], written: object) -> Truth | None:
    """Read a condition on arrays; what is wrong with it is noted with its column."""
    where = (*table.path, *path)
    if not isinstance(written, str):
        table.problems.add(where, f"expected a condition on arrays, got {described(written)}")
        return None
    try:
        return parse_truth(written)
    except UsageError as error:
        sentence, *carets = str(error).split("\n")
        at = f" (column {carets[1].index('^') - 3})" if carets else ""
        table.problems.add(where, f"{sentence.removeprefix('expression: ')}{at}")
        return None


def _changeable(task: Table, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give what may be changed, each of it there; nothing where a name is wrong."""
    names = task.values.get("change")
    if names is None:
        return ()
    if not isinstance(names, list) or not names:
        task.expect("change", 'a list of what may be changed, such as ["conv1.padding"]')
        return ()
    right = True
    for at, name in enumerate(names):
        if name not in known:
            hint = did_you_mean(name, known) if isinstance(name, str) else ""
            wanted = "a keyword or an array of a layer, or a tensor, of this example"
            task.problems.add(
                (*task.path, "change", at), f"expected {wanted}, got {described(name)}{hint}"
            )
            right = False
    return tuple(names) if right else ()


def _solution(task: Table, change: tuple[str, ...]) -> Mapping[str, Any]:
    """Give the values of the solution, each for something that may be changed."""
    solution = task.table("solution")
    if solution is None:
        return {}
    if not solution.values:
        task.add("solution", "expected a value for what is changed, got none")
    for name in solution.values:
        if change and name not in change:
            hint = did_you_mean(name, change) or f"; 'change' names {', '.join(change)}"
            solution.add(name, f"the task does not let {name!r} be changed{hint}")
    return solution.values
