"""add: the sum of two arrays, element by element; the smaller one is broadcast.

An element that stands for several gets the sum of their gradients.

Source: torch.add; its broadcasting semantics. Axes are matched from the last one on, and two
lengths fit when they are equal, one of them is 1, or one is absent.
"""

import numpy as np

from convtutor.engine.pairwise import pairwise

ADD = pairwise("add", np.add, ((1, ("input",)), (1, ("other",))))
