"""A lesson file becomes a Lesson, or every problem of it is told at once, line by line."""

import re
from pathlib import Path

import numpy as np
import pytest

from convtutor.engine.ops import OPERATORS
from convtutor.errors import LessonError
from tests.lesson.written import CONV, EXAMPLE, GOOD, HEAD, lesson, lesson_file


def problems(folder: Path, text: str) -> list[str]:
    path = lesson_file(folder, text)
    with pytest.raises(LessonError) as caught:
        lesson(folder, text)
    assert all(sentence.isprintable() for sentence in caught.value.problems)
    return [sentence.removeprefix(f"{path}:") for sentence in caught.value.problems]


def only(folder: Path, text: str) -> str:
    (sentence,) = problems(folder, text)
    return sentence


def test_a_lesson_is_read_as_written(tmp_path: Path) -> None:
    small = lesson(
        tmp_path,
        HEAD + 'needs = ["tensors"]\nsource = "torch"\n' + EXAMPLE.replace(
            "title", 'part = "make"\ngrad_output = [[1, 2], [3, 4]]\ntitle'
        ) + CONV + 'bias = [5]\npadding = [0, 0]\n'
        + '[[examples.notes]]\nat = "conv1.output[0,1]"\ntext = { en = "a", zh = "甲" }\n'
        + '[[examples.notes]]\nwhen = "outside > 0"\non = "conv1.output"\ntext = "b"\n',
    )
    (example,) = small.examples
    (layer,) = example.layers
    assert (small.id, small.minutes, small.needs, small.source) == (
        "small", 5, ("tensors",), "torch",
    )
    assert (small.title.said("zh"), small.summary.said("zh")) == ("小", "A small lesson.")
    assert (example.number, example.part, example.intro.said("en")) == (1, "make", "Watch.")
    assert example.grad_output is not None
    assert example.grad_output.tolist() == [[[[1, 2], [3, 4]]]]
    assert (layer.name, layer.op, layer.inputs) == ("conv1", "conv2d", ("input",))
    assert layer.keywords == {"padding": (0, 0)}
    assert layer.params.padding == (0, 0)
    assert {name: array.tolist() for name, array in layer.operands.items()} == {
        "weight": [[[[1, 2]]]], "bias": [5],
    }
    first, second = example.notes
    assert (first.place_text, first.when) == ("conv1.output[0,1]", None)
    assert first.text.said("zh") == "甲"
    assert second.when is not None
    assert (second.place_text, second.when.text, second.on) == (None, "outside > 0", "conv1.output")


def test_arrays_are_float64_and_read_only(tmp_path: Path) -> None:
    small = lesson(tmp_path, GOOD.replace("[[1, 2]]", "[[1, 2]]\nbias = [3]"))
    (example,) = small.examples
    for array in (*example.tensors.values(), *example.layers[0].operands.values()):
        assert array.dtype == np.float64
        assert not array.flags.writeable


def test_all_problems_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = (
        HEAD.replace("minutes = 5", "minuets = 5").replace('"small"', '"../x"')
        + EXAMPLE.replace("[3, 4, 5]", "[3, 4]")
        + CONV.replace('"conv2d"', '"conv3d"')
        + '[[examples.notes]]\nat = 3\nwhen = "outsid > 0"\n'
    )
    assert problems(tmp_path, text) == [
        "1: the key 'minutes' is missing; say about how long the lesson takes",
        "2: id: expected a lesson id (up to 64 small letters, digits and hyphens, no hyphen "
        "first), got the text '../x'",
        "5: minuets: a lesson has no 'minuets'; did you mean 'minutes'?",
        "10: examples[0].tensors.input[1]: expected 3 as in the lists before it, got a list of 2",
        f"13: examples[0].layers[0].op: expected one of {', '.join(OPERATORS)}, got the text "
        "'conv3d'; did you mean 'conv2d'?",
        "15: examples[0].notes[0]: the key 'text' is missing; say what is seen, then why",
        "15: examples[0].notes[0]: expected either 'at' (a place) or 'when' (a condition)",
        "16: examples[0].notes[0].at: expected a place such as conv1.output[0,1], a text of 1 to "
        "1000 characters, got the number 3",
        "17: examples[0].notes[0].when: condition: there is no 'outsid'; did you mean 'outside'? "
        "(in 'outsid > 0', column 1)",
    ]


@pytest.mark.parametrize("number", ["2", "17", "9" * 400])
def test_a_newer_schema_is_told_alone(tmp_path: Path, number: str) -> None:
    text = GOOD.replace("schema = 1", f"schema = {number}").replace("minutes", "duration")
    assert only(tmp_path, text) == (
        "1: schema: the file needs a newer convtutor; this one reads schema 1"
    )


