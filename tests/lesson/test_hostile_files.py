"""Lesson files that mean harm or went wrong end in a sentence, a line and an exit code.

Every command here is held to what `say_to` holds: it ends in time, without a traceback, and writes
nothing that a terminal would obey.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from convtutor.lesson import caps, source
from tests.lesson.hostile import GOOD, changed, line_of, say_to, surroundings, written

ROOT = Path(__file__).parents[2]
WATCH = '"Watch."'
WEIGHT = "weight = [[1, 2]]"
INPUT = "[[0, 1, 2], [3, 4, 5]]"
PLACE = 'at = "conv1.output"'
KINDS = ("check", "lesson", "verify")
POSIX = pytest.mark.skipif(os.name != "posix", reason="names of bytes, pipes and devices")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in an empty folder that holds the record too; nobody types anything."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        yield tmp_path / "here"


def refused(capfd: Capture, folder: Path, content: str | bytes, *sentences: str) -> list[str]:
    """Check that every command refuses a file with exit code 3, one line a problem."""
    written(folder, content)
    lines: list[str] = []
    for verb in KINDS:
        said = say_to((verb, "small.toml"), capfd)
        assert said.code == 3
        lines = said.lines
        assert all(line.startswith("small.toml:") for line in lines), lines
        for sentence in sentences:
            assert any(line.startswith(f"small.toml:{sentence}") for line in lines), lines
    return lines


def checked(capfd: Capture, folder: Path, content: str, *sentences: str) -> None:
    """Check that `check` finds fault with exit code 3."""
    written(folder, content)
    said = say_to(("check", "small.toml"), capfd)
    assert said.code == 3
    for sentence in sentences:
        assert f"small.toml:{sentence}" in said.out


def test_the_good_lesson_is_good(capfd: Capture, folder: Path) -> None:
    written(folder, GOOD)
    assert say_to(("check", "small.toml"), capfd).code == 0
    assert say_to(("lesson", "small.toml"), capfd).code == 0


# ---------------------------------------------------------------- text to the terminal


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        (r"\u001b[31m", "001B"), (r"\u001b]52;c;QUFB\u0007", "001B"),
        (r"\u001b]0;title\u0007", "001B"), (r"\u001bP+q\u001b\\", "001B"), (r"\u0000", "0000"),
        (r"\u0008", "0008"), (r"\b", "0008"), (r"\u007f", "007F"), (r"\u009b31m", "009B"),
        (r"\u0090q\u009c", "0090"), (r"\u202e", "202E"), (r"\u2066x\u2069", "2066"),
        (r"\U0000200f", "200F"), (r"\u2028", "2028"), (r"\ufeff", "FEFF"),
    ],
)
@pytest.mark.parametrize("where", [WATCH, '"Small"', '"Words."', '"one"'])
def test_what_a_terminal_obeys_is_refused_with_line_and_column(
    capfd: Capture, folder: Path, escape: str, code: str, where: str
) -> None:
    text = changed(where, f'"ab{escape}"')
    column = text.split("\n")[line_of(text, escape) - 1].index("\\") + 1
    kind = "control" if int(code, 16) < 0xA0 else "hidden"
    sentence = f"{kind} character U+{code} at column {column}"
    refused(capfd, folder, text, f"{line_of(text, escape)}: {sentence}")


def test_raw_bytes_of_a_terminal_are_refused_in_comments_too(capfd: Capture, folder: Path) -> None:
    refused(capfd, folder, GOOD + "# \x1b[2J\n", "19: control character U+001B at column 3")
    refused(capfd, folder, GOOD.encode() + b"# \xc2\x9b\n", "19: control character U+009B at ")
    refused(capfd, folder, GOOD + "# \u202e\n", "19: hidden character U+202E at column 3")


def test_control_characters_in_keys_and_values_are_not_shown_raw(
    capfd: Capture, folder: Path
) -> None:
    refused(capfd, folder, GOOD + '"a\\u001b[2J" = 1\n', "19: control character U+001B")
    refused(capfd, folder, changed('"conv2d"', '"\\u001b[2J"'), "14: control character U+001B")


@POSIX
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\x1b[2J.toml", r"a\x1b[2J.toml"), (b"a\xff.toml", r"a\xff.toml"),
        ("a\u202e\x9b.toml".encode(), r"a\u202e\x9b.toml"), (b"a\nb.toml", r"a\nb.toml"),
    ],
)
def test_names_of_files_are_shown_with_visible_escapes_everywhere(
    capfd: Capture, folder: Path, name: bytes, shown: str
) -> None:
    path = os.fsdecode(name)
    written(folder, GOOD, path)
    said = say_to(("check", path), capfd)
    assert said.code == 3  # the file is not named after its lesson
    assert said.lines[0].startswith(f"{shown}:2: id: expected the file's name without .toml")
    written(folder, "minutes = 0\n", path)
    assert f"{shown}:1: " in say_to(("lesson", path), capfd).err
    assert f"{shown}:1: " in say_to(("list", "."), capfd).out
    for arguments in (("list", ".", "--json"), ("check", ".", "--json"), ("check", path, "--json")):
        out = say_to(arguments, capfd).out
        assert out.isascii()
        assert json.dumps(shown)[1:-1] in out
        json.loads(out)
    missing = say_to(("check", "none-" + path), capfd)
    assert (missing.code, f"none-{shown}" in missing.err) == (5, True)


@POSIX
def test_folders_with_escapes_in_their_names_are_shown_visibly(
    capfd: Capture, folder: Path
) -> None:
    inner = folder / os.fsdecode(b"c\x1b[2J\xff")
    inner.mkdir()
    written(inner, "minutes = 0\n")
    for verb in ("list", "check"):
        said = say_to((verb, inner.name), capfd)
        assert r"c\x1b[2J\xff/small.toml:1: " in said.out


def test_markup_is_shown_as_it_stands(capfd: Capture, folder: Path) -> None:
    text = "[red]a[/] [link=file:///etc/passwd]b[/link] [@click=app.quit]c[/] [/nope] $d {e} %s"
    written(folder, changed(WATCH, f'"{text}"').replace('"Words."', f'"And {text}"'))
    out = " ".join(say_to(("lesson", "small.toml", "--play", "--device", "cpu"), capfd).out.split())
    assert f" {text} " in out
    assert f" And {text} " in out


def test_newlines_and_tabs_of_a_text_do_not_break_lines(capfd: Capture, folder: Path) -> None:
    written(folder, changed(WATCH, r'"a\n\n\tb\tc"'))
    out = say_to(("lesson", "small.toml", "--plain"), capfd).out
    assert "\na b c\n" in out


# ---------------------------------------------------------------- the file as such


def test_deep_nesting_is_refused(capfd: Capture, folder: Path) -> None:
    sentence = "lists or tables are nested too deeply, at most 16 are read"
    refused(capfd, folder, GOOD + "x = " + "[" * 1500 + "]" * 1500, f"19: {sentence}")
    refused(capfd, folder, GOOD + "x = " + "{a=" * 700 + "1" + "}" * 700, f"19: {sentence}")
    refused(capfd, folder, GOOD + "x = " + "[\n" * 30000 + "]\n" * 30000, f"35: {sentence}")


@pytest.mark.parametrize("form", ["k{}.{} = 1", "{1}.k{0} = 1", "[k{}.{}]", "[[k{}.{}]]",
                                  "x{} = {{{} = 1}}"])
def test_dotted_keys_of_thousands_of_parts_are_refused_at_once(
    capfd: Capture, folder: Path, form: str
) -> None:
    long = ".".join("a" * 1900)
    text = GOOD + "\n".join(form.format(number, long) for number in range(64))
    written(folder, text)
    said = say_to(("check", "small.toml"), capfd, limit_s=3)
    assert (said.code, said.lines) == (
        3, ["small.toml:19: lists or tables are nested too deeply, at most 16 are read"]
    )


def test_large_files_and_long_lines_are_refused_before_they_are_parsed(
    capfd: Capture, folder: Path
) -> None:
    refused(capfd, folder, "a\n" * 2_500_000, "1: the file is larger than 256 KiB; split")
    refused(capfd, folder, "x = '" + "a" * 1_000_000, "1: the file is larger than 256 KiB")
    refused(capfd, folder, GOOD + "x = '" + "a" * 200_000 + "'", "19: the line has 200,006 bytes")
    assert (source.MOST_BYTES, source.MOST_LINE_BYTES) == (256 * 1024, 4 * 1024)


@pytest.mark.parametrize(
    "filling",
    [
        "".join(f"k{number} = 1\n" for number in range(20_000)),
        "".join(f"[k{number}]\n" for number in range(20_000)),
        "[[examples]]\n" * 20_000, "#\n" * 100_000, (" " * 4000 + "\n") * 60,
        'x = """' + '\n""a' * 40_000, "x = '''" + "\n''" * 60_000, '"""\\' * 30_000,
    ],
    ids=["keys", "tables", "examples", "comments", "blanks", "open", "open'", "escaped"],
)
def test_a_full_file_is_judged_in_seconds(capfd: Capture, folder: Path, filling: str) -> None:
    written(folder, GOOD + filling)
    said = say_to(("check", "small.toml"), capfd)
    assert said.code in (0, 3)
    assert len(said.lines) <= 51


