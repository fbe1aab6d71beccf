"""`convtutor explore`: a layer from arguments, on lines; what is impossible ends in a sentence."""

import io
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.cli import main
from convtutor.cli.arguments import parse_arguments
from convtutor.cli.explore import explored
from convtutor.cli.layer_arguments import ADAPTIVE, SLIDING
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import run_example
from convtutor.lesson.schema import Lesson
from tests.conftest import examples, require


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVTUTOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def lesson(*arguments: str) -> Lesson:
    return explored(parse_arguments(["explore", *arguments], "en"), "en")


def output_shape(*arguments: str) -> tuple[int, ...]:
    (example,) = lesson(*arguments).examples
    name = example.layers[0].name
    return run_example(example).arrays[f"{name}.output"].shape


def on_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: str,
    *arguments: str, code: int = 0,
) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["explore", *arguments, "--plain", "--lang", "en"]) == code
    written = capsys.readouterr()
    return written.out + written.err


def test_it_is_stepped_changed_and_left_without_a_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    typed = "n\nset conv1.padding = 0\ncontinue\ncontinue\ncontinue\ncontinue\nq\n"
    text = on_lines(
        capsys, monkeypatch, typed, "conv2d", "--input", "7x7", "--kernel-size", "3", "--stride",
        "2", "--padding", "1",
    )
    assert "conv1: nn.Conv2d(1, 1, kernel_size=3, stride=2, padding=1)" in text
    assert "drawn from seed 0" in text
    assert "output[0,0] = " in text
    assert "Changed. Every number was computed anew." in text
    assert "grad_bias" in text
    assert not data.exists()


