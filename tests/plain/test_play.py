import io
import re
from pathlib import Path

import pytest

from convtutor.console.output import Output
from convtutor.debugger.session import start_session
from convtutor.errors import UsageError
from convtutor.plain.play import play_lesson, write_passes
from convtutor.steps.numbers import number
from convtutor.words import LANGUAGES, say
from tests.conftest import require
from tests.crosscheck.torches import install
from tests.tui.lessons import network, padding

WRONG_TORCH = """
import sys
folder = {folder!r}
sys.path.remove(folder)
del sys.modules["torch"]
import torch
forward = torch.nn.Conv2d.forward
torch.nn.Conv2d.forward = lambda self, image: forward(self, image) + 1
sys.modules["torch"] = torch
"""


def passes(language: str, lesson: object) -> list[str]:
    stream = io.StringIO()
    session = start_session(lesson(), language)  # type: ignore[operator]
    write_passes(session, Output(stream))
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", [padding, network])
def test_every_element_of_every_pass_is_a_line_with_the_number_of_the_run(
    language: str, lesson: object
) -> None:
    lines = [line for line in passes(language, lesson) if re.match(r"  \S+\[", line)]
    timeline = start_session(lesson()).run.timeline  # type: ignore[operator]
    assert len(lines) == len(timeline)
    for line, step in zip(lines, timeline, strict=True):
        assert f"{step.target}[" in line
        assert f"= {number(step.value)}" in line


def test_the_equals_signs_of_a_pass_stand_under_one_another() -> None:
    lines = [line for line in passes("en", network) if line.startswith("  conv1.grad_input[")]
    assert len(lines) == 60
    assert len({line.index(" =") for line in lines}) == 1


def test_each_note_stands_once_under_the_first_element_it_speaks_of() -> None:
    lines = passes("en", padding)
    notes = [line for line in lines if "Count the products" in line]
    assert len(notes) == 1
    assert lines[lines.index(notes[0]) - 1].startswith("  grad_input[0,2] = ")


def test_an_example_that_is_not_there_is_refused_before_anything_is_printed() -> None:
    stream = io.StringIO()
    for wanted in (0, 99):
        with pytest.raises(UsageError, match=f"got {wanted}"):
            play_lesson(padding(), wanted, "cpu", "en", Output(stream))
    assert stream.getvalue() == ""


def played(number: int | None, device: str = "auto", language: str = "en") -> tuple[int, str]:
    stream = io.StringIO()
    code = play_lesson(padding(), number, device, language, Output(stream))
    return code, stream.getvalue()


def test_it_ends_with_torchs_verdict_on_every_example() -> None:
    require("torch")
    code, text = played(None, "cpu")
    count = len(padding().examples)
    assert code == 0
    assert len(re.findall(r"^example \d+: .* numbers agree on the CPU, bit for bit\.$", text,
                          re.MULTILINE)) == count
    assert say("torch.verify.total.agree", count=count) in text
    assert len(re.findall(r"^Example \d+ of ", text, re.MULTILINE)) == count


def test_one_example_can_be_played_alone() -> None:
    require("torch")
    code, text = played(2, "cpu", "zh")
    assert code == 0
    assert "例 2（共" in text
    assert "例 1（共" not in text
    assert "例 2：CPU 上" in text


def test_without_torch_it_says_how_to_add_it_and_ends_in_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"
    install(tmp_path, missing, monkeypatch)
    code, text = played(None)
    assert code == 0
    assert text.count("torch: not checked") == 1
    assert "pip install" in " ".join(text.split("\n")[-4:])


def test_without_torch_a_device_asked_for_by_name_ends_in_4(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = "raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')"
    install(tmp_path, missing, monkeypatch)
    assert played(2, "cuda")[0] == 4


def test_a_torch_with_other_numbers_ends_in_1_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    install(tmp_path, WRONG_TORCH.format(folder=str(tmp_path)), monkeypatch)
    code, text = played(2, "cpu")
    assert code == 1
    assert "output[0,0,0,0]: ours 0, torch 1" in text
