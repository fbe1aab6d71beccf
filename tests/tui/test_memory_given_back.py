"""Memory that is free is the system's again, where the C library can do it."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np
import pytest

from convtutor.tui.terminal_app import give_back

BLOCK = 100_000  # bytes; small enough not to be mapped by itself
COUNT = 300


def resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="needs glibc"
)
def test_what_is_freed_between_blocks_that_stay_is_given_back() -> None:
    blocks = [np.ones(BLOCK, np.uint8) for _ in range(COUNT)]
    kept = blocks[::20]
    del blocks
    before = resident()
    give_back()
    assert before - resident() > BLOCK * COUNT // 2
    assert all(block.all() for block in kept)
