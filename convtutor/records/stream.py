"""A stream that counts what is put on it, and takes its fingerprint.

Stream  text goes out as ASCII; `at` is the place behind it, `mark` ends it with its fingerprint
"""

from dataclasses import field
from hashlib import sha256
from typing import Any, BinaryIO

from convtutor.data import dataclass

WHOLE = '"whole":"'  # what follows it is the fingerprint of all bytes before it


@dataclass(slots=True)
class Stream:
    """Text on its way into a file."""

    file: BinaryIO
    at: int = 0
    digest: Any = field(default_factory=sha256)

    def put(self, text: str) -> None:
        """Write ASCII."""
        written = text.encode("ascii")
        self.file.write(written)
        self.digest.update(written)
        self.at += len(written)

    def end(self) -> None:
        """Write the fingerprint of everything so far, and close the object."""
        found = self.digest.hexdigest()
        self.put(f'{WHOLE}{found}"}}\n')
