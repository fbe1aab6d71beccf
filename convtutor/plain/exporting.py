"""The command that writes the present example down; the formats are loaded when it is given."""

from convtutor.console.console import Console
from convtutor.debugger.commands import Order


def export(console: Console, order: Order) -> None:
    """Write the example as it stands, and say where."""
    from convtutor.records.exporting import export_session

    console.output.line(export_session(console.session, order.argument))
