"""What goes through the pipes to and from the child: a JSON header and raw arrays.

A message is MAGIC, the header's length (4 bytes, little-endian), the header (JSON, UTF-8) and the
bytes of its arrays one after another. The header names each array with its dtype and shape, so
the length of what follows is known before it is read. Runs without NumPy: the child has torch
only.

Blob     one array as bytes: dtype, shape, data
Message  fields of the header, and arrays by name
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import field
from math import prod
from typing import Any

from convtutor.data import dataclass

MAGIC = b"\x00\xffconvtutor1\xff\x00"
LENGTH = struct.Struct("<I")
PREFIX_SIZE = len(MAGIC) + LENGTH.size
LARGEST_HEADER = 1 << 24
ITEM_SIZES = {"float32": 4, "float64": 8, "int64": 8}


class ProtocolError(Exception):
    """Bytes that are no message."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One array as bytes in the machine's own order."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    @property
    def size(self) -> int:
        """Count the bytes that dtype and shape ask for."""
        return prod(self.shape) * ITEM_SIZES[self.dtype]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: the header's fields and the arrays by name."""

    fields: Mapping[str, Any]
    arrays: Mapping[str, Blob] = field(default_factory=dict)


def encode(message: Message) -> bytes:
    """Write a message as bytes."""
    named = [[name, blob.dtype, list(blob.shape)] for name, blob in message.arrays.items()]
    header = json.dumps({"fields": dict(message.fields), "arrays": named}).encode()
    bodies = (blob.data for blob in message.arrays.values())
    return b"".join((MAGIC, LENGTH.pack(len(header)), header, *bodies))


def header_length(prefix: bytes) -> int:
    """Give the length of the header that follows; raises ProtocolError for foreign bytes."""
    magic, length = prefix[: len(MAGIC)], prefix[len(MAGIC) :]
    if magic != MAGIC or len(length) != LENGTH.size:
        raise ProtocolError(f"expected a message, got {prefix!r}")
    (count,) = LENGTH.unpack(length)
    if count > LARGEST_HEADER:
        raise ProtocolError(f"a header of {count} bytes; the most is {LARGEST_HEADER}")
    return int(count)


def read_header(header: bytes) -> tuple[dict[str, Any], list[tuple[str, Blob]]]:
    """Give the fields, and each array's name with a blob whose data are still to come.

    Raises ProtocolError when the header is not what `encode` writes.
    """
    try:
        document = json.loads(header)
        fields = dict(document["fields"])
        empty = [
            (str(name), Blob(str(dtype), tuple(int(extent) for extent in shape), b""))
            for name, dtype, shape in document["arrays"]
        ]
        sizes = [blob.size for _, blob in empty]
    except (ValueError, TypeError, KeyError) as error:
        raise ProtocolError(f"a header that cannot be read: {error!r}") from None
    if any(size < 0 for size in sizes):
        raise ProtocolError("a header with an array of negative size")
    return fields, empty


def body_length(empty: list[tuple[str, Blob]]) -> int:
    """Count the bytes of all arrays of a header."""
    return sum(blob.size for _, blob in empty)


def fill(fields: dict[str, Any], empty: list[tuple[str, Blob]], body: bytes) -> Message:
    """Cut the body into the arrays of its header."""
    arrays: dict[str, Blob] = {}
    start = 0
    for name, blob in empty:
        arrays[name] = Blob(blob.dtype, blob.shape, body[start : start + blob.size])
        start += blob.size
    return Message(fields, arrays)


def read_message(read: Callable[[int], bytes]) -> Message | None:
    """Give the next message of a blocking stream, None at its end.

    Raises ProtocolError when the stream ends in the middle of a message.
    """
    prefix = read(PREFIX_SIZE)
    if not prefix:
        return None
    fields, empty = read_header(_exactly(read, header_length(prefix)))
    return fill(fields, empty, _exactly(read, body_length(empty)))


def _exactly(read: Callable[[int], bytes], count: int) -> bytes:
    data = read(count)
    if len(data) < count:
        raise ProtocolError("the stream ended inside a message")
    return data
