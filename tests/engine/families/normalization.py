"""Batch normalization, in training and in evaluation, over two to five axes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.engine.cases import SEEDS, Case, Fill, Leaves, made, moderate

STATISTICS = ("running_mean", "running_var")


@st.composite
def batch_norm_cases(draw: st.DrawFn, fill: Fill) -> Case:
    """Draw a batch norm: running statistics, weight and bias there or not; in training at least
    two values a channel.

    For central differences eps is large: two values close to each other would make a step.
    """
    training = draw(st.booleans())
    places = tuple(draw(st.lists(st.integers(1, 3), max_size=3)))
    least = 2 if training and np.prod(places) == 1 else 1
    channels = draw(st.integers(1, 3))
    shapes = {"input": (draw(st.integers(least, 3)), channels, *places)}
    given, seed = {}, draw(SEEDS)
    if not training or draw(st.booleans()):
        shapes |= dict.fromkeys(STATISTICS, (channels,))
        variances = fill(np.random.default_rng(seed + 1), (channels,))
        given["running_var"] = np.asarray(np.abs(variances))
    shapes |= {name: (channels,) for name in ("weight", "bias") if draw(st.booleans())}
    epsilons = [0.25, 1.0] if fill is moderate else [1e-5, 1e-3, 0.25, 3]
    keywords = {
        "training": training,
        "momentum": draw(st.sampled_from([0.1, 0.75, 0.0, 1, 2, -0.5])),
        "eps": draw(st.sampled_from(epsilons)),
    }
    return made("batch_norm", keywords, shapes, fill, seed, given)


def torch_batch_norm(torch: Any, leaves: Leaves, keywords: Mapping[str, Any]) -> Any:
    """Give the output, and what the running statistics are after it in training."""
    running = {name: leaves[name].clone() for name in STATISTICS if name in leaves}
    output = torch.nn.functional.batch_norm(
        leaves["input"], running.get("running_mean"), running.get("running_var"),
        leaves.get("weight"), leaves.get("bias"), **keywords,
    )
    moved = {f"new_{name}": tensor for name, tensor in running.items() if keywords.get("training")}
    return {"output": output, **moved}


CASES = {"batch_norm": batch_norm_cases}
TORCH_FORWARDS = {"batch_norm": torch_batch_norm}
SMOOTH = ("batch_norm",)
