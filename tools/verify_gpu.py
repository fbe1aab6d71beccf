"""Compare every lesson with torch on this machine's CUDA device and keep the report in docs/gpu/.

Usage: python -m tools.verify_gpu, with an interpreter that has NumPy and torch; nothing else is
needed and nothing is installed. The report is the JSON document of `convtutor verify`, with the
date. It is written whether or not the results agree; the exit code is that of `verify`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tools.environment.commands import ROOT, Refusal, say

REPORTS = ROOT / "docs" / "gpu"
NAME_DEVICE = "import torch; print(torch.cuda.get_device_name(0))"
VERIFY = ("-m", "convtutor", "verify", "--all", "--device", "cuda", "--json")
AGREED, DIFFERED = 0, 1


def device_name() -> str:
    """Ask torch for the name of the CUDA device; raise Refusal where there is none."""
    command = (sys.executable, "-c", NAME_DEVICE)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise Refusal(f"no CUDA device that torch can use: {lines[-1]}")
    return done.stdout.strip()


def report_path(device: str, date: str) -> Path:
    """Name the file of a report: the device in small letters and hyphens, then the date."""
    slug = re.sub(r"[^a-z0-9]+", "-", device.lower()).strip("-")
    return REPORTS / f"{slug}-{date}.json"


def dated(document: str, date: str) -> str:
    """Put the date in front of what verify printed; raise ValueError where that is no JSON."""
    return json.dumps({"date": date} | json.loads(document), indent=1, ensure_ascii=False) + "\n"


def write_report() -> int:
    """Run verify, write its report and return its exit code."""
    device, date = device_name(), datetime.now(UTC).date().isoformat()
    say(f"Comparing every lesson with torch on {device} ...")
    done = subprocess.run((sys.executable, *VERIFY), cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (AGREED, DIFFERED):
        raise Refusal(f"verify ended with {done.returncode}, so there is no report")
    path = report_path(device, date)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dated(done.stdout.decode("utf-8"), date), encoding="utf-8")
    verdict = "everything agrees" if done.returncode == AGREED else "something differs"
    say(f"{path.relative_to(ROOT)}: {verdict}")
    return done.returncode


def main() -> int:
    """Write the report, or say why there is none."""
    try:
        return write_report()
    except Refusal as refusal:
        print(f"make: {refusal}", file=sys.stderr)
        return 4


if __name__ == "__main__":
    sys.exit(main())