def test_torch_agrees_from_inside(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    require("torch")
    text = on_lines(
        capsys, monkeypatch, "set pool1.stride = [1, 2]\nt\nq\n", "max_pool2d", "--input", "6x5",
        "--device", "cpu",
    )
    assert "numbers agree on the CPU, bit for bit." in text


def test_it_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    require("torch")
    arguments = ["conv1d", "--input", "4", "--play", "--device", "cpu", "--lang", "en"]
    assert main(["explore", *arguments]) == 0
    text = capsys.readouterr().out
    assert "conv1 backward: grad_weight, 1x1x3" in text
    assert "CPU float64:  arrays: 4; bit for bit equal: 4" in text
    assert main(["explore", *arguments, "--at", "output[0]"]) == 2
    assert "convtutor explore: --play prints everything" in capsys.readouterr().err


@pytest.mark.parametrize("operator", [*SLIDING, *ADAPTIVE])
def test_every_operator_opens_without_any_option(operator: str) -> None:
    (example,) = lesson(operator).examples
    assert run_example(example).timeline


def test_what_is_left_out_is_as_in_torch() -> None:
    assert output_shape("max_pool2d", "--input", "28") == (1, 1, 14, 14)
    assert output_shape("avg_pool2d", "--kernel-size", "3x2", "--input", "9x8") == (1, 1, 3, 4)
    (example,) = lesson("conv2d").examples
    assert set(example.layers[0].operands) == {"weight", "bias"}
    (example,) = lesson("conv2d", "--no-bias").examples
    assert set(example.layers[0].operands) == {"weight"}


def test_every_setting_reaches_the_layer() -> None:
    (example,) = lesson(
        "conv2d", "--input", "9x8", "--kernel-size", "3x2", "--stride", "2x1", "--padding", "1",
        "--dilation", "1x2", "--groups", "2", "--in-channels", "4", "--out-channels", "6",
        "--padding-mode", "circular",
    ).examples
    assert example.layers[0].keywords == {
        "stride": (2, 1), "padding": 1, "dilation": (1, 2), "groups": 2,
        "padding_mode": "circular",
    }
    assert example.layers[0].operands["weight"].shape == (6, 2, 3, 2)
    assert output_shape("conv2d", "--padding", "same", "--input", "5x6") == (1, 1, 5, 6)
    assert output_shape("conv_transpose2d", "--stride", "2", "--output-padding", "1", "--input",
                        "3x4") == (1, 1, 8, 10)
    assert output_shape("adaptive_avg_pool2d", "--output-size", "3x2", "--in-channels", "2") == (
        1, 2, 3, 2,
    )
    assert output_shape("max_pool1d", "--input", "5", "--ceil-mode") == (1, 1, 3)
    (example,) = lesson("avg_pool2d", "--padding", "1", "--no-count-include-pad").examples
    assert example.layers[0].keywords["count_include_pad"] is False


def test_a_kernel_is_typed_as_lists() -> None:
    (example,) = lesson("conv2d", "--kernel", "[[1,0,-1],[2,0,-2]]").examples
    np.testing.assert_array_equal(
        example.layers[0].operands["weight"], [[[[1, 0, -1], [2, 0, -2]]]]
    )


def test_an_array_gives_the_input_and_its_channels(tmp_path: Path) -> None:
    array = np.arange(24.0).reshape(2, 3, 4)
    np.save(tmp_path / "a.npy", array)
    path = str(tmp_path / "a.npy")
    (example,) = lesson("conv2d", "--image", path, "--kernel-size", "2").examples
    np.testing.assert_array_equal(example.tensors["input"], array[None])
    assert example.layers[0].operands["weight"].shape == (1, 2, 2, 2)
    assert example.intro.said("en").startswith("The input is ")
    assert output_shape("max_pool1d", "--image", _row(tmp_path), "--kernel-size", "3") == (1, 1, 3)


def test_a_long_name_of_a_file_is_cut_in_the_intro(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["{long}" * 30] * 6)
    folder.mkdir(parents=True)
    np.save(folder / "a.npy", np.arange(12.0).reshape(3, 4))
    (example,) = lesson("max_pool2d", "--image", str(folder / "a.npy")).examples
    assert len(example.intro.said("en")) < 200


def _row(tmp_path: Path) -> str:
    np.save(tmp_path / "row.npy", np.arange(9))
    return str(tmp_path / "row.npy")


def test_a_picture_is_resized_to_the_input(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "a.png"
    image.new("RGB", (12, 9), (200, 100, 50)).save(path)
    (example,) = lesson(
        "conv2d", "--image", str(path), "--input", "4x6", "--in-channels", "3"
    ).examples
    assert example.tensors["input"].shape == (1, 3, 4, 6)
    assert [plane.flat[0] for plane in example.tensors["input"][0]] == [200, 100, 50]


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["conv2d", "--kernel-size", "9"], 2, "the effective kernel is 9 rows (kernel 9, dil"),
        (["conv2d", "--padding", "same", "--stride", "2"], 2, "padding 'same' needs stride 1"),
        (["conv2d", "--padding", "some"], 2, "--padding is a whole number"),
        (["conv2d", "--padding-mode", "z"], 2, "padding_mode must be one of zeros, reflect"),
        (["max_pool2d", "--padding", "2"], 2, "padding must be at most half the kernel"),
        (["max_pool2d", "--groups", "2"], 2, "max_pool2d has no --groups"),
        (["max_pool2d", "--kernel", "[[1]]"], 2, "max_pool2d has no --kernel"),
        (["max_pool2d", "--no-bias"], 2, "max_pool2d has no --bias"),
        (["conv2d", "--ceil-mode"], 2, "conv2d has no --ceil-mode"),
        (["adaptive_avg_pool2d", "--stride", "2"], 2, "adaptive_avg_pool2d has no --stride"),
        (["conv2d", "--kernel", "[[1]]", "--kernel-size", "1"], 2, "follows from --kernel"),
        (["conv2d", "--kernel", "7"], 2, "--kernel is a kernel as lists"),
        (["conv2d", "--kernel", "[[1"], 2, "is no value; write a number, or lists"),
        (["conv2d", "--in-channels", "0"], 2, "--in-channels must be 1 or more, got 0"),
        (["conv2d", "--seed", "-3"], 2, "--seed must be 0 or more, got -3"),
        (["conv2d", "--input", "3000x3000"], 2, "9,000,000 elements, a lesson file may have"),
        (["conv1d", "--input", "3x4"], 2, "this layer has one axis; give one"),
        (["conv2d", "--image", "/none.png"], 5, "/none.png: cannot be read: No such file"),
        (["conv2d", "--at", "output[9,9]"], 2, "output[9,9]: index 1 is 9, the last one is 4"),
        (["conv3d"], 2, "invalid choice: 'conv3d'"),
    ],
)
def test_what_cannot_be_is_told_with_the_right_exit_code(
    arguments: list[str], code: int, reason: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = on_lines(capsys, monkeypatch, "q\n", *arguments, code=code)
    assert reason in text
    assert "Traceback" not in text


def test_a_broken_file_ends_in_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.npy").write_bytes(b"nothing")
    text = on_lines(
        capsys, monkeypatch, "q\n", "conv2d", "--image", str(tmp_path / "a.npy"), code=3
    )
    assert "save it again with numpy.save" in text


@examples(250)
@given(
    st.sampled_from([*SLIDING, *ADAPTIVE]),
    st.dictionaries(
        st.sampled_from([
            "--input", "--kernel-size", "--stride", "--padding", "--output-padding", "--dilation",
            "--groups", "--in-channels", "--out-channels", "--output-size",
        ]),
        st.sampled_from(["0", "1", "2", "3", "4", "7", "3x2", "1x5", "same", "2147483647"]),
        max_size=4,
    ),
)
def test_any_settings_open_or_are_refused_in_a_sentence(
    operator: str, options: dict[str, str]
) -> None:
    words = [word for pair in options.items() for word in pair]
    refused = None
    try:
        (example,) = lesson(operator, *words).examples
        assert run_example(example).timeline
    except ConvtutorError as error:
        refused = error
    assert refused is None or (refused.exit_code == 2 and str(refused))
