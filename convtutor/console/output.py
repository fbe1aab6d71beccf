"""Lines for people, written to a stream: wrapped by cells, signs it can show, nothing hidden.

Output  a stream with what it can show and how wide it is
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from convtutor.data import dataclass
from convtutor.scene.plot_signs import IN_ASCII as PLOT_IN_ASCII
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width, wrap

SIGNS = "×→›▸·"
IN_ASCII = str.maketrans(
    {
        "×": "*", "→": "->", "›": ">", "▸": ">", "·": ".", "●": "*", "○": "o", "━": "=", "−": "-",
        "–": "-", "—": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "≤": "<=",
        "≥": ">=", "≠": "!=", "─": "-", **PLOT_IN_ASCII,
    }
)
WIDEST = 100
NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Output:
    """A stream; `ascii_only` writes signs in ASCII, `width` counts cells."""

    stream: TextIO
    ascii_only: bool = False
    width: int = 80

    def line(self, text: str = "") -> None:
        """Write a line whole; a newline in it begins another."""
        for part in text.split("\n"):
            self.stream.write(f"{self.shown(part)}\n")

    def shown(self, text: str) -> str:
        """Give a text as the stream can show it, nothing hidden in it."""
        seen = visible(text)
        return seen.translate(IN_ASCII) if self.ascii_only else seen

    def lines(self, texts: Iterable[str]) -> None:
        """Write lines whole."""
        for text in texts:
            self.line(text)

    def paragraph(self, text: str, indent: int = 0) -> None:
        """Write a text wrapped to the width."""
        for part in wrap(text, max(self.width - indent, NARROWEST)):
            self.line(f"{' ' * indent}{part}")

    def hanging(self, label: str, text: str) -> None:
        """Write a text wrapped behind a label, its further lines indented as far."""
        indent = cell_width(label)
        first, *rest = wrap(text, max(self.width - indent, NARROWEST)) or [""]
        self.line(f"{label}{first}")
        self.lines(f"{' ' * indent}{part}" for part in rest)

    def heading(self, text: str, sign: str) -> None:
        """Write a line underlined with a sign."""
        self.line(text)
        self.line(sign * cell_width(visible(text)))

    def flush(self) -> None:
        """Hand on what was written."""
        self.stream.flush()


def output_to(stream: TextIO | None) -> Output:
    """Give the output of a stream as the environment has it; None writes to nowhere."""
    columns = shutil.get_terminal_size().columns
    width = min(max(columns, NARROWEST), WIDEST)
    if stream is None:
        return Output(open(os.devnull, "w", encoding="utf-8"), width=width)
    return Output(stream, not can_show_signs(stream, os.environ), width)


def can_show_signs(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether × and the like may be written: the encoding has them and the locale is not C.

    Python reads the C locale as UTF-8, but a terminal that was told "C" need not.
    """
    try:
        SIGNS.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return next(_locales(environment), "") not in ("C", "POSIX")


def _locales(environment: Mapping[str, str]) -> Iterator[str]:
    """Give the locale names that were set, the strongest first.

    In place of a C locale Python itself sets LC_CTYPE to C.UTF-8, which was then not chosen.
    """
    coerced = sys.flags.utf8_mode and environment.get("LC_CTYPE") == "C.UTF-8"
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name, "")
        if value and not (name == "LC_CTYPE" and coerced):
            yield value
