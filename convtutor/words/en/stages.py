"""What the stages of an operator are, as the screen tells of one element of them.

A key is stages.<operator>_<array made>; `.blocked` stands for an element none of whose terms
counts, `.outside` for one with reads in the padding, `.one` for one with a single term. Fields:
place, count (terms), open (those that count), outside (reads in the padding), total (before what
is done last), value.
"""

# softmax, and the losses that begin with it
SCORES: dict[str, str] = {
    "maximum": "The largest score. It is taken away from all of them, which changes no share and "
    "keeps exp from overflowing.",
    "exponentials": "e to the power of the score less the largest one: the largest becomes 1, the "
    "others lie between 0 and 1. Here: {value}.",
    "total": "The sum of the {count} exponentials, by which each will be divided.",
    "log_total": "The logarithm of that sum.",
    "probabilities": "e to the power of the logarithm: the share itself, {value}.",
    "total_gradient": "The {count} gradients of the logarithms added up: what comes back through "
    "their common sum.",
}

MEANS: dict[str, str] = {
    "output": "The mean of the window: its {count} values add up to {total}, and divided that is "
    "{value}.",
    "output.outside": "{outside} of the {count} places of this window lie outside the input and "
    "add 0. The divisor is {divisor}: count_include_pad says whether the padding counts.",
    "output.outside.uncounted": "{outside} of the {count} places of this window lie outside the "
    "input and do not count: the divisor is {divisor}, the cells inside.",
    "grad_input": "Every window that read this cell sends back its gradient, divided as its mean "
    "was: {count} of them add up to {value}.",
    "grad_input.unequal": "Every window that read this cell sends back its share: its gradient "
    "divided by the cells it counted, which at the border are fewer.",
    "grad_input.blocked": "No window read this cell, so its gradient is 0.",
}

