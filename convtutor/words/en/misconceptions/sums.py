"""English sentences about mistakes: what a layer adds up."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ channels, groups, bias
    "misconceptions.channels-averaged": "The planes are averaged; a filter adds them up.",
    "misconceptions.channels-averaged.when": "Seen when a filter reads two planes or more.",
    "misconceptions.first-channel-only": (
        "The first plane alone is read; a filter reads every plane it has weights for."
    ),
    "misconceptions.first-channel-only.when": "Seen when a filter reads two planes or more.",
    "misconceptions.groups-interleaved": (
        "The input channels are dealt out to the groups in turn; a group reads channels that "
        "lie side by side."
    ),
    "misconceptions.groups-interleaved.when": (
        "Seen with two groups or more, each of two channels or more."
    ),
    "misconceptions.groups-ignored": (
        "Every filter sees every channel; it belongs to one group and sees the channels of that "
        "group."
    ),
    "misconceptions.groups-ignored.when": "Seen with two groups or more.",
    "misconceptions.bias-forgotten": "The bias is forgotten.",
    "misconceptions.bias-forgotten.when": "Seen in a layer with a bias that is not 0.",
    "misconceptions.bias-with-every-tap": (
        "The bias is added with every product; it is added once to the whole sum."
    ),
    "misconceptions.bias-with-every-tap.when": (
        "Seen in a layer with a bias whose filters have more than one weight."
    ),
    "misconceptions.bias-with-every-channel": (
        "The bias is added with every plane; it is added once to the sum of all planes."
    ),
    "misconceptions.bias-with-every-channel.when": (
        "Seen in a layer with a bias whose filters read two planes or more."
    ),
    "misconceptions.bias-shared": (
        "The bias of the first filter is added everywhere; every filter has its own."
    ),
    "misconceptions.bias-shared.when": "Seen in a layer with a bias and two filters or more.",
    # ------------------------------------------------------------ transposed convolutions
    "misconceptions.nothing-cut-off": (
        "Nothing is cut off the border; the padding of a transposed convolution takes cells "
        "away."
    ),
    "misconceptions.nothing-cut-off.when": "Seen with padding of 1 or more.",
    "misconceptions.output-padding-ignored": (
        "The cells that output_padding adds at the end are missing."
    ),
    "misconceptions.output-padding-ignored.when": "Seen with output_padding of 1 or more.",
    "misconceptions.one-zero-too-many": (
        "S zeros are put between two elements of the input; S - 1 belong there."
    ),
    "misconceptions.one-zero-too-many.when": "Seen with two elements or more in a row or column.",
    "misconceptions.stride-as-in-convolution": (
        "The window slides over the input with the stride, as in a convolution, and the output "
        "shrinks; here the stride spreads the input out."
    ),
    "misconceptions.stride-as-in-convolution.when": (
        "Seen in every layer in which more than one number is computed with."
    ),
}
