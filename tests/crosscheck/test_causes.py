"""The whole arithmetic of an element in one line."""

from __future__ import annotations

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


FAMILY = {
    "conv1d": ((2, 4, 7), (2, 2, 3), {"stride": 2, "padding": 1, "groups": 2}),
    "conv_transpose1d": (
        (2, 2, 4), (2, 2, 3), {"stride": 3, "padding": 1, "output_padding": 1},
    ),
    "conv_transpose2d": (
        (1, 2, 3, 4), (2, 2, 3, 3),
        {"stride": (3, 2), "padding": (1, 2), "output_padding": (0, 1), "dilation": (1, 2)},
    ),
}
KINDS = {
    "conv1d": {"off-by-one", "window-shifted", "tf32"},
    "conv_transpose1d": {"off-by-one", "tf32"},
    "conv_transpose2d": {"axes-swapped", "off-by-one", "tf32"},
}


def family_run(name: str) -> Run:
    shape, weight, keywords = FAMILY[name]
    own = {"weight": drawn(2, *weight), "bias": drawn(3, 2)}
    made = layer("conv1", name, "input", own, **keywords)
    plain = run_of(drawn(1, *shape), made)
    upstream = drawn(4, *plain.arrays["conv1.output"].shape)
    return run_of(drawn(1, *shape), made, grad_output=upstream)


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
    made = {"output": made["output"], **operator.run_backward(arrays, mistake.params)}
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
        wrong = [target for target in theirs if not np.array_equal(theirs[target], ours[target])]
        if wrong:
            named = cause_of(plan, ours, theirs, wrong, PRECISIONS["float64"])
            alike = [made for other, made in known if other == named]
            assert any(gives(made, theirs, wrong) for made in alike), (cause, named)
            found.add(cause.kind)
    keywords = FAMILY[name][2]
    shown = {
        m.name for m in MISCONCEPTIONS.values() if m.of == name and m.shows(plan.shapes, keywords)
    }
    refused = {cause.kind for cause, theirs in known if not theirs}
    assert found == (shown - refused) | KINDS[name]


def gives(made: dict[str, Array], theirs: dict[str, Array], targets: list[str]) -> bool:
    """Say whether a mistake makes the targets as torch has them, but for rounding."""
    return all(
        target in made and made[target].shape == theirs[target].shape
        and np.allclose(made[target], theirs[target], 1e-12, 1e-12)
        for target in targets
    )


POOLS = {
    "max_pool1d": ((2, 2, 9), {"kernel_size": 3, "stride": 2, "padding": 1}),
    "avg_pool1d": ((2, 2, 9), {"kernel_size": 3, "stride": 2, "padding": 1}),
    "avg_pool2d": (
        (1, 2, 6, 7),
        {"kernel_size": (3, 2), "stride": (2, 3), "padding": (1, 0), "ceil_mode": True,
         "count_include_pad": False},
    ),
}
POOL_KINDS = {
    "max_pool1d": {"padded-with-zeros"},
    "avg_pool1d": {"padding-not-counted"},
    "avg_pool2d": {"padding-counted", "kernel-counted", "axes-swapped"},
}


@pytest.mark.parametrize("name", POOLS)
def test_every_mistake_a_pool_can_show_is_named_from_its_numbers(name: str) -> None:
    shape, keywords = POOLS[name]
    image = drawn(1, *shape) - 2  # mostly below 0, so that zeros in the padding would win
    plain = run_of(image, layer("pool1", name, "input", **keywords))
    upstream = drawn(2, *plain.arrays["pool1.output"].shape)
    run = run_of(image, layer("pool1", name, "input", **keywords), grad_output=upstream)
    plan = plan_of(run).layers[0]
    ours = plan.local(run.arrays)
    found = set()
    for mistake in mistakes(plan, ours):
        theirs = made_with(mistake)
        wrong = [target for target in theirs if not np.array_equal(theirs[target], ours[target])]
        if wrong:
            assert cause_of(plan, ours, theirs, wrong, PRECISIONS["float64"]) == mistake.cause
            found.add(mistake.cause.kind)
    assert found == POOL_KINDS[name] | {"off-by-one", "window-shifted", "upstream-ignored", "tf32"}