@pytest.mark.parametrize(
    ("old", "value", "sentence"),
    [
        ("minutes = 5", "9" * 4000, "5: minutes: expected a whole number from 1 to 600, got a w"),
        ("minutes = 5", "1e999", "5: minutes: expected a whole number from 1 to 600, got the nu"),
        ("minutes = 5", "nan", "5: minutes: expected a whole number from 1 to 600, got the number"),
        ("minutes = 5", "true", "5: minutes: expected a whole number from 1 to 600, got true"),
        ("minutes = 5", "5.0", "5: minutes: expected a whole number from 1 to 600, got the number"),
        ("minutes = 5", "1979-05-27", "5: minutes: expected a whole number from 1 to 600, got the"),
        ("schema = 1", "true", "1: schema: expected a whole number from 1 to 1, got true"),
        ("schema = 1", "2", "1: schema: the file needs a newer convtutor; this one reads schema 1"),
        ("schema = 1", "9" * 4000, "1: schema: the file needs a newer convtutor; this one reads"),
    ],
)
def test_numbers_that_are_none_are_refused(
    capfd: Capture, folder: Path, old: str, value: str, sentence: str
) -> None:
    refused(capfd, folder, changed(old, f"{old.partition(' ')[0]} = {value}"), sentence)


def test_a_newer_schema_is_told_alone(capfd: Capture, folder: Path) -> None:
    text = changed("schema = 1", "schema = 7").replace("minutes", "hours")
    assert len(refused(capfd, folder, text, "1: schema: the file needs a newer convtutor")) == 1


