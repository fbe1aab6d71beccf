"""The whole arithmetic of an element in one line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from convtutor.crosscheck.bounds import PRECISIONS
from convtutor.crosscheck.causes import cause_of, step_arithmetic
from convtutor.crosscheck.mistakes import Mistake, mistakes
from convtutor.crosscheck.plan import plan_of
from convtutor.engine.arrays import Array
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import Run
from convtutor.misconceptions import MISCONCEPTIONS
from convtutor.steps import parse_place
from tests.crosscheck.examples import conv, counted, drawn, layer, padding_run, run_of


def written(run: Run, place: str) -> str:
    step = run.timeline[run.timeline.step_at(parse_place(place, run.timeline))]
    return step_arithmetic(step)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("conv1.output[2,0]", "0×0 + 3×1 + 0×2 + 6×3 = 21"),
        ("conv1.grad_input[0,0]", "1×3 + 1×2 + 1×1 + 1×0 = 6"),
    ],
)
def test_every_product_of_a_sum_is_written(place: str, text: str) -> None:
    assert written(padding_run(), place) == text


def test_the_bias_stands_by_itself() -> None:
    bias = np.array([-2.0])
    run = run_of(counted(1, 1, 2, 2), conv("conv1", "input", np.ones((1, 1, 1, 2)), bias))
    assert written(run, "conv1.output[1,0]") == "2×1 + 3×1 + -2 = 3"
    assert written(run, "conv1.grad_bias[0]") == "1 + 1 = 2"


def test_a_maximum_is_written_as_one() -> None:
    run = run_of(
        counted(1, 1, 2, 2),
        layer("pool1", "max_pool2d", "input", kernel_size=2, padding=1),
    )
    assert written(run, "pool1.output[0,0]") == "max(-inf, -inf, -inf, 0) = 0"


def test_a_blocked_gradient_stands_as_zero() -> None:
    run = run_of(np.array([[[[-1.0, 2]]]]), layer("relu1", "relu", "input"))
    assert written(run, "relu1.grad_input[0,0]") == "0 = 0"
    assert written(run, "relu1.output[0,0]") == "max(-1, 0) = 0"


def test_an_element_that_nothing_reads_is_zero() -> None:
    run = run_of(counted(1, 1, 1, 4), conv("conv1", "input", np.ones((1, 1, 1, 2)), stride=3))
    assert written(run, "conv1.grad_input[0,2]") == "0 = 0"


FAMILY: dict[str, tuple[dict[str, tuple[int, ...]], dict[str, Any]]] = {
    "conv1d": (
        {"input": (2, 4, 7), "weight": (2, 2, 3), "bias": (2,)},
        {"stride": 2, "padding": 1, "groups": 2},
    ),
    "conv_transpose1d": (
        {"input": (2, 2, 4), "weight": (2, 2, 3), "bias": (2,)},
        {"stride": 3, "padding": 1, "output_padding": 1},
    ),
    "conv_transpose2d": (
        {"input": (1, 2, 3, 4), "weight": (2, 2, 3, 3), "bias": (2,)},
        {"stride": (3, 2), "padding": (1, 2), "output_padding": (0, 1), "dilation": (1, 2)},
    ),
    "max_pool1d": ({"input": (2, 2, 9)}, {"kernel_size": 3, "stride": 2, "padding": 1}),
    "avg_pool1d": ({"input": (2, 2, 9)}, {"kernel_size": 3, "stride": 2, "padding": 1}),
    "avg_pool2d": (
        {"input": (1, 2, 6, 7)},
        {"kernel_size": (3, 2), "stride": (2, 3), "padding": (1, 0), "ceil_mode": True,
         "count_include_pad": False},
    ),
    "batch_norm": (
        {"input": (3, 2, 2), "running_mean": (2,), "running_var": (2,), "weight": (2,),
         "bias": (2,)},
        {"training": True},
    ),
    "softmax": ({"input": (3, 4)}, {"dim": 1}),
    "tanh": ({"input": (3, 4)}, {}),
    "linear": ({"input": (4, 3), "weight": (3, 3), "bias": (3,)}, {}),
    "mse_loss": ({"input": (3, 4), "target": (3, 4)}, {}),
}
KINDS = {
    "conv1d": {"off-by-one", "window-shifted"},
    "conv_transpose1d": {"off-by-one"},
    "conv_transpose2d": {"axes-swapped", "off-by-one"},
    "max_pool1d": {"off-by-one", "window-shifted"},
    "avg_pool1d": {"off-by-one", "window-shifted"},
    "avg_pool2d": {"axes-swapped", "off-by-one", "window-shifted"},
}


def family_run(name: str) -> Run:
    """Run a layer on numbers mostly below 0, so that zeros in a pool's padding would win."""
    shapes, keywords = FAMILY[name]
    own = {
        operand: drawn(2 + number, *shape) for number, (operand, shape) in enumerate(shapes.items())
        if operand != "input"
    }
    if "running_var" in own:
        own["running_var"] = np.abs(own["running_var"])
    made = layer("conv1", name, "input", own, **keywords)
    image = drawn(1, *shapes["input"]) - 1
    if name.startswith("max_pool"):
        image = np.round(image)  # so that some windows have two largest elements
    plain = run_of(image, made)
    upstream = drawn(9, *plain.arrays["conv1.output"].shape)
    return run_of(image, made, grad_output=upstream)


