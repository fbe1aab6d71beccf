"""The canonical trace: one JSON object, a step a line, arrays once; memory stays flat."""

from typing import BinaryIO

from convtutor.records.document import STRIDE, VERSION, Writer, head_of
from convtutor.records.encode import compact
from convtutor.records.form import Format, Progress
from convtutor.records.selection import Selection
from convtutor.records.stream import Stream


def write_json(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write a selection as one JSON object."""
    writer, stream = Writer(selection, progress), Stream(file)
    stream.put(compact(head_of(selection))[:-1] + ',"steps":[\n')
    begins = []
    for number, line in enumerate(writer.lines()):
        if number:
            stream.put(",\n")
        if number % STRIDE == 0:
            begins.append(stream.at)
        stream.put(line)
    stream.put(f'\n],\n"steps_at":{compact(begins)},\n')
    stream.put(f'"values":{compact(writer.values)},\n"version":{VERSION},\n')
    stream.end()


JSON = Format("json", ".json", write_json)
