"""A debugger for convolutional networks: every number of a pass, one product at a time."""

__version__ = "0.1.0"
