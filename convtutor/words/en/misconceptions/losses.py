"""English sentences about mistakes: losses."""

SENTENCES: dict[str, str] = {
    "misconceptions.two-forgotten": (
        "The 2 is missing in the gradient of the square, as if half of it were the loss."
    ),
    "misconceptions.two-forgotten.when": "Seen where input and target differ.",
    "misconceptions.two-forgotten.you": "You left the 2 out of the gradient.",
    "misconceptions.two-forgotten.rule": (
        "The slope of the square of d is 2 d; MSELoss has no half in front that would take "
        "the 2 away."
    ),
    "misconceptions.two-forgotten.label": "2 left out",
    "misconceptions.gradient-of-the-target": (
        "The gradient has the sign of target - input; for the input it is that of input - target."
    ),
    "misconceptions.gradient-of-the-target.when": "Seen where input and target differ.",
    "misconceptions.gradient-of-the-target.you": "You took the gradient with the other sign.",
    "misconceptions.gradient-of-the-target.rule": (
        "The loss grows with the input where the input is above the target: the sign is that "
        "of input - target."
    ),
    "misconceptions.gradient-of-the-target.label": "sign of target - input",
    "misconceptions.summed": "The losses are added up, where their mean is asked for.",
    "misconceptions.summed.when": (
        'Seen with reduction="mean" and more than one loss, or a weight other than 1.'
    ),
    "misconceptions.summed.you": "You added the losses up.",
    "misconceptions.summed.rule": (
        'reduction="mean" divides the sum of the losses: by their number, or by the weights '
        "of their classes added up."
    ),
    "misconceptions.summed.label": "sum of the losses",
    "misconceptions.gradient-not-averaged": (
        "The gradient is that of the sum, though the loss is the mean."
    ),
    "misconceptions.gradient-not-averaged.when": (
        'Seen with reduction="mean" and more than one loss, or a weight other than 1.'
    ),
    "misconceptions.gradient-not-averaged.you": "You did not average the gradient.",
    "misconceptions.gradient-not-averaged.rule": (
        'With reduction="mean" the loss is divided, and so the gradient of every element is '
        "divided by the same number."
    ),
    "misconceptions.gradient-not-averaged.label": "gradient of the sum",
    "misconceptions.minus-forgotten": (
        "The minus before the logarithm is missing: the surer the right class, the greater the "
        "loss."
    ),
    "misconceptions.minus-forgotten.when": "Seen with a score that is not 0.",
    "misconceptions.minus-forgotten.you": "You left the minus out.",
    "misconceptions.minus-forgotten.rule": (
        "The loss is minus the logarithm of the right class's share, so that a surer answer "
        "costs less."
    ),
    "misconceptions.minus-forgotten.label": "no minus",
    "misconceptions.averaged-over-all-samples": (
        "The mean divides by the number of samples; it divides by the weight of their classes, "
        "and an ignored sample has none."
    ),
    "misconceptions.averaged-over-all-samples.when": (
        'Seen with reduction="mean" and class weights, or with ignored samples.'
    ),
    "misconceptions.averaged-over-all-samples.you": "You divided by the number of samples.",
    "misconceptions.averaged-over-all-samples.rule": (
        "The mean divides by the weights of the samples' classes added up; an ignored sample "
        "adds nothing to that."
    ),
    "misconceptions.averaged-over-all-samples.label": "divided by all samples",
    "misconceptions.class-weights-ignored": "Every class counts alike, whatever its weight.",
    "misconceptions.class-weights-ignored.when": "Seen when the classes have different weights.",
    "misconceptions.class-weights-ignored.you": "You counted every class alike.",
    "misconceptions.class-weights-ignored.rule": (
        "weight gives every class a factor: the loss of a sample is multiplied by that of "
        "its class."
    ),
    "misconceptions.class-weights-ignored.label": "all classes alike",
    "misconceptions.log-softmax-forgotten": (
        "The scores are taken as they are, as in nll_loss; cross_entropy makes log_softmax of "
        "them first."
    ),
    "misconceptions.log-softmax-forgotten.when": (
        "Seen with scores that are not logarithms of shares."
    ),
    "misconceptions.log-softmax-forgotten.you": "You took the scores for log shares.",
    "misconceptions.log-softmax-forgotten.rule": (
        "cross_entropy makes log_softmax of the scores itself; nll_loss takes logarithms of "
        "shares."
    ),
    "misconceptions.log-softmax-forgotten.label": "scores as they are",
    "misconceptions.smoothing-over-the-others": (
        "The smoothed share is spread over the other classes alone; it is spread over all, the "
        "right one too."
    ),
    "misconceptions.smoothing-over-the-others.when": (
        "Seen with label_smoothing above 0 and two classes or more."
    ),
    "misconceptions.smoothing-over-the-others.you": (
        "You spread the smoothed share over the other classes."
    ),
    "misconceptions.smoothing-over-the-others.rule": (
        "label_smoothing is spread over all classes: the right one gets its part of it too."
    ),
    "misconceptions.smoothing-over-the-others.label": "spread over the others",
}
