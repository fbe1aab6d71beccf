"""Messages come through the pipe as they were sent, and foreign bytes are refused."""

from __future__ import annotations

import io
import struct
import subprocess
import sys

import pytest

from convtutor.crosscheck.protocol import (
    MAGIC,
    Blob,
    Message,
    ProtocolError,
    encode,
    read_message,
)

ROWS = Blob("float32", (2, 3), struct.pack("6f", 1, 2, 3, 4, 5, 6))
NONE = Blob("float64", (0, 3), b"")


def test_a_message_comes_back_as_it_was_sent() -> None:
    sent = Message({"do": "run", "words": "填充"}, {"conv1.input": ROWS, "empty": NONE})
    assert read_message(io.BytesIO(encode(sent)).read) == sent


def test_two_messages_follow_one_another() -> None:
    first, second = Message({"n": 1}, {"a": ROWS}), Message({"n": 2})
    read = io.BytesIO(encode(first) + encode(second)).read
    assert [read_message(read), read_message(read), read_message(read)] == [first, second, None]


def test_bytes_of_another_program_are_refused() -> None:
    with pytest.raises(ProtocolError, match="expected a message, got b'libgomp"):
        read_message(io.BytesIO(b"libgomp: out of threads\n").read)


@pytest.mark.parametrize("kept", [1, len(MAGIC), len(MAGIC) + 5, -1])
def test_a_stream_that_ends_inside_a_message_is_refused(kept: int) -> None:
    whole = encode(Message({"n": 1}, {"a": ROWS}))
    with pytest.raises(ProtocolError):
        read_message(io.BytesIO(whole[:kept]).read)


@pytest.mark.parametrize(
    "header",
    [b"{", b"[]", b'{"fields": {}}', b'{"fields": {}, "arrays": [["a", "float16", [2]]]}',
     b'{"fields": {}, "arrays": [["a", "float32", [-2]]]}'],
)
def test_a_header_of_another_form_is_refused(header: bytes) -> None:
    data = MAGIC + struct.pack("<I", len(header)) + header
    with pytest.raises(ProtocolError):
        read_message(io.BytesIO(data).read)


def test_a_header_of_an_impossible_length_is_refused_unread() -> None:
    with pytest.raises(ProtocolError, match="the most is"):
        read_message(io.BytesIO(MAGIC + b"\xff\xff\xff\xff").read)


def test_the_child_side_loads_without_numpy() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "import convtutor.crosscheck.worker, convtutor.crosscheck.lanes\n"
        "assert 'torch' not in sys.modules\n"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
