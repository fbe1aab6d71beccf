"""What is got wrong about losses."""

from convtutor.engine.ops.cross_entropy import CROSS_ENTROPY
from convtutor.engine.ops.mse_loss import MSE_LOSS
from convtutor.engine.ops.nll_loss import NLL_LOSS
from convtutor.misconceptions import gradients, loss_layers, losses, raw_scores, squares
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "mse_loss.two-forgotten": squares.two_forgotten(MSE_LOSS),
    "mse_loss.gradient-of-the-target": squares.gradient_of_the_target(MSE_LOSS),
    "mse_loss.summed": losses.summed(MSE_LOSS),
    "mse_loss.gradient-not-averaged": losses.gradient_not_averaged(MSE_LOSS),
    "mse_loss.upstream-ignored": gradients.upstream_ignored(MSE_LOSS),
    "nll_loss.minus-forgotten": losses.minus_forgotten(NLL_LOSS),
    "nll_loss.summed": losses.summed(NLL_LOSS),
    "nll_loss.gradient-not-averaged": losses.gradient_not_averaged(
        NLL_LOSS, loss_layers.divisor_seen
    ),
    "nll_loss.averaged-over-all-samples": losses.averaged_over_all_samples(NLL_LOSS),
    "nll_loss.class-weights-ignored": losses.class_weights_ignored(NLL_LOSS, loss_layers.weighted),
    "nll_loss.upstream-ignored": gradients.upstream_ignored(NLL_LOSS, loss_layers.a_sample_counts),
    "cross_entropy.log-softmax-forgotten": raw_scores.log_softmax_forgotten(CROSS_ENTROPY),
    "cross_entropy.smoothing-over-the-others": losses.smoothing_over_the_others(CROSS_ENTROPY),
    "cross_entropy.summed": losses.summed(CROSS_ENTROPY, loss_layers.sum_seen),
    "cross_entropy.gradient-not-averaged": losses.gradient_not_averaged(
        CROSS_ENTROPY, loss_layers.divisor_of_shares_seen
    ),
    "cross_entropy.averaged-over-all-samples": losses.averaged_over_all_samples(CROSS_ENTROPY),
    "cross_entropy.class-weights-ignored": losses.class_weights_ignored(
        CROSS_ENTROPY, loss_layers.weights_seen
    ),
    "cross_entropy.upstream-ignored": gradients.upstream_ignored(
        CROSS_ENTROPY, loss_layers.several_classes
    ),
}
