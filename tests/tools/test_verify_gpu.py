"""The GPU report's file name and content, as far as they need no GPU."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import require
from tools.environment.commands import ROOT
from tools.verify_gpu import dated, report_path


def test_a_report_is_named_after_the_device_and_the_date() -> None:
    path = report_path("NVIDIA H100 80GB HBM3", "2026-11-25")
    assert path == ROOT / "docs" / "gpu" / "nvidia-h100-80gb-hbm3-2026-11-25.json"


def test_a_device_name_cannot_leave_the_folder() -> None:
    assert report_path("../../x/..", "2026-11-25").parent == ROOT / "docs" / "gpu"


def test_a_report_is_the_document_with_its_date() -> None:
    report = json.loads(dated('{"schema": 1, "version": "0.1.0"}', "2026-11-25"))
    assert report == {"date": "2026-11-25", "schema": 1, "version": "0.1.0"}


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        dated("everything agrees", "2026-11-25")


def test_without_a_gpu_it_says_so_and_writes_nothing() -> None:
    require("torch")
    before = sorted((ROOT / "docs").rglob("*.json"))
    done = subprocess.run(
        (sys.executable, "-m", "tools.verify_gpu"),
        cwd=ROOT,
        env=os.environ | {"CUDA_VISIBLE_DEVICES": ""},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.startswith("make: no CUDA device that torch can use: ")
    assert "Traceback" not in done.stderr
    assert sorted((ROOT / "docs").rglob("*.json")) == before
