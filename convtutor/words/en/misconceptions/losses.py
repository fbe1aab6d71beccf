"""English sentences about mistakes: losses."""

SENTENCES: dict[str, str] = {
    "misconceptions.two-forgotten": (
        "The 2 is missing in the gradient of the square, as if half of it were the loss."
    ),
    "misconceptions.two-forgotten.when": "Seen where input and target differ.",
    "misconceptions.gradient-of-the-target": (
        "The gradient has the sign of target - input; for the input it is that of input - target."
    ),
    "misconceptions.gradient-of-the-target.when": "Seen where input and target differ.",
    "misconceptions.summed": "The losses are added up, where their mean is asked for.",
    "misconceptions.summed.when": (
        'Seen with reduction="mean" and more than one loss, or a weight other than 1.'
    ),
    "misconceptions.gradient-not-averaged": (
        "The gradient is that of the sum, though the loss is the mean."
    ),
    "misconceptions.gradient-not-averaged.when": (
        'Seen with reduction="mean" and more than one loss, or a weight other than 1.'
    ),
    "misconceptions.minus-forgotten": (
        "The minus before the logarithm is missing: the surer the right class, the greater the "
        "loss."
    ),
    "misconceptions.minus-forgotten.when": "Seen with a score that is not 0.",
    "misconceptions.averaged-over-all-samples": (
        "The mean divides by the number of samples; it divides by the weight of their classes, "
        "and an ignored sample has none."
    ),
    "misconceptions.averaged-over-all-samples.when": (
        'Seen with reduction="mean" and class weights, or with ignored samples.'
    ),
    "misconceptions.class-weights-ignored": "Every class counts alike, whatever its weight.",
    "misconceptions.class-weights-ignored.when": "Seen when the classes have different weights.",
    "misconceptions.log-softmax-forgotten": (
        "The scores are taken as they are, as in nll_loss; cross_entropy makes log_softmax of "
        "them first."
    ),
    "misconceptions.log-softmax-forgotten.when": (
        "Seen with scores that are not logarithms of shares."
    ),
    "misconceptions.smoothing-over-the-others": (
        "The smoothed share is spread over the other classes alone; it is spread over all, the "
        "right one too."
    ),
    "misconceptions.smoothing-over-the-others.when": (
        "Seen with label_smoothing above 0 and two classes or more."
    ),
}
