"""Documents of shards are read with distrust and merged into what one machine would have said."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from convtutor.crosscheck.checked import checked_example
from convtutor.crosscheck.merge import merge_main
from convtutor.crosscheck.shards import items_of
from convtutor.crosscheck.verify_document import Outline, document, outline_of
from convtutor.errors import AccessError, ConvtutorError, FileContentError, UsageError
from tests.crosscheck.documents import VERIFY_SCHEMA, compared, lessons_in, shard_documents

Change = Callable[[dict[str, Any]], object]


def write(folder: Path, documents: Sequence[dict[str, Any]]) -> list[str]:
    paths = []
    for number, content in enumerate(documents, start=1):
        path = folder / f"part-{number}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        paths.append(str(path))
    return paths


def merge(paths: Sequence[str], as_json: bool = False, language: str = "en") -> tuple[int, str]:
    out = io.StringIO()
    code = merge_main(paths, as_json, language, out)
    return code, out.getvalue()


def refusal(kind: type[ConvtutorError], paths: Sequence[str]) -> str:
    with pytest.raises(kind) as caught:
        merge(paths)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_documents_of_shards_and_of_the_whole_fit_the_schema(tmp_path: Path) -> None:
    parts = shard_documents(lessons_in(tmp_path), 3, ("large", 2))
    for part in parts:
        jsonschema.validate(json.loads(json.dumps(part, allow_nan=False)), VERIFY_SCHEMA)
    code, text = merge(write(tmp_path, parts), as_json=True)
    whole = json.loads(text)
    jsonschema.validate(whole, VERIFY_SCHEMA)
    assert (code, whole["exit_code"], whole["shard"]) == (1, 1, None)


def test_the_merged_document_is_the_one_of_a_single_machine(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path)
    done = [checked_example(item.lesson, item.example, compared(item.example))
            for item in items_of(lessons)]
    single = document(Outline("auto", None, outline_of(lessons)), done)
    paths = write(tmp_path, shard_documents(lessons, 3))
    code, text = merge(paths[::-1], as_json=True)
    assert (code, json.loads(text)) == (0, single)


def test_the_merged_text_counts_arrays_and_tells_what_differs(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path)
    code, text = merge(write(tmp_path, shard_documents(lessons, 2)))
    assert (code, text.splitlines()) == (0, [
        "examples: 4; everything that was compared agrees.",
        "  CPU float32:  arrays: 12; bit for bit equal: 12",
        "  CPU float64:  arrays: 12; bit for bit equal: 12",
        "torch 2.13.0, Python 3.11.7",
    ])
    code, text = merge(write(tmp_path, shard_documents(lessons, 2, ("large", 2))))
    assert code == 1
    assert text.startswith("large, example 2: one\n")
    assert "example 1:" not in text
    assert "examples: 4; with differences: 1." in text


def test_a_merged_report_is_told_in_chinese(tmp_path: Path) -> None:
    paths = write(tmp_path, shard_documents(lessons_in(tmp_path), 2))
    assert "数组 12 个：逐位相等 12 个" in merge(paths, language="zh")[1]


def test_an_empty_shard_is_merged(tmp_path: Path) -> None:
    parts = shard_documents(lessons_in(tmp_path), 6)
    assert [] in [part["examples"] for part in parts]
    assert merge(write(tmp_path, parts))[0] == 0


def test_missing_and_double_shards_are_refused(tmp_path: Path) -> None:
    paths = write(tmp_path, shard_documents(lessons_in(tmp_path), 4))
    assert refusal(UsageError, paths[1:3]) == "shards of 4 that are missing: 1, 4"
    double = refusal(UsageError, [*paths, paths[2]])
    assert "part-3.json: is shard 3 of 4, as " in double


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(convtutor="9.0"), "is of convtutor 9.0, this is "),
        (lambda d: d.update(device="cpu"), "ran with --device cpu, "),
        (lambda d: d["shard"].update(of=3), "is one of 3 shards, "),
        (lambda d: d.update(shard=None), "is the document of a whole verification and no shard"),
        (lambda d: d["lessons"][1].update(digest="0" * 64), "the lesson small is not the same as"),
        (lambda d: d["lessons"].pop(), "the lesson small is not the same as"),
    ],
)
def test_shards_of_different_verifications_are_refused(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    parts = shard_documents(lessons_in(tmp_path), 2)
    change(parts[1])
    found = refusal(UsageError, write(tmp_path, parts))
    assert sentence in found
    assert "part-2.json: " in found


def test_shards_compared_with_different_torches_are_refused(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path)
    parts = [shard_documents(lessons, 2)[0], shard_documents(lessons, 2, version="2.10.1")[1]]
    assert "was compared with torch 2.10.1, " in refusal(UsageError, write(tmp_path, parts))


def first_array(part: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = part["examples"][0]["report"]["lanes"][0]["arrays"][0]
    return found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda d: d.update(schema="convtutor-list"), "expected the schema convtutor-verify"),
        (lambda d: d.update(version=2), "got 'convtutor-verify', 2"),
        (lambda d: d.pop("examples"), 'expected {"examples": ...}'),
        (lambda d: d.update(examples={}), "examples: expected [...], got {}"),
        (lambda d: d["shard"].update(number=3), "shard: expected number <= of"),
        (lambda d: d["shard"].update(number=True), "shard.number: expected >= 1, got True"),
        (lambda d: first_array(d).update(verdict="FINE"), "arrays[0].verdict: expected EXACT | "),
        (lambda d: first_array(d).update(shape=[-1]), "shape[0]: expected >= 0, got -1"),
        (lambda d: first_array(d).update(cause={"kind": "x"}), "cause: expected torch.cause.*"),
        (lambda d: first_array(d).update(excluded={"x": 1}), "excluded: expected torch.left_out"),
        (lambda d: first_array(d)["greatest"].update(ours="1e3"), 'expected 0 | "nan" | "inf"'),
        (lambda d: first_array(d)["greatest"].update(bound=10**400), 'expected 0 | "nan" | "inf"'),
        (lambda d: d["examples"].pop(), "expected it once among the shards, found 0"),
        (lambda d: d["examples"].append(d["examples"][0]), "found 2"),
        (lambda d: d["examples"][0].update(lesson="\x1b[2J"), r"\x1b[2J, example "),
    ],
)
def test_a_document_that_is_not_whole_is_refused_with_the_place(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    parts = shard_documents(lessons_in(tmp_path), 2)
    change(parts[0])
    assert sentence in refusal(FileContentError, write(tmp_path, parts))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"schema": NaN}', b'{"a": ' + b"9" * 5000 + b"}",
     b"null", b"[]", b'"\x1b[2J"', b'{"schema": "\\u001b[2J", "version": 1}'],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "part-1.json"
    path.write_bytes(content)
    assert "part-1.json: " in refusal(FileContentError, [str(path)])


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "a document is a regular file, this is a folder" in refusal(AccessError, [str(tmp_path)])
    assert "No such file" in refusal(AccessError, [str(tmp_path / "none.json")])


def test_verdicts_follow_from_the_arrays_and_not_from_what_a_file_claims(tmp_path: Path) -> None:
    parts = shard_documents(lessons_in(tmp_path), 1, ("small", 1))
    parts[0].update(exit_code=0)
    parts[0]["examples"][-1]["report"].update(exit_code=0, verdict="EXACT")
    assert merge(write(tmp_path, parts))[0] == 1


def test_hostile_text_in_a_document_is_printed_visibly(tmp_path: Path) -> None:
    parts = shard_documents(lessons_in(tmp_path), 1, ("small", 1))
    report = parts[0]["examples"][-1]["report"]
    report["devices"]["cpu"] = report["versions"]["python"] = "\x1b]0;x\x07"
    first_array({"examples": [parts[0]["examples"][-1]]})["array"] = "\u202econv1.output"
    text = merge(write(tmp_path, parts))[1]
    assert all(line.isprintable() for line in text.splitlines())
    assert r"\x1b]0;x\x07" in text
    assert r"\u202econv1.output" in text
