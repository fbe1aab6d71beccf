"""What reads traces back: `convtutor replay`, `diff`, `schema`, and `verify` of a trace."""

from argparse import Namespace
from collections.abc import Sequence
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from convtutor.cli.lessons import write_json
from convtutor.console.output import Output
from convtutor.console.patience import Patience
from convtutor.crosscheck.checked import Checked, checked_example, exit_code
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.crosscheck.verify import refuse_absent
from convtutor.crosscheck.verify_lines import example_lines
from convtutor.records.diff import Diff, diff
from convtutor.records.encode import json_number
from convtutor.records.replayed import Replay, read_trace
from convtutor.records.verifying import Parting, verified
from convtutor.steps import Step
from convtutor.steps.numbers import number
from convtutor.steps.writing import term_text
from convtutor.words import say
from convtutor.words.visible import visible

SCHEMAS = {"trace": "trace.schema.json"}
MOST_PARTINGS = 20
DIFF_SCHEMA, DIFF_VERSION = "convtutor-diff", 1
VERIFY_SCHEMA, VERIFY_VERSION = "convtutor-verify-trace", 1


def write_schema(name: str, output: Output) -> int:
    """Write a JSON Schema."""
    found = resources.files("convtutor.records") / SCHEMAS[name]
    output.stream.write(found.read_text(encoding="utf-8"))
    return 0


def write_traces_verified(
    paths: Sequence[Path], device: str, as_json: bool, language: str, output: Output
) -> int:
    """Hold traces against the engine and against torch: 0 where all agrees, 1 where something
    differs, 4 where something could not be checked."""
    codes, documents = [], []
    for path in paths:
        replay = read_trace(path)
        partings, checked = _partings(replay, language), _against_torch(replay, device)
        mistakes = [key for part in replay.selection.recorded for key in part.mistakes]
        codes.append(1 if partings else exit_code(checked))
        if not as_json:
            _write_partings(replay, partings, language, output)
            _write_torch(checked, mistakes, language, output)
        documents.append({
            "path": replay.layout.shown, "partings": [_document(found) for found in partings],
            "mistakes": mistakes, "torch": [one.as_json() for one in checked],
        })
    if as_json:
        write_json({
            "schema": VERIFY_SCHEMA, "version": VERIFY_VERSION, "traces": documents,
        }, output)
    return next((code for code in (1, 4) if code in codes), 0)


def _partings(replay: Replay, language: str) -> list[Parting]:
    count = sum(len(part.run.timeline) for part in replay.selection.recorded)
    patience = Patience(count, language, sentence="records.verifying")
    found = []
    try:
        for parting in islice(verified(replay, patience.come_to), MOST_PARTINGS):
            found.append(parting)
    finally:
        patience.end()
    return found


def _write_partings(
    replay: Replay, partings: Sequence[Parting], language: str, output: Output
) -> None:
    shown = replay.layout.shown
    if not partings:
        count = sum(len(part.run.timeline) for part in replay.selection.recorded)
        output.line(say("records.verified", language, path=shown, count=f"{count:,}"))
    for found in partings:
        output.line(say(
            "records.parting", language, path=shown, example=found.example, place=found.place,
            what=found.what, ours=found.ours, theirs=visible(str(found.theirs)),
        ))
    if len(partings) == MOST_PARTINGS:
        output.line(say("records.no_further", language, count=MOST_PARTINGS))


def _document(found: Parting) -> dict[str, Any]:
    return {
        "example": found.example, "place": found.place, "what": found.what,
        "ours": found.ours, "theirs": found.theirs,
    }


def _against_torch(replay: Replay, device: str) -> list[Checked]:
    """Hold the file's own arrays against torch, example by example; torch makes no mistakes, so
    what a misconception made is not held against it."""
    with TorchWorker(device) as worker:
        return [
            checked_example(replay.lesson, part.example, worker.check(part.run))
            for part in replay.selection.recorded if not part.mistakes
        ]


def _write_torch(
    checked: Sequence[Checked], mistakes: Sequence[str], language: str, output: Output
) -> None:
    if mistakes:
        output.line(say("records.mistaken", language, mistakes=", ".join(mistakes)))
    for one in checked:
        refuse_absent(one.report, language)
        output.lines(example_lines(one, language))


def write_diff(arguments: Namespace, language: str, output: Output) -> int:
    """Write how two traces differ; 1 where they do, else 0."""
    first, second = (read_trace(Path(name)) for name in (arguments.first, arguments.second))
    found = diff(first, second)
    if arguments.json:
        write_json(_diff_document(found), output)
    else:
        _write_diff(found, (first, second), language, output)
    return 0 if found.same else 1


def _write_diff(
    found: Diff, traces: tuple[Replay, Replay], language: str, output: Output
) -> None:
    for sign, replay in zip("AB", traces, strict=True):
        lesson = replay.lesson
        title = visible(lesson.title.said(language))
        output.line(f"{sign}  {replay.layout.shown}  {visible(lesson.id)}: {title}")
    for setting in found.settings:
        output.line(say(
            "records.setting", language, example=setting.example, path=visible(setting.path),
            first=_shown(setting.first), second=_shown(setting.second),
        ))
    output.line()
    if found.first is None:
        output.line(say("records.same", language, count=f"{found.equal:,}"))
        return
    parted = found.first
    output.line(say(
        "records.first_parted", language, place=visible(parted.place), example=parted.example
    ))
    for sign, step in (("A", parted.first), ("B", parted.second)):
        text = say("records.no_such_place", language) if step is None else _arithmetic(step)
        output.hanging(f"{sign}  ", text)
    output.line()
    output.line(say(
        "records.counted", language, equal=f"{found.equal:,}", parted=f"{found.parted:,}"
    ))


def _arithmetic(step: Step) -> str:
    """Write an element in one line."""
    terms = ", ".join(term_text(tap) for tap in step.taps[:16])
    more = ", ..." if len(step.taps) > 16 else ""
    return f"{step.place()} = {number(step.value)}  ({terms}{more})"


def _shown(value: object) -> str:
    text = "-" if value is None else str(value)
    return visible(text if len(text) <= 60 else f"{text[:57]}...")


def _diff_document(found: Diff) -> dict[str, Any]:
    parted = found.first
    first = None
    if parted is not None:
        first = {
            "example": parted.example, "place": parted.place,
            "first": None if parted.first is None else json_number(parted.first.value),
            "second": None if parted.second is None else json_number(parted.second.value),
        }
    return {
        "schema": DIFF_SCHEMA, "version": DIFF_VERSION, "same": found.same,
        "equal": found.equal, "parted": found.parted, "first": first,
        "settings": [
            {"example": s.example, "path": s.path, "first": s.first, "second": s.second}
            for s in found.settings
        ],
    }