def test_a_number_of_five_thousand_digits_is_refused(capfd: Capture, folder: Path) -> None:
    refused(capfd, folder, GOOD + "x = " + "9" * 5000, "19: the line has 5,004 bytes")
    refused(capfd, folder, changed("[[1, 2]]", f"[[{'9' * 4000}, 2]]"),
            "15: examples[0].layers[0].weight[0][0]: expected a number a float64 holds")


def test_not_a_number_and_infinity_are_numbers_of_a_tensor_alone(
    capfd: Capture, folder: Path
) -> None:
    written(folder, changed("[[1, 2]]", "[[nan, 1e999]]"))
    assert say_to(("check", "small.toml"), capfd).code == 0
    refused(capfd, folder, changed(INPUT, "{ range = [0, inf], shape = [3] }"),
            "11: examples[0].tensors.input.range: expected [start, stop]")


def test_byte_order_mark_newlines_and_tabs_are_accepted(capfd: Capture, folder: Path) -> None:
    text = changed("minutes = 5", "minutes\t=\t5")
    written(folder, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert say_to(("check", "small.toml"), capfd).code == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "1: the file is empty; a lesson begins with `schema = 1`"),
        (b"\xef\xbb\xbf \r\n", "1: the file is empty; a lesson begins with `schema = 1`"),
        (GOOD.replace("Watch", "W\xe9").encode("latin-1"), "9: byte 0xe9 at byte 11 of the line"),
        (GOOD.encode("utf-16"), "1: byte 0xff at byte 1 of the line is no UTF-8"),
        (GOOD.encode() + b"\0", "19: control character U+0000 at column 1"),
        (GOOD.encode() + b"\xed\xa0\x80", "19: byte 0xed at byte 1 of the line is no UTF-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), "1: hidden character U+FEFF at column 1"),
        (GOOD.replace("\n", "\r").encode(), "1: control character U+000D at column 11"),
        (changed("minutes = 5", "minutes = 5\nminutes = 6").encode(), "6: not valid TOML: "),
        (changed("[examples.tensors]", "[examples.tensors]\ninput = 1").encode(),
         "12: not valid TOML: "),
        ((GOOD + '"\\ud800" = 1').encode(), "19: not valid TOML: "),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "1: byte 0x89 at byte 1 of the line is no UTF-8"),
    ],
)
def test_what_is_no_text_or_no_toml_is_refused_with_its_line(
    capfd: Capture, folder: Path, content: bytes, sentence: str
) -> None:
    refused(capfd, folder, content, sentence)


