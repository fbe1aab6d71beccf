"""`convtutor solve`: answers as a table and as JSON, and a reason where there is none."""

import json
import re
import textwrap
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from convtutor.cli import main
from convtutor.words import say

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
NUMBERS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 2}
SIZES = {"type": "array", "items": {"type": ["integer", "null"]}, "minItems": 1, "maxItems": 2}
SPAN = {"type": "array", "items": {**NUMBERS, "minItems": 2}, "minItems": 1, "maxItems": 2}
SOLVE_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["schema", "version", "convtutor", "exit_code", "operator", "in", "out",
                 "ceil_mode", "looked_through", "answers", "nearest"],
    "properties": {
        "schema": {"const": "convtutor-solve"},
        "version": {"const": 1},
        "convtutor": {"type": "string"},
        "exit_code": {"enum": [0, 4]},
        "operator": {"type": "string"},
        "in": SIZES,
        "out": SIZES,
        "ceil_mode": {"type": "boolean"},
        "looked_through": {
            "type": "object", "additionalProperties": {"oneOf": [SPAN, {"type": "null"}]},
        },
        "answers": {
            "type": "array",
            "items": {
                "type": "object", "additionalProperties": NUMBERS,
                "required": ["kernel_size", "stride", "padding", "in", "out", "unread",
                             "unread_padding"],
            },
        },
        "nearest": {"type": "array", "items": NUMBERS},
    },
}


def solved(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0
) -> dict[str, Any]:
    assert main(["solve", *arguments, "--json"]) == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SOLVE_SCHEMA)
    assert document["exit_code"] == code
    return document


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["solve", *arguments, "--lang", "en"]) == code
    written = capsys.readouterr()
    return " ".join((written.out + written.err).split())


