"""A record as a file that can be handed on: what was answered and what was done, as JSON.

Exported  what such a file holds

The same record gives the same bytes: keys are sorted, and no clock is asked. Settings and places
stay where they are. The form is record.schema.json beside this module.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field
from typing import Any

import convtutor
from convtutor.data import dataclass
from convtutor.progress.answers import Answered, Kept

SCHEMA = "convtutor-record"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Exported:
    """The answers with their names, in order, and of each lesson the examples that are done, each
    with the digest of its text."""

    kept: tuple[Kept, ...] = ()
    done: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def text_of(exported: Exported) -> str:
    """Write the file, one answer or example a line, in ASCII."""
    answers = [answer_entry(kept) for kept in exported.kept]
    done = [
        {"lesson": lesson, "example": example, "digest": digest}
        for lesson, examples in sorted(exported.done.items())
        for example, digest in sorted(examples.items())
    ]
    parts = {
        "answers": _list_text(answers),
        "convtutor": json.dumps(convtutor.__version__),
        "done": _list_text(done),
        "schema": json.dumps(SCHEMA),
        "version": json.dumps(VERSION),
    }
    return "{\n" + ",\n".join(f' "{name}": {text}' for name, text in parts.items()) + "\n}\n"


def answer_entry(kept: Kept) -> dict[str, Any]:
    """Give an answer with its name as JSON has it."""
    answered: Answered = kept.answered
    confidence = answered.confidence
    return {
        **asdict(answered),
        "outcome": answered.outcome.value,
        "confidence": None if confidence is None else confidence.value,
        "record": kept.record,
        "sequence": kept.sequence,
    }


def _list_text(entries: Sequence[Mapping[str, Any]]) -> str:
    if not entries:
        return "[]"
    lines = ",\n".join(f"  {json.dumps(entry, sort_keys=True)}" for entry in entries)
    return f"[\n{lines}\n ]"
