"""What lies at a path, told by its content: TOML is a lesson, JSON a trace."""

from pathlib import Path

from convtutor.errors import AccessError
from convtutor.lesson.source import read_regular

LEADING = b"\xef\xbb\xbf \t\r\n"
LOOKED_AT = 64


def is_trace(path: Path) -> bool:
    """Say whether a file begins as a JSON object does; what cannot be read is none.

    No lesson begins so: a brace opens no line of TOML.
    """
    try:
        return read_regular(path, LOOKED_AT, "a trace").lstrip(LEADING)[:1] == b"{"
    except AccessError:
        return False
