"""The table of the board's rows: how each operator is drawn, family by family."""

from convtutor.crosscheck.board.drawing import Row
from convtutor.crosscheck.board.rows import (
    activations,
    convolutions,
    learning,
    losses,
    normalization,
    pools,
    reductions,
    structure,
    views,
)

BOARD: dict[str, Row] = {
    **convolutions.ROWS,
    **activations.ROWS,
    **pools.ROWS,
    **normalization.ROWS,
    **structure.ROWS,
    **reductions.ROWS,
    **views.ROWS,
    **learning.ROWS,
    **losses.ROWS,
}
