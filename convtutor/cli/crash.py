"""What is kept of a fault of our own: a short sentence, and a file with the traceback.

The file holds no values of variables: they may be anything that was typed or read.
"""

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import convtutor
from convtutor.progress.folder import data_folder
from convtutor.words.visible import visible

LONGEST_MESSAGE = 200


def crash_message(error: BaseException) -> str:
    """Give the kind of an error and what it says, on one line, nothing hidden in it."""
    text = visible(str(error))
    shown = text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}..."
    return f"{type(error).__name__}: {shown}" if shown else type(error).__name__


def write_crash_report(error: BaseException, arguments: Sequence[str]) -> Path | None:
    """Write the traceback to a new file beside the record, else in the temporary folder.

    Gives its path, None where neither can be written.
    """
    text = "\n".join(visible(line) for line in _report_lines(error, arguments)) + "\n"
    for folder in (data_folder(), Path(tempfile.gettempdir())):
        path = None if folder is None else _write(text, folder)
        if path is not None:
            return path
    return None


def _report_lines(error: BaseException, arguments: Sequence[str]) -> list[str]:
    return [
        f"convtutor {convtutor.__version__}",
        f"Python {sys.version}",
        platform.platform(),
        f"arguments: {list(arguments)!r}",
        "",
        *"".join(traceback.format_exception(error)).split("\n"),
    ]


def _write(text: str, folder: Path) -> Path | None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="crash-", suffix=".txt", dir=folder, delete=False
        ) as file:
            file.write(text)
    except OSError:
        return None
    return Path(file.name)
