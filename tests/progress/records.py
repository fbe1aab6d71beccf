"""Records in other processes, and whether a file is a sound database."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from convtutor.progress.examine import connect


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run code in another process; it finds the record's path in argv[1]."""
    return subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, timeout=60, check=False,
    )


def is_sound(path: Path) -> bool:
    with closing(connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
