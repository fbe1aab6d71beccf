"""A deep run draws far more settings, fresh ones each time, and the same again from its seed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWN = """
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples

SEEN = []


@examples(30)
@given(number=st.integers(0, 2**64))
def test_drawn(number: int) -> None:
    SEEN.append(number)


def test_written() -> None:
    Path({path!r}).write_text(" ".join(map(str, SEEN)))
"""


def draw(folder: Path, *options: str) -> tuple[list[int], str]:
    """Run a drawn test under tests/conftest.py; give what it drew and what was printed."""
    (folder / "test_drawn.py").write_text(DRAWN.format(path=str(folder / "drawn.txt")))
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"),
         "-p", "tests.conftest", "--rootdir", str(folder), *options, str(folder)),
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [int(number) for number in (folder / "drawn.txt").read_text().split()], done.stdout


def test_a_usual_run_draws_as_many_as_the_test_says_and_the_same_every_time(
    tmp_path: Path,
) -> None:
    first, printed = draw(tmp_path)
    assert len(first) == 30
    assert "seed" not in printed
    assert draw(tmp_path)[0] == first


def test_a_deep_run_draws_2000_fresh_ones_and_the_same_again_from_the_seed_it_prints(
    tmp_path: Path,
) -> None:
    first, printed = draw(tmp_path, "--hypothesis-profile=deep")
    assert len(first) == 2000
    before, after = re.findall(r"2000 fresh settings a test, drawn from the seed (\d+)", printed)
    assert before == after
    assert printed.startswith("2000 fresh")
    other, _ = draw(tmp_path, "--hypothesis-profile=deep")
    assert other != first
    again, _ = draw(tmp_path, "--hypothesis-profile=deep", f"--hypothesis-seed={before}")
    assert again == first


def test_make_test_deep_runs_the_tests_that_draw_by_the_profile() -> None:
    recipe = (ROOT / "Makefile").read_text().partition("\ntest-deep:")[2].partition("\n\n")[0]
    assert "--hypothesis-profile=deep" in recipe
    files = [ROOT / name for name in re.findall(r"tests/\S+\.py", recipe)]
    assert files
    for path in files:
        text = path.read_text()
        assert "settings(max_examples" not in text, path
        assert re.search(r"examples\(\d+\)", text), path
