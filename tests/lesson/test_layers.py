"""Layers form a graph whose shapes are known, and whose faults are told, before anything runs."""

from pathlib import Path

import pytest

from convtutor.engine.ops import OPERATORS
from convtutor.lesson.caps import frame_elements, taps
from tests.lesson.test_read import only, problems
from tests.lesson.written import CONV, EXAMPLE, GOOD, HEAD, lesson

RELU = '[[examples.layers]]\nname = "relu1"\nop = "relu"\n'
POOL = '[[examples.layers]]\nname = "pool1"\nop = "max_pool2d"\nkernel_size = 2\n'


def layer_problem(folder: Path, layer: str) -> str:
    """Give the one problem of GOOD with `layer` as its layer's lines, without its line."""
    text = HEAD + EXAMPLE + '[[examples.layers]]\nname = "conv1"\n' + layer
    line, _, sentence = only(folder, text).partition(": ")
    assert int(line) >= 11
    return sentence.removeprefix("examples[0].layers[0]").removeprefix(": ")


def test_a_layer_reads_the_one_before_it_unless_told_otherwise(tmp_path: Path) -> None:
    layers = lesson(tmp_path, GOOD + RELU + POOL.replace("2\n", "2\ninputs = ['relu1']\n"))
    assert [layer.inputs for layer in layers.examples[0].layers] == [
        ("input",), ("conv1",), ("relu1",),
    ]


def test_the_first_layer_may_name_its_tensor(tmp_path: Path) -> None:
    text = GOOD.replace("input = [[0", "image = [[0").replace("op =", 'inputs = ["image"]\nop =')
    assert lesson(tmp_path, text).examples[0].layers[0].inputs == ("image",)


def test_without_a_tensor_named_input_the_first_layer_must_name_one(tmp_path: Path) -> None:
    assert only(tmp_path, GOOD.replace("input = [[0", "image = [[0")) == (
        "11: examples[0].layers[0]: the first layer reads the tensor 'input', which the example "
        "does not have; add it, or name another in 'inputs'"
    )


def test_an_input_that_nothing_gives_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    text = GOOD + RELU.replace("op =", 'inputs = ["conv"]\nop =')
    assert problems(tmp_path, text)[0] == (
        "17: examples[0].layers[1].inputs: no tensor and no earlier layer is named 'conv'; did you "
        "mean 'conv1'?"
    )


def test_a_layer_cannot_read_a_later_one_or_itself(tmp_path: Path) -> None:
    for name in ("relu1", "conv1"):
        text = GOOD.replace("op =", f'inputs = ["{name}"]\nop =') + RELU
        assert f"no earlier layer is named {name!r}" in problems(tmp_path, text)[0]


def test_a_layer_that_no_other_reads_is_told(tmp_path: Path) -> None:
    assert only(tmp_path, GOOD + RELU.replace("op =", 'inputs = ["input"]\nop =')) == (
        "12: examples[0].layers[0].name: no layer reads 'conv1'; name it in a later one's inputs"
    )


def test_one_fault_is_told_once_not_in_every_layer_after_it(tmp_path: Path) -> None:
    text = GOOD.replace('"conv2d"', '"conv3d"') + RELU + POOL
    assert only(tmp_path, text).startswith("13: examples[0].layers[0].op: expected one of")


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        ('op = "conv2d"\nweight = [[1]]\npading = 1',
         ".pading: conv2d has no 'pading'; did you mean 'padding'?"),
        ('op = "conv2d"', "the key 'weight' is missing; conv2d needs it; write weight = [[..]]"),
        ('op = "max_pool2d"',
         "the key 'kernel_size' is missing; max_pool2d needs it, as torch does"),
        ('op = "conv2d"\nweight = [[1]]\ninput = [[1]]',
         ".input: conv2d reads 'input' from what 'inputs' names"),
        ('op = "conv2d"\nweight = [[1]]\ninputs = ["input", "input"]',
         ".inputs: conv2d reads 1 (input), got 2"),
        ('op = "conv2d"\nweight = [[1]]\ninputs = []', ".inputs: conv2d reads 1 (input), got 0"),
        ('op = "conv2d"\nweight = [[1]]\ninputs = "input"',
         ".inputs: expected a list, each part the name of a tensor or of an earlier layer, got the "
         "text 'input'"),
        ('op = "conv2d"\nweight = [[1]]\nstride = -1',
         "conv2d: stride must be 1 or more, got -1"),
        ('op = "conv2d"\nweight = [[1]]\nstride = 0', "conv2d: stride must be 1 or more, got 0"),
        ('op = "conv2d"\nweight = [[1]]\nstride = true',
         "conv2d: stride must be an integer, got True"),
        ('op = "conv2d"\nweight = [[1]]\nstride = 1.0',
         "conv2d: stride must be an integer, got 1.0"),
        ('op = "conv2d"\nweight = [[1]]\nstride = [[1]]',
         ".stride: expected a number, two numbers, a word, or true or false, got a list of 1"),
        ('op = "conv2d"\nweight = [[1]]\npadding = { a = 1 }',
         ".padding: expected a number, two numbers, a word, or true or false, got a table"),
        (f'op = "conv2d"\nweight = [[1]]\nstride = {2**31}',
         ".stride: expected numbers of at most 2147483647"),
        (f'op = "conv2d"\nweight = [[1]]\nstride = {"9" * 2000}',
         ".stride: expected numbers of at most 2147483647"),
        ('op = "relu"\ngate = 1',
         ".gate: relu has no 'gate'; its keys are name, op, inputs, shares"),
        ('op = 3', f".op: expected one of {', '.join(OPERATORS)}, got the number 3"),
    ],
)
def test_a_wrong_layer_is_told_with_the_remedy(tmp_path: Path, layer: str, sentence: str) -> None:
    assert layer_problem(tmp_path, f"{layer}\n") == sentence


