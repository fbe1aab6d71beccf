"""Gradients that meet are added up in a pass of their own, and what each reader gave stays."""

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from convtutor.engine import functional
from convtutor.engine.arrays import Array, Arrays, Index, Shape, Shapes
from convtutor.engine.listing import Line, LineKind, Listing, Mark
from convtutor.engine.operator import Operator, Pass, Term, element
from convtutor.engine.ops import OPERATORS
from convtutor.errors import LessonError
from convtutor.lesson.facts import lookup_in
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer
from convtutor.lesson.text import Text
from convtutor.steps import Trace, cursor_at_start, parse_place
from tests.lesson.written import HEAD, lesson

TWICE = HEAD + """\
[[examples]]
title = "twice"
intro = "One kernel, used twice."
[examples.tensors]
input = [[[1, -2, 3], [0, 5, -6]], [[2, 2, 1], [-1, 0, 4]]]
[[examples.layers]]
name = "conv1"
op = "conv2d"
padding = [0, 1]
weight = [[[[2, -1, 3]], [[1, 0, -2]]], [[[0, 1, 1]], [[-1, 2, 0]]]]
bias = [1, -1]
[[examples.layers]]
name = "again1"
shares = "conv1"
[[examples.layers]]
name = "add1"
op = "add"
inputs = ["again1", "conv1"]
"""


def run(folder: Path) -> Run:
    return run_example(lesson(folder, TWICE).examples[0])


def executed(trace: Trace) -> Array:
    """Give what the loops of an accumulation make: each gradient is an array of its layer."""
    squeezed = trace.rule.listing.squeezed
    layers: dict[str, Any] = {}
    for name, array in trace.arrays.items():
        layer, local = name.split(".")
        read = array.squeeze(axis=squeezed[name])
        layers.setdefault(layer, SimpleNamespace()).__dict__[local] = read
    target = trace.rule.target
    whole = np.full(trace.rule.shape, 12345.0)
    layers[target] = whole.squeeze(axis=squeezed[target])
    exec(trace.rule.listing.source(), layers)  # noqa: S102  the loops shown are ours
    made: Array = layers[target].reshape(trace.rule.shape)
    return made


def test_a_layer_used_again_has_the_arrays_and_settings_of_the_one_it_shares(
    tmp_path: Path,
) -> None:
    arrays = run(tmp_path).arrays
    assert arrays["again1.weight"] is arrays["conv1.weight"]
    again = functional.conv2d(
        arrays["conv1.output"], arrays["conv1.weight"], arrays["conv1.bias"], padding=(0, 1)
    )
    np.testing.assert_array_equal(arrays["again1.output"], again)


def test_what_each_use_hands_back_stays_beside_their_sum(tmp_path: Path) -> None:
    arrays = run(tmp_path).arrays
    for name in ("weight", "bias"):
        first, second = arrays[f"conv1.grad_{name}"], arrays[f"again1.grad_{name}"]
        np.testing.assert_array_equal(arrays[f"conv1.total_grad_{name}"], first + second)
        assert first.any()
        assert second.any()
        assert f"again1.total_grad_{name}" not in arrays


def test_gradients_that_meet_are_passes_where_the_way_back_has_them_all(tmp_path: Path) -> None:
    traces = run(tmp_path).timeline.traces
    backward = [f"{t.layer}.{t.rule.target}" for t in traces if t.rule.direction == "backward"]
    assert backward == [
        "add1.grad_input", "add1.grad_other",
        "again1.grad_input", "again1.grad_weight", "again1.grad_bias",
        "conv1.grad_output", "conv1.grad_input", "conv1.grad_weight", "conv1.grad_bias",
        "conv1.total_grad_weight", "conv1.total_grad_bias",
    ]


