"""`check` tells an author what a reader of the file would not trip over, and a learner would."""

from pathlib import Path

import pytest

from convtutor.errors import AccessError
from convtutor.lesson.lint import check_lesson
from tests.lesson.written import CONV, EXAMPLE, GOOD, HEAD, lesson_file

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.toml"))


def check(folder: Path, text: str) -> list[str]:
    """Check a lesson whose header is in English alone, so that nothing else is missing."""
    path = lesson_file(folder, text.replace('{ en = "Small", zh = "小" }', '"Small"'))
    return [sentence.removeprefix(f"{path}:") for sentence in check_lesson(path)]


def note(*lines: str) -> str:
    return "[[examples.notes]]\n" + "".join(f"{line}\n" for line in (*lines, 'text = "x"'))


@pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
def test_every_lesson_of_this_repository_is_clean(path: Path) -> None:
    assert check_lesson(path) == []


def test_a_clean_lesson_has_no_problems(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []


def test_what_reading_finds_is_told(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD.replace("minutes = 5", "minutes = 0")) == [
        "5: minutes: expected a whole number from 1 to 600, got the number 0"
    ]


def test_a_file_that_cannot_be_read_is_no_problem_of_the_lesson(tmp_path: Path) -> None:
    with pytest.raises(AccessError):
        check_lesson(tmp_path / "none.toml")


def test_a_file_is_named_after_its_lesson(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD.replace('id = "small"', 'id = "large"')) == [
        "2: id: expected the file's name without .toml, 'small', got 'large'; rename one of them"
    ]


def test_a_lesson_that_is_needed_must_exist(tmp_path: Path) -> None:
    (tmp_path / "beside.toml").write_text("")
    text = GOOD.replace("[[examples]]", 'needs = ["pading", "padding", "beside"]\n[[examples]]')
    assert check(tmp_path, text) == [
        "6: needs[0]: no lesson is named 'pading'; did you mean 'padding'?"
    ]


def test_a_section_fits_its_column(tmp_path: Path) -> None:
    text = GOOD.replace("[[examples]]", f'section = "{"s" * 21}"\n[[examples]]')
    assert check(tmp_path, text) == [
        "6: section: expected a section of one line and at most 20 columns, got 21"
    ]


def test_a_tensor_that_nothing_reads_is_told(tmp_path: Path) -> None:
    text = GOOD.replace("[[examples.layers]]", "spare = [1]\n[[examples.layers]]")
    assert check(tmp_path, text) == [
        "11: examples[0].tensors.spare: no layer reads the tensor 'spare'; remove it"
    ]


def test_words_fit_two_lines_and_a_title_one(tmp_path: Path) -> None:
    fits = " ".join(["12345"] * 24)  # 12 words of 5 and the blanks between: 71 columns a line
    assert check(tmp_path, GOOD.replace("Watch.", fits)) == []
    assert check(tmp_path, GOOD.replace("Watch.", f"{fits} 12345 x")) == [
        "8: examples[0].intro: expected at most 2 lines of 76 columns, got 3 (151 columns in all); "
        "shorten it"
    ]
    assert check(tmp_path, GOOD.replace('"one"', f'"{"x" * 37}"')) == [
        "7: examples[0].title: expected a title of one line and at most 36 columns, got 37"
    ]


def test_chinese_is_measured_in_two_columns_a_character(tmp_path: Path) -> None:
    for count, problems in ((76, 0), (77, 1)):
        both = "{ en = 'x', zh = '" + "窗" * count + "' }"
        found = check(tmp_path, GOOD.replace('"Watch."', both))
        assert sum("expected at most 2 lines" in sentence for sentence in found) == problems
        assert sum("intro.zh" in sentence for sentence in found) == problems


def test_a_language_is_spoken_everywhere_or_nowhere(tmp_path: Path) -> None:
    found = check(tmp_path, GOOD.replace('"one"', '{ en = "one", zh = "一" }'))
    assert found == [
        f"{line}: {key}: the lesson speaks 'zh' elsewhere, not here; add the text"
        for line, key in ((3, "title"), (4, "summary"), (8, "examples[0].intro"))
    ]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (['at = "conv1.output[0,9]"'], "at: conv1.output[0,9]: index 2 is 9, the last one is 1"),
        (['at = "conv1.outptu[0,0]"'], "at: conv1.outptu[0,0]: no pass makes conv1.outptu; did you "
         "mean 'conv1.output'?"),
        (['at = "conv1.output[0,0].tap[2]"'],
         "at: conv1.output[0,0].tap[2]: tap is 2, the last one is 1"),
        (['when = "outside > 0"'], "when: the condition holds at no step of this example"),
        (['when = "row > 1"', 'on = "conv1.output"'],
         "when: the condition holds at no step of conv1.output"),
        (['when = "row == 0"', 'on = "conv2.output"'],
         "on: conv2.output: no pass makes conv2.output; did you mean 'conv1.output'?"),
    ],
)
def test_a_note_that_no_step_can_show_is_told(
    tmp_path: Path, lines: list[str], sentence: str
) -> None:
    (found,) = check(tmp_path, GOOD + note(*lines))
    assert found.split(": ", 1)[1] == f"examples[0].notes[0].{sentence}"


HIDDEN = ": no step shows this note: earlier notes speak of all its steps"


@pytest.mark.parametrize(
    ("notes", "hidden"),
    [
        (['at = "conv1.output"', 'at = "conv1.output[0,1]"'], [1]),
        (['at = "conv1.output[0,1]"', 'at = "conv1.output"'], []),
        (['at = "conv1.output[0,1]"', 'at = "conv1.output[0,0,0,1]"'], [1]),
        (['at = "conv1.output[0,1]"', 'at = "conv1.output[0,1].tap[0]"'], [1]),
        (['at = "conv1.output[0,1].tap[0]"', 'at = "conv1.output[0,1]"'], []),
        (['at = "conv1.output[0,1].tap[0]"', 'at = "conv1.output[0,1].tap[1]"'], []),
        (['at = "conv1.output[0,1].tap[0]"', 'at = "conv1.output[0,1].tap[0]"'], [1]),
        (['at = "conv1.grad_weight[0,1]"', 'when = "col == 1"\non = "conv1.grad_weight"'], [1]),
        ([f'at = "conv1.grad_weight[0,{col}]"' for col in (1, 0)] + ['at = "conv1.grad_weight"'],
         [2]),
    ],
)
def test_a_note_hidden_by_earlier_ones_is_told(
    tmp_path: Path, notes: list[str], hidden: list[int]
) -> None:
    found = check(tmp_path, GOOD + "".join(note(one) for one in notes))
    assert [sentence.split(": ", 1)[1] for sentence in found] == [
        f"examples[0].notes[{number}]{HIDDEN}" for number in hidden
    ]


def test_problems_of_several_examples_come_in_the_order_of_lines(tmp_path: Path) -> None:
    second = EXAMPLE.replace('"Watch."', f'"{"y " * 80}"') + CONV
    found = check(tmp_path, HEAD + EXAMPLE + CONV + note('when = "nan"') + second)
    assert [int(sentence.split(":")[0]) for sentence in found] == [16, 20]
