"""English sentences about rules: how an element of an array is made, as a hint."""

SENTENCES: dict[str, str] = {
    "quiz.rule": "{array} of {layer} is made element by element; look at what is read for it.",
    "quiz.rule.conv1d": (
        "Lay the kernel on the window as it is, multiply cell by cell, add up over all "
        "channels, add the bias."
    ),
    "quiz.rule.conv2d": (
        "Lay the kernel on the window as it is, multiply cell by cell, add up over all "
        "channels, add the bias."
    ),
    "quiz.rule.conv_transpose1d": (
        "Every input cell stamps its value times the kernel on the output, a stride apart; "
        "stamps add up."
    ),
    "quiz.rule.conv_transpose2d": (
        "Every input cell stamps its value times the kernel on the output, a stride apart; "
        "stamps add up."
    ),
    "quiz.rule.max_pool1d": "Take the largest number in the window; the padding never wins.",
    "quiz.rule.max_pool2d": "Take the largest number in the window; the padding never wins.",
    "quiz.rule.adaptive_max_pool2d": (
        "Take the largest number in the window; the windows share the input out among them."
    ),
    "quiz.rule.avg_pool1d": "Add up the window and divide by the number of its cells.",
    "quiz.rule.avg_pool2d": "Add up the window and divide by the number of its cells.",
    "quiz.rule.adaptive_avg_pool2d": (
        "Add up the window and divide by the number of its cells; the windows share the input "
        "out."
    ),
    "quiz.rule.batch_norm": (
        "Take the channel's mean away, divide by the root of its variance plus eps, scale and "
        "shift."
    ),
    "quiz.rule.linear": "Multiply the input's row with the weight's row, add up, add the bias.",
    "quiz.rule.matmul": "Row times column: multiply in pairs and add up.",
    "quiz.rule.relu": "Numbers above 0 pass, all others become 0.",
    "quiz.rule.leaky_relu": "Numbers above 0 pass, others are multiplied by negative_slope.",
    "quiz.rule.sigmoid": "1 / (1 + exp(-x)).",
    "quiz.rule.tanh": "(exp(x) - exp(-x)) / (exp(x) + exp(-x)).",
    "quiz.rule.softmax": "exp of each score, divided by the sum of them all.",
    "quiz.rule.log_softmax": "The score less the log of the sum of all exponentials.",
    "quiz.rule.dropout": (
        "In training what stays is divided by 1 - p; in evaluation everything passes."
    ),
    "quiz.rule.add": "Add what stands in the same place; an axis of length 1 is repeated.",
    "quiz.rule.sub": (
        "Take the second from the first, place by place; an axis of length 1 is repeated."
    ),
    "quiz.rule.mul": "Multiply what stands in the same place; an axis of length 1 is repeated.",
    "quiz.rule.sum": "Add up along the axes that dim names, all of them without it.",
    "quiz.rule.slice": (
        "a:b takes the places from a up to, but without, b; rows come before columns."
    ),
    "quiz.rule.reshape": "The numbers keep their order, row by row; only the lengths change.",
    "quiz.rule.flatten": "The numbers keep their order, row by row, in one axis.",
    "quiz.rule.flip": "Every axis that dims names is turned around.",
    "quiz.rule.cat": "The operands stand one behind the other along dim.",
    "quiz.rule.detach": "Forward it changes nothing; no gradient goes back through it.",
    "quiz.rule.sgd": "New weight = weight - lr × gradient.",
    "quiz.rule.mse_loss": (
        "Square the differences; reduction says whether they are averaged or added."
    ),
    "quiz.rule.nll_loss": (
        "Minus the log probability of the true class, averaged over the samples."
    ),
    "quiz.rule.cross_entropy": (
        "Log of the sum of all exponentials, less the score of the true class; then the mean."
    ),
    "quiz.rule.grad": (
        "Every way from it to the result hands back upstream times local slope; they add up."
    ),
    "quiz.rule.grad_input": (
        "Every output that read it hands back its upstream gradient times what it was "
        "multiplied by."
    ),
    "quiz.rule.grad_other": (
        "Every output that read it hands back its upstream gradient times what it was "
        "multiplied by."
    ),
    "quiz.rule.grad_weight": (
        "Add up over all windows: the cell this weight met, times the upstream gradient of "
        "that window."
    ),
    "quiz.rule.grad_bias": (
        "The bias is added in every place, so the upstream gradients of its channel add up."
    ),
    "quiz.rule.grad_output": "Several layers read this output: what they hand back adds up.",
    "quiz.rule.conv2d.grad_input": (
        "Each window that read the cell stamps its upstream gradient times the kernel; stamps "
        "add up."
    ),
    "quiz.rule.conv1d.grad_input": (
        "Each window that read the cell stamps its upstream gradient times the kernel; stamps "
        "add up."
    ),
    "quiz.rule.max_pool1d.grad_input": (
        "Only the winner of a window gets its upstream gradient; from several windows they add "
        "up."
    ),
    "quiz.rule.max_pool2d.grad_input": (
        "Only the winner of a window gets its upstream gradient; from several windows they add "
        "up."
    ),
    "quiz.rule.avg_pool1d.grad_input": (
        "Every cell of a window gets an equal share of its upstream gradient; shares add up."
    ),
    "quiz.rule.avg_pool2d.grad_input": (
        "Every cell of a window gets an equal share of its upstream gradient; shares add up."
    ),
    "quiz.rule.relu.grad_input": (
        "The gate is open above 0 alone: there the upstream gradient passes, else it is 0."
    ),
    "quiz.rule.sigmoid.grad_input": "Upstream times s(1 - s), with s the output.",
    "quiz.rule.tanh.grad_input": "Upstream times 1 - t×t, with t the output.",
    "quiz.rule.leaky_relu.grad_input": "Upstream times 1 above 0, times negative_slope elsewhere.",
    "quiz.rule.detach.grad_input": "Nothing goes back through it.",
    "quiz.rule.sum.grad_input": "Every number that was added gets the whole upstream gradient.",
    "quiz.rule.mse_loss.grad_input": (
        "2 × (input - target) × upstream, divided by the count where the loss is a mean."
    ),
}
