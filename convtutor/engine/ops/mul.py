"""mul: the product of two arrays, element by element; the smaller one is broadcast.

Each operand gets the upstream gradient times the other one.

Source: torch.mul; its broadcasting semantics. Axes are matched from the last one on, and two
lengths fit when they are equal, one of them is 1, or one is absent.
"""

import numpy as np

from convtutor.engine.pairwise import pairwise

MUL = pairwise("mul", np.multiply, ((1, ("input", "other")),))