@pytest.mark.parametrize(
    ("layer", "numbers"),
    [
        ('op = "conv2d"\nweight = [[1, 2], [3, 4], [5, 6]]', ("3 rows", "has 2")),
        ('op = "conv2d"\nweight = [[1, 2]]\ngroups = 3', ("1", "3 groups")),
        ('op = "conv2d"\nweight = [[1, 2]]\nbias = [1, 2]', ("(1,)", "(2,)")),
        ('op = "max_pool2d"\nkernel_size = 3\npadding = 2', ("half the kernel", "2")),
        ('op = "conv2d"\nweight = [[1]]\npadding = 2\npadding_mode = "reflect"', ("3 rows", "2")),
        ('op = "conv2d"\nweight = [[1, 2]]\npadding = "smae"', ("'same'", "'smae'")),
        ('op = "max_pool2d"\nkernel_size = 2\nceil_mode = 1', ("true or false", "1")),
        ('op = "avg_pool2d"\nkernel_size = 2\ndivisor_override = 0', ("divisor_override", "0")),
        ('op = "avg_pool2d"\nkernel_size = 2\ncount_include_pad = 1', ("true or false", "1")),
        ('op = "avg_pool1d"\nkernel_size = [1, 1]', ("kernel_size", "one integer", "(1, 1)")),
        ('op = "adaptive_avg_pool2d"\noutput_size = [2]', ("output_size", "two", "(2,)")),
        ('op = "adaptive_max_pool2d"\noutput_size = [2, -1]', ("output_size", "-1")),
    ],
)
def test_what_torch_refuses_is_refused_with_the_numbers(
    tmp_path: Path, layer: str, numbers: tuple[str, ...]
) -> None:
    sentence = layer_problem(tmp_path, f"{layer}\n")
    assert all(number in sentence for number in numbers), sentence


def test_a_fault_of_the_parameters_stands_at_the_line_of_its_layer(tmp_path: Path) -> None:
    assert only(tmp_path, GOOD + "stride = 0\n").startswith("11: examples[0].layers[0]: conv2d: ")


@pytest.mark.parametrize("name", ["Conv1", "1conv", "conv-1", "conv.1", "", "c" * 33, "è"])
def test_a_name_that_no_place_could_hold_is_refused(tmp_path: Path, name: str) -> None:
    assert "expected a name (a small letter" in only(tmp_path, GOOD.replace('"conv1"', f'"{name}"'))


def test_a_name_stands_for_one_thing(tmp_path: Path) -> None:
    twice = GOOD + RELU.replace("relu1", "conv1")
    assert "a layer is named 'conv1' already" in only(tmp_path, twice)
    assert "a tensor is named 'input' already" in only(tmp_path, GOOD.replace("conv1", "input"))


CAPPED = {
    "elements of a padded input": 'op = "conv2d"\nweight = [[1]]\npadding = 1000',
    "elements of a padded input, though the output is small":
        'op = "conv2d"\nweight = [[1]]\npadding = 5000\nstride = 10000',
    "elements of a pool's padded input":
        'op = "max_pool2d"\nkernel_size = 10000\npadding = 5000',
    "elements of a mean's padded input":
        'op = "avg_pool2d"\nkernel_size = 10000\npadding = 5000',
    "elements of an output of a given size":
        f'op = "adaptive_avg_pool2d"\noutput_size = [1, {2**31 - 1}]',
}


@pytest.mark.parametrize("layer", CAPPED.values(), ids=CAPPED)
def test_the_cap_on_elements_holds_before_anything_is_made(tmp_path: Path, layer: str) -> None:
    sentence = layer_problem(tmp_path, f"{layer}\n")
    assert "elements, a lesson file may have 1,000,000; make the" in sentence


def generated(shape: list[int], layer: str) -> str:
    tensor = f"input = {{ fill = 1, shape = {shape} }}"
    return HEAD + EXAMPLE.replace("input = [[0, 1, 2], [3, 4, 5]]", tensor) + layer


def test_the_cap_on_steps_counts_both_directions(tmp_path: Path) -> None:
    fits = generated([480, 480], RELU) + RELU.replace("relu1", "relu2")
    assert len(lesson(tmp_path, fits).examples[0].layers) == 2
    assert only(tmp_path, generated([300, 1000], RELU) + RELU.replace("relu1", "relu2")) == (
        "14: examples[0].layers[1]: up to here the lesson has 1,200,000 steps, a lesson file may "
        "have 1,000,000; make the tensors, the padding or the kernel smaller"
    )


def test_the_cap_on_products_holds_for_a_kernel_as_large_as_half_the_input(tmp_path: Path) -> None:
    kernel = CONV.replace("[[1, 2]]", "{ fill = 1, shape = [150, 150] }")
    sentence = only(tmp_path, generated([300, 300], kernel))
    assert "has 513,022,500 products, a lesson file may have 10,000,000" in sentence


def test_the_caps_hold_for_all_examples_together(tmp_path: Path) -> None:
    one = generated([400, 500], RELU).removeprefix(HEAD)
    assert len(lesson(tmp_path, HEAD + one * 2).examples) == 2
    assert "up to here the lesson has 1,200,000 " in problems(tmp_path, HEAD + one * 3)[-1]


def test_a_window_of_an_adaptive_pool_is_counted_at_its_longest() -> None:
    operator = OPERATORS["adaptive_avg_pool2d"]
    shapes, params = {"input": (1, 2, 5, 6)}, operator.params((3, 2))
    assert taps(operator, shapes, params) == 3 * 3  # rows 0-1, 1-3, 3-4; columns 0-2, 3-5
    assert frame_elements(operator, shapes, params) == 2 * 5 * 6