def test_everything_wrong_is_told_at_once_with_the_nearest_name(
    capfd: Capture, folder: Path
) -> None:
    text = GOOD.replace("minutes", "minuts").replace('title = "one"', "tilte = 1").replace(
        '"conv2d"', '"conv2"'
    )
    refused(
        capfd, folder, text, "5: minuts: a lesson has no 'minuts'; did you mean 'minutes'?",
        "1: the key 'minutes' is missing", "8: examples[0].tilte: an example has no 'tilte'; did ",
        "7: examples[0]: the key 'title' is missing", "14: examples[0].layers[0].op: ",
    )


# ---------------------------------------------------------------- what the values mean


LAYER = 'op = "conv2d"\nweight = [[1, 2]]'


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (f"{LAYER}\nstride = true", "conv2d: stride must be an integer, got True"),
        (f"{LAYER}\nstride = 1.0", "conv2d: stride must be an integer, got 1.0"),
        (f"{LAYER}\nstride = 0", "conv2d: stride must be 1 or more, got 0"),
        (f"{LAYER}\nstride = -1", "conv2d: stride must be 1 or more, got -1"),
        (f"{LAYER}\npadding = -1", "conv2d: padding must be 0 or more, got -1"),
        (f"{LAYER}\ngroups = 2", "conv2d: 1 output channels do not divide into 2 groups"),
        (f"{LAYER}\ndilation = 3", "conv2d: the effective kernel is 4 columns (kernel 2, dilation "
         "3), the padded input has 3; add padding or reduce the kernel or the dilation"),
        ('op = "max_pool2d"\nkernel_size = 2\npadding = 2', "max_pool2d: padding must be at most "
         "half the kernel, 1 for a kernel of 2, got 2"),
        ('op = "dropout"\np = nan', "dropout: p must be from 0 to 1, got nan"),
    ],
)
def test_arguments_that_torch_refuses_are_refused_with_the_numbers(
    capfd: Capture, folder: Path, layer: str, sentence: str
) -> None:
    written(folder, changed(LAYER, layer))
    said = say_to(("check", "small.toml"), capfd)
    assert said.code == 3
    assert said.out.startswith("small.toml:12: examples[0].layers[0]: ")
    assert sentence.partition("; add")[0] in said.out


@pytest.mark.parametrize("key", ["stride", "padding", "dilation", "groups"])
def test_integers_beyond_those_of_torch_are_refused(
    capfd: Capture, folder: Path, key: str
) -> None:
    text = changed(WEIGHT, f"{WEIGHT}\n{key} = {10**30}")
    refused(capfd, folder, text,
            f"16: examples[0].layers[0].{key}: expected numbers of at most 2147483647")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (INPUT, "{ fill = 1, shape = [1000000, 1000000] }", "has 1,000,000,000,000 elements"),
        (INPUT, f"{{ fill = 1, shape = [{10**25}, {10**18}] }}", "has far more elements"),
        (WEIGHT, f"{WEIGHT}\npadding = 10000000", "has 800,000,180,000,018 elements"),
        (LAYER, 'op = "adaptive_avg_pool2d"\noutput_size = 2000', "has 4,000,012 elements"),
        (LAYER, 'op = "conv2d"\npadding = 300\nweight = { fill = 1, shape = [100, 100] }',
         " products, a lesson file may have"),
    ],
)
def test_tensor_bombs_are_refused_before_anything_is_made(
    capfd: Capture, folder: Path, old: str, new: str, sentence: str
) -> None:
    lines = refused(capfd, folder, changed(old, new))
    assert any(sentence in line for line in lines), lines
    assert (caps.MOST_ELEMENTS, caps.MOST_STEPS) == (10**6, 10**6)


