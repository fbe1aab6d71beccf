"""The rows of the table, one module a family of operators, one line a misconception."""

from convtutor.misconceptions.misconception import Misconception
from convtutor.misconceptions.rows import (
    activations,
    convolutions,
    learning,
    losses,
    normalization,
    pools,
    reductions,
    structure,
    transposed,
    views,
)

ROWS: dict[str, Misconception] = {
    **convolutions.ROWS,
    **transposed.ROWS,
    **pools.ROWS,
    **normalization.ROWS,
    **activations.ROWS,
    **losses.ROWS,
    **structure.ROWS,
    **reductions.ROWS,
    **views.ROWS,
    **learning.ROWS,
}
