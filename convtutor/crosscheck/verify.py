"""`convtutor verify`: lessons checked against torch, as text or as one JSON document.

verify_lessons  every example of the named lessons, checked one by one
verify_main     the verb: prints, and gives the exit code
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from convtutor.crosscheck.checked import Checked, checked_example, exit_code
from convtutor.crosscheck.failures import ABSENT_CUDA, ABSENT_TORCH
from convtutor.crosscheck.progress_line import ProgressLine
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.sentences import failure_sentence
from convtutor.crosscheck.shards import Item, Shard, items_of, part_of
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.crosscheck.verify_document import Outline, document, outline_of
from convtutor.crosscheck.verify_lines import example_lines, total_lines
from convtutor.errors import AbsentError, LessonError, UsageError
from convtutor.lesson.catalog import find_lessons, lesson_names
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Lesson
from convtutor.words import say
from convtutor.words.visible import visible


def verify_lessons(lessons: Sequence[Lesson], device: str = "auto") -> Iterator[Checked]:
    """Check every example of the lessons with one worker, giving each as it is done.

    Raises UsageError for an unknown device.
    """
    items = list(items_of(lessons))
    return verify_items(items, device, ProgressLine(None, "en", len(items), 0))


def verify_items(
    items: Sequence[Item], device: str, progress: ProgressLine
) -> Iterator[Checked]:
    """Check examples with one worker, giving each as it is done, and show how far it has come.

    The line of progress is gone whenever an example is given.
    """
    with TorchWorker(device) as worker, progress:
        for item in items:
            progress.show(f"{item.lesson.id} {item.example.number}")
            report = worker.check(run_example(item.example))
            progress.finish(item.cost)
            progress.clear()
            yield checked_example(item.lesson, item.example, report)


def verify_main(
    names: Sequence[str],
    all_lessons: bool,
    device: str,
    as_json: bool,
    language: str,
    out: TextIO,
    shard: Shard | None = None,
) -> int:
    """Check lessons, or one shard of their examples, and print what came out; give the exit code.

    0 everything compared agrees, 1 something differs, 4 something could not be checked. Before
    torch is started it raises UsageError when no lesson is named, and LessonError or AccessError
    for lesson files that cannot be read. Where torch or the GPU asked for is absent the text form
    raises AbsentError; the JSON document says so, with exit code 4.
    """
    if bool(names) == all_lessons:
        key = "verify.both" if names else "verify.neither"
        raise UsageError(say(key, language))
    lessons = read_lessons(names or lesson_names())
    items = list(items_of(lessons))
    mine = items if shard is None else part_of(items, shard)
    cost = sum(item.cost for item in mine)
    done: list[Checked] = []
    progress = ProgressLine(sys.stderr, language, len(mine), cost)
    for checked in verify_items(mine, device, progress):
        done.append(checked)
        if not as_json:
            refuse_absent(checked.report, language)
            print_lines(example_lines(checked, language), out)
    outline = Outline(device, shard, outline_of(lessons))
    print_whole(outline, done, as_json, language, out)
    return exit_code(done)


def print_whole(
    outline: Outline, done: Sequence[Checked], as_json: bool, language: str, out: TextIO
) -> None:
    """Print the JSON document, or how all examples came out together."""
    if as_json:
        print(json.dumps(document(outline, done), indent=1), file=out)
        return
    if outline.shard is not None:
        print_lines([say(
            "verify.shard", language, number=outline.shard.number, of=outline.shard.of,
            all=sum(lesson.examples for lesson in outline.lessons),
        )], out)
    print_lines(total_lines(done, language), out)


def print_lines(lines: Iterable[str], out: TextIO) -> None:
    """Print lines at once, nothing hidden in them."""
    print(*map(visible, lines), sep="\n", file=out, flush=True)


def read_lessons(names: Sequence[str]) -> list[Lesson]:
    """Read lessons by name or path, or all of a folder, each once.

    Raises LessonError with the problems of all of them.
    """
    lessons: dict[tuple[str, str], Lesson] = {}
    problems: list[str] = []
    for found in map(find_lessons, names):
        problems += found.problems
        for path in found.files:
            try:
                lesson = read_lesson(path)
            except LessonError as error:
                problems += error.problems
            else:
                lessons.setdefault((lesson.id, lesson.digest), lesson)
    if problems:
        raise LessonError(problems)
    return list(lessons.values())


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