def test_elements_are_counted_over_all_examples(capfd: Capture, folder: Path) -> None:
    header, _, example = GOOD.partition("[[examples]]")
    one = "[[examples]]" + example.replace(INPUT, "{ fill = 1, shape = [300, 300] }")
    lines = refused(capfd, folder, header + one * 5)
    assert "a lesson file may have 1,000,000" in lines[0]


def test_a_condition_is_not_searched_for_without_end(capfd: Capture, folder: Path) -> None:
    text = changed(INPUT, "{ fill = 1, shape = [200, 200] }") + "".join(
        f'[[examples.notes]]\nwhen = "value > {10**9 + number}"\ntext = "x"\n'
        for number in range(99)
    )
    checked(capfd, folder, text, "19: examples[0].notes[1].on: conditions may search 20,000 ")


@pytest.mark.parametrize(
    "lesson_id", ["../x", "a/b", "a\\\\b", "CON", "con", "lpt1", "a" * 300, "-a", "", ".", "A", "é"]
)
def test_an_id_that_is_no_name_of_a_file_is_refused(
    capfd: Capture, folder: Path, lesson_id: str
) -> None:
    refused(capfd, folder, changed('id = "small"', f'id = "{lesson_id}"'), "2: id: ")


@pytest.mark.parametrize(
    "condition",
    ["__import__('os').system('true')", "value.__class__", "(lambda: 1)()", "[value]", "value ** 9",
     "(" * 150, "not " * 49 + "value", "x" * 900, "value > 1" * 20,
     "\u0663 > value"],
)
def test_conditions_are_no_program(capfd: Capture, folder: Path, condition: str) -> None:
    text = changed(PLACE, f'when = "{condition}"')
    refused(capfd, folder, text, "17: examples[0].notes[0].when: ")


@pytest.mark.parametrize(
    "expression",
    ["__import__('os').system('true') == 0", "input.__class__ == 1", "[x for x in input] == 1",
     "10**10**10 == 1", "(" * 300, "[" * 100 + "]" * 100 + " == input", "-" * 500 + "1 == 1",
     "round(input, 10**9) == 1", "'a' * 10 == 1", "1 if 1 else 2", "9" * 3000, "\u0660 == 1",
     "conv1.output[999999999999999999999] == 1", "sum(" * 60 + "input" + ")" * 60 + " == 1"],
)
def test_stated_facts_are_no_program(capfd: Capture, folder: Path, expression: str) -> None:
    text = changed(WATCH, f"{WATCH}\nstates = [{json.dumps(expression, ensure_ascii=False)}]")
    checked(capfd, folder, text, "10: examples[0].states[0]: ")


def test_a_stated_fact_that_is_false_is_told_with_what_is_so(
    capfd: Capture, folder: Path
) -> None:
    text = changed(WATCH, f'{WATCH}\nstates = ["conv1.output == [[2, 5], [11, 15]]"]')
    checked(capfd, folder, text, "10: examples[0].states[0]: 'conv1.output == [[2, 5], [11, 15]]' "
            "is not so: ")


def with_task(goal: str, solution: str, change: str = "conv1.padding", hints: int = 3) -> str:
    texts = ", ".join(['"hint"'] * hints)
    return changed(WATCH, f'{WATCH}\npart = "make"') + (
        f'[examples.task]\ngoal = "{goal}"\nchange = ["{change}"]\nhints = [{texts}]\n'
        f"[examples.task.solution]\n{solution}\n"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (with_task("max(conv1.output) == 15", '"conv1.padding" = 2'), "24: examples[0].task.solut"),
        (with_task("max(conv1.output) == 14", '"conv1.padding" = 2'), "21: examples[0].task.goal:"),
        (with_task("1 == 2", '"conv1.padding" = 1000000'), "24: examples[0].task.solution: conv1."),
        (with_task("1 == 2", '"conv1.padding" = -1'), "24: examples[0].task.solution: conv1."),
        (with_task("1 == 2", '"input" = { fill = 1, shape = [9999, 9999] }', "input"),
         "24: examples[0].task.solution: input: up to here the lesson has "),
        (with_task("1 == 2", '"conv1.stride" = 2'), "25: examples[0].task.solution.conv1.stride: "),
        (with_task("1 == 2", '"conv1.padding" = 2', hints=2), "23: examples[0].task.hints: "),
        (with_task("eval('1')", '"conv1.padding" = 2'), "21: examples[0].task.goal: "),
    ],
)
def test_a_task_that_cannot_be_solved_as_it_says_is_told(
    capfd: Capture, folder: Path, text: str, sentence: str
) -> None:
    tomllib.loads(text)
    checked(capfd, folder, text, sentence)


