"""English sentences about slips: lines and layers counted wrongly."""

SENTENCES: dict[str, str] = {
    "slips.line-from-zero.you": "You counted the lines from 0.",
    "slips.line-from-zero.rule": "The number stands before the line; the first one is 1.",
    "slips.line-from-zero.label": "lines counted from 0",
    "slips.line-below.you": "You blamed the line below.",
    "slips.line-below.rule": (
        "Look for the line that is wrong itself, not the first one that uses what it made."
    ),
    "slips.line-below.label": "the line below",
    "slips.layer-from-zero.you": "You counted the layers from 0.",
    "slips.layer-from-zero.rule": "The number stands before the layer; the first one is 1.",
    "slips.layer-from-zero.label": "layers counted from 0",
    "slips.layer-behind.you": "You blamed the layer behind.",
    "slips.layer-behind.rule": (
        "The layer that cannot take what it is handed refuses; the ones behind it are never "
        "reached."
    ),
    "slips.layer-behind.label": "the layer behind",
    "slips.nothing-refuses.you": "You let everything through.",
    "slips.nothing-refuses.rule": (
        "A layer refuses other channels than it was made for, and a window that does not fit."
    ),
    "slips.nothing-refuses.label": "everything let through",
}
