"""A debugger for convolutional networks: every number of a pass, one product at a time.

trace  run a layer from Python and keep its steps; loaded, with NumPy, when it is first used
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convtutor.records.traced import trace as trace

__version__ = "0.1.0"
__all__ = ["__version__", "trace"]


def __getattr__(name: str) -> Any:
    """Load what needs NumPy when it is asked for."""
    if name == "trace":
        from convtutor.records.traced import trace

        return trace
    raise AttributeError(f"module 'convtutor' has no attribute {name!r}")
