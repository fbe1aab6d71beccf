"""The right numbers, put together wrongly."""

import re

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.engine.geometry import Where
from convtutor.quiz.answers import Answer, Numbers, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.formula import plain_axes
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.places import starts_of
from convtutor.quiz.slips.slip import (
    index_of,
    layer_of,
    local_of,
    part_in,
    rows_of,
    step_asked,
    target_of,
)
from convtutor.quiz.targets import part_of
from convtutor.steps import Read

WEIGHTED = ("conv1d", "conv2d", "linear")
SPAN = re.compile(r"\s*(\d+)\s*,\s*(\d+)\s*")


def _part(case: Case, asked: Asked) -> Array | None:
    return part_in(case, asked, asked.facts["array"])


def _sign_lost(case: Case, asked: Asked) -> Answer | None:
    """Give how large it is, without its sign."""
    part = _part(case, asked)
    return None if part is None else numbers_of(np.abs(part))


def _sign_turned(case: Case, asked: Asked) -> Answer | None:
    """Subtract the other way round."""
    part = _part(case, asked)
    return None if part is None else numbers_of(np.negative(part) + 0.0)


def _reads(case: Case, asked: Asked, array: str) -> list[Read]:
    step = step_asked(case, asked)
    return [] if step is None else [
        read for tap in step.taps for read in tap.reads if read.array == array
    ]


def _kernel_left_out(case: Case, asked: Asked) -> Answer | None:
    """Add up the window without the kernel."""
    bound = layer_of(case, asked)
    if bound is None or bound.operator.name not in WEIGHTED or local_of(asked) != "output":
        return None
    read = _reads(case, asked, "input")
    return numbers_of(sum(one.value for one in read)) if read else None


def _channels_apart(case: Case, asked: Asked) -> Answer | None:
    """Keep one number a channel in place of their sum."""
    bound, step = layer_of(case, asked), step_asked(case, asked)
    if bound is None or step is None or bound.operator.name not in ("conv1d", "conv2d"):
        return None
    sums: dict[int, float] = {}
    for tap in step.taps:
        for read in tap.reads:
            if read.array == "input":
                sums[read.index[1]] = sums.get(read.index[1], 0.0) + tap.product
    if len(sums) < 2 or local_of(asked) != "output":
        return None
    return Numbers(tuple(sums.values()), (len(sums),))


def _inside(case: Case, asked: Asked, operators: str) -> list[float]:
    bound = layer_of(case, asked)
    if bound is None or not bound.operator.name.startswith(operators):
        return []
    if local_of(asked) != "output":
        return []
    return [read.value for read in _reads(case, asked, "input") if read.where is Where.INSIDE]


def _maximum_taken(case: Case, asked: Asked) -> Answer | None:
    """Take the largest number of a window whose mean is asked for."""
    values = _inside(case, asked, ("avg_pool"))
    return numbers_of(max(values)) if values else None


def _mean_taken(case: Case, asked: Asked) -> Answer | None:
    """Take the mean of a window whose largest number is asked for."""
    values = _inside(case, asked, ("max_pool"))
    return numbers_of(sum(values) / len(values)) if values else None


def _not_divided(case: Case, asked: Asked) -> Answer | None:
    """Add the window up, and do not divide."""
    values = _inside(case, asked, ("avg_pool"))
    return numbers_of(sum(values)) if values else None


def _index_as_span(case: Case, asked: Asked) -> Answer | None:
    """Read [1, 3] as the rows 1:3."""
    bound = layer_of(case, asked)
    if bound is None or bound.operator.name != "slice" or local_of(asked) != "output":
        return None
    match = SPAN.fullmatch(str(bound.layer.keywords["index"]))
    if match is None or bound.shapes["input"] == ():
        return None
    rows = case.run.arrays[f"{bound.name}.input"][int(match[1]):int(match[2])]
    return numbers_of(rows) if rows.size and rows.ndim <= 2 else None


def _place_in_the_window(case: Case, asked: Asked) -> Answer | None:
    """Count the winner's place inside its window."""
    return _of_indices(case, asked, in_window=True)


def _column_of_the_winner(case: Case, asked: Asked) -> Answer | None:
    """Give the column alone."""
    return _of_indices(case, asked, in_window=False)


def _of_indices(case: Case, asked: Asked, *, in_window: bool) -> Answer | None:
    bound = layer_of(case, asked)
    if bound is None or local_of(asked) != "indices":
        return None
    axes = plain_axes(bound)
    if len(axes) != 2:
        return None
    indices = case.run.arrays[asked.facts["array"]]
    rows, cols = np.divmod(indices, axes[1].i)
    if not in_window:
        found = part_of(cols, target_of(asked))
        return None if found is None else numbers_of(found)
    made = np.empty_like(indices)
    for at in np.ndindex(indices.shape):
        top, left = starts_of(axes, at)
        row, col = (int(rows[at]) - top) // axes[0].d, (int(cols[at]) - left) // axes[1].d
        made[at] = row * axes[1].k + col
    found = part_of(made, target_of(asked))
    return None if found is None else numbers_of(found)


def _gradient_itself(case: Case, asked: Asked) -> Answer | None:
    """Put the gradient in the place of the weight."""
    return _of_update(case, asked, lambda weight, gradient: gradient)


def _rate_forgotten(case: Case, asked: Asked) -> Answer | None:
    """Take the whole gradient from the weight."""
    return _of_update(case, asked, lambda weight, gradient: weight - gradient)


def _nothing_changed(case: Case, asked: Asked) -> Answer | None:
    """Leave the weight as it was."""
    return _of_update(case, asked, lambda weight, gradient: weight)


def _of_update(case: Case, asked: Asked, step: object) -> Answer | None:
    bound = layer_of(case, asked)
    if bound is None or bound.operator.name != "sgd" or local_of(asked) != "output":
        return None
    weight = part_in(case, asked, f"{bound.name}.input")
    gradient = part_in(case, asked, f"{bound.name}.grad")
    if weight is None or gradient is None or not callable(step):
        return None
    return numbers_of(step(weight, gradient))


def _one_element_only(case: Case, asked: Asked) -> Answer | None:
    """Take the first product for the whole sum."""
    step = step_asked(case, asked)
    if step is None or len(step.taps) < 2 or index_of(asked) is None:
        return None
    return numbers_of(step.taps[0].product)


ROWS = rows_of({
    "sign-lost": _sign_lost,
    "sign-turned": _sign_turned,
    "kernel-left-out": _kernel_left_out,
    "channels-apart": _channels_apart,
    "maximum-taken": _maximum_taken,
    "mean-taken": _mean_taken,
    "not-divided": _not_divided,
    "index-as-span": _index_as_span,
    "place-in-the-window": _place_in_the_window,
    "column-of-the-winner": _column_of_the_winner,
    "gradient-itself": _gradient_itself,
    "rate-forgotten": _rate_forgotten,
    "nothing-changed": _nothing_changed,
    "first-product-only": _one_element_only,
})
