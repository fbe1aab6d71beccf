"""What the stages of an operator are, as the screen tells of one element of them.

A key is stages.<operator>_<array made>; `.blocked` stands for an element none of whose terms
counts, `.one` for one with a single term. Fields: place, count (terms), open (those that count),
outside (reads in the padding), total (before what is done last), value.
"""

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
}
