"""Whether a screen can be shown; asked before anything heavy is imported."""

import os
import sys


def terminal_is_usable() -> bool:
    """Tell whether the lesson screen can be shown: terminals at all ends, and not a dumb one."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if any(stream is None or not stream.isatty() for stream in streams):
        return False
    return os.name != "posix" or os.environ.get("TERM", "dumb") not in ("", "dumb")
