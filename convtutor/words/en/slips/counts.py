"""English sentences about slips: parameters counted wrongly."""

SENTENCES: dict[str, str] = {
    "slips.biases-forgotten.you": "You forgot the biases.",
    "slips.biases-forgotten.rule": (
        "Every filter, and every output of a linear layer, has one bias unless bias=False."
    ),
    "slips.biases-forgotten.label": "without biases",
    "slips.biases-imagined.you": "You counted biases that are not there.",
    "slips.biases-imagined.rule": "bias=False leaves them out: the weights alone are learned.",
    "slips.biases-imagined.label": "biases though bias=False",
    "slips.holes-counted.you": "You counted the holes of the kernel.",
    "slips.holes-counted.rule": (
        "Dilation spreads the same weights; nothing is learned in the holes between them."
    ),
    "slips.holes-counted.label": "holes counted as weights",
    "slips.dilation-multiplied.you": "You multiplied by the dilation.",
    "slips.dilation-multiplied.rule": "Dilation spreads the same weights and adds none.",
    "slips.dilation-multiplied.label": "times the dilation",
    "slips.groups-left-out.you": "You left the groups out.",
    "slips.groups-left-out.rule": "With groups a filter is in_channels / groups deep.",
    "slips.groups-left-out.label": "groups left out",
    "slips.groups-divided-twice.you": "You divided by the groups twice.",
    "slips.groups-divided-twice.rule": (
        "Only the depth of a filter is divided by groups; all filters stay."
    ),
    "slips.groups-divided-twice.label": "groups divided twice",
    "slips.one-bias-a-pair.you": "You gave every pair of channels a bias.",
    "slips.one-bias-a-pair.rule": (
        "There is one bias a filter: it is added once, behind the sum over all channels."
    ),
    "slips.one-bias-a-pair.label": "one bias a pair",
    "slips.one-bias-in-all.you": "You counted one bias for the whole layer.",
    "slips.one-bias-in-all.rule": "There is one bias a filter.",
    "slips.one-bias-in-all.label": "one bias in all",
    "slips.input-channels-forgotten.you": "You forgot the input channels.",
    "slips.input-channels-forgotten.rule": (
        "A filter has a kernel of its own for every input channel: its depth counts too."
    ),
    "slips.input-channels-forgotten.label": "filters one plane deep",
    "slips.one-filter-only.you": "You counted one filter.",
    "slips.one-filter-only.rule": "There are out_channels of them, each with weights of its own.",
    "slips.one-filter-only.label": "one filter alone",
    "slips.one-weight-an-output.you": "You counted one weight an output channel.",
    "slips.one-weight-an-output.rule": (
        "Even a 1x1 kernel has a weight for every input channel, and a bias if there is one."
    ),
    "slips.one-weight-an-output.label": "one weight an output",
    "slips.kernel-only.you": "You counted the cells of one kernel.",
    "slips.kernel-only.rule": "Multiply by the depth of a filter and by the number of filters.",
    "slips.kernel-only.label": "one kernel alone",
    "slips.sharing-forgotten.you": "You gave every place a kernel of its own.",
    "slips.sharing-forgotten.rule": (
        "One kernel is shared by all places of the window; that is what makes a convolution "
        "small."
    ),
    "slips.sharing-forgotten.label": "one kernel a place",
    "slips.sizes-added.you": "You added the two sizes.",
    "slips.sizes-added.rule": "Every output is joined to every input: the sizes are multiplied.",
    "slips.sizes-added.label": "sizes added",
    "slips.statistics-counted.you": "You counted the running statistics.",
    "slips.statistics-counted.rule": (
        "running_mean and running_var are measured, not learned: no gradient reaches them."
    ),
    "slips.statistics-counted.label": "running statistics counted",
    "slips.nothing-learned.you": "You thought that nothing is learned here.",
    "slips.nothing-learned.rule": (
        "The layer scales and shifts every channel by a weight and a bias, and learns both."
    ),
    "slips.nothing-learned.label": "nothing learned",
    "slips.shared-counted-again.you": "You counted shared arrays again.",
    "slips.shared-counted-again.rule": (
        "A layer that is used again learns nothing new: its arrays are the same ones."
    ),
    "slips.shared-counted-again.label": "shared arrays counted twice",
}
