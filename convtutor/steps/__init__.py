"""The reading rules as steps one can walk: places, steps, traces, the timeline, the cursor."""

from convtutor.steps.cursor import Cursor, cursor_at_start
from convtutor.steps.level import LEVELS, Level
from convtutor.steps.place import Place
from convtutor.steps.planes import beside
from convtutor.steps.step import Read, Step, Tap
from convtutor.steps.timeline import Timeline, parse_place, read_index, short_index, short_place
from convtutor.steps.trace import Trace

__all__ = [
    "LEVELS",
    "Cursor",
    "Level",
    "Place",
    "Read",
    "Step",
    "Tap",
    "Timeline",
    "Trace",
    "beside",
    "cursor_at_start",
    "parse_place",
    "read_index",
    "short_index",
    "short_place",
]