def test_every_step_and_every_loop_makes_the_number_the_arrays_hold(tmp_path: Path) -> None:
    shared = run(tmp_path)
    for step in shared.timeline:
        made = shared.arrays[f"{step.trace.layer}.{step.target}"]
        assert step.value == made[step.index], step.place()
    met = [trace for trace in shared.timeline.traces if trace.rule.target in (
        "grad_output", "total_grad_weight", "total_grad_bias"
    )]
    assert len(met) == 3
    for trace in met:
        wanted = shared.arrays[f"{trace.layer}.{trace.rule.target}"]
        np.testing.assert_array_equal(executed(trace), wanted, strict=True)


def test_the_loops_have_a_line_for_each_gradient_and_a_step_stands_on_its_own(
    tmp_path: Path,
) -> None:
    timeline = run(tmp_path).timeline
    step = timeline[timeline.step_at(parse_place("total_grad_weight[1,0,0,2]", timeline))]
    lines = step.trace.rule.listing.lines
    assert [line.text for line in lines] == [
        "for o in range(2):", "for c in range(2):", "for i in range(1):", "for j in range(3):",
        "total = 0",
        "total += again1.grad_weight[o, c, i, j]",
        "total += conv1.grad_weight[o, c, i, j]",
        "total_grad_weight[o, c, i, j] = total",
    ]
    assert [lines[step.mark(tap).line].text[9:15] for tap in (0, 1)] == ["again1", "conv1."]
    assert step.mark(1) == Mark(6, {"o": 1, "c": 0, "i": 0, "j": 2})
    assert step.mark() == Mark(7, {"o": 1, "c": 0, "i": 0, "j": 2})


def test_an_output_that_one_layer_reads_is_no_place_where_gradients_meet(tmp_path: Path) -> None:
    text = TWICE.replace('inputs = ["again1", "conv1"]', 'inputs = ["again1", "input"]')
    chain = run_example(lesson(tmp_path, text).examples[0])
    assert [found.name for found in chain.accumulations] == [
        "conv1.total_grad_weight", "conv1.total_grad_bias", "input.grad",
    ]


# ---------------------------------------------------------------- what a layer keeps


def _shape(shapes: Shapes, params: object) -> Shape:
    return shapes["input"]


def _forward(arrays: Arrays, params: object) -> Array:
    return arrays["input"] + arrays["running_mean"]


def _save(arrays: Arrays, output: Array, params: object) -> dict[str, Array]:
    return {"new_running_mean": arrays["running_mean"] + 1}


def _passes(shapes: Shapes, params: object) -> tuple[Pass, ...]:
    def read(index: Index) -> tuple[Term, ...]:
        return Term((element("input", *index),)), Term((element("running_mean", *index),))

    def back(index: Index) -> tuple[Term, ...]:
        return (Term((element("grad_output", *index),)),)

    shown = Listing((Line("...", 0, LineKind.STORE),), {}, lambda index, tap, fate: Mark(0, {}))
    shape = shapes["input"]
    return (
        Pass("forward", "output", shape, read, shown),
        Pass("backward", "grad_input", shape, back, shown),
    )


KEEPING: Operator[Any] = Operator(
    name="keeping", operands=("input", "running_mean"), optional=frozenset(), keywords=(),
    required=(), params=Counter, output_shape=_shape, axes=lambda shapes, params: (),
    forward=_forward, save=_save,
    vjp=lambda gradient, arrays, saved, params: {"input": gradient}, passes=_passes,
    constants=frozenset({"running_mean"}),
)


def test_the_next_use_starts_from_what_the_one_before_has_kept() -> None:
    """A module that counts as it runs counts on in its second use, as torch's statistics do."""
    kept = {"running_mean": np.array([5.0])}
    layers = [Layer("keep1", "keeping", ("input",), kept, {}, None)]
    layers += [
        Layer(name, "keeping", (reads,), {}, {}, None, "keep1")
        for name, reads in (("keep2", "keep1"), ("keep3", "keep2"))
    ]
    said = Text({"en": "kept"})
    example = Example(1, said, said, None, {"input": np.zeros(1)}, tuple(layers), None, ())
    found = run_example(example, OPERATORS.with_values({"keeping": KEEPING}))
    read = [found.arrays[f"keep{number}.running_mean"].item() for number in (1, 2, 3)]
    assert read == [5, 6, 7]
    assert found.arrays["keep3.output"].item() == 18
    assert kept["running_mean"].item() == 5
    assert found.accumulations == ()


