"""Whether questions of a lesson file can be asked is found out by asking them."""

from pathlib import Path

import pytest

from convtutor.cli import main
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.schema import QUERY_KINDS
from convtutor.quiz.checking import check_questions
from convtutor.quiz.kinds import QUESTION_KINDS
from tests.lesson.test_questions import PLAIN, WHOLE, replaced
from tests.lesson.written import lesson_file


def check(folder: Path, text: str) -> list[str]:
    path = lesson_file(folder, text)
    found = check_lesson(path, (check_questions,))
    return [sentence.removeprefix(f"{path}:") for sentence in found]


def test_lesson_files_may_ask_every_kind_there_is_and_no_other() -> None:
    assert set(QUERY_KINDS) == set(QUESTION_KINDS)


def test_good_questions_have_no_problem(tmp_path: Path) -> None:
    assert check(tmp_path, WHOLE) == []


FAULTS = {
    # what is replaced, by what: (line, a part of the sentence)
    ('of = "conv1.output[1,1]"', 'of = "conv1.outptu[0,1]"'):
        (17, "of: conv1.outptu[0,1]: there is no 'conv1.outptu'; did you mean 'conv1.output'?"),
    ('of = "conv1.output[1,1]"', 'of = "conv1.output[0,9]"'):
        (17, "of: conv1.output[0,9]: conv1.output has the shape (1, 1, 4, 4)"),
    ('of = "conv1.output[1,1]"', "of = \"__import__('os')\""):
        (17, "of: \"__import__('os')\": expected an array such as conv1.output"),
    ('of = "conv1.output[1,1]"', 'of = "conv1.output[1+1,0]"'):
        (17, "expected numbers from 0 or ':', got '1+1'"),
    ('"conv1.padding" = 1', '"conv1.padding" = -1'): (18, "with: conv1.padding: "),
    ('"conv1.padding" = 1', '"conv1.padding" = [[[1]]]'): (18, "with: conv1.padding: "),
    ('"conv1.padding" = 1', '"conv1.weight[0,7]" = 1'): (18, "with: "),
    ('["kernel-flipped"]', '["kernel-fliped"]'):
        (19, "tells[0]: no mistake is named 'kernel-fliped'; did you mean 'kernel-flipped'?"),
    ('["kernel-flipped"]', '["padded-with-zeros"]'):
        (19, "'padded-with-zeros' is made in max_pool1d and max_pool2d, and no such layer is here"),
    ('["kernel-flipped"]', '["kernel-flipped", "stride-ignored"]'):
        (19, "tells[1]: 'stride-ignored' leads to the right answer here"),
    ('["kernel-flipped"]', '["kernel-flipped", "kernel-mirrored"]'):
        (19, "tells[1]: 'kernel-mirrored' leads to 1, as 'kernel-flipped' does"),
}


@pytest.mark.parametrize(("change", "expected"), FAULTS.items())
def test_a_fault_is_told_at_its_line(
    tmp_path: Path, change: tuple[str, str], expected: tuple[int, str]
) -> None:
    found = check(tmp_path, replaced(*change))
    line, sentence = expected
    assert [text for text in found if text.startswith(f"{line}: ") and sentence in text], found


def test_an_answer_that_is_written_down_is_refused(tmp_path: Path) -> None:
    found = check(tmp_path, replaced('at = "conv1.output[1,1]"', 'answer = "3"'))
    assert [text for text in found if "a question has no 'answer'" in text]


def test_a_layer_that_refuses_is_a_fault_of_the_question(tmp_path: Path) -> None:
    asked = '[[examples.questions]]\nkind = "value"\nof = "conv1.output[0,0]"\n'
    changes = 'with = { "conv1.stride" = 0 }\n'
    found = check(tmp_path, PLAIN + asked + changes)
    assert [text.partition(": ")[0] for text in found] == ["18"]


def test_check_asks_the_questions_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = lesson_file(tmp_path, replaced('["kernel-flipped"]', '["kernel-fliped"]'))
    assert main(["check", str(path)]) == 3
    assert "did you mean 'kernel-flipped'?" in capsys.readouterr().out
