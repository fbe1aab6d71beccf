"""Mistakes that are no operator: a number read off in the wrong place, a formula half filled in.

SLIPS  the table, by name
"""

from convtutor.quiz.slips import counts, gradients, lines, places, shapes, sizes, sums
from convtutor.quiz.slips.slip import Slip as Slip

SLIPS: dict[str, Slip] = {
    **places.ROWS,
    **sums.ROWS,
    **gradients.ROWS,
    **sizes.ROWS,
    **shapes.ROWS,
    **counts.ROWS,
    **lines.ROWS,
}