# ---------------------------------------------------------------- a tensor that several read

FORKED = HEAD + """\
[[examples]]
title = "forked"
intro = "One tensor, read by two."
[examples.tensors]
x = [-1, 2, 0, 3]
one = [5, 5, 5, 5]
[[examples.layers]]
name = "relu1"
op = "relu"
inputs = ["x"]
[[examples.layers]]
name = "add1"
op = "add"
inputs = ["x", "relu1"]
[[examples.layers]]
name = "add2"
op = "add"
inputs = ["add1", "one"]
[[examples.notes]]
at = "x.grad[1]"
text = "Both readers."
"""


def forked(folder: Path, text: str = FORKED) -> Run:
    return run_example(lesson(folder, text).examples[0])


def test_a_tensor_that_several_read_gets_a_pass_behind_all_layers(tmp_path: Path) -> None:
    run = forked(tmp_path)
    backward = [
        f"{t.layer}.{t.rule.target}" for t in run.timeline.traces if t.rule.direction == "backward"
    ]
    assert backward == [
        "add2.grad_input", "add2.grad_other", "add1.grad_input", "add1.grad_other",
        "relu1.grad_input", "x.grad",
    ]
    np.testing.assert_array_equal(run.arrays["x.grad"].reshape(-1), [1, 2, 1, 2])
    np.testing.assert_array_equal(run.arrays["relu1.grad_input"].reshape(-1), [0, 1, 0, 1])
    np.testing.assert_array_equal(run.arrays["add1.grad_input"].reshape(-1), [1, 1, 1, 1])


def test_a_tensor_that_one_reads_keeps_what_its_reader_hands_back(tmp_path: Path) -> None:
    run = forked(tmp_path)
    assert "one.grad" not in run.arrays
    np.testing.assert_array_equal(lookup_in(run)("one.grad"), run.arrays["add2.grad_other"])
    np.testing.assert_array_equal(lookup_in(run)("x.grad"), run.arrays["x.grad"])


def test_a_place_of_a_tensor_and_a_note_there_are_found(tmp_path: Path) -> None:
    run = forked(tmp_path)
    place = parse_place("x.grad[1]", run.timeline)
    cursor = cursor_at_start(run.timeline).goto(place)
    assert (cursor.current and cursor.current.value) == 2
    note = run.note_at(cursor)
    assert note is not None
    assert note.said("en") == "Both readers."


def test_one_layer_that_reads_a_tensor_twice_hands_back_twice(tmp_path: Path) -> None:
    text = FORKED.replace('inputs = ["x", "relu1"]', 'inputs = ["x", "x"]').replace(
        'inputs = ["add1", "one"]', 'inputs = ["add1", "relu1"]'
    ).replace("one = [5, 5, 5, 5]\n", "")
    run = forked(tmp_path, text)
    found = next(met for met in run.accumulations if met.layer == "x")
    assert found.gradients == ("add1.grad_input", "add1.grad_other", "relu1.grad_input")
    np.testing.assert_array_equal(run.arrays["x.grad"].reshape(-1), [2, 3, 2, 3])


def test_the_loops_of_a_tensors_gradient_make_it(tmp_path: Path) -> None:
    trace = forked(tmp_path).timeline.traces[-1]
    assert (trace.layer, trace.rule.target) == ("x", "grad")
    wanted = np.array([1.0, 2, 1, 2]).reshape(trace.rule.shape)
    np.testing.assert_array_equal(executed(trace), wanted, strict=True)


def test_the_gradient_of_a_tensor_counts_against_the_limits(tmp_path: Path) -> None:
    text = FORKED.replace("[-1, 2, 0, 3]", "{ fill = 1, shape = [1, 1, 1, 130000] }").replace(
        "one = [5, 5, 5, 5]", "one = [5]"
    )
    with pytest.raises(LessonError, match="steps"):
        lesson(tmp_path, text)
