"""The least that Textual can be: an application with one line of text.

Usage: python -m benchmarks.programs.bare; with `keys` behind two pipes it obeys orders, and every
key changes the line.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows one word."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Make the line."""
        yield Static("bare screen")

    def key_q(self) -> None:
        """Leave."""
        self.exit()


def main() -> None:
    """Run it, alone or as one that obeys."""
    if len(sys.argv) == 1:
        Bare().run()
        return
    from benchmarks.programs.orders import CountingDriver, Obedient, run

    class Keyed(Obedient):
        ENABLE_COMMAND_PALETTE = False
        presses = 0

        def compose(self) -> ComposeResult:
            yield Static("bare screen")

        def key_right(self) -> None:
            self.presses += 1
            self.query_one(Static).update(f"window {self.presses}")

    run(lambda: Keyed(driver_class=CountingDriver))


if __name__ == "__main__":
    main()
