"""English sentences about `solve`; keys begin with "solve."."""

SENTENCES: dict[str, str] = {
    "solve.title": "{operator}, {inputs} in, {outputs} out: {count} answers.",
    "solve.title_one": "{operator}, {inputs} in, {outputs} out: 1 answer.",
    "solve.title_none": "{operator}, {inputs} in, {outputs} out: no answer.",
    "solve.open": "any",
    "solve.looked": "Looked through: {ranges}.",
    "solve.comma": ", ",
    "solve.span": "{first} to {last}",
    "solve.usual_padding_window": "0 to k_eff - 1",
    "solve.usual_padding_pool": "0 to half the kernel",
    "solve.usual_output_padding_window": "below the larger of stride and dilation",
    "solve.unread": "unread",
    "solve.unwritten": "unwritten",
    "solve.unread_padding": "unread padding",
    "solve.more": "And {count} more; --most N shows more than {most}, --json all of them.",
    "solve.first": "The first: {line}",
    "solve.nearest": (
        "None of these settings makes this output; what they make nearest to it: {nearest}."
    ),
    "solve.between": (
        "None of these settings makes this output: they make outputs between {first} and {last}, "
        "nearest to it {nearest}."
    ),
    "solve.apart": (
        "Rows and columns each have answers of their own, but none that is the same on both; give "
        "settings such as 3x5, rows by columns. The nearest that can be reached: {nearest}."
    ),
    "solve.nothing_fits_convolution": (
        "None of these settings is a layer: the effective kernel d(k - 1) + 1 is longer than the "
        "padded input. Add padding, or use a smaller kernel or dilation."
    ),
    "solve.nothing_fits_transposed": (
        "None of these settings is a layer: either nothing is left of the output, so use less "
        "padding, or output_padding is not below the larger of stride and dilation."
    ),
    "solve.nothing_fits_pool": (
        "None of these settings is a layer: a pool's padding is at most half its kernel, and the "
        "kernel no longer than the padded input."
    ),
    # refusals
    "solve.no_sizes": "solve: give the size that is known, --in or --out, or both",
    "solve.no_size": (
        "{verb}: {option} is a whole number such as 224, or two such as 224x200 (rows by columns), "
        "got '{text}'"
    ),
    "solve.no_choice": (
        "solve: {option} is a number such as 3, a range such as 1..5, two of them such as 3x5 "
        "(rows by columns), or any, got '{text}'"
    ),
    "solve.backwards": (
        "solve: {option} {start}..{end} runs backwards; write the smaller number first"
    ),
    "solve.out_of_bounds": "{verb}: {option} must be from {least} to {most}, got {got}",
    "solve.one_axis": "solve: {operator} has one axis; give one number to --in and --out",
    "solve.two_settings": (
        "solve: {option} has two values, rows by columns; give two sizes to --in or --out as well"
    ),
    "solve.no_setting": "solve: {operator} has no {option}; leave it out",
    "solve.most": "solve: --most must be 1 or more, got {got}",
    "solve.too_many": (
        "solve: up to {count:,} settings would have to be looked through, at most {most:,} are; "
        "give a setting, or a smaller range of it such as 1..8"
    ),
}