# ---------------------------------------------------------------- what is no lesson file


@POSIX
def test_what_is_no_regular_file_is_refused_without_waiting(capfd: Capture, folder: Path) -> None:
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "zero.toml").symlink_to("/dev/zero")
    (folder / "loop.toml").symlink_to("loop.toml")
    for name, kind in (("folder", "this is a folder"), ("pipe", "this is a pipe"),
                       ("zero", "this is a device"), ("loop", "cannot be read: ")):
        for verb in ("lesson", *(() if name == "folder" else ("check", "verify"))):
            said = say_to((verb, f"{name}.toml"), capfd)
            assert (said.code, f"{name}.toml: " in said.err) == (5, True)
            assert kind in said.err
    said = say_to(("lesson", "/dev/zero"), capfd)
    assert (said.code, said.lines) == (
        5, ["/dev/zero: a lesson is a regular file, this is a device"]
    )


@POSIX
def test_links_out_of_a_course_are_refused_and_a_link_that_is_named_is_followed(
    capfd: Capture, folder: Path
) -> None:
    course = folder / "course"
    course.mkdir()
    written(folder, GOOD)
    (course / "small.toml").symlink_to("../small.toml")
    said = say_to(("check", "course"), capfd)
    assert (said.code, said.lines) == (3, [
        "course/small.toml: is a link that leads out of the folder; put the file itself there"
    ])
    assert say_to(("check", "course/small.toml"), capfd).code == 0


def test_another_file_given_as_a_lesson_is_refused_and_not_shown(
    capfd: Capture, folder: Path
) -> None:
    (folder / "secret").write_text("root:x:0:0:hidden words\n", encoding="utf-8")
    said = say_to(("lesson", "../here/secret"), capfd)
    assert said.code == 3
    assert said.lines[0].startswith("../here/secret:1: not valid TOML: ")
    assert "hidden words" not in said.err


@pytest.mark.parametrize("name", ["a\0b.toml", "x" * 5000 + ".toml", "\ud800.toml", "./", ".toml"])
def test_names_that_cannot_be_files_are_refused(capfd: Capture, name: str) -> None:
    for verb in KINDS:
        assert say_to((verb, name), capfd).code in (0, 2, 3, 5)


def test_a_lesson_cannot_take_the_name_of_a_shipped_one(
    capfd: Capture, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVTUTOR_LESSONS", str(folder))
    written(folder, GOOD.replace('"small"', '"padding"'), "padding.toml")
    said = say_to(("lesson", "padding", "--plain"), capfd)
    assert "padding: Small" not in said.out
    assert "padding: Small" in say_to(("lesson", "padding.toml", "--plain"), capfd).out
    assert "padding.toml" in say_to(("list",), capfd).out


# ---------------------------------------------------------------- terminals that show little


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
     {"PYTHONIOENCODING": "cp1252"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["C", "C-ascii", "cp1252", "ascii"],
)
@pytest.mark.parametrize("verb", ["check", "list", "lesson"])
def test_other_encodings_show_what_they_can_and_escape_the_rest(
    folder: Path, environment: dict[str, str], verb: str
) -> None:
    text = changed(WATCH, '{ en = "Watch é ×", zh = "看窗口 \U0001f600 e\u0301 \u05d0" }')
    written(folder, text)
    more = {"lesson": ("small.toml", "--plain", "--lang", "zh"), "list": (".",)}
    arguments = more.get(verb, ("small.toml",))
    done = subprocess.run(
        (sys.executable, "-m", "convtutor", verb, *arguments), cwd=folder, check=False,
        capture_output=True, env=surroundings(folder, PYTHONPATH=str(ROOT), **environment),
        stdin=subprocess.DEVNULL, timeout=60,
    )
    assert done.returncode in (0, 3), done.stderr
    assert b"Traceback" not in done.stderr
    out = done.stdout.decode(environment.get("PYTHONIOENCODING", "utf-8"))
    assert all(line.isprintable() for line in out.splitlines())
    if verb == "lesson" and "PYTHONIOENCODING" in environment:
        assert r"\u770b" in out
