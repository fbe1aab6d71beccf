"""Whole operators with one mistake each: they run, step and compare as the right ones do.

MISCONCEPTIONS  the table, by operator and mistake: "conv2d.kernel-flipped"
Misconception   one of them
"""

from convtutor.misconceptions.misconception import Misconception as Misconception
from convtutor.misconceptions.rows import ROWS

MISCONCEPTIONS: dict[str, Misconception] = ROWS
