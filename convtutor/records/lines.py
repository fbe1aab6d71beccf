"""The lines of a trace file, read one at a time from where they stand; nothing else is parsed.

Layout   where the head, the steps and the foot of a file lie
Lines    the steps of a file as JSON objects, by number
"""

import json
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from convtutor.data import dataclass
from convtutor.errors import AccessError, FileContentError
from convtutor.lesson.problems import shortened
from convtutor.lesson.source import read_regular, shown_path
from convtutor.records.document import SCHEMA, STRIDE, VERSION
from convtutor.records.stream import WHOLE
from convtutor.words.visible import visible

MOST_HEAD, MOST_STEP, MOST_FOOT = 4 << 20, 4 << 20, 256 << 20
MOST_CHECKED = 16 << 20  # bytes; the fingerprint of a larger file is left to `verify`
FOOT = b'\n],\n"steps_at":['
CLOSED = b"\n]"


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A trace file: its bytes, its head and foot, and where the lines of its steps lie.

    `begins` are the places of every STRIDE-th step, those that are known; `first` and `end` are
    those of the first step and behind the last one.
    """

    shown: str
    content: mmap.mmap | bytes
    head: Mapping[str, Any]
    foot: Mapping[str, Any]
    first: int
    end: int
    begins: tuple[int, ...]


def open_layout(path: Path) -> Layout:
    """Open a trace; only its head and foot are parsed.

    Raises AccessError for what is no readable regular file, FileContentError for what is no trace
    of ours, of a newer version, or cut off.
    """
    shown = shown_path(path)
    read_regular(path, 1, "a trace")
    with path.open("rb") as file:
        try:
            content: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            content = b""
        except OSError as error:
            raise AccessError(f"{shown}: cannot be read: {error.strerror}") from None
    if content[:1] != b"{":
        raise FileContentError(f"{shown}: is no trace; a trace begins with {{")
    ends = content.find(b"\n", 0, MOST_HEAD)
    first_line = content[: len(content) if ends < 0 else ends]
    if len(first_line) > MOST_HEAD:
        raise FileContentError(f"{shown}: its first line is longer than {MOST_HEAD >> 20} MiB")
    if first_line.rstrip().endswith(b'"steps":['):
        layout = _json_layout(shown, content, first_line, ends)
    else:
        layout = _jsonl_layout(shown, content, first_line, ends)
    if len(content) <= MOST_CHECKED:
        check_whole(layout)
    return layout


def check_whole(layout: Layout) -> None:
    """Accept a file that is as it was written; raises FileContentError otherwise."""
    at = layout.content.rfind(WHOLE.encode())
    if sha256(memoryview(layout.content)[:at]).hexdigest() != layout.foot.get("whole"):
        raise FileContentError(
            f"{layout.shown}: was changed since it was written (whole: its fingerprint is another "
            "one); export it again"
        )


def _json_layout(
    shown: str, content: mmap.mmap | bytes, first_line: bytes, ends: int
) -> Layout:
    head = parsed(first_line + b"]}", f"{shown}: the head")
    at = content.rfind(FOOT, max(0, len(content) - MOST_FOOT))
    if at < 0:
        raise FileContentError(
            f"{shown}: is cut off behind byte {len(content):,}: its foot is missing; export it "
            "again"
        )
    foot = parsed(b"{" + content[at + len(b"\n],\n") :], f"{shown}: the foot")
    check_head({**head, "version": foot.get("version")}, shown)
    begins: Any = foot.get("steps_at")
    fits = isinstance(begins, list) and all(
        type(place) is int and ends < place < at for place in begins
    )
    if not fits or sorted(set(begins)) != begins:
        raise FileContentError(f"{shown}: steps_at: expected ascending places within the file")
    return Layout(shown, content, head, foot, ends + 1, at, tuple(begins))


def _jsonl_layout(
    shown: str, content: mmap.mmap | bytes, first_line: bytes, ends: int
) -> Layout:
    head = parsed(first_line, f"{shown}: the first line")
    check_head(head, shown)
    last = content.rfind(b"\n", 0, max(len(content) - 1, 0))
    text = content[last + 1 :]
    foot = parsed(text, f"{shown}: the last line") if text.startswith(b'{"values":') else {}
    if not foot or last < ends or not text.endswith(b"\n"):
        raise FileContentError(
            f"{shown}: is cut off behind byte {len(content):,}: its last line is missing; export "
            "it again"
        )
    return Layout(shown, content, head, foot, ends + 1, last, ())


def parsed(text: bytes, where: str) -> dict[str, Any]:
    """Read a JSON object; raises FileContentError for anything else."""
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise FileContentError(f"{where}: is nested too deeply") from None
    except ValueError as error:
        reason = shortened(visible(str(error)), 120)
        raise FileContentError(f"{where}: is no JSON: {reason}") from None
    if not isinstance(found, dict):
        raise FileContentError(f"{where}: expected an object, got a {type(found).__name__}")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number; it is written as a text")


def check_head(head: Mapping[str, Any], shown: str) -> None:
    """Accept the head of a trace; raises FileContentError for another document or version."""
    if head.get("schema") != SCHEMA:
        got = shortened(repr(head.get("schema")), 60)
        raise FileContentError(f"{shown}: schema: expected {SCHEMA!r}, got {got}; it is no trace")
    version = head.get("version")
    if type(version) is not int or version < 1:
        raise FileContentError(f"{shown}: version: expected {VERSION}, got {version!r}")
    if version > VERSION:
        made_by = visible(shortened(str(head.get("convtutor")), 20))
        raise FileContentError(
            f"{shown}: version {version} of the trace needs a newer convtutor (it was written by "
            f"{made_by})"
        )


@dataclass(slots=True, eq=False)
class Lines:
    """The steps of a trace, by number from 0; the places of those that were looked for are kept.

    `places` holds where every STRIDE-th step begins, as far as it is known.
    """

    layout: Layout
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = list(self.layout.begins) or [self.layout.first]

    def step(self, number: int) -> dict[str, Any]:
        """Read a step. Raises FileContentError where the file has none, or where it is broken."""
        at = self._place(number)
        return self._parsed(at, self._behind(at, number), number)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        at, number = self.layout.first, 0
        while at < self.layout.end:
            behind = self._behind(at, number)
            yield self._parsed(at, behind, number)
            at, number = behind + 1, number + 1

    def _place(self, number: int) -> int:
        """Find where a step begins: from the nearest known place on, line by line."""
        content, end = self.layout.content, self.layout.end
        stride = min(number // STRIDE, len(self.places) - 1)
        at = self.places[stride]
        for passed in range(stride * STRIDE + 1, number + 1):
            at = content.find(b"\n", at, end) + 1
            if at <= 0:
                count = f"{passed:,}"
                raise FileContentError(
                    f"{self.layout.shown}: has {count} steps, step {number + 1:,} was looked for"
                )
            if passed == len(self.places) * STRIDE:
                self.places.append(at)
        return at

    def _behind(self, at: int, number: int) -> int:
        end = self.layout.end
        behind = self.layout.content.find(b"\n", at, min(at + MOST_STEP, end))
        if behind < 0 and end - at > MOST_STEP:
            raise FileContentError(
                f"{self.layout.shown}: step {number + 1:,} is longer than {MOST_STEP >> 20} MiB"
            )
        return end if behind < 0 else behind

    def _parsed(self, at: int, behind: int, number: int) -> dict[str, Any]:
        text = self.layout.content[at:behind].rstrip(b",")
        return parsed(text, f"{self.layout.shown}: step {number + 1:,}")
