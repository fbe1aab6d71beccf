"""Lines of a page that scrolls by, in the terminal's own colours: its ground is not known here."""

from typing import TextIO

from rich.color import ColorSystem
from rich.console import Console

from convtutor.paint.palette import ON_ANY_GROUND
from convtutor.scene.text import Line


def coloured(line: Line) -> str:
    """Give a line as the terminal obeys it; what it shows is the text alone."""
    return "".join(
        ON_ANY_GROUND[span.tone].render(span.text, color_system=ColorSystem.STANDARD)
        for span in line
    )


def shows_colours(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal with colours that the environment does not forbid."""
    console = Console(file=stream)
    known = console.is_terminal and console.color_system is not None
    return known and not (console.no_color or console.legacy_windows)
