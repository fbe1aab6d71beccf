"""States and tasks are read with every fault at its line, and checked by computing them."""

from pathlib import Path

import pytest

from convtutor.lesson.lint import check_lesson
from convtutor.lesson.read import read_lesson
from tests.lesson.written import GOOD, lesson_file

PLAIN = GOOD.replace('{ en = "Small", zh = "小" }', '"Small"').replace(
    'intro = "Watch."\n',
    'intro = "Watch."\npart = "make"\nwhy = "So."\nstates = ["sum(input) == 15"]\n',
)
TASK = """\
[examples.task]
goal = "shape(conv1.output) == [1, 1, 4, 4]"
change = ["conv1.padding"]
hints = ["one", "two", "three"]
[examples.task.solution]
"conv1.padding" = 1
"""
WHOLE = PLAIN + TASK


def check(folder: Path, text: str) -> list[str]:
    path = lesson_file(folder, text)
    return [sentence.removeprefix(f"{path}:") for sentence in check_lesson(path)]


def test_a_task_is_read(tmp_path: Path) -> None:
    assert check(tmp_path, WHOLE) == []
    example = read_lesson(lesson_file(tmp_path, WHOLE)).examples[0]
    assert example.task is not None
    assert example.why is not None
    assert example.why.said("zh") == "So."
    assert [hint.said("en") for hint in example.task.hints] == ["one", "two", "three"]
    assert example.task.change == ("conv1.padding",)
    assert example.task.goal.names == ("conv1.output",)
    assert [state.text for state in example.states] == ["sum(input) == 15"]


FAULTS = {
    # what is replaced, by what: (line, a part of the sentence)
    ('"sum(input) == 15"', '"sum(input) == 16"'):
        (11, "states[0]: 'sum(input) == 16' is not so: sum(input) is 15"),
    ('"sum(input) == 15"', '"sum(inptu) == 15"'): (11, "did you mean 'input'?"),
    ('"sum(input) == 15"', '"sum(input) = 15"'): (11, "a comparison is written == (column 12)"),
    ('"sum(input) == 15"', "15"): (11, "states[0]: expected a condition on arrays, got the number"),
    ('["sum(input) == 15"]', "[]"): (11, "expected a list of 1 to 50 facts"),
    ('why = "So."', "why = 3"): (10, "why: expected a text"),
    ('why = "So."', 'why = "1 + 2 = 4"'): (10, "'1 + 2 = 4' does not hold: 1 + 2 is 3"),
    ('why = "So."', f'why = "{"x " * 90}"'): (10, "why: expected at most 2 lines"),
    ('part = "make"', 'part = "run"'): (18, "a task stands in the parts modify and make"),
    ('part = "make"\n', ""): (17, "a task stands in the parts modify and make"),
    ("hints = ", "hint = "): (21, "a task has no 'hint'; did you mean 'hints'?"),
    ('"one", "two", "three"', '"one", "two"'): (21, "expected a list of 3 texts"),
    ('"one", "two", "three"', '"one", "two", ""'): (21, "hints[2]: expected what is said"),
    ('"one", "two", "three"', f'"{"x " * 76}", "two", "three"'):
        (21, "hints[0]: expected at most 2 lines"),
    ('change = ["conv1.padding"]', 'change = ["conv1.pading"]'):
        (20, "did you mean 'conv1.padding'?"),
    ('change = ["conv1.padding"]', 'change = ["conv1.output"]'):
        (20, "expected a keyword or an array of a layer"),
    ('change = ["conv1.padding"]', "change = [[1]]"): (20, "got a list of 1"),
    ('change = ["conv1.padding"]', "change = []"): (20, "expected a list of what may be changed"),
    ('change = ["conv1.padding"]', 'change = ["conv1.stride"]'):
        (23, "the task does not let 'conv1.padding' be changed"),
    ('"conv1.padding" = 1', '"conv1.padding" = -1'):
        (22, "task.solution: conv1.padding: conv2d: padding must be 0 or more"),
    ('"conv1.padding" = 1', '"conv1.padding" = 0'):
        (22, "it does not meet the goal: shape(conv1.output) is [1, 1, 2, 2]"),
    ('"conv1.padding" = 1', ""): (22, "expected a value for what is changed, got none"),
    ('"conv1.padding" = 1', '"conv1.padding" = 100000'): (22, "a lesson file may have 1,000,000"),
    ("[1, 1, 4, 4]", "[1, 1, 2, 2]"):
        (19, "task.goal: the goal is met before anything is changed"),
    ("shape(conv1.output)", "shape(conv2.output)"):
        (19, "task.goal: this example has no array 'conv2.output'; did you mean 'conv1.output'?"),
    ("shape(conv1.output)", "__import__('os')"): (19, "there is no function '__import__'"),
    ("[examples.task]\n", "[examples.task]\nsolve = 1\n"): (19, "a task has no 'solve'"),
    ('goal = "shape(conv1.output) == [1, 1, 4, 4]"\n', ""): (18, "the key 'goal' is missing"),
}


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{old[:30]}>{new[:30]}" for old, new in FAULTS])
def test_every_fault_is_told_at_its_line(tmp_path: Path, fault: tuple[str, str]) -> None:
    line, said = FAULTS[fault]
    found = [sentence for sentence in check(tmp_path, WHOLE.replace(*fault)) if said in sentence]
    assert [int(sentence.partition(":")[0]) for sentence in found] == [line]


def test_faults_of_a_task_are_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace('"two", ', "").replace("[1, 1, 4, 4]", "True").replace("So.", "")
    assert len(check(tmp_path, text)) == 3


def test_reason_and_hints_are_there_in_every_language(tmp_path: Path) -> None:
    for old in ('"So."', '"three"'):
        found = check(tmp_path, WHOLE.replace(old, '{ en = "x", zh = "一" }'))
        lines = [int(sentence.partition(":")[0]) for sentence in found]
        missing = [21, 21, 21] if old == '"So."' else [10, 21, 21]
        assert [line for line in lines if line in (10, 21)] == missing
        assert all("the lesson speaks 'zh' elsewhere" in sentence for sentence in found)


def test_a_hint_is_measured_with_its_number(tmp_path: Path) -> None:
    fits = " ".join(["12345678"] * 16)  # behind "1/3  ": 7 words and 8 on the next line, one left
    assert check(tmp_path, WHOLE.replace('"two"', f'"{fits[: 76 * 2 - 14]}"')) == []
    whole_lines = ("x" * 76 + " ") * 2
    assert check(tmp_path, WHOLE.replace("So.", whole_lines)) == []
    (said,) = check(tmp_path, WHOLE.replace('"two"', f'"{whole_lines}"'))
    assert "task.hints[1]: expected at most 2 lines of 76 columns" in said
