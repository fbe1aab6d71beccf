"""The curves of a training run on lines: the points as a table, and the plot."""

from convtutor.console.output import Output
from convtutor.debugger.session import Session
from convtutor.scene.curves import Curves, CurveView
from convtutor.scene.plot import curve_lines
from convtutor.steps import Cursor
from convtutor.steps.numbers import number
from convtutor.words import say
from convtutor.words.wrapping import cell_width

ROWS, COLUMNS = 11, 64


def write_curves(session: Session, cursor: Cursor, output: Output) -> None:
    """Write every curve of the example as it is at a cursor; a sentence where it has none."""
    curves = Curves(session.run, session.language)
    if not len(curves):
        output.paragraph(say("screen.no_curves", session.language))
    for at in range(len(curves)):
        if at:
            output.line()
        view = curves.view(at, cursor)
        output.line(say("plain.curve", session.language, heading=view.heading))
        output.paragraph(view.said, indent=2)
        output.lines(f"  {row}" for row in table_rows(view, session.language))
        output.line()
        width = min(output.width - 2, COLUMNS)
        for spans in curve_lines(view, width, ROWS, session.language)[1:]:
            output.line(f"  {''.join(span.text for span in spans)}".rstrip())


def table_rows(view: CurveView, language: str) -> list[str]:
    """Give the points that are reached as rows under their headings, the present one marked."""
    heads = [say("plain.curve_step", language), *(["x"] if view.is_path else []), "y"]
    rows = [heads]
    for at, (x, y) in enumerate(view.points[: view.lit], start=1):
        mark = " ▸" if at == view.lit < len(view.points) else ""
        rows.append([str(at), *([number(x)] if view.is_path else []), number(y) + mark])
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(c, w) for c, w in zip(row, widths, strict=True)).rstrip()
            for row in rows]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))