SENTENCES: dict[str, str] = {
    # batch_norm
    "stages.batch_norm_mean": "The mean of the channel: its {count} values, from every sample and "
    "place, added up and divided by how many they are.",
    "stages.batch_norm_centered": "The mean is taken away, the same for every value of the "
    "channel: here {value} is left.",
    "stages.batch_norm_variance": "The variance of the channel: the mean of its {count} squared "
    "distances from the mean. The batch norm divides by how many they are, not by one less.",
    "stages.batch_norm_inverse_deviation": "One over the root of the variance. eps is added first, "
    "so that a channel of equal values does not divide by 0.",
    "stages.batch_norm_normalized": "The distance from the mean in units of the deviation: "
    "{place} is {value}.",
    "stages.batch_norm_output": "What the layer has learned comes last, where it has any: the "
    "weight of the channel scales, its bias moves. {place} is {value}.",
    "stages.batch_norm_new_running_mean": "The running mean moves a little towards the mean of "
    "this batch, by the momentum. Evaluation will use it.",
    "stages.batch_norm_unbiased_variance": "For the running variance torch divides by one less "
    "than the count: the variance times count over count - 1.",
    "stages.batch_norm_new_running_var": "The running variance moves a little towards the unbiased "
    "variance of this batch, by the momentum.",
    "stages.batch_norm_grad_bias": "The bias was added to {count} elements of the channel, so its "
    "gradient is the sum of their upstream gradients.",
    "stages.batch_norm_grad_weight": "The weight scaled {count} normalized values. Each use gives "
    "that value times its upstream gradient.",
    "stages.batch_norm_grad_normalized": "The upstream gradient times the weight: what reaches the "
    "normalized value.",
    "stages.batch_norm_mean_grad_normalized": "Moving one value moves the mean of its channel. "
    "What all {count} gradients say of that is their mean.",
    "stages.batch_norm_mean_product": "Moving one value also changes the deviation. What all "
    "{count} gradients say of that is the mean of gradient times normalized value.",
    "stages.batch_norm_grad_input": "The gradient of the normalized value, less what came through "
    "the mean and through the deviation, in units of the deviation.",
    "stages.batch_norm_grad_input.one": "In evaluation mean and deviation are constants: nothing "
    "comes back through them, and the gradient is only brought into units of the deviation.",
    # activations
    "stages.leaky_relu_output": "What is above 0 passes unchanged; anything else is multiplied by "
    "the slope. {place} is {value}.",
    "stages.leaky_relu_grad_input": "The gradient passes unchanged where the input was above 0, "
    "and times the slope elsewhere. It is never blocked.",
    "stages.sigmoid_output": "The logistic function brings {total} between 0 and 1: 1 over "
    "1 plus e to the power of -({total}).",
    "stages.sigmoid_slope": "How steep the sigmoid is here: output times 1 minus output. At most "
    "1/4, where the output is 1/2, and almost 0 at both ends.",
    "stages.sigmoid_grad_input": "The upstream gradient times the slope of the sigmoid at this "
    "place.",
    "stages.tanh_output": "The hyperbolic tangent brings {total} between -1 and 1.",
    "stages.tanh_slope": "How steep tanh is here: 1 minus output squared. 1 where the output is 0, "
    "almost 0 at both ends.",
    "stages.tanh_grad_input": "The upstream gradient times the slope of tanh at this place.",
    "stages.dropout_output": "In training the mask keeps an element or drops it, and what is kept "
    "is divided by the share that stays, so that the sum stays what it was on average; in "
    "evaluation everything passes. {place} is {value}.",
    "stages.dropout_grad_input": "The gradient takes the way the element took: through the same "
    "mask, divided by the same share. {place} is {value}.",
    # softmax
    **{f"stages.softmax_{name}": SCORES[name] for name in ("maximum", "exponentials", "total")},
    "stages.softmax_output": "The share of this score: its exponential divided by the sum. The "
    "shares add up to 1.",
    "stages.softmax_dot": "The upstream gradients weighted by the shares: what comes back through "
    "the common sum.",
    "stages.softmax_grad_input": "The upstream gradient times the share, less the share of what "
    "came back through the sum: raising one score lowers the share of all others.",
    # log_softmax
    **{f"stages.log_softmax_{name}": text for name, text in SCORES.items()},
    "stages.log_softmax_output": "The logarithm of the share, without computing the share: the "
    "score less the largest one, less the logarithm of the sum.",
    "stages.log_softmax_grad_input": "The upstream gradient, less the share times all "
    "gradients added up.",
    # mse_loss
    "stages.mse_loss_difference": "How far the input is from the target here: {value}.",
    "stages.mse_loss_output": "The squared differences, added up or averaged as the reduction "
    "says: {place} is {value}.",
    "stages.mse_loss_grad_input": "The derivative of the square: twice the difference, times the "
    "upstream gradient, and divided as the loss was. {place} is {value}.",
    # nll_loss
    "stages.nll_loss_picked": "Of all classes the target picks one: minus its log-probability, "
    "times the weight of the class where there is one. {place} is {value}.",
    "stages.nll_loss_picked.blocked": "The target of this sample is the one to be ignored, so no "
    "class is picked and its loss is 0.",
    "stages.nll_loss_total_picked": "The losses of all samples, added up.",
    "stages.nll_loss_target_weight": "The weight of the class that the target names.",
    "stages.nll_loss_target_weight.blocked": "An ignored sample has no weight.",
    "stages.nll_loss_total_weight": "What the mean divides by: the weights of the targets that "
    "count, not the number of samples.",
    "stages.nll_loss_output": "The loss, as the reduction says: {place} is {value}.",
    "stages.nll_loss_grad_input": "Only the class that the target names gets a gradient: minus the "
    "upstream one, times its weight, divided as the loss was.",
    "stages.nll_loss_grad_input.blocked": "The target names another class, or is ignored: this "
    "score did not matter, and its gradient is 0.",
    # cross_entropy
    **{f"stages.cross_entropy_{name}": text for name, text in SCORES.items()},
    "stages.cross_entropy_log_probabilities": "The logarithm of the share: the score less the "
    "largest one, less the logarithm of the sum. That is log-softmax.",
    "stages.cross_entropy_picked": "Of all classes the target picks one: minus its "
    "log-probability, times the weight of the class where there is one. {place} is {value}.",
    "stages.cross_entropy_picked.blocked": "The target of this sample is the one to be ignored, so "
    "no class is picked and its loss is 0.",
    "stages.cross_entropy_uniform": "Label smoothing looks at every class alike: minus the sum of "
    "all {count} log-probabilities.",
    "stages.cross_entropy_uniform.blocked": "This sample is ignored, so smoothing adds nothing.",
    "stages.cross_entropy_smoothed_target": "The target with label smoothing: most of the "
    "probability given, and the rest spread evenly over all classes.",
    "stages.cross_entropy_expected": "Minus the log-probabilities weighted by the target: the "
    "{count} classes added up.",
    "stages.cross_entropy_total_uniform": "The losses of all samples against all classes alike, "
    "added up.",
    "stages.cross_entropy_total_picked": "The losses of all samples, added up.",
    "stages.cross_entropy_target_weight": "The weight of the class that the target names.",
    "stages.cross_entropy_target_weight.blocked": "An ignored sample has no weight.",
    "stages.cross_entropy_total_weight": "What the mean divides by: the weights of the targets "
    "that count, not the number of samples.",
    "stages.cross_entropy_output": "The loss, as the reduction says: {place} is {value}.",
    "stages.cross_entropy_grad_log_probabilities": "What the loss says of this log-probability: "
    "minus its part in the target, times the upstream gradient, divided as the loss was.",
    "stages.cross_entropy_grad_log_probabilities.blocked": "The target names another class, or is "
    "ignored: the loss did not read this log-probability.",
    "stages.cross_entropy_grad_input": "Share less target, in the end: what the loss says of this "
    "class, less its share of what it says of all. {place} is {value}.",
    # average pools
    **{
        f"stages.{pool}_{name}": text
        for pool in ("avg_pool1d", "avg_pool2d", "adaptive_avg_pool2d")
        for name, text in MEANS.items()
    },
    # linear
    "stages.linear_output": "Every input feature times its weight, added up with the bias where "
    "there is one: {count} terms make {place}.",
    "stages.linear_grad_input": "This feature went into {count} outputs. Each sends back its "
    "gradient times the weight between them.",
    "stages.linear_grad_weight": "This weight was used {count} times, once a sample. Each use "
    "gives the feature it met times the gradient of its output.",
    "stages.linear_grad_bias": "The bias was added {count} times, so its gradient is the sum of "
    "those upstream gradients.",
    # flatten
    "stages.flatten_output": "Nothing is computed: the elements keep their order and stand in "
    "fewer axes. {place} is {value}.",
    "stages.flatten_grad_input": "The gradient goes back to the element that it belongs to.",
    # slice
    "stages.slice_output": "Nothing is computed: {place} is an element of the window, {value}. A "
    "span a:b begins at a and ends before b.",
    "stages.slice_grad_input": "This element was taken, so it gets the gradient of the place it "
    "was taken to.",
    "stages.slice_grad_input.blocked": "This element lies outside the slice: the output does not "
    "depend on it, so its gradient is 0.",
    # flip
    "stages.flip_output": "Nothing is computed: a turned axis is read from its end, the last "
    "element first. {place} is {value}.",
    "stages.flip_grad_input": "The gradient is turned around as well: it goes back to the element "
    "that stood there.",
    # reshape
    "stages.reshape_output": "Nothing is computed: counted row by row, an element has the same "
    "number in both shapes. {place} is {value}.",
    "stages.reshape_grad_input": "The gradient goes back to the element of the same number.",
    # detach
    "stages.detach_output": "The same number, {value}, but from here on it counts as a constant: "
    "no gradient will go back through it.",
    "stages.detach_grad_input": "The gradient passes: {value}.",
    "stages.detach_grad_input.blocked": "The branch is cut here: requires_grad is 0, so the "
    "upstream gradient stops. PyTorch hands back nothing, which adds 0.",
    # add, sub, mul, cat
    "stages.add_output": "One element of each, added: {place} is {value}.",
    "stages.add_grad_input": "A sum hands its gradient to both sides unchanged. Where an element "
    "was stretched over {count}, their gradients add up.",
    "stages.add_grad_input.one": "A sum hands its gradient to both sides unchanged.",
    "stages.add_grad_other": "A sum hands its gradient to both sides unchanged. Where an element "
    "was stretched over {count}, their gradients add up.",
    "stages.add_grad_other.one": "A sum hands its gradient to both sides unchanged.",
    "stages.sub_output": "One element of each, the second taken away from the first: {place} is "
    "{value}.",
    "stages.sub_grad_input": "The first operand gets the upstream gradient unchanged. Where an "
    "element was stretched over {count}, their gradients add up.",
    "stages.sub_grad_input.one": "The first operand gets the upstream gradient unchanged.",
    "stages.sub_grad_other": "What is taken away makes the output smaller, so the gradient turns "
    "its sign. {count} of them add up where an element was stretched.",
    "stages.sub_grad_other.one": "What is taken away makes the output smaller, so its gradient "
    "turns its sign.",
    "stages.mul_output": "One element of each, multiplied: {place} is {value}.",
    "stages.mul_grad_input": "A factor moves the product by the other factor, so the upstream "
    "gradient is multiplied by that one; {count} products add up.",
    "stages.mul_grad_input.one": "A factor moves the product by the other factor, so the upstream "
    "gradient is multiplied by that one: {value}.",
    "stages.mul_grad_other": "A factor moves the product by the other factor, so the upstream "
    "gradient is multiplied by that one; {count} products add up.",
    "stages.mul_grad_other.one": "A factor moves the product by the other factor, so the upstream "
    "gradient is multiplied by that one: {value}.",
    "stages.sum_output": "{count} elements added up: {place} is {value}.",
    "stages.sum_output.one": "One element alone: {place} is {value}.",
    "stages.sum_grad_input": "An element moves its sum by as much as it moves itself, so it gets "
    "the gradient of that sum whole: {value}.",
    "stages.matmul_output": "A row of the one times a column of the other: {count} products add up "
    "to {value}.",
    "stages.matmul_output.one": "A row of the one times a column of the other, each of one "
    "number: {value}.",
    "stages.matmul_grad_input": "It met {count} numbers of the other operand; each sends the "
    "gradient of its product back: {value}.",
    "stages.matmul_grad_input.one": "It met one number of the other operand, which sends the "
    "gradient of its product back: {value}.",
    "stages.matmul_grad_other": "It met {count} numbers of the first operand; each sends the "
    "gradient of its product back: {value}.",
    "stages.matmul_grad_other.one": "It met one number of the first operand, which sends the "
    "gradient of its product back: {value}.",
    "stages.cat_output": "Nothing is computed: the tensors stand one behind another. {place} is "
    "{value}.",
    "stages.cat_grad_tensors": "The gradient goes back to the tensor that its element came from.",
    # sgd
    "stages.sgd_output": "A step against the gradient: lr times it is taken away. {place} is "
    "{value} now.",
    "stages.sgd_grad_input": "The start of the step counts in full, less its weight decay: "
    "{value}.",
    "stages.sgd_grad_grad": "A larger gradient makes a longer step down, lr times as long: "
    "{value}.",
    # where gradients meet
    "stages.all_grad_output": "{count} readers of this output send a gradient back, and they add "
    "up: {value}.",
    "stages.all_grad": "This tensor was read {count} times. Each reader hands a gradient back, and "
    "they add up: {value}. Nothing is overwritten.",
    "stages.all_staying_grad": "The gradient of the training steps before was not set to zero: it "
    "stays, and that of this step is added to it. Here: {value}.",
    "stages.all_total_grad": "The same weights are used {count} times, and what the uses hand back "
    "adds up. This is the gradient that PyTorch keeps.",
}