def test_a_table_has_one_answer_a_line_the_usual_one_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["solve", "conv2d", "--in", "224", "--out", "112", "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "conv2d, 224 in, 112 out: 11 answers."
    at = lines.index("kernel_size  stride  padding  unread  unread padding")
    assert lines[at + 1].split() == ["3", "2", "1", "0", "1"]
    assert lines[at + 11].split() == ["1", "2", "0", "1", "0"]
    assert lines[at + 13].endswith(
        "torch.nn.Conv2d(in_channels, out_channels, kernel_size=3, stride=2, padding=1)"
    )
    assert lines[at + 14].startswith("out = floor((224 + 2*1 - 3) / 2) + 1 = ")


def test_only_so_many_answers_are_shown_and_the_rest_is_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = said(capsys, "conv2d", "--in", "224", "--out", "112", "--most", "4")
    assert "And 7 more; --most N shows more than 4, --json all of them." in text


def test_json_holds_every_answer_whatever_most_says(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(capsys, "conv2d", "--in", "224", "--out", "112", "--most", "1")
    assert len(document["answers"]) == 11
    assert document["answers"][0] == {
        "kernel_size": [3], "stride": [2], "padding": [1], "dilation": [1], "in": [224],
        "out": [112], "unread": [0], "unread_padding": [1],
    }
    assert document["looked_through"] == {
        "kernel_size": [[1, 11]], "stride": [[1, 4]], "padding": None, "dilation": [[1, 1]],
    }


def test_rows_and_columns_must_both_hold(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(capsys, "max_pool2d", "--in", "57x40", "--out", "28x20")
    assert all(len(set(a["kernel_size"])) == 1 for a in document["answers"])
    both = {(a["kernel_size"][0], a["stride"][0], a["padding"][0]) for a in document["answers"]}
    alone = [
        {(a["kernel_size"][0], a["stride"][0], a["padding"][0])
         for a in solved(capsys, "max_pool2d", "--in", i, "--out", o)["answers"]}
        for i, o in (("57", "28"), ("40", "20"))
    ]
    assert both == alone[0] & alone[1]


def test_one_size_is_that_of_both_axes(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(capsys, "conv2d", "--in", "9x12", "--out", "5")
    assert document["out"] == [5, 5]


def test_a_setting_of_each_axis_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(
        capsys, "conv2d", "--in", "9x11", "--kernel-size", "3x5", "--stride", "2", "--padding",
        "1x2",
    )
    assert [(a["kernel_size"], a["out"]) for a in document["answers"]] == [([3, 5], [5, 6])]


def test_an_open_input_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(
        capsys, "conv2d", "--out", "112", "--kernel-size", "7", "--stride", "2", "--padding", "3"
    )
    assert [a["in"] for a in document["answers"]] == [[223], [224]]
    assert document["in"] == [None]


def test_output_padding_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    document = solved(
        capsys, "conv_transpose2d", "--in", "7", "--out", "14", "--kernel-size", "3", "--stride",
        "2", "--padding", "1",
    )
    assert [a["output_padding"] for a in document["answers"]] == [[1]]
    text = said(capsys, "conv_transpose1d", "--in", "2", "--kernel-size", "1", "--stride", "3",
                "--output-padding", "2", "--padding", "0")
    assert "2 in, any out: 1 answer." in text
    assert "output_padding out unwritten 1 3 0 2 6 2 The first" in text
    assert "ConvTranspose1d(in_channels, out_channels, kernel_size=1, stride=3, " in text


def test_dilation_is_looked_through_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("conv1d", "--in", "9", "--out", "3", "--kernel-size", "3", "--stride", "1")
    document = solved(capsys, *arguments, "--padding", "0", "--dilation", "any")
    assert [a["dilation"] for a in document["answers"]] == [[3]]
    solved(capsys, *arguments, "--padding", "0", code=4)


def test_ceil_mode_lets_a_last_window_hang_over(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("max_pool1d", "--in", "5", "--kernel-size", "2", "--stride", "2", "--padding", "0")
    assert solved(capsys, *arguments)["answers"][0]["out"] == [2]
    assert solved(capsys, *arguments, "--ceil-mode")["answers"][0]["out"] == [3]
    assert "ceil_mode=True)" in said(capsys, *arguments, "--ceil-mode")


def test_without_an_answer_the_nearest_are_told_and_it_ends_in_4(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ("conv2d", "--in", "224", "--out", "113", "--kernel-size", "3", "--stride", "2",
                 "--padding", "0..1")
    assert solved(capsys, *arguments, code=4)["nearest"] == [[111], [112]]
    text = said(capsys, *arguments, code=4)
    assert "conv2d, 224 in, 113 out: no answer." in text
    assert text.endswith("what they make nearest to it: 111, 112.")
    text = said(capsys, "conv2d", "--in", "224", "--out", "300", code=4)
    assert "they make outputs between 54 and 234, nearest to it 229, 230, 231" in text


def test_axes_that_can_be_had_only_apart_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "conv2d", "--in", "224x200", "--out", "112x99", code=4)
    assert "Rows and columns each have answers of their own" in text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["avg_pool2d", "--in", "9", "--kernel-size", "3", "--padding", "2"],
         "a pool's padding is at most half its kernel"),
        (["conv2d", "--in", "4", "--kernel-size", "9", "--padding", "0"],
         "is longer than the padded input"),
        (["conv_transpose2d", "--in", "4", "--stride", "2", "--output-padding", "2"],
         "output_padding is not below the larger of stride and dilation"),
    ],
)
def test_settings_that_are_no_layer_are_told_why(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reason in said(capsys, *arguments, code=4)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "give the size that is known, --in or --out, or both"),
        (["--in", "0"], "--in must be from 1 to 2147483647, got 0"),
        (["--in", "2x3x4"], "two such as 224x200 (rows by columns), got '2x3x4'"),
        (["--in", "٣"], "--in is a whole number"),
        (["--in", "1e3"], "--in is a whole number"),
        (["--in", "9" * 400], "--in is a whole number"),
        (["--in", "7", "--stride", "3x1"], "--stride has two values"),
        (["--in", "7", "--stride", "a"], "--stride is a number such as 3"),
        (["--in", "7", "--stride", "1x2x3"], "--stride is a number such as 3"),
        (["--in", "7", "--kernel-size", "5..3"], "--kernel-size 5..3 runs backwards"),
        (["--in", "7", "--padding", "-1"], "or any, got '-1'"),
        (["--in", "7", "--output-padding", "1"], "conv2d has no --output-padding"),
        (["--in", "7", "--ceil-mode"], "conv2d has no --ceil-mode"),
        (["--in", "7", "--most", "0"], "--most must be 1 or more, got 0"),
        (["--in", "7", "--kernel-size", "1..2147483647"], "at most 200,000 are"),
        (["--out", "7", "--stride", "2147483647"], "at most 200,000 are"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reason in said(capsys, "conv2d", *arguments, code=2)


def test_a_pool_and_a_row_have_less(capsys: pytest.CaptureFixture[str]) -> None:
    assert "avg_pool2d has no --dilation" in said(
        capsys, "avg_pool2d", "--in", "7", "--dilation", "2", code=2
    )
    assert "conv1d has one axis" in said(capsys, "conv1d", "--in", "7x7", code=2)
    assert "dilation" not in solved(capsys, "avg_pool1d", "--in", "7")["answers"][0]


def test_the_readme_shows_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = re.search(r"^    \$ convtutor (solve .*)\n((?:    .*\n|\n)+)", README, re.M)
    assert shown is not None
    assert main([*shown[1].split(), "--lang", "en"]) == 0
    assert textwrap.dedent(shown[2]).strip() == capsys.readouterr().out.strip()


def test_it_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", "conv2d", "--in", "224", "--out", "112", "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    assert say("solve.unread", "zh") in text
    assert "11 个答案" in text
