"""A terminal that is gone ends the lesson, also where no SIGHUP comes."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_terminal_that_is_gone_ends_the_lesson(tmp_path: Path) -> None:
    outer, inner = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "CONVTUTOR_DATA": str(tmp_path)}
    child = subprocess.Popen(
        (sys.executable, "-m", "convtutor", "lesson", "padding"),
        stdin=inner, stdout=inner, stderr=inner, cwd=ROOT, env=environment,
        start_new_session=True,
    )
    try:
        os.close(inner)
        shown = b""
        while b"floor((3" not in shown:
            shown += os.read(outer, 65536)
        os.close(outer)
        assert child.wait(timeout=60) == 129
    finally:
        child.kill()
        child.wait()