def made_with(mistake: Mistake) -> dict[str, Array]:
    """Give what torch would return with a mistake; the output alone where its shape differs,
    nothing where the operands do not fit."""
    operator, upstream = mistake.operator, mistake.grad_output
    shapes = {operand: array.shape for operand, array in mistake.operands.items()}
    try:
        operator.output_shape(shapes, mistake.params)
    except ConvtutorError:
        return {}
    made = operator.run_forward(mistake.operands, mistake.params)
    if made["output"].shape != upstream.shape:
        return {"output": made["output"]}
    arrays = {**made, "grad_output": upstream}
    made |= operator.run_backward(arrays, mistake.params)
    for operand, restore in mistake.restored.items():
        made[f"grad_{operand}"] = restore(made[f"grad_{operand}"])
    return made


@pytest.mark.parametrize("name", FAMILY)
def test_every_mistake_a_layer_can_show_is_named_from_its_numbers(name: str) -> None:
    """Another name is right where that mistake leads to the same numbers in this layer."""
    run = family_run(name)
    plan = plan_of(run).layers[0]
    ours, found = plan.local(run.arrays), set()
    known = [(mistake.cause, made_with(mistake)) for mistake in mistakes(plan, ours)]
    for cause, theirs in known:
        targets = [rule.target for rule in plan.compared if rule.target in theirs]
        wrong = [target for target in targets if not np.array_equal(theirs[target], ours[target])]
        if wrong:
            named = cause_of(plan, ours, theirs, wrong, PRECISIONS["float64"])
            alike = [made for other, made in known if other == named]
            assert any(gives(made, theirs, wrong) for made in alike), (cause, named)
            found.add(cause.kind)
    keywords = FAMILY[name][1]
    shown = {
        m.name for m in MISCONCEPTIONS.values() if m.of == name and m.shows(plan.shapes, keywords)
    }
    refused = {cause.kind for cause, theirs in known if not theirs}
    assert found == (shown - refused) | KINDS.get(name, set()) | {"tf32"}


def gives(made: dict[str, Array], theirs: dict[str, Array], targets: list[str]) -> bool:
    """Say whether a mistake makes the targets as torch has them, but for rounding."""
    return all(
        target in made and made[target].shape == theirs[target].shape
        and np.allclose(made[target], theirs[target], 1e-12, 1e-12)
        for target in targets
    )

