"""A trace as lines: the head, a step a line, the foot with every array."""

from typing import BinaryIO

from convtutor.records.document import VERSION, Writer, head_of
from convtutor.records.encode import compact
from convtutor.records.form import Format, Progress
from convtutor.records.selection import Selection
from convtutor.records.stream import Stream


def write_jsonl(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write a selection, one JSON value a line."""
    writer, stream = Writer(selection, progress), Stream(file)
    stream.put(f"{compact({**head_of(selection), 'version': VERSION})}\n")
    for line in writer.lines():
        stream.put(f"{line}\n")
    stream.put(f'{{"values":{compact(writer.values)},')
    stream.end()


JSONL = Format("jsonl", ".jsonl", write_jsonl)
