"""English sentences about slips: the right numbers, put together wrongly."""

SENTENCES: dict[str, str] = {
    "slips.sign-lost.you": "You lost the sign.",
    "slips.sign-lost.rule": (
        "A negative number says in which direction it goes: an edge from bright to dark is the "
        "opposite of one from dark to bright."
    ),
    "slips.sign-lost.label": "without the sign",
    "slips.sign-turned.you": "You turned the sign round.",
    "slips.sign-turned.rule": (
        "Look which of two numbers is taken away, and what a product of two negative numbers "
        "is."
    ),
    "slips.sign-turned.label": "sign turned round",
    "slips.kernel-left-out.you": "You added up the window without the kernel.",
    "slips.kernel-left-out.rule": (
        "Every cell is multiplied by its weight first; the weights need not be 1."
    ),
    "slips.kernel-left-out.label": "window added up, no weights",
    "slips.channels-apart.you": "You kept one number a channel.",
    "slips.channels-apart.rule": (
        "A filter has a plane for every input channel; their sums are added up to one number."
    ),
    "slips.channels-apart.label": "one number a channel",
    "slips.maximum-taken.you": "You took the largest number.",
    "slips.maximum-taken.rule": (
        "An average pool takes the mean of its window; the largest is what a max pool takes."
    ),
    "slips.maximum-taken.label": "the largest number",
    "slips.mean-taken.you": "You took the mean.",
    "slips.mean-taken.rule": (
        "A max pool takes the largest number of its window; the mean is what an average pool "
        "takes."
    ),
    "slips.mean-taken.label": "the mean",
    "slips.not-divided.you": "You did not divide.",
    "slips.not-divided.rule": "The mean is the sum divided by the number of cells.",
    "slips.not-divided.label": "the sum, not divided",
    "slips.index-as-span.you": "You read [a, b] as the rows from a to b.",
    "slips.index-as-span.rule": (
        "A comma separates axes: [a, b] is the one element in row a and column b. A span is "
        "written a:b."
    ),
    "slips.index-as-span.label": "comma read as a colon",
    "slips.place-in-the-window.you": "You counted inside the window.",
    "slips.place-in-the-window.rule": (
        "An index counts through the whole plane of the input, row by row: row * width + "
        "column."
    ),
    "slips.place-in-the-window.label": "counted inside the window",
    "slips.column-of-the-winner.you": "You gave the column alone.",
    "slips.column-of-the-winner.rule": (
        "An index counts through the whole plane of the input, row by row: row * width + "
        "column."
    ),
    "slips.column-of-the-winner.label": "the column alone",
    "slips.gradient-itself.you": "You put the gradient in the place of the weight.",
    "slips.gradient-itself.rule": (
        "The step is taken from where the weight stands: new weight = weight - lr × gradient."
    ),
    "slips.gradient-itself.label": "the gradient alone",
    "slips.rate-forgotten.you": "You forgot the learning rate.",
    "slips.rate-forgotten.rule": (
        "Only lr times the gradient is taken away: new weight = weight - lr × gradient."
    ),
    "slips.rate-forgotten.label": "a step of the whole gradient",
    "slips.nothing-changed.you": "You left the weight as it was.",
    "slips.nothing-changed.rule": (
        "A step moves the weight against its gradient: new weight = weight - lr × gradient."
    ),
    "slips.nothing-changed.label": "the old weight",
    "slips.first-product-only.you": "You stopped after the first product.",
    "slips.first-product-only.rule": (
        "All products under the window are added up, the first is only one of them."
    ),
    "slips.first-product-only.label": "the first product alone",
}
