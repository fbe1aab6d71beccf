"""English sentences about mistakes: padding."""

SENTENCES: dict[str, str] = {
    "misconceptions.padding-forgotten": (
        "The padding is forgotten: the window slides over the bare input."
    ),
    "misconceptions.padding-forgotten.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-forgotten.you": "You left the padding out.",
    "misconceptions.padding-forgotten.rule": (
        "Padding puts cells around the input on every side, and the window slides over the "
        "padded input, from its corner on."
    ),
    "misconceptions.padding-forgotten.label": "no padding",
    "misconceptions.padding-counted-once": (
        "The padding is counted once, before the input: H - K + P + 1 rows come out, where H - "
        "K + 2P + 1 belong."
    ),
    "misconceptions.padding-counted-once.when": (
        "Seen with padding of 1 or more, unless the stride skips what is missing."
    ),
    "misconceptions.padding-counted-once.you": "You counted the padding on one side only.",
    "misconceptions.padding-counted-once.rule": (
        "padding=P adds P cells before the input and P cells behind it: the padded length is "
        "H + 2P."
    ),
    "misconceptions.padding-counted-once.label": "padding before the input alone",
    "misconceptions.padding-as-total": (
        "The padding is taken for the total of both sides; it is the number of cells on each "
        "side."
    ),
    "misconceptions.padding-as-total.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-as-total.you": "You shared the padding out over both sides.",
    "misconceptions.padding-as-total.rule": (
        "padding is the number of cells on each side, not the total of both: padding=1 makes "
        "an input of 3 rows 5 rows high."
    ),
    "misconceptions.padding-as-total.label": "padding taken for the total",
    "misconceptions.padding-at-the-end": (
        "All padding is put behind the input, so that the first window starts on its first "
        "element."
    ),
    "misconceptions.padding-at-the-end.when": "Seen with padding of 1 or more.",
    "misconceptions.padding-at-the-end.you": "You put all padding behind the input.",
    "misconceptions.padding-at-the-end.rule": (
        "The padding stands on both sides: the first window starts in the padding, P cells "
        "before the first element."
    ),
    "misconceptions.padding-at-the-end.label": "all padding behind the input",
    "misconceptions.padding-one-too-many": "One cell too many is padded on every side.",
    "misconceptions.padding-one-too-many.when": "Seen when the padding is given in numbers.",
    "misconceptions.padding-one-too-many.you": "You padded one cell too many on every side.",
    "misconceptions.padding-one-too-many.rule": (
        "padding=P puts exactly P cells on each side, whatever the size of the kernel."
    ),
    "misconceptions.padding-one-too-many.label": "one cell of padding more",
    "misconceptions.padding-swapped": (
        "The padding of rows and columns has changed places: the pair is (rows, columns)."
    ),
    "misconceptions.padding-swapped.when": "Seen when the two numbers differ.",
    "misconceptions.padding-swapped.you": "You swapped the padding of rows and columns.",
    "misconceptions.padding-swapped.rule": (
        "A pair is (rows, columns): the first number pads above and below, the second left "
        "and right."
    ),
    "misconceptions.padding-swapped.label": "padding of rows and columns swapped",
    "misconceptions.same-at-the-start": (
        'The odd cell of padding "same" is put before the input; it belongs behind it.'
    ),
    "misconceptions.same-at-the-start.when": (
        'Seen with padding "same" and an even kernel whose dilation is odd.'
    ),
    "misconceptions.same-at-the-start.you": 'You put the odd cell of "same" before the input.',
    "misconceptions.same-at-the-start.rule": (
        'Where the total is odd, "same" puts the cell that is left over at the end: below '
        "and at the right."
    ),
    "misconceptions.same-at-the-start.label": "odd cell before the input",
    "misconceptions.same-on-each-side": (
        'Padding "same" is taken for K - 1 cells on each side; K - 1 is the total of both.'
    ),
    "misconceptions.same-on-each-side.when": (
        'Seen with padding "same" and a kernel of two or more.'
    ),
    "misconceptions.same-on-each-side.you": "You put K - 1 cells on each side.",
    "misconceptions.same-on-each-side.rule": (
        '"same" keeps the length: with dilation 1 it takes K - 1 cells in all, half of them '
        "on each side."
    ),
    "misconceptions.same-on-each-side.label": "K - 1 cells on each side",
    "misconceptions.border-repeated": (
        "The border of the input is repeated in the padding, where zeros belong."
    ),
    "misconceptions.border-repeated.when": "Seen with zero padding that some window reads.",
    "misconceptions.border-repeated.you": "You repeated the border in the padding.",
    "misconceptions.border-repeated.rule": (
        "Unless padding_mode says otherwise, the padding is filled with zeros: a tap there "
        "adds nothing."
    ),
    "misconceptions.border-repeated.label": "border repeated",
    "misconceptions.padding-mode-ignored": (
        "The padding is filled with zeros, whatever padding_mode says."
    ),
    "misconceptions.padding-mode-ignored.when": (
        "Seen with another padding_mode, where some window reads the padding."
    ),
    "misconceptions.padding-mode-ignored.you": "You filled the padding with zeros.",
    "misconceptions.padding-mode-ignored.rule": (
        'Only padding_mode="zeros" does. The other modes fill the padding with elements of '
        "the input."
    ),
    "misconceptions.padding-mode-ignored.label": "zeros in the padding",
}