@pytest.mark.parametrize("value", ["0", "-1", "true", "1.0", '"1"', "[]"])
def test_a_schema_that_never_was_is_refused(tmp_path: Path, value: str) -> None:
    sentence = only(tmp_path, GOOD.replace("schema = 1", f"schema = {value}"))
    assert sentence.startswith("1: schema: expected a whole number from 1 to 1, got ")


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "A", "-a", "a" * 65, "", "é", "a b", "a\\\\b", "x\\n"]
)
def test_an_id_that_is_no_safe_file_name_is_refused(tmp_path: Path, name: str) -> None:
    sentence = only(tmp_path, GOOD.replace('"small"', f'"{name}"'))
    assert sentence.startswith("2: id: expected a lesson id")


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_an_id_that_is_a_device_is_refused(tmp_path: Path, name: str) -> None:
    assert only(tmp_path, GOOD.replace('"small"', f'"{name}"')) == (
        f"2: id: {name!r} is the name of a device on Windows; choose another"
    )


@pytest.mark.parametrize("name", ["a", "0", "a" * 64, "conv2d-args", "con-1"])
def test_an_id_of_small_letters_digits_and_hyphens_is_taken(tmp_path: Path, name: str) -> None:
    assert lesson(tmp_path, GOOD.replace('"small"', f'"{name}"')).id == name


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("minutes = 5", "minutes = true", "5: minutes: expected a whole number from 1 to 600, got "
         "true"),
        ("minutes = 5", "minutes = 5.0", "5: minutes: expected a whole number from 1 to 600, got "
         "the number 5.0"),
        ("minutes = 5", "minutes = 0xfffffffffffffffffffff", "5: minutes: expected a whole number "
         "from 1 to 600, got a whole number of 84 bits"),
        ("minutes = 5", "minutes = 1979-05-27", "5: minutes: expected a whole number from 1 to 600,"
         " got the date or time 1979-05-27"),
        ('"A small lesson."', "3", '4: summary: expected a text, or a table by language such as '
         '{ en = "..." }, got the number 3'),
        ('"A small lesson."', '" "', "4: summary: expected what is said, a text of 1 to 1000 "
         "characters, got the text ' '"),
        ('en = "Small"', 'de = "Klein"', None),
        ("minutes = 5", 'minutes = 5\nneeds = "tensors"', "6: needs: expected a list, each part a "
         "lesson id (up to 64 small letters, digits and hyphens, no hyphen first), got the text "
         "'tensors'"),
        ('title = "one"', 'title = "one"\npart = "prdict"', "8: examples[0].part: expected one of "
         "predict, run, investigate, modify, make, got the text 'prdict'; did you mean 'predict'?"),
        ('title = "one"', 'title = "one"\npart = ["run"]', "8: examples[0].part: expected one of "
         "predict, run, investigate, modify, make, got a list of 1"),
        ("input = ", "Input = ", None),
        ("[examples.tensors]\n", "[examples.tensor]\n", None),
    ],
)
def test_a_wrong_value_is_told_with_what_was_expected(
    tmp_path: Path, old: str, new: str, sentence: str | None
) -> None:
    assert GOOD.count(old) == 1
    found = problems(tmp_path, GOOD.replace(old, new))
    assert sentence is None or found == [sentence]


def test_a_language_there_is_not_is_refused_and_english_is_needed(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace('en = "Small"', 'cn = "x"')) == [
        "3: title.cn: a text by language has no 'cn'; its keys are en, zh",
        "3: title: the key 'en' is missing; every text is there in English",
    ]


def test_a_lesson_without_examples_is_refused(tmp_path: Path) -> None:
    assert only(tmp_path, HEAD) == (
        "1: the key 'examples' is missing; write at least one, as [[examples]]"
    )
    assert only(tmp_path, HEAD + "examples = []\n") == (
        "6: examples: expected a list of 1 to 100 tables, each written [[...examples]], "
        "got an empty list"
    )
    assert only(tmp_path, HEAD + "examples = [3]\n") == (
        "6: examples[0]: expected a table, got the number 3"
    )
    assert only(tmp_path, HEAD + "[examples]\n").endswith("got a table")


def test_an_empty_example_is_told_all_that_it_lacks(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + "[[examples]]\n")
    assert [sentence.split("'")[1] for sentence in found] == ["title", "intro", "layers", "tensors"]
    assert all(sentence.startswith("6: examples[0]: the key ") for sentence in found)


def test_keys_with_hidden_characters_are_told_and_never_printed_raw(tmp_path: Path) -> None:
    sentence = only(tmp_path, HEAD + '"k\\u001b[31m" = 1\n' + EXAMPLE + CONV)
    assert sentence == "6: control character U+001B at column 3; remove it"


