"""The document of `convtutor verify --json`, read back into what it was written from.

ReadBack  one document: what was asked for, what came out, the version that wrote it

Verdicts and exit codes are not taken from the file: they follow from the arrays in it.
"""

import json
from pathlib import Path
from typing import NoReturn

from convtutor.crosscheck.checked import Checked
from convtutor.crosscheck.failures import KINDS as FAILURES
from convtutor.crosscheck.failures import Failure
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import LAYER, NETWORK, Cause, Difference, Match, Verdict
from convtutor.crosscheck.nodes import Node
from convtutor.crosscheck.report import LaneReport, Refusal, Report
from convtutor.crosscheck.sentences import cause_sentence
from convtutor.crosscheck.shards import MOST_SHARDS, Shard
from convtutor.crosscheck.torch_run import DEVICES
from convtutor.crosscheck.verify_document import (
    SCHEMA,
    SCHEMA_VERSION,
    LessonOutline,
    Outline,
)
from convtutor.data import dataclass
from convtutor.errors import ConvtutorError, FileContentError
from convtutor.lesson.source import read_regular, shown_path
from convtutor.lesson.text import Text
from convtutor.words import is_said, say
from convtutor.words.visible import visible

MOST_BYTES = 256 * 1024 * 1024
LANE = {lane.name: lane for lane in LANES}
VERDICTS = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One document; `path` is that of its file, for people."""

    path: str
    convtutor: str
    outline: Outline
    done: tuple[Checked, ...]


def read_verification(path: Path, language: str) -> ReadBack:
    """Read a document.

    Raises AccessError for what is no readable file, FileContentError for anything but such a
    document.
    """
    node = Node(_json_of(path, language), shown_path(path), language)
    _check_schema(node)
    version = node.at("convtutor").text()
    lessons = tuple(
        LessonOutline(each.at("id").text(), each.at("digest").text(),
                      each.at("examples").whole(1))
        for each in node.at("lessons").items()
    )
    outline = Outline(node.at("device").text(DEVICES), _shard(node.at("shard")), lessons)
    done = tuple(_checked(each) for each in node.at("examples").items())
    return ReadBack(node.path, version, outline, done)


def _json_of(path: Path, language: str) -> object:
    content = read_regular(path, MOST_BYTES + 1, "a document")
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise FileContentError(
            say("verify.merge.too_large", language, path=shown_path(path), most=most)
        )
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        reason = "nested too deeply"
    except ValueError as error:
        reason = str(error)
    raise FileContentError(say(
        "verify.merge.no_json", language, path=shown_path(path), reason=visible(reason[:200])
    ))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _check_schema(node: Node) -> None:
    schema, version = node.at("schema").value, node.at("version").value
    if (schema, version) != (SCHEMA, SCHEMA_VERSION) or isinstance(version, bool):
        got = visible(f"{schema!r:.40}, {version!r:.20}")
        raise FileContentError(say(
            "verify.merge.schema", node.language, path=node.path, wanted=SCHEMA,
            version=SCHEMA_VERSION, got=got,
        ))


def _shard(node: Node) -> Shard | None:
    if node.optional() is None:
        return None
    shard = Shard(node.at("number").whole(1), node.at("of").whole(1))
    if not shard.number <= shard.of <= MOST_SHARDS:
        node.refuse(f"number <= of <= {MOST_SHARDS}")
    return shard


def _checked(node: Node) -> Checked:
    return Checked(
        node.at("lesson").text(), node.at("digest").text(), node.at("example").whole(1),
        Text({"en": node.at("title").text()}), _report(node.at("report")),
    )


def _report(node: Node) -> Report:
    versions = node.at("versions").texts()
    if versions and not {"torch", "python"} <= set(versions):
        node.at("versions").refuse('{"torch": ..., "python": ...}')
    return Report(
        asked=node.at("asked").text(DEVICES),
        lanes=tuple(_lane(each) for each in node.at("lanes").items()),
        devices=node.at("devices").texts(),
        versions=versions,
        overrides=node.at("overrides").texts(),
        refusals=tuple(_refusal(each) for each in node.at("refusals").items()),
        failure=_failure(node.at("failure")),
        seconds=node.at("seconds").number(),
    )


def _refusal(node: Node) -> Refusal:
    kind = node.at("kind").text()
    if not is_said(f"torch.refusal.{kind}"):
        node.at("kind").refuse("torch.refusal.*")
    return Refusal(node.at("layer").text(), kind)


def _failure(node: Node) -> Failure | None:
    if node.optional() is None:
        return None
    kind = node.at("kind").text(FAILURES)
    return Failure(kind, node.at("detail").text(), node.at("printed").text())


def _lane(node: Node) -> LaneReport:
    lane = LANE[node.at("lane").text(LANE)]
    return LaneReport(
        lane.name,
        node.at("device").text((lane.device,)),
        node.at("dtype").text((lane.dtype,)),
        tuple(_match(each) for each in node.at("arrays").items()),
        node.at("flags").scalars(),
        _failure(node.at("failure")),
        node.at("seconds").number(),
    )


def _match(node: Node) -> Match:
    torch_shape = node.at("torch_shape").optional()
    excluded = {key: node.at("excluded").at(key).whole() for key in node.at("excluded").fields()}
    for reason in excluded:
        if not is_said(f"torch.left_out.{reason}"):
            node.at("excluded").refuse("torch.left_out.*")
    return Match(
        array=node.at("array").text(),
        scope=node.at("scope").text((LAYER, NETWORK)),
        shape=node.at("shape").extents(),
        verdict=VERDICTS[node.at("verdict").text(VERDICTS)],
        disagreeing=node.at("disagreeing").whole(),
        excluded=excluded,
        ties=node.at("ties").whole(),
        zero_signs=node.at("zero_signs").whole(),
        greatest=_difference(node.at("greatest")),
        torch_shape=None if torch_shape is None else torch_shape.extents(),
        arithmetic=node.at("arithmetic").text(),
        cause=_cause(node.at("cause")),
    )


def _difference(node: Node) -> Difference | None:
    if node.optional() is None:
        return None
    ours, torch, bound = (node.at(key).number() for key in ("ours", "torch", "bound"))
    return Difference(node.at("index").extents(), ours, torch, bound)


def _cause(node: Node) -> Cause | None:
    if node.optional() is None:
        return None
    values = node.texts()
    cause = Cause(node.at("kind").text(), {k: v for k, v in values.items() if k != "kind"})
    try:
        cause_sentence(cause, node.language)
    except ConvtutorError:
        node.refuse("torch.cause.*")
    return cause
