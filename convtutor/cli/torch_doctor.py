"""What torch can do on this machine, found out by comparing one example of one lesson with it.

Finding  one thing found: torch, the GPU, or what was compared
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.lesson.catalog import lesson_files
from convtutor.words import say

if TYPE_CHECKING:
    from convtutor.crosscheck.report import Report
    from convtutor.lesson.schema import Lesson


COMPARED = "padding"
GPU_VERSIONS = ("cuda", "cudnn", "capability")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `differs` says that torch's numbers are others than ours."""

    name: str
    value: str
    differs: bool = False


def ask_torch(language: str) -> Iterator[Finding]:
    """Compare the first example of the first lesson with torch and say what came out.

    torch runs in a child process with a time limit, so a broken one does no harm here.
    """
    try:
        from convtutor.crosscheck.torch_run import check_run
        from convtutor.lesson.read import read_lesson
        from convtutor.lesson.run import run_example
    except ImportError as missing:
        yield Finding("torch", say("cli.not_asked", language, reason=str(missing)))
        return
    try:
        files = lesson_files()
        lesson = read_lesson(files.get(COMPARED) or next(iter(files.values())))
    except (ConvtutorError, StopIteration) as error:
        reason = str(error).partition("\n")[0] or say("cli.no_lessons", language)
        yield Finding("torch", say("cli.not_asked", language, reason=reason))
        return
    yield from _findings(check_run(run_example(lesson.examples[0])), lesson, language)


def _findings(report: "Report", lesson: "Lesson", language: str) -> Iterator[Finding]:
    from convtutor.crosscheck.sentences import device_lines, failure_sentence, summary

    if report.failure is not None:
        yield Finding("torch", failure_sentence(report.failure, language))
        return
    others = (f"{name} {v}" for name, v in report.versions.items() if name in GPU_VERSIONS)
    yield Finding("torch", ", ".join((report.versions["torch"], *others)))
    for line in device_lines(report, language)[1:]:
        yield Finding("gpu", f"{line.status}: {line.detail}")
    value = say(
        "cli.compared", language, lesson=lesson.id, number=1, said=summary(report, language)[0]
    )
    yield Finding("checked", value, differs=report.exit_code == 1)
