"""An origin in lines: the largest contributions, what the others add up to, and on to the input."""

from __future__ import annotations

import pytest

from convtutor.debugger.origin import origin_of
from convtutor.debugger.origin_text import origin_lines
from convtutor.lesson.run import Run
from convtutor.steps import Place
from tests.debugger.networks import NETWORKS, net
from tests.debugger.test_influence_text import small
from tests.scene.runs import one_layer


def lines(run: Run, layer: str, array: str, *index: int, most: int = 24, language: str = "en",
          width: int = 80) -> list[str]:
    return origin_lines(origin_of(run, Place(layer, array, index)), language, width, most)


def test_a_number_is_told_back_to_the_input_largest_first() -> None:
    assert lines(small(), "relu1", "output", 0, 0, 0, 2) == [
        "relu1.output[0,2] = 6",
        "  6   conv1.output[0,2], the largest of 2",
        "  conv1.output[0,2] = 6",
        "    7×2 = 14    input[1,2] × weight[1,0]",
        "    8×-1 = -8   input[1,3] × weight[1,1]",
        "    3×1 = 3     input[0,2] × weight[0,0]",
        "    -3          bias[0]",
        "    and 1 more, which is 0",
    ]


def test_a_weights_gradient_is_told_back_to_where_the_way_back_begins() -> None:
    assert lines(small(), "conv1", "grad_weight", 0, 0, 1, 1, most=7) == [
        "conv1.grad_weight[1,1] = 16",
        "  8×1 = 8     input[1,3] × relu1.grad_input[0,2]",
        "  8×1 = 8     input[2,1] × relu1.grad_input[1,0]",
        "  -6×1 = -6   input[1,1] × relu1.grad_input[0,0]",
        "  and 3 more, together 6",
        "  relu1.grad_input[0,2] = 1",
        "    1   grad_output[0,2]",
    ]


def test_a_closed_gate_stands_before_what_it_blocks() -> None:
    assert lines(small(), "relu1", "grad_input", 0, 0, 1, 1) == [
        "relu1.grad_input[1,1] = 0",
        "  0   grad_output[1,1], blocked",
    ]


def test_a_gate_that_is_closed_on_the_way_forward_leaves_the_constant() -> None:
    assert lines(small(), "relu1", "output", 0, 0, 0, 1) == [
        "relu1.output[0,1] = 0",
        "  0   a constant, the largest of 2",
    ]


def test_what_is_given_says_so() -> None:
    assert lines(small(), "conv1", "input", 0, 0, 1, 1) == ["conv1.input[1,1] = -6   given"]
    assert lines(small(), "relu1", "grad_output", 0, 0, 1, 1) == [
        "relu1.grad_output[1,1] = 1   given: the way back begins here"
    ]
    assert lines(small(), "relu1", "gate", 0, 0, 1, 1, language="zh") == [
        "relu1.gate[1,1] = 0   前向时记下的"
    ]


def test_what_is_done_to_the_sum_last_has_its_own_line() -> None:
    run = one_layer("avg_pool2d", [[1, 4], [-2, 0]], kernel_size=2)
    assert lines(run, "layer1", "output", 0, 0, 0, 0) == [
        "layer1.output[0,0] = 0.75",
        "  4    input[0,1]",
        "  -2   input[1,0]",
        "  1    input[0,0]",
        "  and 1 more, which is 0",
        "  3 / 4 = 0.75",
    ]


def test_reads_in_the_padding_are_named_where_all_is_zero() -> None:
    run = one_layer("conv2d", [[0, 0], [0, 0]], [[1, 2]], padding=1)
    told = lines(run, "layer1", "output", 0, 0, 0, 0)
    assert told[1:] == ["  0×1 = 0   input outside × weight[0,0]",
                        "  0×2 = 0   input outside × weight[0,1]"]


def test_where_rows_are_few_the_number_and_its_largest_product_stay() -> None:
    told = lines(net("chain", 0), "conv3", "output", 0, 0, 1, 1, most=5)
    assert told[0] == "conv3.output[1,1] = 1.80052"
    assert told[1].startswith("  0.848839×0.988054 = 0.838698")
    assert told[-1] == "  and further back: tanh1.output[0,2,1]"


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 13, 40])
def test_no_more_rows_than_there_is_room_for(name: str, most: int) -> None:
    run = net(name, 0)
    for layer in (bound.name for bound in run.layers):
        for array in ("output", "grad_input"):
            if f"{layer}.{array}" in run.arrays:
                index = (0,) * run.arrays[f"{layer}.{array}"].ndim
                assert 1 <= len(lines(run, layer, array, *index, most=most)) <= most


def test_contributions_shown_and_left_out_add_up() -> None:
    told = lines(net("chain", 0), "conv2", "output", 0, 1, 2, 1, most=6)
    section = [line for line in told if line.startswith("  ") and not line.startswith("   ")]
    shown = [float(line.split("   ")[0].split(" = ")[-1]) for line in section if "   " in line[2:]]
    rest = [float(line.split()[-1]) for line in section if line.startswith("  and ") and
            "further" not in line]
    value = float(told[0].split(" = ")[1])
    assert sum(shown) + sum(rest) == pytest.approx(value, abs=1e-4)
