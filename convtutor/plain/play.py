"""A whole lesson printed, element by element, forward and backward, and torch's verdict last."""

from collections.abc import Mapping, Sequence

from convtutor.console.curves import write_curves
from convtutor.console.heading import write_example_heading, write_lesson_heading
from convtutor.console.output import Output
from convtutor.console.passes import write_passes
from convtutor.crosscheck.checked import Checked, checked_example
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.debugger.session import Session, start_session
from convtutor.lesson.run import Run
from convtutor.lesson.schema import Example, Lesson
from convtutor.plain.verdict import exit_code_of, write_verdicts
from convtutor.words import say


def play_lesson(
    lesson: Lesson, number: int | None, device: str, language: str, output: Output,
    runs: Mapping[Example, Run] | None = None,
) -> int:
    """Print one example of a lesson, or all of them for None, and compare them with torch.

    `runs` are those of examples that are known already.
    Gives 0, 1 where results differ, 4 where a device that was asked for by name is not there.
    """
    session = start_session(lesson, language, 1 if number is None else number, runs=runs)
    write_lesson_heading(session, output)
    numbers = range(1, len(lesson.examples) + 1) if number is None else (number,)
    for at in numbers:
        session = session.at_example(at)
        output.line()
        write_example_heading(session, output)
        write_passes(session, output)
        if session.example.curves:
            output.line()
            write_curves(session, session.cursor.end(), output)
        write_end(session, output)
    output.line()
    output.heading(say("plain.torch_title", language), "-")
    output.flush()
    done = check([session.at_example(at).run for at in numbers], lesson, device)
    write_verdicts(done, output, language)
    return exit_code_of([checked.report for checked in done])


def check(runs: Sequence[Run], lesson: Lesson, device: str) -> list[Checked]:
    """Check runs against torch, one child process for all; only the first when it is not there."""
    done = []
    with TorchWorker(device) as worker:
        for run in runs:
            done.append(checked_example(lesson, run.example, worker.check(run)))
            if done[-1].report.failure is not None:
                break
    return done


def write_end(session: Session, output: Output) -> None:
    """Write what the example asks of the learner, and the reason behind it."""
    task, why, language = session.example.task, session.example.why, session.language
    if task is not None:
        names = ", ".join(task.change)
        output.line()
        output.paragraph(say(
            "task.play", language, goal=task.goal.text, count=len(task.hints), change=names,
        ))
    if why is not None:
        output.line()
        output.paragraph(say("task.why", language, why=why.said(language)))
