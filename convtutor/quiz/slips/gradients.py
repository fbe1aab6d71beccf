"""A gradient taken for something else, or handed back by one way alone."""

import numpy as np

from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError
from convtutor.quiz.answers import Answer, Numbers, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.question import Asked
from convtutor.quiz.slips.slip import layer_of, local_of, part_in, rows_of, target_of
from convtutor.quiz.targets import part_of

POOL_KEYWORDS = ("kernel_size", "stride", "padding", "ceil_mode")


def _value_for_slope(case: Case, asked: Asked) -> Answer | None:
    """Give what the layer makes there."""
    part = part_in(case, asked, f"{asked.layer}.output")
    return None if part is None else numbers_of(part)


def _loss_for_gradient(case: Case, asked: Asked) -> Answer | None:
    """Give the value that is differentiated."""
    last = case.run.repeats[-1].layers[-1].name
    made = case.run.arrays[f"{last}.output"]
    return Numbers((float(made.ravel()[0]),)) if made.size == 1 else None


def _nothing_handed_back(case: Case, asked: Asked) -> Answer | None:
    """Take the gradient for 0."""
    part = part_in(case, asked, asked.facts["array"])
    return None if part is None else numbers_of(np.zeros_like(part))


def _upstream_itself(case: Case, asked: Asked) -> Answer | None:
    """Hand the gradient on as it comes in."""
    part = part_in(case, asked, f"{asked.layer}.grad_output")
    return None if part is None else numbers_of(part)


def _one_reader_only(case: Case, asked: Asked) -> Answer | None:
    """Keep what the last of several readers hands back, as if it overwrote the others."""
    found = next(
        (found for found in case.run.accumulations if found.name == asked.facts["array"]), None
    )
    if found is None:
        return None
    reader = found.gradients[-1].rpartition(".")[0]
    kept = [case.run.arrays[name] for name in found.gradients if name.startswith(f"{reader}.")]
    if len(kept) == len(found.gradients):
        kept = kept[-1:]
    part = part_of(np.sum(kept, axis=0), target_of(asked))
    return None if part is None else numbers_of(part)


def _winner_only(case: Case, asked: Asked) -> Answer | None:
    """Hand the gradient to the largest number of a window whose mean was taken."""
    bound = layer_of(case, asked)
    if bound is None or not bound.operator.name.startswith("avg_pool"):
        return None
    if local_of(asked) != "grad_input":
        return None
    operator = OPERATORS[bound.operator.name.replace("avg", "max")]
    keywords = {key: v for key, v in bound.layer.keywords.items() if key in POOL_KEYWORDS}
    image = case.run.arrays[f"{bound.name}.input"]
    upstream = case.run.arrays[f"{bound.name}.grad_output"]
    try:
        params = operator.params(**keywords)
        arrays = operator.run_forward({"input": image}, params)
    except ConvtutorError:
        return None
    if arrays["output"].shape != upstream.shape:
        return None
    gradients = operator.run_backward({**arrays, "grad_output": upstream}, params)
    part = part_of(gradients["grad_input"], target_of(asked))
    return None if part is None else numbers_of(part)


def _kernel_in_a_row(case: Case, asked: Asked) -> Answer | None:
    """Write the kernel's numbers one behind the other."""
    weight = case.run.arrays.get(f"{asked.layer}.weight")
    part = part_in(case, asked, asked.facts["array"])
    if weight is None or part is None or part.ndim != 1 or part.size != weight.size:
        return None
    return numbers_of(weight.ravel()) if local_of(asked) == "grad_input" else None


ROWS = rows_of({
    "value-for-slope": _value_for_slope,
    "loss-for-gradient": _loss_for_gradient,
    "nothing-handed-back": _nothing_handed_back,
    "upstream-itself": _upstream_itself,
    "one-reader-only": _one_reader_only,
    "winner-only": _winner_only,
    "kernel-in-a-row": _kernel_in_a_row,
})
