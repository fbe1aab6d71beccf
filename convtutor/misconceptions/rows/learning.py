"""What is got wrong about the step of an optimiser."""

from convtutor.engine.ops.sgd import SGD
from convtutor.misconceptions import gradients, learning
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "sgd.gradient-added": learning.gradient_added(SGD),
    "sgd.weight-replaced": learning.weight_replaced(SGD),
    "sgd.upstream-ignored": gradients.upstream_ignored(SGD),
}
