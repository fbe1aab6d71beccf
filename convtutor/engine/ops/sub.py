"""sub: the difference of two arrays, element by element; the smaller one is broadcast.

What is taken away gets the upstream gradient with its sign turned.

Source: torch.sub; its broadcasting semantics. Axes are matched from the last one on, and two
lengths fit when they are equal, one of them is 1, or one is absent.
"""

import numpy as np

from convtutor.engine.pairwise import pairwise

SUB = pairwise("sub", np.subtract, ((1, ("input",)), (-1, ("other",))))
