"""Questions are read with every fault at its line."""

from pathlib import Path

import pytest

from convtutor.lesson.change import changed
from convtutor.lesson.lint import check_lesson
from convtutor.lesson.read import read_lesson
from tests.lesson.written import GOOD, lesson_file

COMPUTED = """\
[[examples.questions]]
kind = "value"
of = "conv1.output[1,1]"
with = { "conv1.padding" = 1 }
tells = ["kernel-flipped"]
at = "conv1.output[1,1]"
"""
CHOICE = """\
[[examples.questions]]
kind = "choice"
id = "what-slides"
ask = "What slides?"
options = [
  { text = "the window", why = "It moves." },
  { text = "the input", why = "It stays." },
]
"""
PLAIN = GOOD.replace('{ en = "Small", zh = "小" }', '"Small"')
WHOLE = PLAIN + COMPUTED + CHOICE


def check(folder: Path, text: str) -> list[str]:
    path = lesson_file(folder, text)
    return [sentence.removeprefix(f"{path}:") for sentence in check_lesson(path)]


def test_questions_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert check(tmp_path, WHOLE) == []
    computed, choice = read_lesson(lesson_file(tmp_path, WHOLE)).examples[0].questions
    assert (computed.kind, computed.of) == ("value", "conv1.output[1,1]")
    assert computed.changes == {"conv1.padding": 1}
    assert computed.tells == ("kernel-flipped",)
    assert computed.place_text == "conv1.output[1,1]"
    assert computed.id == "1 value conv1.output[1,1]"
    assert (choice.id, choice.kind, choice.of) == ("what-slides", "choice", "")
    assert choice.ask is not None
    assert [one.text.said("en") for one in choice.choices] == ["the window", "the input"]
    assert choice.choices[1].why.said("zh") == "It stays."


def test_a_changed_example_keeps_its_questions(tmp_path: Path) -> None:
    example = read_lesson(lesson_file(tmp_path, WHOLE)).examples[0]
    assert changed(example, {"conv1.padding": 2}).questions == example.questions


FAULTS = {
    # what is replaced, by what: (line, a part of the sentence)
    ('kind = "value"', 'kind = "valeu"'): (16, "got the text 'valeu'; did you mean 'value'?"),
    ('kind = "value"\n', ""): (15, "the key 'kind' is missing; it is one of value, gradient,"),
    ('kind = "value"', 'kind = ["value"]'): (16, "expected one of value, gradient,"),
    ("tells = ", "tell = "): (19, "a question has no 'tell'; did you mean 'tells'?"),
    ('of = "conv1.output[1,1]"\n', ""): (15, "the key 'of' is missing; name what is asked about"),
    ('of = "conv1.output[1,1]"', "of = 7"): (17, "of: expected an array such as conv1.output"),
    ('"conv1.padding" = 1', '"conv1.pading" = 1'): (18, "did you mean 'conv1.padding'?"),
    ('{ "conv1.padding" = 1 }', "{}"): (18, "with: expected 1 to 50 values, got 0"),
    ('{ "conv1.padding" = 1 }', "1"): (18, "with: expected a table, got the number 1"),
    ('["kernel-flipped"]', '["Kernel flipped"]'): (19, "tells[0]: expected the name of a mistake"),
    ('["kernel-flipped"]', "[]"): (19, "tells: expected 1 to 20 names of mistakes, got 0"),
    ('["kernel-flipped"]', '["a", "b", "a"]'): (19, "tells: 'a' stands there twice"),
    ('at = "conv1.output[1,1]"', 'at = "conv1.output[0,2]"'): (20, "questions[0].at: "),
    ('at = "conv1.output[1,1]"', 'at = "conv2.output"'): (20, "questions[0].at: "),
    ('at = "conv1.output[1,1]"', 'ask = "What?"'): (20, "ask: it belongs to a question of the"),
    ('at = "conv1.output[1,1]"', 'answer = "19"'): (20, "a question has no 'answer'"),
    ('id = "what-slides"\n', ""): (21, "the key 'id' is missing; a choice needs one"),
    ('id = "what-slides"', 'id = "What slides"'): (23, "id: expected up to 64 small letters"),
    ('id = "what-slides"', 'id = "x"\nof = "conv1"'): (24, "of: no run leads to the answer"),
    ('id = "what-slides"', 'id = "x"\ntells = ["a"]'): (24, "tells: no run leads to the answer"),
    ('ask = "What slides?"\n', ""): (21, "the key 'ask' is missing; say what is asked"),
    ('text = "the input", ', ""): (27, "options[1]: the key 'text' is missing; write the answer"),
    (', why = "It stays."', ""): (27, "options[1]: the key 'why' is missing; say why it is right"),
    ('why = "It stays."', 'why = " "'): (27, "options[1].why: expected what is said"),
    ('why = "It stays."', 'why = "1 + 1 = 3"'): (27, "'1 + 1 = 3' does not hold"),
    ('why = "It stays."', f'why = "{"x " * 90}"'): (27, "why: expected at most 2 lines"),
    ('"the input"', '"The window "'): (27, "text: option 1 says the same;"),
    ('"the input"', f'"{"x" * 71}"'): (27, "text: expected an option of one line and at most 70"),
    ('"What slides?"', f'"{"x " * 90}"'): (24, "ask: expected at most 2 lines"),
    ('  { text = "the input", why = "It stays." },\n', ""): (25, "expected 2 to 6 options"),
    ('[\n  { text = "the window", why = "It moves." },', "[3, 4, 5, 6, 7, 8, 9, "):
        (25, "options: expected 2 to 6 options, got a list of 8"),
    (CHOICE[CHOICE.index("options"):], "options = []\n"):
        (25, "options: expected 2 to 6 options, got an empty list"),
    ('{ text = "the input", why = "It stays." }', '"the input"'):
        (27, "options[1]: expected a table, got the text"),
    ('why = "It stays."', 'why = "It stays.", right = true'): (27, "an option has no 'right'"),
}


