"""An example is computed once, layer by layer and back, and its steps make the same numbers."""

from pathlib import Path

import numpy as np

from convtutor.engine import functional
from convtutor.engine.ops import OPERATORS
from convtutor.lesson.run import Run, run_example
from convtutor.steps import cursor_at_start
from tests.conftest import require
from tests.lesson.written import EXAMPLE, HEAD, lesson

NETWORK = HEAD + EXAMPLE.replace("[[0, 1, 2], [3, 4, 5]]", "[[1, -2, 3, 4], [0, 5, -6, 7]]") + """\
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = [1, 0]
weight = [[[[1, 2]]], [[[-1, 0.5]]]]
bias = [0.5, -1]
[[examples.layers]]
name = "relu1"
op = "relu"
[[examples.layers]]
name = "pool1"
op = "max_pool2d"
kernel_size = 2
stride = 1
"""


def run(folder: Path, text: str) -> Run:
    return run_example(lesson(folder, text).examples[0])


def test_each_layer_reads_the_output_of_the_one_before(tmp_path: Path) -> None:
    arrays = run(tmp_path, NETWORK).arrays
    output = functional.conv2d(
        arrays["conv1.input"], arrays["conv1.weight"], arrays["conv1.bias"], padding=(1, 0)
    )
    assert np.array_equal(arrays["conv1.output"], output)
    assert arrays["relu1.input"] is arrays["conv1.output"]
    assert np.array_equal(arrays["relu1.output"], np.maximum(output, 0))
    pooled = functional.max_pool2d(arrays["relu1.output"], 2, 1)
    assert np.array_equal(arrays["pool1.output"], pooled)


def test_gradients_flow_back_from_ones_unless_told_otherwise(tmp_path: Path) -> None:
    arrays = run(tmp_path, NETWORK).arrays
    assert np.array_equal(arrays["pool1.grad_output"], np.ones((1, 2, 3, 2)))
    assert arrays["relu1.grad_output"] is arrays["pool1.grad_input"]
    gradients = functional.conv2d_backward(
        arrays["relu1.grad_input"], arrays["conv1.input"], arrays["conv1.weight"],
        arrays["conv1.bias"], padding=(1, 0),
    )
    for name, gradient in zip(("input", "weight", "bias"), gradients, strict=True):
        assert np.array_equal(arrays[f"conv1.grad_{name}"], gradient)


def test_a_given_gradient_enters_the_last_layer(tmp_path: Path) -> None:
    given = "{ range = [1, 13], shape = [1, 2, 3, 2] }"
    text = NETWORK.replace("[[examples]]", f"[[examples]]\ngrad_output = {given}")
    assert run(tmp_path, text).arrays["pool1.grad_output"].ravel().tolist() == list(range(1, 13))


def test_arrays_are_named_by_layer_and_cannot_be_written(tmp_path: Path) -> None:
    arrays = run(tmp_path, NETWORK).arrays
    assert set(arrays) == {
        *(f"conv1.{name}" for name in (
            "input", "weight", "bias", "output", "grad_output", "grad_input", "grad_weight",
            "grad_bias",
        )),
        *(f"relu1.{name}" for name in ("input", "output", "gate", "grad_output", "grad_input")),
        *(f"pool1.{name}" for name in ("input", "output", "indices", "grad_output", "grad_input")),
    }
    assert not any(array.flags.writeable for array in arrays.values())
    saved = ("relu1.gate", "pool1.indices")
    dtypes = {array.dtype for name, array in arrays.items() if name not in saved}
    assert dtypes == {np.dtype(np.float64)}


def test_passes_run_forward_in_order_and_backward_in_reverse(tmp_path: Path) -> None:
    traces = run(tmp_path, NETWORK).timeline.traces
    assert [f"{trace.layer}.{trace.rule.target}" for trace in traces] == [
        "conv1.output", "relu1.output", "pool1.output", "pool1.grad_input", "relu1.grad_input",
        "conv1.grad_input", "conv1.grad_weight", "conv1.grad_bias",
    ]


