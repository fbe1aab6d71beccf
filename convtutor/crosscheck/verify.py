"""`convtutor verify`: lessons checked against torch, as text or as one JSON document.

verify_lessons  every example of the named lessons, checked one by one
verify_main     the verb: prints, and gives the exit code
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import convtutor
from convtutor.crosscheck.failures import ABSENT_CUDA, ABSENT_TORCH
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.crosscheck.sentences import (
    device_word,
    difference_text,
    failure_sentence,
    short,
    summary,
    verdict_sign,
    verdict_word,
)
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.errors import AbsentError, LessonError, UsageError
from convtutor.lesson.catalog import find_lessons, lesson_names
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Example, Lesson
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width

SCHEMA = "convtutor-verify"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Checked:
    """One example of a lesson with its report."""

    lesson: Lesson
    example: Example
    report: Report


def verify_lessons(lessons: Sequence[Lesson], device: str = "auto") -> Iterator[Checked]:
    """Check every example of the lessons with one worker, giving each as it is done.

    Raises UsageError for an unknown device.
    """
    with TorchWorker(device) as worker:
        for lesson in lessons:
            for example in lesson.examples:
                yield Checked(lesson, example, worker.check(run_example(example)))


def verify_main(
    names: Sequence[str],
    all_lessons: bool,
    device: str,
    as_json: bool,
    language: str,
    out: TextIO,
) -> int:
    """Check lessons and print what came out; give the exit code.

    0 everything compared agrees, 1 something differs, 4 something could not be checked. Before
    torch is started it raises UsageError when no lesson is named, and LessonError or AccessError
    for lesson files that cannot be read. Where torch or the GPU asked for is absent the text form
    raises AbsentError; the JSON document says so, with exit code 4.
    """
    if bool(names) == all_lessons:
        raise UsageError("verify: name lessons, or give --all; got " + (
            "both" if names else "neither"
        ))
    lessons = read_lessons(names or lesson_names())
    done: list[Checked] = []
    for checked in verify_lessons(lessons, device):
        done.append(checked)
        if not as_json:
            refuse_absent(checked.report, language)
            print(*example_lines(checked, language), sep="\n", file=out, flush=True)
    if as_json:
        print(json.dumps(document(done, device), indent=1), file=out)
    else:
        print(*total_lines(done, language), sep="\n", file=out)
    return exit_code(done)


def read_lessons(names: Sequence[str]) -> list[Lesson]:
    """Read lessons by name or path, or all of a folder; raises LessonError with the problems of all
    of them."""
    lessons: list[Lesson] = []
    problems: list[str] = []
    for found in map(find_lessons, names):
        problems += found.problems
        for path in found.files:
            try:
                lessons.append(read_lesson(path))
            except LessonError as error:
                problems += error.problems
    if problems:
        raise LessonError(problems)
    return lessons


def refuse_absent(report: Report, language: str) -> None:
    """Raise AbsentError where nothing can be compared for want of torch or of the GPU asked for."""
    failures = [report.failure, *(lane.failure for lane in report.lanes)]
    kinds = ABSENT_TORCH + ABSENT_CUDA
    absent = [failure for failure in failures if failure is not None and failure.kind in kinds]
    if not absent or report.checked:
        return
    reason = failure_sentence(absent[0], language)
    if absent[0].kind in ABSENT_CUDA:
        reason = say("torch.no_device", language, reason=reason)
    raise AbsentError(f"verify: {reason}")


def exit_code(done: Sequence[Checked]) -> int:
    """Give 1 where an example differs, else 4 where one could not be checked, else 0."""
    codes = {code_of(checked.report) for checked in done}
    return next((code for code in (1, 4) if code in codes), 0)


def code_of(report: Report) -> int:
    """Give the exit code of one example: to check is what was asked for, so nothing is 4."""
    return report.exit_code or (0 if report.checked else 4)


def document(done: Sequence[Checked], device: str) -> dict[str, Any]:
    """Give the JSON document of a whole verification."""
    return {
        "schema": SCHEMA,
        "version": SCHEMA_VERSION,
        "convtutor": convtutor.__version__,
        "device": device,
        "exit_code": exit_code(done),
        "examples": [
            {
                "lesson": checked.lesson.id,
                "digest": checked.lesson.digest,
                "example": checked.example.number,
                "title": checked.example.title.said("en"),
                "report": checked.report.as_json(),
            }
            for checked in done
        ],
    }


def example_lines(checked: Checked, language: str) -> Iterator[str]:
    """Give one example as text: a heading, a table for every lane, and what came out."""
    report = checked.report
    title = checked.example.title.said(language)
    yield say(
        "torch.verify.example", language, lesson=checked.lesson.id,
        number=checked.example.number, title=title,
    )
    for lane in report.lanes:
        yield from lane_lines(lane, report, language)
    yield from (f"  {sentence}" for sentence in summary(report, language))
    yield ""


def lane_lines(lane: LaneReport, report: Report, language: str) -> Iterator[str]:
    """Give one lane: its name, what it ran on and with, and a row for every array."""
    if not lane.checked:
        return
    name = say(
        "torch.lane_on", language, device=device_word(lane.device, language),
        lane=say(f"torch.lane.{lane.lane}", language),
    )
    flags = ", ".join(f"{flag}={value}" for flag, value in lane.flags.items())
    yield f"  {name}  {visible(report.devices.get(lane.device, ''))}"
    yield f"    {say('torch.verify.flags', language, flags=flags)}"
    rows = [match_cells(match, language) for match in lane.matches]
    yield from (f"    {line}" for line in aligned(rows))


def match_cells(match: Match, language: str) -> tuple[str, ...]:
    """Give the cells of one row: array, scope, verdict, difference, allowed."""
    word = f"{verdict_sign(match.verdict)} {verdict_word(match.verdict, language)}"
    scope = say(f"torch.{match.scope}", language)
    if match.verdict is Verdict.NOT_CHECKED:
        return match.array, scope, word, "", ""
    allowed = "" if match.greatest is None else short(match.greatest.bound)
    label = say("torch.column.allowed", language)
    return match.array, scope, word, difference_text(match, language), f"{label} {allowed}"


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Line up the cells of rows, two blanks between columns."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (c + " " * (w - cell_width(c)) for c, w in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def total_lines(done: Sequence[Checked], language: str) -> Iterator[str]:
    """Say how all examples came out together, and with which torch."""
    codes = [code_of(checked.report) for checked in done]
    count, differing, unchecked = len(codes), codes.count(1), codes.count(4)
    if differing:
        yield say("torch.verify.total.differ", language, count=count, differing=differing)
    if unchecked:
        yield say("torch.verify.total.unchecked", language, count=count, unchecked=unchecked)
    if not differing and not unchecked:
        yield say("torch.verify.total.agree", language, count=count)
    versions = next((c.report.versions for c in done if c.report.versions), None)
    if versions is not None:
        yield say("torch.verify.environment", language, **versions)