@pytest.mark.parametrize(("change", "expected"), FAULTS.items())
def test_a_fault_is_told_at_its_line(
    tmp_path: Path, change: tuple[str, str], expected: tuple[int, str]
) -> None:
    assert WHOLE.count(change[0]) >= 1, change
    found = check(tmp_path, replaced(*change))
    line, sentence = expected
    assert [text for text in found if text.startswith(f"{line}: ") and sentence in text], found


def replaced(old: str, new: str) -> str:
    """Give the lesson with the part of the question changed that has it, the last one of two."""
    before, after = WHOLE.rsplit(old, 1)
    return f"{before}{new}{after}"


def test_options_that_are_alike_in_one_language_are_told(tmp_path: Path) -> None:
    told = WHOLE.replace('text = "the window"', 'text = { en = "the window", zh = "窗" }')
    found = check(tmp_path, told.replace('"the input"', '{ en = "the input", zh = "窗" }'))
    assert [text for text in found if text.startswith("27: ") and "option 1 says the same" in text]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace('kind = "value"', 'kind = "x"').replace('ask = "What slides?"', "ask = 1")
    assert [sentence.split(":")[0] for sentence in check(tmp_path, text)] == ["16", "24"]


def test_two_questions_have_two_ids(tmp_path: Path) -> None:
    again = COMPUTED.replace('"conv1.padding" = 1', '"conv1.padding" = 2')
    found = check(tmp_path, WHOLE + again)
    assert [sentence.split(":")[0] for sentence in found] == ["29"]
    assert "give this one an 'id' of its own" in found[0]
    assert check(tmp_path, WHOLE + again.replace("kind", 'id = "twice"\nkind')) == []


def test_a_lesson_has_at_most_a_hundred_questions(tmp_path: Path) -> None:
    asked = [CHOICE.replace("what-slides", f"q{number}") for number in range(101)]
    example = PLAIN[PLAIN.index("[[examples]]"):]
    full = PLAIN + "".join(asked[:50]) + example + "".join(asked[50:100])
    assert check(tmp_path, full) == []
    found = check(tmp_path, full + example + asked[100])
    assert [text for text in found if "a lesson has at most 100 questions" in text]


def test_a_question_about_all_layers_needs_no_name(tmp_path: Path) -> None:
    text = PLAIN + '[[examples.questions]]\nkind = "params"\n'
    assert read_lesson(lesson_file(tmp_path, text)).examples[0].questions[0].id == "1 params"


def test_a_question_that_a_terminal_would_obey_is_refused(tmp_path: Path) -> None:
    found = check(tmp_path, replaced('"It stays."', '"\\u001b[31mIt stays."'))
    assert [sentence.split(":")[0] for sentence in found] == ["27"]
