"""The reference engine: every number of convtutor, computed with NumPy alone."""
