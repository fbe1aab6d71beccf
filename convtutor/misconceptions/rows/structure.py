"""What is got wrong about layers that join, reshape, or weigh all features."""

from convtutor.engine.ops.add import ADD
from convtutor.engine.ops.cat import CAT
from convtutor.engine.ops.flatten import FLATTEN
from convtutor.engine.ops.linear import LINEAR
from convtutor.engine.ops.mul import MUL
from convtutor.engine.ops.sub import SUB
from convtutor.misconceptions import biases, gradients, structure
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "linear.weight-transposed": structure.weight_transposed(LINEAR),
    "linear.bias-forgotten": biases.bias_forgotten(LINEAR),
    "linear.upstream-ignored": gradients.upstream_ignored(LINEAR),
    "flatten.samples-flattened": structure.samples_flattened(FLATTEN),
    "flatten.upstream-ignored": gradients.upstream_ignored(FLATTEN),
    "cat.joined-along-the-samples": structure.joined_along_the_samples(CAT),
    "cat.upstream-ignored": gradients.upstream_ignored(CAT),
    "add.gradient-halved": structure.gradient_halved(ADD),
    "add.stretched-gradient-averaged": structure.stretched_gradient_averaged(ADD),
    "add.upstream-ignored": gradients.upstream_ignored(ADD),
    "sub.sign-kept": structure.sign_kept(SUB),
    "sub.stretched-gradient-averaged": structure.stretched_gradient_averaged(SUB),
    "sub.upstream-ignored": gradients.upstream_ignored(SUB),
    "mul.other-forgotten": structure.other_forgotten(MUL),
    "mul.stretched-gradient-averaged": structure.stretched_gradient_averaged(MUL),
    "mul.upstream-ignored": gradients.upstream_ignored(MUL),
}
