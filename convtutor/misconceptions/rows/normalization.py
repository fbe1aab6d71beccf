"""What is got wrong about batch normalization."""

from convtutor.engine.ops.batch_norm import BATCH_NORM
from convtutor.misconceptions import batch_deviations, batch_norms, biases, gradients
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "batch_norm.root-forgotten": batch_deviations.root_forgotten(BATCH_NORM),
    "batch_norm.unbiased-variance": batch_deviations.unbiased_variance(BATCH_NORM),
    "batch_norm.eps-forgotten": batch_norms.eps_forgotten(BATCH_NORM),
    "batch_norm.momentum-reversed": batch_norms.momentum_reversed(BATCH_NORM),
    "batch_norm.running-variance-biased": batch_norms.running_variance_biased(BATCH_NORM),
    "batch_norm.batch-statistics-in-evaluation": batch_norms.batch_statistics_in_evaluation(
        BATCH_NORM
    ),
    "batch_norm.statistics-held-fast": batch_norms.statistics_held_fast(BATCH_NORM),
    "batch_norm.bias-forgotten": biases.bias_forgotten(BATCH_NORM),
    "batch_norm.upstream-ignored": gradients.upstream_ignored(BATCH_NORM),
}
