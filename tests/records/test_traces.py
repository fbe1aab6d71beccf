"""Traces: written flat, valid by their schema, read back bit for bit, verified, and refused when
they are not what they claim."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import convtutor
from convtutor.debugger.session import start_session
from convtutor.errors import FileContentError, LessonError, UsageError
from convtutor.lesson.catalog import lesson_names
from convtutor.lesson.explore import Layer, explore
from convtutor.lesson.schema import Lesson
from convtutor.records.encode import (
    compact,
    from_json_number,
    json_number,
    step_document,
    step_text,
)
from convtutor.records.form import no_progress
from convtutor.records.formats import FORMATS
from convtutor.records.replayed import Replay, read_trace
from convtutor.records.ruled import ruled
from convtutor.records.selection import Selection, select
from convtutor.records.verifying import Parting, verified
from convtutor.scene.moment import Moment
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level
from tests.records.lessons import lesson_named

SCHEMA = json.loads(
    (Path(convtutor.__file__).parent / "records" / "trace.schema.json").read_text(encoding="utf-8")
)
KINDS = ("json", "jsonl")


def written(selection: Selection, kind: str = "json") -> bytes:
    file = BytesIO()
    FORMATS[kind].write(selection, file, no_progress)
    return file.getvalue()


def read_back(content: bytes, folder: Path, kind: str = "json") -> Replay:
    path = folder / f"trace.{kind}"
    path.write_bytes(content)
    return read_trace(path)


def document(content: bytes, kind: str) -> dict[str, Any]:
    """Give a trace of either kind as the one JSON object that the schema speaks of."""
    if kind == "json":
        found: dict[str, Any] = json.loads(content)
        return found
    head, *steps, foot = map(json.loads, content.splitlines())
    return {**head, "steps": steps, "steps_at": [], **foot}


def partings(replay: Replay) -> list[object]:
    return list(verified(replay, lambda step: None))


@pytest.mark.parametrize(("number", "name"), list(enumerate(lesson_names())))
def test_every_lesson_comes_back_and_is_verified(number: int, name: str, tmp_path: Path) -> None:
    kind = KINDS[number % 2]
    content = written(select(lesson_named(name), "en"), kind)
    assert partings(read_back(content, tmp_path, kind)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["padding-modes", "max-pool", "activations"])
def test_what_was_read_back_is_written_as_the_same_bytes(
    kind: str, name: str, tmp_path: Path
) -> None:
    content = written(select(lesson_named(name), "zh"), kind)
    jsonschema.validate(document(content, kind), SCHEMA)
    assert written(read_back(content, tmp_path, kind).selection, kind) == content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["element", "channel"])
def test_coarser_traces_come_back_the_same(kind: str, level: str, tmp_path: Path) -> None:
    content = written(select(lesson_named("channels-out"), "zh", level=level), kind)
    jsonschema.validate(document(content, kind), SCHEMA)
    replay = read_back(content, tmp_path, kind)
    assert partings(replay) == []
    assert document(written(replay.selection, kind), kind)["steps"] == (
        document(content, kind)["steps"]
    )


def test_a_trace_is_the_same_bytes_every_time() -> None:
    lesson = lesson_named("padding")
    assert written(select(lesson, "en")) == written(select(lesson, "en"))


def test_steps_are_written_as_their_documents() -> None:
    for name in ("padding", "max-pool", "activations", "padding-modes", "learn-a-kernel"):
        lesson = lesson_named(name)
        for recorded in select(lesson, "en").recorded[:3]:
            run = recorded.run
            builder = SceneBuilder(run, lesson.id, "en")
            for at in range(0, len(run.timeline), 7):
                step, cursor = run.timeline[at], Cursor(run.timeline, Level.ELEMENT, at)
                words = builder.words(Moment(cursor, None, run.arrays))
                for taps in (True, False):
                    assert step_text(step, 3, words, taps) == compact(
                        step_document(step, 3, words, taps)
                    )


@given(st.floats(width=64))
def test_floats_come_back_bit_for_bit(value: float) -> None:
    back = from_json_number(json.loads(compact(json_number(value))))
    assert np.float64(back).tobytes() == np.float64(value).tobytes() or (
        np.isnan(value) and np.isnan(back)
    )


def test_every_pass_reads_what_the_rule_made() -> None:
    lesson = lesson_named("learn-a-kernel")
    run = max((recorded.run for recorded in select(lesson, "en").recorded),
              key=lambda found: len(found.timeline))
    made = ruled(run).finished()
    values = {str(step.place()): step.value for step in made.timeline}
    read = 0
    for step in made.timeline:
        for tap in step.taps:
            for part in tap.reads:
                source = made.arrays.get(f"{step.trace.layer}.{part.array}")
                assert source is None or part.source is None or (
                    source[part.source] == part.value
                )
                read += 1
    assert read > 100
    for name, array in made.arrays.items():
        for index in np.ndindex(array.shape):
            place = f"{name}[{','.join(map(str, index))}]"
            if place in values:
                assert array[index] == values[place]


def test_the_range_is_one_of_places(tmp_path: Path) -> None:
    lesson = lesson_named("stride")
    cut = select(lesson, "en", 2, first="output[0,1]", last="output[1,0]")
    found = document(written(cut), "json")
    places = [step["place"] for step in found["steps"]]
    assert places[0] == "conv1.output[0,0,0,1]"
    assert places[-1] == "conv1.output[0,0,1,0]"
    assert found["range"] == ["output[0,1]", "output[1,0]"]
    replay = read_back(written(cut), tmp_path)
    assert partings(replay) == []
    session = start_session(replay.lesson, "en", runs=replay.runs).goto("grad_input[0,0]")
    assert session.cursor.current is not None
    assert session.cursor.current.taps  # made by the rule from the file's arrays
    with pytest.raises(UsageError, match="comes before"):
        select(lesson, "en", 2, first="output[1,0]", last="output[0,1]")
    with pytest.raises(UsageError, match="--example"):
        select(lesson, "en", first="output[0,1]")


def test_a_replay_shows_the_numbers_of_the_file_not_those_of_the_engine(tmp_path: Path) -> None:
    content = written(select(lesson_named("cross-correlation"), "en", 1))
    first = document(content, "json")["steps"][0]
    other = json.loads(compact(first))
    other["taps"][1]["product"], other["words"] = 70, "Seventy."
    changed = content.replace(compact(first).encode(), compact(other).encode())
    assert changed != content
    replay = read_back(resealed(changed), tmp_path)
    session = start_session(replay.lesson, "en", runs=replay.runs).goto(first["place"])
    assert session.cursor.current is not None
    assert session.cursor.current.taps[1].product == 70
    assert session.note == "Seventy."
    [parting] = partings(replay)
    assert isinstance(parting, Parting)
    assert (parting.place, parting.what) == (first["place"], "taps[1].product")
    assert (parting.ours, parting.theirs) == (first["taps"][1]["product"], 70)


def resealed(content: bytes) -> bytes:
    """Give a changed trace the fingerprint, and the places of steps, that it should have."""
    from hashlib import sha256

    from convtutor.records.document import STRIDE

    head, _, rest = content.partition(b'"steps":[\n')
    steps, _, foot = rest.partition(b'\n],\n"steps_at":')
    places, at = [], len(head) + len(b'"steps":[\n')
    for number, line in enumerate(steps.split(b"\n")):
        if number % STRIDE == 0:
            places.append(at)
        at += len(line) + 1
    values = foot.partition(b'"values":')[2].rpartition(b'"whole":"')[0]
    whole = head + b'"steps":[\n' + steps + b'\n],\n"steps_at":' + compact(places).encode()
    whole += b',\n"values":' + values
    return whole + f'"whole":"{sha256(whole).hexdigest()}"}}\n'.encode()


def test_resealing_changes_nothing_in_a_trace_that_was_not_changed() -> None:
    content = written(select(lesson_named("padding"), "en"))
    assert resealed(content) == content


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda c: b"", "is no trace"),
    "a list": (lambda c: b"[]", "is no trace"),
    "not JSON": (lambda c: b"{" + b"x" * 100, "no JSON"),
    "deep": (lambda c: b'{"a":' * 100_000, "nested too deeply|no JSON"),
    "another schema": (
        lambda c: c.replace(b'"schema":"convtutor-trace"', b'"schema":"conv-trace"'),
        "expected 'convtutor-trace'",
    ),
    "newer": (lambda c: c.replace(b'"version":1,', b'"version":2,'), "needs a newer convtutor"),
    "no version": (lambda c: c.replace(b'"version":1,', b'"version":true,'), "version: expected"),
    "cut in the steps": (lambda c: c[: len(c) // 2], "is cut off behind byte"),
    "cut in the foot": (lambda c: c[:-80], "no JSON"),
    "edited": (
        lambda c: c.replace(b'"words":"', b'"words":"X', 1), "was changed since it was written"
    ),
    "places outside": (
        lambda c: c.replace(b'"steps_at":[', b'"steps_at":[99999999,'), "steps_at: expected"
    ),
    "an operator there is none of": (
        lambda c: resealed(c.replace(b'"op":"conv2d"', b'"op":"conv9d"')), "conv9d"
    ),
    "a tensor bomb": (
        lambda c: resealed(c.replace(b'"padding":1', b'"padding":99999999')), "padding"
    ),
    "a missing array": (
        lambda c: resealed(c.replace(b'"conv1.output"', b'"conv1.outputs"')), "is missing"
    ),
    "an array of another shape": (
        lambda c: resealed(c.replace(b'"shape":[1,1,3,3]', b'"shape":[1,1,9,1]')), "the shape"
    ),
    "numbers that are none": (
        lambda c: resealed(c.replace(b'"data":[', b'"data":["x",', 1)), "expected"
    ),
    "mistakes there are none of": (
        lambda c: resealed(c.replace(b'"mistakes":[]', b'"mistakes":["x"]')), "mistakes: expected"
    ),
    "an example of no table": (
        lambda c: resealed(c.replace(b'"written":{', b'"written":7,"w":{')), "examples: expected"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_trace_of_ours_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    change, reason = HOSTILE[name]
    content = written(select(lesson_named("padding"), "en"))
    changed = change(content)
    assert changed != content
    with pytest.raises((FileContentError, LessonError), match=reason):
        read_back(changed, tmp_path)


@pytest.mark.parametrize(
    "line", ["{}", '{"place":7}', '{"place":"conv1.output[0,0,0,0]"}', "[]", "x"]
)
def test_a_broken_step_is_told_when_it_is_come_to(line: str, tmp_path: Path) -> None:
    content = written(select(lesson_named("cross-correlation"), "en", 1))
    first = compact(document(content, "json")["steps"][0])
    replay = read_back(resealed(content.replace(first.encode(), line.encode())), tmp_path)
    timeline = replay.selection.recorded[0].run.timeline
    assert timeline[1].taps
    with pytest.raises(FileContentError, match="step 1"):
        _ = timeline[0].taps


def test_a_large_trace_is_read_where_it_is_looked_at(tmp_path: Path) -> None:
    lesson: Lesson = explore(Layer("conv2d", (20, 20), {}, (3, 3)))
    for kind in KINDS:
        replay = read_back(written(select(lesson, "en"), kind), tmp_path, kind)
        timeline = replay.selection.recorded[0].run.timeline
        fresh = select(lesson, "en").recorded[0].run.timeline
        for at in (len(fresh) - 1, 0, 200, 63, 64, 65, 128, 3):
            assert timeline[at].taps == fresh[at].taps
        assert len(replay.lines.places) <= len(fresh) // 64 + 1