def test_markup_is_text(tmp_path: Path) -> None:
    markup = "[red]x[/] [/] [link=http://x]y[/link] [@click=app.quit]z"
    assert lesson(tmp_path, GOOD.replace("Watch.", markup)).examples[0].intro.said("en") == markup


def test_grad_output_must_have_the_shape_of_the_output(tmp_path: Path) -> None:
    text = GOOD.replace("[[examples]]", "[[examples]]\ngrad_output = [[1, 2, 3]]")
    assert only(tmp_path, text) == (
        "7: examples[0].grad_output: expected the shape (1, 1, 2, 2) of the last layer's output, "
        "got (1, 1, 1, 3)"
    )


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ('text = "a"', "15: examples[0].notes[0]: expected either 'at' (a place) or 'when' (a "
         "condition)"),
        ('at = "a"\nwhen = "tie"\ntext = "a"', "15: examples[0].notes[0]: expected either 'at' (a "
         "place) or 'when' (a condition)"),
        ('at = "a"\non = "b"\ntext = "a"', "17: examples[0].notes[0].on: it belongs to a note with "
         "'when'; 'at' names its array itself"),
        ('when = "row = 0"\ntext = "a"', "16: examples[0].notes[0].when: condition: a comparison "
         "is written '==' (in 'row = 0', column 5)"),
        ('at = "a"\ntxt = "a"', None),
    ],
)
def test_a_note_needs_one_way_to_be_placed(
    tmp_path: Path, note: str, sentence: str | None
) -> None:
    found = problems(tmp_path, f"{GOOD}[[examples.notes]]\n{note}\n")
    assert found == [sentence] if sentence else "did you mean 'text'" in found[1]


def test_a_note_whose_place_does_not_exist_can_still_be_read(tmp_path: Path) -> None:
    note = '[[examples.notes]]\nat = "nowhere[9,9]"\ntext = "a"\n'
    assert len(lesson(tmp_path, GOOD + note).examples[0].notes) == 1


def test_the_digest_is_that_of_the_text(tmp_path: Path) -> None:
    first = lesson(tmp_path, GOOD)
    assert first.path == tmp_path / "small.toml"
    assert lesson(tmp_path, GOOD).digest == first.digest
    assert lesson(tmp_path, GOOD.replace("Watch", "watch")).digest != first.digest


FULL = (
    HEAD + 'needs = ["tensors"]\nsource = "torch"\n' + EXAMPLE.replace(
        "title", 'part = "make"\ngrad_output = [[1, 2], [3, 4]]\ntitle'
    ) + CONV + """\
inputs = ["input"]
bias = [5]
stride = 1
padding = 0
dilation = 1
groups = 1
padding_mode = "zeros"
[[examples.layers]]
name = "pool1"
op = "max_pool2d"
kernel_size = 1
ceil_mode = false
[[examples.notes]]
at = "conv1.output[0,1]"
text = "a"
[[examples.notes]]
when = "outside > 0"
on = "conv1.output"
text = "b"
"""
)
HOSTILE = [
    "0", "-1", "1.5", "true", "nan", "inf", "1e999", "9" * 400, f"0x{'f' * 4000}", "''", "'x'",
    '"\\u001b[31m"', '"../x"', "[]", "[[]]", "[1]", "[true]", "['a']", "[{}]", "{}", "{ en = 1 }",
    "{ fill = 1 }", "{ fill = 1, shape = [9, 9] }", "07:32:00", "2026-01-01", "[[[[[[1]]]]]]",
    '"' + "x" * 3000 + '"', '"__import__(\'os\')"', "[1, [2, 3]]", "[nan, inf]",
]
KEYED = [number for number, line in enumerate(FULL.split("\n")) if " = " in line]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:20])
def test_any_value_anywhere_is_read_or_told_in_sentences(tmp_path: Path, value: str) -> None:
    refused = 0
    for number in KEYED:
        lines = FULL.split("\n")
        lines[number] = f"{lines[number].split(' = ')[0]} = {value}"
        try:
            lesson(tmp_path, "\n".join(lines))
        except LessonError as error:
            refused += 1
            for sentence in error.problems:
                assert sentence.isprintable()
                assert len(sentence) < 1000
                assert re.match(r".*small\.toml:\d+: .", sentence)
    assert refused > len(KEYED) // 2


def test_any_line_may_be_missing(tmp_path: Path) -> None:
    told = []
    for number in range(FULL.count("\n")):
        lines = FULL.split("\n")
        del lines[number]
        try:
            lesson(tmp_path, "\n".join(lines))
        except LessonError as error:
            told += error.problems
    assert len(told) > FULL.count("\n") // 2
    assert all(sentence.isprintable() for sentence in told)
