"""Measure the screen and print one table; exit 1 where a limit is broken.

Usage: python -m benchmarks [--print] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.goals import Figure, table
from benchmarks.measures import MEASURES


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    described = (__doc__ or "").split("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=described)
    parser.add_argument("--print", action="store_true", help="exit 0 whatever is broken")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    asked = parser.parse_args(arguments)
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        for name in asked.only:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            figures += MEASURES[name](Path(folder))
    print(table(figures))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    broken = [figure for figure in figures if not figure.held]
    if broken:
        print(f"{len(broken)} of {len(figures)} limits are broken")
    return 1 if broken and not asked.print else 0


if __name__ == "__main__":
    sys.exit(main())