def test_every_step_makes_the_number_the_arrays_hold(tmp_path: Path) -> None:
    network = run(tmp_path, NETWORK)
    for step in network.timeline:
        made = network.arrays[f"{step.trace.layer}.{step.target}"]
        assert step.value == made[step.index], step.place()


def test_layers_are_bound_to_their_operators_and_shapes(tmp_path: Path) -> None:
    first, _, last = run(tmp_path, NETWORK).layers
    assert (first.name, first.operator, first.params.padding) == (
        "conv1", OPERATORS["conv2d"], (1, 0),
    )
    assert first.shapes == {"input": (1, 1, 2, 4), "weight": (2, 1, 1, 2), "bias": (2,)}
    assert last.shapes == {"input": (1, 2, 4, 3)}
    assert last.layer.keywords == {"kernel_size": 2, "stride": 1}


def test_inf_and_nan_run_without_a_warning(tmp_path: Path) -> None:
    arrays = run(tmp_path, NETWORK.replace("-6", "nan").replace("0, 5,", "0, inf,")).arrays
    assert np.isnan(arrays["conv1.output"]).any()


def test_the_intro_is_said_at_the_start_and_notes_at_their_steps(tmp_path: Path) -> None:
    note = '[[examples.notes]]\nat = "conv1.output[0,0,0,1]"\ntext = { en = "here", zh = "这里" }\n'
    network = run(tmp_path, NETWORK + note)
    cursor = cursor_at_start(network.timeline)
    assert (text := network.note_at(cursor)) is not None
    assert text.said("en") == "Watch."
    assert network.note_at(cursor.next()) is None
    assert (text := network.note_at(cursor.next().next())) is not None
    assert text.said("zh") == "这里"


# ---------------------------------------------------------------- graphs

RESIDUAL = HEAD + EXAMPLE + """\
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = [0, 1]
weight = [[2, -1, 3]]
[[examples.layers]]
name = "relu1"
op = "relu"
[[examples.layers]]
name = "conv2"
op = "conv2d"
inputs = ["relu1"]
padding = [0, 1]
weight = [[1, 0.5, -2]]
[[examples.layers]]
name = "add1"
op = "add"
inputs = ["conv2", "relu1"]
[[examples.layers]]
name = "add2"
op = "add"
inputs = ["add1", "input"]
"""


def test_a_layer_with_two_inputs_reads_both(tmp_path: Path) -> None:
    arrays = run(tmp_path, RESIDUAL).arrays
    summed = arrays["conv2.output"] + arrays["relu1.output"]
    assert np.array_equal(arrays["add1.output"], summed)
    assert arrays["add2.other"] is arrays["conv1.input"]


def test_an_output_read_twice_gets_the_sum_of_both_gradients(tmp_path: Path) -> None:
    network = run(tmp_path, RESIDUAL)
    arrays = network.arrays
    both = arrays["conv2.grad_input"] + arrays["add1.grad_other"]
    assert np.array_equal(arrays["relu1.grad_output"], both)
    for step in network.timeline:
        assert step.value == arrays[f"{step.trace.layer}.{step.target}"][step.index]


def test_gradients_of_a_graph_are_those_of_torch(tmp_path: Path) -> None:
    require("torch")
    import torch
    from torch.nn.functional import conv2d, relu

    arrays = run(tmp_path, RESIDUAL).arrays
    image, first, second = (
        torch.tensor(arrays[name], requires_grad=True)
        for name in ("conv1.input", "conv1.weight", "conv2.weight")
    )
    middle = relu(conv2d(image, first, padding=(0, 1)))
    output = conv2d(middle, second, padding=(0, 1)) + middle + image
    output.sum().backward()
    assert np.array_equal(arrays["add2.output"], output.detach().numpy())
    assert np.array_equal(arrays["conv1.grad_weight"], first.grad.numpy())
    assert np.array_equal(arrays["conv2.grad_weight"], second.grad.numpy())
    through_conv1 = image.grad.numpy() - arrays["add2.grad_other"]
    assert np.array_equal(arrays["conv1.grad_input"], through_conv1)
