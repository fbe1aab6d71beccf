"""English sentences about mistakes: batch normalization."""

SENTENCES: dict[str, str] = {
    "misconceptions.root-forgotten": (
        "The values are divided by the variance; they are divided by its root."
    ),
    "misconceptions.root-forgotten.when": "Seen where the variance is not 1.",
    "misconceptions.unbiased-variance": (
        "The values are normalized with the variance over m - 1; that one is for the running "
        "variance, here it is over m."
    ),
    "misconceptions.unbiased-variance.when": "Seen in training.",
    "misconceptions.eps-forgotten": "eps is missing under the root.",
    "misconceptions.eps-forgotten.when": (
        "Seen when eps is above 0, best where the variance is small."
    ),
    "misconceptions.momentum-reversed": (
        "momentum is taken for the part of the running statistics that stays; it is the part that "
        "the batch brings in."
    ),
    "misconceptions.momentum-reversed.when": (
        "Seen in training with running statistics and a momentum other than 0.5."
    ),
    "misconceptions.running-variance-biased": (
        "The running variance moves towards the variance over m; it moves towards that over m - 1."
    ),
    "misconceptions.running-variance-biased.when": (
        "Seen in training with running statistics and a momentum other than 0."
    ),
    "misconceptions.batch-statistics-in-evaluation": (
        "The batch is normalized with its own mean and variance in evaluation too; there the "
        "running ones stand in."
    ),
    "misconceptions.batch-statistics-in-evaluation.when": "Seen in evaluation.",
    "misconceptions.statistics-held-fast": (
        "Mean and variance are taken for constants on the way back; in training they move with "
        "every input."
    ),
    "misconceptions.statistics-held-fast.when": "Seen in training.",
}
