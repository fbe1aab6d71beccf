"""English sentences about mistakes: what a layer adds up."""

SENTENCES: dict[str, str] = {
    # ------------------------------------------------------------ channels, groups, bias
    "misconceptions.channels-averaged": "The planes are averaged; a filter adds them up.",
    "misconceptions.channels-averaged.when": "Seen when a filter reads two planes or more.",
    "misconceptions.channels-averaged.you": "You averaged over the input channels.",
    "misconceptions.channels-averaged.rule": (
        "A filter multiplies every plane by weights of its own and adds all products up. "
        "Nothing is divided by the number of planes."
    ),
    "misconceptions.channels-averaged.label": "planes averaged",
    "misconceptions.first-channel-only": (
        "The first plane alone is read; a filter reads every plane it has weights for."
    ),
    "misconceptions.first-channel-only.when": "Seen when a filter reads two planes or more.",
    "misconceptions.first-channel-only.you": "You read the first input channel alone.",
    "misconceptions.first-channel-only.rule": (
        "A filter has weights for each plane it reads, and its sum runs over all of them."
    ),
    "misconceptions.first-channel-only.label": "first plane alone",
    "misconceptions.groups-interleaved": (
        "The input channels are dealt out to the groups in turn; a group reads channels that "
        "lie side by side."
    ),
    "misconceptions.groups-interleaved.when": (
        "Seen with two groups or more, each of two channels or more."
    ),
    "misconceptions.groups-interleaved.you": "You dealt the channels out to the groups in turn.",
    "misconceptions.groups-interleaved.rule": (
        "Groups are blocks of neighbouring channels: of four channels in two groups the "
        "first group reads 0 and 1, the second 2 and 3."
    ),
    "misconceptions.groups-interleaved.label": "channels dealt out in turn",
    "misconceptions.groups-ignored": (
        "Every filter sees every channel; it belongs to one group and sees the channels of that "
        "group."
    ),
    "misconceptions.groups-ignored.when": "Seen with two groups or more.",
    "misconceptions.groups-ignored.you": "You let every filter read every channel.",
    "misconceptions.groups-ignored.rule": (
        "With groups=G a filter reads the channels of its own group alone: in_channels / G "
        "of them."
    ),
    "misconceptions.groups-ignored.label": "filters read every channel",
    "misconceptions.bias-forgotten": "The bias is forgotten.",
    "misconceptions.bias-forgotten.when": "Seen in a layer with a bias that is not 0.",
    "misconceptions.bias-forgotten.you": "You left the bias out.",
    "misconceptions.bias-forgotten.rule": (
        "The bias is added to every element of the output; each output channel or feature "
        "has one of its own."
    ),
    "misconceptions.bias-forgotten.label": "no bias",
    "misconceptions.bias-with-every-tap": (
        "The bias is added with every product; it is added once to the whole sum."
    ),
    "misconceptions.bias-with-every-tap.when": (
        "Seen in a layer with a bias whose filters have more than one weight."
    ),
    "misconceptions.bias-with-every-tap.you": "You added the bias with every product.",
    "misconceptions.bias-with-every-tap.rule": (
        "The bias is one more term of the sum: it is added once for each element of the "
        "output."
    ),
    "misconceptions.bias-with-every-tap.label": "bias with every product",
    "misconceptions.bias-with-every-channel": (
        "The bias is added with every plane; it is added once to the sum of all planes."
    ),
    "misconceptions.bias-with-every-channel.when": (
        "Seen in a layer with a bias whose filters read two planes or more."
    ),
    "misconceptions.bias-with-every-channel.you": "You added the bias with every plane.",
    "misconceptions.bias-with-every-channel.rule": (
        "The sums of all planes are added first, and the bias is added to that once."
    ),
    "misconceptions.bias-with-every-channel.label": "bias with every plane",
    "misconceptions.bias-shared": (
        "The bias of the first filter is added everywhere; every filter has its own."
    ),
    "misconceptions.bias-shared.when": "Seen in a layer with a bias and two filters or more.",
    "misconceptions.bias-shared.you": "You added the first filter's bias everywhere.",
    "misconceptions.bias-shared.rule": (
        "Every filter has a bias of its own: output channel c gets bias[c]."
    ),
    "misconceptions.bias-shared.label": "bias[0] everywhere",
    # ------------------------------------------------------------ transposed convolutions
    "misconceptions.nothing-cut-off": (
        "Nothing is cut off the border; the padding of a transposed convolution takes cells "
        "away."
    ),
    "misconceptions.nothing-cut-off.when": "Seen with padding of 1 or more.",
    "misconceptions.nothing-cut-off.you": "You kept the border of the output.",
    "misconceptions.nothing-cut-off.rule": (
        "In a transposed convolution padding=P takes P cells away on each side of the output."
    ),
    "misconceptions.nothing-cut-off.label": "border kept",
    "misconceptions.output-padding-ignored": (
        "The cells that output_padding adds at the end are missing."
    ),
    "misconceptions.output-padding-ignored.when": "Seen with output_padding of 1 or more.",
    "misconceptions.output-padding-ignored.you": "You left output_padding out.",
    "misconceptions.output-padding-ignored.rule": (
        "output_padding makes the output longer, at the end of each axis alone."
    ),
    "misconceptions.output-padding-ignored.label": "no output_padding",
    "misconceptions.one-zero-too-many": (
        "S zeros are put between two elements of the input; S - 1 belong there."
    ),
    "misconceptions.one-zero-too-many.when": "Seen with two elements or more in a row or column.",
    "misconceptions.one-zero-too-many.you": "You put S zeros between two elements of the input.",
    "misconceptions.one-zero-too-many.rule": (
        "Elements that are S cells apart have S - 1 zeros between them."
    ),
    "misconceptions.one-zero-too-many.label": "S zeros between elements",
    "misconceptions.stride-as-in-convolution": (
        "The window slides over the input with the stride, as in a convolution, and the output "
        "shrinks; here the stride spreads the input out."
    ),
    "misconceptions.stride-as-in-convolution.when": (
        "Seen in every layer in which more than one number is computed with."
    ),
    "misconceptions.stride-as-in-convolution.you": "You slid the window as a convolution does.",
    "misconceptions.stride-as-in-convolution.rule": (
        "In a transposed convolution every element of the input stamps the kernel on the "
        "output, S cells further each time: the output grows."
    ),
    "misconceptions.stride-as-in-convolution.label": "stride as in a convolution",
}
