"""English sentences about slips: an axis too few, too many, or of another length."""

SENTENCES: dict[str, str] = {
    "slips.channels-kept.you": "You kept the input's channels.",
    "slips.channels-kept.rule": (
        "The output has one channel a filter, however many channels come in."
    ),
    "slips.channels-kept.label": "the input's channels",
    "slips.channels-multiplied.you": "You multiplied the channels.",
    "slips.channels-multiplied.rule": (
        "A filter adds its channels up to one map: the output has as many channels as filters."
    ),
    "slips.channels-multiplied.label": "in times out channels",
    "slips.filters-summed.you": "You added all filters into one map.",
    "slips.filters-summed.rule": (
        "Every filter makes a map of its own; only the channels inside a filter are added."
    ),
    "slips.filters-summed.label": "one map in all",
    "slips.batch-forgotten.you": "You left the samples out.",
    "slips.batch-forgotten.rule": (
        "The first axis counts the samples, even where there is one: (N, C, H, W)."
    ),
    "slips.batch-forgotten.label": "without the samples",
    "slips.channels-last.you": "You put the channels last.",
    "slips.channels-last.rule": "PyTorch keeps them behind the samples: (N, C, H, W).",
    "slips.channels-last.label": "channels last",
    "slips.plane-kept.you": "You took height and width to stay.",
    "slips.plane-kept.rule": (
        "They stay only where 2p = k - 1 and the stride is 1; otherwise count the places of "
        "the window."
    ),
    "slips.plane-kept.label": "the input's plane",
    "slips.in-and-out-swapped.you": "You put the input before the output.",
    "slips.in-and-out-swapped.rule": (
        "A weight is (out, in, ...): one filter after another, each as deep as its input."
    ),
    "slips.in-and-out-swapped.label": "in before out",
    "slips.depth-forgotten.you": "You forgot how deep a filter is.",
    "slips.depth-forgotten.rule": (
        "A filter has a plane for every input channel of its group: (out, in / groups, rows, "
        "columns)."
    ),
    "slips.depth-forgotten.label": "filters without depth",
    "slips.weight-of-all-channels.you": "You gave every filter all input channels.",
    "slips.weight-of-all-channels.rule": (
        "With groups a filter sees its own group alone: in_channels / groups planes."
    ),
    "slips.weight-of-all-channels.label": "as deep as all channels",
    "slips.both-channels-divided.you": "You divided both numbers of channels.",
    "slips.both-channels-divided.rule": "All filters stay; only their depth is divided by groups.",
    "slips.both-channels-divided.label": "filters divided too",
    "slips.filters-as-depth.you": "You took the number of filters for their depth.",
    "slips.filters-as-depth.rule": (
        "A filter is as deep as its input has channels; how many filters there are is the "
        "first length."
    ),
    "slips.filters-as-depth.label": "as deep as there are filters",
    "slips.colour-depth.you": "You took a filter to be 3 deep.",
    "slips.colour-depth.rule": (
        "3 is the depth of a colour picture alone; a filter is as deep as its input has "
        "channels."
    ),
    "slips.colour-depth.label": "3 deep, as for colours",
    "slips.shape-of-the-output.you": "You gave the output's shape.",
    "slips.shape-of-the-output.rule": (
        "A gradient has the shape of the array it belongs to, not of the output."
    ),
    "slips.shape-of-the-output.label": "the output's shape",
    "slips.shape-of-the-input.you": "You gave the input's shape.",
    "slips.shape-of-the-input.rule": "Go through the axes: which of them does the layer change?",
    "slips.shape-of-the-input.label": "the input's shape",
    "slips.plane-grown.you": "You made the plane grow by the kernel.",
    "slips.plane-grown.rule": (
        "The gradient of an input lies on the input itself; its window stamps do not reach "
        "further."
    ),
    "slips.plane-grown.label": "grown by the kernel",
    "slips.first-operand-kept.you": "You kept the first operand's shape.",
    "slips.first-operand-kept.rule": (
        "Both operands may stretch: an axis of length 1 takes the other's length."
    ),
    "slips.first-operand-kept.label": "the first shape",
    "slips.second-operand-kept.you": "You kept the second operand's shape.",
    "slips.second-operand-kept.rule": (
        "Both operands may stretch: an axis of length 1 takes the other's length."
    ),
    "slips.second-operand-kept.label": "the second shape",
    "slips.sizes-must-match.you": "You thought that different shapes are refused.",
    "slips.sizes-must-match.rule": (
        "An axis of length 1, or one that is absent, stretches; only two different lengths "
        "above 1 are refused."
    ),
    "slips.sizes-must-match.label": "refused",
    "slips.all-pairs.you": "You formed all pairs.",
    "slips.all-pairs.rule": (
        "Operands are laid over one another from the right; their axes are not put one behind "
        "the other."
    ),
    "slips.all-pairs.label": "axes one behind the other",
    "slips.stacked-not-joined.you": "You stacked them along a new axis.",
    "slips.stacked-not-joined.rule": "Joining adds no axis: the one that dim names grows longer.",
    "slips.stacked-not-joined.label": "stacked, not joined",
    "slips.axes-kept-as-ones.you": "You kept an axis of length 1.",
    "slips.axes-kept-as-ones.rule": (
        "A single number between the brackets, or a sum, takes its axis away."
    ),
    "slips.axes-kept-as-ones.label": "kept as an axis of 1",
}
