"""A trace as a table: one row a tap, with what it read and the sum before and behind it."""

import csv
import io
from typing import BinaryIO

from convtutor.records.document import spoken_steps
from convtutor.records.encode import json_number
from convtutor.records.form import Format, Progress
from convtutor.records.ruled import ruled
from convtutor.records.selection import Selection
from convtutor.steps import Read, Step

COLUMNS = (
    "example", "place", "value", "tap", "product", "fate", "before", "after", "reads",
)
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write a row a tap as CSV in UTF-8; an element without taps has a row without one."""
    stream = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    done, count = 0, sum(len(part.run.timeline) for part in selection.recorded)
    for part in selection.recorded:
        for step in spoken_steps(selection, part, ruled(part.run)):
            rows.writerows(_rows(step, part.example.number))
            done += 1
            progress(done, count)
    stream.detach()


def _rows(step: Step, example: int) -> list[list[object]]:
    place, value = as_text(str(step.place())), json_number(step.value)
    if not step.taps:
        return [[example, place, value, "", "", "", "", "", ""]]
    return [
        [
            example, place, value, tap.number, json_number(tap.product), tap.fate.value,
            json_number(step.partials[tap.number]), json_number(step.partials[tap.number + 1]),
            as_text("; ".join(map(_read, tap.reads))),
        ]
        for tap in step.taps
    ]


def _read(read: Read) -> str:
    index = ",".join(map(str, read.index))
    return f"{read.array}[{index}]={json_number(read.value)}"


def as_text(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(OPENS_A_FORMULA) else text


CSV = Format("csv", ".csv", write_table)
