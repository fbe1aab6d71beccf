"""English sentences about slips: a gradient taken for something else."""

SENTENCES: dict[str, str] = {
    "slips.value-for-slope.you": "You gave the value in place of the gradient.",
    "slips.value-for-slope.rule": (
        "The gradient says how the result moves when the number moves; the value is what the "
        "layer makes."
    ),
    "slips.value-for-slope.label": "the value, not the gradient",
    "slips.loss-for-gradient.you": "You gave the result in place of its gradient.",
    "slips.loss-for-gradient.rule": (
        "A gradient has the shape of what it belongs to: one number for every number of the "
        "input."
    ),
    "slips.loss-for-gradient.label": "the result itself",
    "slips.nothing-handed-back.you": "You took the gradient for 0.",
    "slips.nothing-handed-back.rule": (
        "It is 0 only where no open way leads from the number to the result; here one does."
    ),
    "slips.nothing-handed-back.label": "no gradient at all",
    "slips.upstream-itself.you": "You handed the upstream gradient on as it came.",
    "slips.upstream-itself.rule": (
        "A layer multiplies what comes in by its own slope, or by the weight it used on the "
        "way forward."
    ),
    "slips.upstream-itself.label": "upstream, unchanged",
    "slips.one-reader-only.you": "You kept the gradient of one reader.",
    "slips.one-reader-only.rule": (
        "What is read several times gets a gradient from each reading, and they add up; none "
        "overwrites another."
    ),
    "slips.one-reader-only.label": "one reader alone",
    "slips.winner-only.you": "You gave the gradient to the largest number alone.",
    "slips.winner-only.rule": (
        "Every cell of an average gets its equal share; only a max pool hands all to the "
        "winner."
    ),
    "slips.winner-only.label": "all to the winner",
    "slips.kernel-in-a-row.you": "You wrote the kernel into one row.",
    "slips.kernel-in-a-row.rule": (
        "A window stamps its kernel as it lies: rows of the kernel land on rows of the input."
    ),
    "slips.kernel-in-a-row.label": "the kernel, unrolled",
}
