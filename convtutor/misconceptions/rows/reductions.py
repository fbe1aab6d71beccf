"""What is got wrong about functions that add up."""

from convtutor.engine.ops.matmul import MATMUL
from convtutor.engine.ops.sum import SUM
from convtutor.misconceptions import gradients, reductions
from convtutor.misconceptions.misconception import Misconception

ROWS: dict[str, Misconception] = {
    "sum.everything-summed": reductions.everything_summed(SUM),
    "sum.gradient-shared": reductions.gradient_shared(SUM),
    "sum.upstream-ignored": gradients.upstream_ignored(SUM),
    "matmul.other-operand-forgotten": reductions.other_forgotten(MATMUL),
    "matmul.operands-swapped": reductions.operands_swapped(MATMUL),
    "matmul.upstream-ignored": gradients.upstream_ignored(MATMUL),
}
