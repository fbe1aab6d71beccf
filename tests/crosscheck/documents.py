"""The form of the document of `verify --json`, as a JSON schema, and documents without torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from convtutor.crosscheck.checked import COUNTED, Checked, checked_example
from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.reference import reference_of
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.crosscheck.shards import Shard, items_of, part_of
from convtutor.crosscheck.verify_document import Outline, document, outline_of
from convtutor.lesson.read import read_lesson
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Example, Lesson
from tests.crosscheck.examples import answer_of
from tests.lesson.written import CONV, EXAMPLE, HEAD


def an_object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT: dict[str, Any] = {"type": "string"}
TEXTS = {"type": "object", "additionalProperties": TEXT}
COUNT = {"type": "integer", "minimum": 0}
NUMBER = {"anyOf": [{"type": "number"}, {"enum": ["nan", "inf", "-inf"]}]}
VERDICT = {"enum": [verdict.value for verdict in Verdict]}
EXIT = {"enum": [0, 1, 4]}
DEVICE = {"enum": ["auto", "cpu", "cuda"]}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
FAILURE = or_null(an_object(kind=TEXT, detail=TEXT, printed=TEXT))
DIFFERENCE = an_object(
    index=list_of(COUNT), difference=NUMBER, ours=NUMBER, torch=NUMBER, bound=NUMBER, ratio=NUMBER
)
ARRAY = an_object(
    array=TEXT, scope={"enum": ["layer", "network"]}, shape=list_of(COUNT),
    torch_shape=or_null(list_of(COUNT)), verdict=VERDICT, elements=COUNT, disagreeing=COUNT,
    excluded={"type": "object", "additionalProperties": COUNT}, ties=COUNT, zero_signs=COUNT,
    greatest=or_null(DIFFERENCE), arithmetic=TEXT,
    cause=or_null({**TEXTS, "required": ["kind"]}),
)
LANE = an_object(
    lane={"enum": [lane.name for lane in LANES]}, device={"enum": ["cpu", "cuda"]},
    dtype={"enum": ["float32", "float64"]}, verdict=VERDICT, agreed=COUNT, elements=COUNT,
    flags={"type": "object"}, failure=FAILURE, seconds=NUMBER, arrays=list_of(ARRAY),
)
REPORT = an_object(
    asked=DEVICE, checked={"type": "boolean"}, verdict=VERDICT, exit_code=EXIT, devices=TEXTS,
    versions=TEXTS, overrides=TEXTS, refusals=list_of(an_object(layer=TEXT, kind=TEXT)),
    failure=FAILURE, seconds=NUMBER, lanes=list_of(LANE),
)
VERIFY_SCHEMA = an_object(
    schema={"const": "convtutor-verify"}, version={"const": 1}, convtutor=TEXT, device=DEVICE,
    shard=or_null(an_object(number={"type": "integer", "minimum": 1},
                            of={"type": "integer", "minimum": 1})),
    exit_code=EXIT,
    lessons=list_of(an_object(id=TEXT, digest=DIGEST, examples={"type": "integer", "minimum": 1})),
    lanes=list_of(an_object(
        lane=TEXT, device=TEXT, arrays=an_object(**dict.fromkeys(COUNTED, COUNT))
    )),
    examples=list_of(an_object(
        lesson=TEXT, digest=DIGEST, example={"type": "integer", "minimum": 1}, title=TEXT,
        report=REPORT,
    )),
)


def lessons_in(folder: Path) -> list[Lesson]:
    """Write and read two lessons: one of three examples, the last with 64 times the work, one of
    one."""
    large = EXAMPLE.replace(
        "[[0, 1, 2], [3, 4, 5]]", "{ range = [0, 96], shape = [8, 12] }"
    )
    texts = {"large": EXAMPLE + CONV + EXAMPLE + CONV + large + CONV, "small": EXAMPLE + CONV}
    lessons = []
    for name, text in texts.items():
        path = folder / f"{name}.toml"
        path.write_text(HEAD.replace('"small"', f'"{name}"') + text, encoding="utf-8")
        lessons.append(read_lesson(path))
    return lessons


def compared(example: Example, wrong: bool = False, version: str = "2.13.0") -> Report:
    """Give the report of an example against a faultless torch, or one whose output is 1 more."""
    plan = plan_of(run_example(example))
    lanes = []
    for lane in LANES:
        if lane.device == "cuda":
            none = Failure("cuda-none")
            lanes.append(LaneReport(lane.name, lane.device, lane.dtype, failure=none))
            continue
        reference = reference_of(plan, lane.dtype)
        answer = answer_of(reference, lane.dtype)
        if wrong:
            answer["alone/conv1.output"] = answer["alone/conv1.output"] + np.ones(1, lane.dtype)
        matches = compare_lane(plan, reference, lane, answer)
        lanes.append(LaneReport(lane.name, lane.device, lane.dtype, matches, {"mkldnn": True}))
    versions = {"torch": version, "python": "3.11.7"}
    return Report("auto", tuple(lanes), {"cpu": "AMD EPYC"}, versions)


def shard_documents(
    lessons: Sequence[Lesson], of: int, wrong: tuple[str, int] = ("", 0), version: str = "2.13.0"
) -> list[dict[str, Any]]:
    """Give the documents of all shards; the output of the `wrong` example differs."""
    items = list(items_of(lessons))
    documents = []
    for number in range(1, of + 1):
        done: list[Checked] = []
        for item in part_of(items, Shard(number, of)):
            differs = (item.lesson.id, item.example.number) == wrong
            report = compared(item.example, differs, version)
            done.append(checked_example(item.lesson, item.example, report))
        outline = Outline("auto", Shard(number, of), outline_of(lessons))
        documents.append(document(outline, done))
    return documents
