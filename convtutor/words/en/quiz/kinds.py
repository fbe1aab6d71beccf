"""English sentences of the kinds of questions: what is asked, and their hints."""

SENTENCES: dict[str, str] = {
    "quiz.comma": ", ",
    "quiz.about.layer": "{settings}",
    "quiz.about.kernel": "kernel {shape}",
    "quiz.about.bias": "with bias",
    "quiz.about.no_bias": "no bias",
    "quiz.kind.value": "the value of a cell",
    "quiz.kind.gradient": "a gradient",
    "quiz.kind.size": "the size of the output",
    "quiz.kind.shape": "the shape of an array",
    "quiz.kind.reads": "the cells that are read",
    "quiz.kind.winner": "the cell that wins",
    "quiz.kind.params": "the number of parameters",
    "quiz.kind.hole": "the number left out of the size formula",
    "quiz.kind.line": "the wrong line of a listing",
    "quiz.kind.breaks": "the layer that refuses",
    "quiz.kind.choice": "a choice",
    "quiz.value.ask": "What is {name}?",
    "quiz.value.hint3": "Beside it, {name} = {working}.",
    "quiz.value.alone": "Work out {terms}.",
    "quiz.hint.reads": "Read for it: {reads}.",
    "quiz.hint.of_array": "{array} {values}",
    "quiz.hint.no_reads": "Nothing is read for it: it is 0.",
    "quiz.size.ask1": "How many elements has the output of {layer}?",
    "quiz.size.ask2": "Which size (height x width) has the output of {layer}?",
    "quiz.size.rule.Axis": (
        "Count the places of the window: floor((i + 2p - d(k - 1) - 1) / s) + 1, each axis by "
        "itself."
    ),
    "quiz.size.rule.ceil": (
        "Count the places of the window: ceil((i + 2p - d(k - 1) - 1) / s) + 1; the last must "
        "begin inside."
    ),
    "quiz.size.rule.TransposedAxis": (
        "Every input cell stamps its kernel: (i - 1)s - 2p + d(k - 1) + output_padding + 1."
    ),
    "quiz.size.rule.AdaptiveAxis": "An adaptive pool makes as many windows as it is asked for.",
    "quiz.size.hint2": "With its numbers: {formulas}.",
    "quiz.size.hint3": "An input of {length} on the last axis would give {formula} = {result}.",
    "quiz.shape.ask": "Which shape has {name}? Give all axes.",
    "quiz.shape.rule": "Go through its axes one by one, from the first.",
    "quiz.shape.rule.output": (
        "A layer of windows gives (samples, channels, rows, columns); a filter makes one "
        "channel."
    ),
    "quiz.shape.rule.weight": (
        "A convolution's weight is (out_channels, in_channels / groups, kernel rows, kernel "
        "columns)."
    ),
    "quiz.shape.rule.linear.weight": "A linear layer's weight is (out_features, in_features).",
    "quiz.shape.rule.linear.output": (
        "A linear layer keeps the samples and turns the last axis into out_features."
    ),
    "quiz.shape.rule.bias": "A bias has one number a filter.",
    "quiz.shape.rule.grad_input": "A gradient has the shape of the array it belongs to.",
    "quiz.shape.rule.grad_weight": "A gradient has the shape of the array it belongs to.",
    "quiz.shape.rule.grad_bias": "A gradient has the shape of the array it belongs to.",
    "quiz.shape.rule.add.output": (
        "Align the axes from the right: equal lengths stay, a 1 stretches, anything else is "
        "refused."
    ),
    "quiz.shape.rule.sub.output": (
        "Align the axes from the right: equal lengths stay, a 1 stretches, anything else is "
        "refused."
    ),
    "quiz.shape.rule.mul.output": (
        "Align the axes from the right: equal lengths stay, a 1 stretches, anything else is "
        "refused."
    ),
    "quiz.shape.rule.cat.output": "Joining makes one axis longer: the one that dim names.",
    "quiz.shape.rule.slice.output": (
        "A span keeps its axis, a single number takes it away; a span ends before its stop."
    ),
    "quiz.shape.rule.sum.output": "The axes that are added up are gone.",
    "quiz.shape.rule.matmul.output": "(a, b) times (b, c) gives (a, c).",
    "quiz.shape.rule.flatten.output": "Flattening multiplies the lengths from start_dim on.",
    "quiz.shape.hint2": "Known: {shapes}.",
    "quiz.shape.hint3": "It has {axes} axes; the last length is {last}.",
    "quiz.reads.ask": "Which cells of {array} are read for {name} of {layer}?",
    "quiz.reads.rule": (
        "Window y begins at y*stride - padding; its taps lie dilation apart; the padding is no "
        "cell."
    ),
    "quiz.reads.hint2": "Along its axes the window begins at {starts}.",
    "quiz.reads.count": "They are {count}.",
    "quiz.reads.hint3": "Beside it, {name} reads {cells}.",
    "quiz.winner.ask": "Which input cell wins {name}, and gets its gradient?",
    "quiz.winner.largest": "The largest number is {value:g}.",
    "quiz.winner.hint3": "Beside it, {name} = {value:g} comes from {cell}.",
    "quiz.params.ask": "How many parameters does {layer} learn?",
    "quiz.params.ask_all": "How many parameters do all layers learn together?",
    "quiz.params.rule": "Multiply the lengths of every array that is learned, and add up.",
    "quiz.params.rule.conv1d": (
        "out_channels × in_channels / groups × kernel cells, and one bias a filter if it has "
        "one."
    ),
    "quiz.params.rule.conv2d": (
        "out_channels × in_channels / groups × kernel cells, and one bias a filter if it has "
        "one."
    ),
    "quiz.params.rule.linear": "out_features × in_features, and one bias an output if it has one.",
    "quiz.params.rule.batch_norm": (
        "One weight and one bias a channel; running statistics are measured, not learned."
    ),
    "quiz.params.hint2": "{layer} learns {shapes}.",
    "quiz.params.hint3": "One filter or output more in {layer} would add {more}.",
    "quiz.hole.ask": "Which number is missing in the size formula of {layer}?",
    "quiz.hole.about": "asked for: {what}",
    "quiz.hole.i": "the length of the input",
    "quiz.hole.p": "the padding of one side",
    "quiz.hole.k": "the length of the kernel",
    "quiz.hole.s": "the stride",
    "quiz.hole.d": "the dilation",
    "quiz.hole.hint1": (
        "Take 1 from the result: so many moves fit into what is left beside the window."
    ),
    "quiz.hole.hint2": (
        "{moves} moves of {stride}: the numerator is at least {moves} times {stride}."
    ),
    "quiz.hole.hint3": "With one more than the right number {name} would be {more}.",
    "quiz.line.ask": "One line of the loops for {name} is wrong. Which?",
    "quiz.line.hint1": "Say for each line what it reads or writes, and compare with the rule.",
    "quiz.line.loop": "It is the head of a loop: how far does it run?",
    "quiz.line.start": "It sets what the sum begins with.",
    "quiz.line.assign": "It sets a variable: from which place is something read?",
    "quiz.line.test": "It is a test: when is a tap left out?",
    "quiz.line.branch": "It chooses between lines: when is which one right?",
    "quiz.line.gate": "It is a gate: what decides whether a term counts?",
    "quiz.line.compare": "It compares: what is the largest so far held against?",
    "quiz.line.tap": "It is where a product is added.",
    "quiz.line.count": "It is where something is counted.",
    "quiz.line.store": "It is where the finished number is written.",
    "quiz.line.hint3": "It is one of the lines {first} to {last}.",
    "quiz.breaks.ask": "Which of these layers refuses what it is handed? 0 if none does.",
    "quiz.breaks.about": "{count} layers in a chain, at most one wrong number",
    "quiz.breaks.hint1": (
        "Follow the shape from layer to layer; each wants the channels it was made for, and "
        "room for its window."
    ),
    "quiz.breaks.hint2": "The first layer makes {made} of {read}.",
    "quiz.breaks.hint2_none": "The first layer makes nothing: look at it.",
    "quiz.breaks.hint3": "The shapes that are made: {shapes}.",
    "quiz.choice.ask": "{text}",
    "quiz.choice.about": "one of them is right",
    "quiz.choice.hint1": "Try each option on the numbers of the example.",
    "quiz.choice.hint2": "It is not {letter}.",
    "quiz.choice.hint3": "None of {letters} is right.",
}
