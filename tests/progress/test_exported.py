"""A record handed on and brought in is the same record; what is no such file is refused."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.errors import FileContentError
from convtutor.progress.answers import Answered, Confidence, Outcome
from convtutor.progress.exported import Exported, text_of
from convtutor.progress.imported import ANSWER_RULES, DONE_RULES, MOST_BYTES, read_exported
from convtutor.progress.kept import Merged
from convtutor.progress.record import Record, exported_from, peek_exported
from tests.progress.answering import RIGHT, WRONG, right

STRIDE = Answered(
    "stride", "size pool1", 0, 1, "", Outcome.SKIPPED, None, Confidence.GUESS, "d2", 901
)


def exported(record: Record) -> Exported:
    return exported_from(record._opened.connection)


def read(text: str) -> Exported:
    return read_exported(text.encode(), "ana.json", "en")


def document() -> dict[str, Any]:
    """Give a file as it should be: two answers and an example."""
    with Record(None) as record:
        for answer in (WRONG, STRIDE):
            record.keep_answer(answer)
        record.mark_done("padding", 3, "d1")
        found: dict[str, Any] = json.loads(text_of(exported(record)))
    return found


def refusal(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(FileContentError) as refused:
        read_exported(content, "ana.json", "en")
    return str(refused.value).split("\n")


def test_what_is_written_is_read_back(path: Path) -> None:
    odd = replace(RIGHT, given="é\u4e00 ' \" \\ </script>")
    with Record(path) as record:
        for answer in (WRONG, STRIDE, odd):
            record.keep_answer(answer)
        record.mark_done("padding", 3, "d1")
        record.mark_done("padding", 1, "d1")
        before = exported(record)
    assert read(text_of(before)) == before
    assert [kept.answered for kept in before.kept] == [WRONG, STRIDE, odd]


def test_the_same_record_gives_the_same_bytes_in_ascii(path: Path) -> None:
    with Record(path) as record:
        record.keep_answer(replace(RIGHT, given="é"))
        first, second = text_of(exported(record)), text_of(exported(record))
    assert first == second
    assert first.isascii()
    parsed = json.loads(first)
    assert list(parsed) == sorted(parsed)
    assert list(parsed["answers"][0]) == sorted(parsed["answers"][0])


def test_a_peek_gives_what_can_be_handed_on_and_makes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVTUTOR_DATA", str(path.parent))
    assert peek_exported() == Exported()
    assert not path.parent.exists()
    with Record(path) as record:
        record.keep_answer(RIGHT)
        assert peek_exported() == exported(record) != Exported()


def test_bringing_in_twice_adds_nothing(tmp_path: Path) -> None:
    with Record(tmp_path / "one" / "r") as one, Record(tmp_path / "two" / "r") as two:
        for answer in (WRONG, STRIDE):
            one.keep_answer(answer)
        one.mark_done("padding", 3, "d1")
        two.keep_answer(RIGHT)
        file = read(text_of(exported(one)))
        assert two.merge(file) == Merged(2, 1, 0, 0)
        merged = exported(two)
        assert two.merge(file) == Merged(0, 0, 2, 0)
        assert exported(two) == merged
        assert one.merge(file) == Merged(0, 0, 2, 0)


def test_two_records_that_exchange_files_agree_whoever_was_first(tmp_path: Path) -> None:
    with Record(tmp_path / "one" / "r") as one, Record(tmp_path / "two" / "r") as two:
        for day in (900, 901, 902):
            one.keep_answer(right(day, lesson="stride"))
        two.keep_answer(right(5000))
        two.merge(exported(one))
        two.keep_answer(WRONG)
        one.keep_answer(STRIDE)
        one.merge(exported(two))
        two.merge(exported(one))
        assert one.kept() == two.kept()
        assert len(one.kept()) == 6
        assert {kept.sequence for kept in one.kept()[-2:]} == {4}
        two.keep_answer(RIGHT)
        assert two.answers()[-1] == RIGHT
        assert two.kept()[-1].sequence == 5


def test_what_was_put_away_does_not_leave_and_does_not_come_back(path: Path) -> None:
    with Record(path) as record:
        for answer in (WRONG, STRIDE):
            record.keep_answer(answer)
        record.mark_done("padding", 3, "d1")
        file = exported(record)
        record.reset("padding")
        assert [kept.answered for kept in exported(record).kept] == [STRIDE]
        assert exported(record).done == {}
        assert record.merge(file) == Merged(0, 0, 2, 0)
        assert record.answers() == (STRIDE,)
        record.undo_reset()
        assert exported(record) == file


def test_an_answer_that_goes_by_the_name_of_another_is_left_out_and_counted(path: Path) -> None:
    with Record(path) as record:
        record.keep_answer(WRONG)
        (kept,) = record.kept()
        other = Exported((replace(kept, answered=RIGHT),))
        assert record.merge(other) == Merged(0, 0, 0, 1)
        assert record.answers() == (WRONG,)


def test_an_example_done_here_keeps_its_own_text(path: Path) -> None:
    with Record(path) as record:
        record.mark_done("padding", 3, "mine")
        assert record.merge(Exported((), {"padding": {3: "theirs", 4: "theirs"}})).done == 1
        assert record.learned().done == {"padding": {3: "mine", 4: "theirs"}}


Change = Callable[[dict[str, Any]], Any]
BROKEN: list[tuple[Change, str]] = [
    (lambda d: d["answers"][1].update(seed="7"),
     'answers[1].seed: expected a whole number from 0 to 9007199254740991, got "7"'),
    (lambda d: d["answers"][0].update(seed=True), "answers[0].seed: expected a whole number"),
    (lambda d: d["answers"][0].update(day=0), "answers[0].day: expected a whole number from 1"),
    (lambda d: d["answers"][0].update(sequence=2**53), "answers[0].sequence: expected"),
    (lambda d: d["answers"][0].update(lesson="../x"), 'expected the id of a lesson, got "../x"'),
    (lambda d: d["answers"][0].update(given="9" * 201), "expected a text of 0 to 200"),
    (lambda d: d["answers"][0].update(outcome="perhaps"),
     "answers[0].outcome: expected one of right, wrong, shown, skipped"),
    (lambda d: d["answers"][0].update(outcome=["right"]), "got [...]"),
    (lambda d: d["answers"][0].update(confidence=3), "expected null or one of sure, unsure, guess"),
    (lambda d: d["answers"][0].update(mistake=""), "expected null, or a text of 1 to 200"),
    (lambda d: d["answers"][0].update(record="ana"), "expected a record's name of 32 digits"),
    (lambda d: d["answers"][0].update(seeed=7), "answers[0].seeed: there is no such key; did you"),
    (lambda d: d["answers"][0].pop("digest"), "answers[0].digest: is missing"),
    (lambda d: d["answers"].append(7), "answers[2]: expected an object, got 7"),
    (lambda d: d.update(answers={}), "answers: expected a list, got {...}"),
    (lambda d: d["done"][0].update(example=-1), "done[0].example: expected a whole number from 1"),
    (lambda d: d.pop("done"), "done: is missing"),
]
BROKEN_BEYOND_SCHEMA: list[tuple[Change, str]] = [
    (lambda d: d["answers"][0].update(level=1.0), "answers[0].level: expected a whole number"),
    (lambda d: d["answers"][0].update(given="\x1b[2J"), "answers[0].given: expected a text of 0"),
    (lambda d: d["answers"][0].update(given="\ud800"), "none of them hidden, got"),
    (lambda d: d["answers"].append(dict(d["answers"][0])),
     "answers[2]: has the record and sequence of answers[0]"),
]


@pytest.mark.parametrize(("change", "sentence"), [*BROKEN, *BROKEN_BEYOND_SCHEMA])
def test_a_file_that_is_not_valid_is_refused_with_the_place(
    change: Change, sentence: str
) -> None:
    broken = document()
    change(broken)
    (line,) = refusal(json.dumps(broken))
    assert line.startswith("ana.json: ")
    assert sentence in line
    assert line.isprintable()


def test_all_problems_are_told_and_of_very_many_the_first_20() -> None:
    broken = document()
    broken["answers"][0].update(seed=-1, level=0)
    broken["done"][0]["lesson"] = "A"
    assert len(refusal(json.dumps(broken))) == 3
    broken["answers"] = [0] * 100_000
    lines = refusal(json.dumps(broken))
    assert len(lines) == 21
    assert lines[-1] == "ana.json: there are more problems"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"{", "is no JSON"),
        (b"[" * 1_000_000, "is nested too deeply"),
        (b"{\"a\":" * 100_000, "is nested too deeply"),
        (b'{"schema": "convtutor-record", "version": ' + b"9" * 5000 + b"}", "is no JSON"),
        (b'{"schema": NaN}', "NaN is no number of JSON"),
        (b'{"schema": 1, "schema": 2}', "'schema' stands there twice"),
        (b"[]", "is no exported record"),
        (b"null", "is no exported record"),
        (b'{"schema": "convtutor-list", "version": 1}', "is no exported record"),
        (b'{"schema": "convtutor-record", "version": 2}', "version: expected 1, got 2"),
        (b'{"schema": "convtutor-record", "version": true}', "version: expected 1, got True"),
        (b'{"schema": "convtutor-record"}', "version: expected 1, got null"),
        (b" " * (MOST_BYTES + 1), "is larger than 16 MiB"),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    (line,) = refusal(content)
    assert sentence in line


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, st.integers(0, 2**32))
def test_any_value_in_any_place_is_taken_or_refused_and_never_a_fault(
    value: Any, seed: int
) -> None:
    broken = document()
    part = random.Random(seed).choice([broken, *broken["answers"], *broken["done"]])
    part[random.Random(seed).choice(sorted(part))] = value
    try:
        found = read(json.dumps(broken))
    except FileContentError:
        return
    with Record(None) as record:
        assert record.merge(found).answers == len(found.kept)


def validator() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    text = (resources.files("convtutor.progress") / "record.schema.json").read_text("utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_in_the_package_fits_what_is_written() -> None:
    check = validator()
    assert list(check.iter_errors(document())) == []
    definitions = check.schema["$defs"]
    for name, rules in (("answer", ANSWER_RULES), ("done", DONE_RULES)):
        assert set(definitions[name]["properties"]) == set(rules)
        assert set(definitions[name]["required"]) == set(rules)


@pytest.mark.parametrize("change", [change for change, _ in BROKEN])
def test_the_schema_refuses_what_the_reader_refuses(change: Change) -> None:
    broken = document()
    change(broken)
    assert list(validator().iter_errors(broken)) != []
