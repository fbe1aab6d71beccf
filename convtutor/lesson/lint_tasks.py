"""Whether what an example states is true, its task can be solved and is not solved already, and its
questions stand at places that it has."""

from convtutor.errors import UsageError
from convtutor.lesson.change import changed
from convtutor.lesson.facts import lookup_in
from convtutor.lesson.lines import KeyPath
from convtutor.lesson.problems import Problems
from convtutor.lesson.run import Run, run_example
from convtutor.steps import parse_place
from convtutor.steps.expressions import Truth


def check_states(run: Run, path: KeyPath, problems: Problems) -> None:
    """Compute every stated fact again, and note those that are false."""
    for at, fact in enumerate(run.example.states):
        said = false_because(fact, run)
        if said is not None:
            problems.add((*path, "states", at), f"{fact.text!r} is not so{said}")


def false_because(truth: Truth, run: Run) -> str | None:
    """Say why a truth does not hold of a run, as it would follow a sentence; None where it does."""
    look = lookup_in(run)
    try:
        if truth.holds(look):
            return None
        sides = [f"{text} is {value}" for text, value in truth.account(look)]
    except UsageError as error:
        return f": {error}"
    return f": {', '.join(sides)}" if sides else ""


def check_task(run: Run, path: KeyPath, problems: Problems) -> None:
    """Solve the task of an example with its own solution."""
    task = run.example.task
    if task is None:
        return
    try:
        met = task.goal.holds(lookup_in(run))
    except UsageError as error:
        problems.add((*path, "goal"), str(error))
        return
    if met:
        problems.add(
            (*path, "goal"), "the goal is met before anything is changed; start from a value "
            "that does not meet it",
        )
    try:
        solved = run_example(changed(run.example, task.solution))
    except UsageError as error:
        problems.add((*path, "solution"), str(error))
        return
    said = false_because(task.goal, solved)
    if said is not None:
        problems.add((*path, "solution"), f"it does not meet the goal{said}")


def check_places(run: Run, path: KeyPath, problems: Problems) -> None:
    """Note every question that is to be asked at a place which its example does not have."""
    for number, question in enumerate(run.example.questions):
        if question.place_text is None:
            continue
        try:
            run.timeline.step_at(parse_place(question.place_text, run.timeline))
        except UsageError as error:
            problems.add((*path, number, "at"), str(error))
