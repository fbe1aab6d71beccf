"""What is got wrong about functions of one element, and about shares."""

from convtutor.engine.ops.dropout import DROPOUT
from convtutor.engine.ops.leaky_relu import LEAKY_RELU
from convtutor.engine.ops.log_softmax import LOG_SOFTMAX
from convtutor.engine.ops.relu import RELU
from convtutor.engine.ops.sigmoid import SIGMOID
from convtutor.engine.ops.softmax import SOFTMAX
from convtutor.engine.ops.tanh import TANH
from convtutor.misconceptions import (
    dropouts,
    gradients,
    leaky_relus,
    relus,
    slopes,
    softmaxes,
)
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "relu.negatives-kept": relus.negatives_kept(RELU),
    "relu.absolute-value": relus.absolute_value(RELU),
    "relu.gradient-through-negatives": relus.gradient_through_negatives(RELU),
    "relu.open-at-zero": relus.open_at_zero(RELU),
    "relu.half-at-zero": relus.half_at_zero(RELU),
    "relu.upstream-ignored": gradients.upstream_ignored(RELU),
    "leaky_relu.slope-left-out": leaky_relus.slope_left_out(LEAKY_RELU),
    "leaky_relu.slope-on-the-other-side": leaky_relus.slope_on_the_other_side(LEAKY_RELU),
    "leaky_relu.gradient-blocked": leaky_relus.gradient_blocked(LEAKY_RELU),
    "leaky_relu.upstream-ignored": gradients.upstream_ignored(LEAKY_RELU),
    "sigmoid.slope-of-the-input": slopes.slope_of_the_input(SIGMOID),
    "tanh.slope-of-the-input": slopes.slope_of_the_input(TANH),
    "sigmoid.slope-forgotten": slopes.slope_forgotten(SIGMOID),
    "tanh.slope-forgotten": slopes.slope_forgotten(TANH),
    "sigmoid.upstream-ignored": gradients.upstream_ignored(SIGMOID),
    "tanh.upstream-ignored": gradients.upstream_ignored(TANH),
    "dropout.not-rescaled": dropouts.not_rescaled(DROPOUT),
    "dropout.p-taken-as-kept": dropouts.p_taken_as_kept(DROPOUT),
    "dropout.dropped-in-evaluation": dropouts.dropped_in_evaluation(DROPOUT),
    "dropout.mask-forgotten-on-the-way-back": dropouts.mask_forgotten_on_the_way_back(DROPOUT),
    "dropout.upstream-ignored": gradients.upstream_ignored(DROPOUT),
    "softmax.along-the-samples": softmaxes.along_the_samples(SOFTMAX),
    "log_softmax.along-the-samples": softmaxes.along_the_samples(LOG_SOFTMAX),
    "softmax.sigmoid-for-softmax": softmaxes.sigmoid_for_softmax(SOFTMAX),
    "softmax.shares-apart": softmaxes.shares_apart(SOFTMAX),
    "softmax.upstream-ignored": gradients.upstream_ignored(SOFTMAX, softmaxes.several_shares),
    "log_softmax.upstream-ignored": gradients.upstream_ignored(
        LOG_SOFTMAX, softmaxes.several_shares
    ),
}
