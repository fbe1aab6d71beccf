"""English sentences about mistakes: batch normalization."""

SENTENCES: dict[str, str] = {
    "misconceptions.root-forgotten": (
        "The values are divided by the variance; they are divided by its root."
    ),
    "misconceptions.root-forgotten.when": "Seen where the variance is not 1.",
    "misconceptions.root-forgotten.you": "You divided by the variance.",
    "misconceptions.root-forgotten.rule": (
        "x - mean is divided by the standard deviation, the square root of variance + eps."
    ),
    "misconceptions.root-forgotten.label": "divided by the variance",
    "misconceptions.unbiased-variance": (
        "The values are normalized with the variance over m - 1; that one is for the running "
        "variance, here it is over m."
    ),
    "misconceptions.unbiased-variance.when": "Seen in training.",
    "misconceptions.unbiased-variance.you": "You normalized with the variance over m - 1.",
    "misconceptions.unbiased-variance.rule": (
        "A batch is normalized with its variance over m; the one over m - 1 only goes into "
        "the running variance."
    ),
    "misconceptions.unbiased-variance.label": "variance over m - 1",
    "misconceptions.eps-forgotten": "eps is missing under the root.",
    "misconceptions.eps-forgotten.when": (
        "Seen when eps is above 0, best where the variance is small."
    ),
    "misconceptions.eps-forgotten.you": "You left eps out.",
    "misconceptions.eps-forgotten.rule": (
        "eps is added to the variance before the root is taken, so that nothing is divided "
        "by 0."
    ),
    "misconceptions.eps-forgotten.label": "no eps",
    "misconceptions.momentum-reversed": (
        "momentum is taken for the part of the running statistics that stays; it is the part that "
        "the batch brings in."
    ),
    "misconceptions.momentum-reversed.when": (
        "Seen in training with running statistics and a momentum other than 0.5."
    ),
    "misconceptions.momentum-reversed.you": "You took momentum for the part that stays.",
    "misconceptions.momentum-reversed.rule": (
        "The new running value is (1 - momentum) times the old one plus momentum times that "
        "of the batch."
    ),
    "misconceptions.momentum-reversed.label": "momentum for the old value",
    "misconceptions.running-variance-biased": (
        "The running variance moves towards the variance over m; it moves towards that over m - 1."
    ),
    "misconceptions.running-variance-biased.when": (
        "Seen in training with running statistics and a momentum other than 0."
    ),
    "misconceptions.running-variance-biased.you": (
        "You updated the running variance with the one over m."
    ),
    "misconceptions.running-variance-biased.rule": (
        "The running variance estimates that of all data, so the batch brings in its "
        "variance over m - 1."
    ),
    "misconceptions.running-variance-biased.label": "running variance over m",
    "misconceptions.batch-statistics-in-evaluation": (
        "The batch is normalized with its own mean and variance in evaluation too; there the "
        "running ones stand in."
    ),
    "misconceptions.batch-statistics-in-evaluation.when": "Seen in evaluation.",
    "misconceptions.batch-statistics-in-evaluation.you": (
        "You normalized with the batch's own statistics."
    ),
    "misconceptions.batch-statistics-in-evaluation.rule": (
        "In evaluation the running mean and variance stand in, so that a sample does not "
        "depend on its batch."
    ),
    "misconceptions.batch-statistics-in-evaluation.label": "statistics of the batch",
    "misconceptions.statistics-held-fast": (
        "Mean and variance are taken for constants on the way back; in training they move with "
        "every input."
    ),
    "misconceptions.statistics-held-fast.when": "Seen in training.",
    "misconceptions.statistics-held-fast.you": "You took mean and variance for constants.",
    "misconceptions.statistics-held-fast.rule": (
        "In training both are made from the batch, so the gradient also flows through them."
    ),
    "misconceptions.statistics-held-fast.label": "statistics as constants",
}
