"""`convtutor verify --board`: every operator by all that can vouch for it, as signs or as JSON."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby

from convtutor.console.output import Output
from convtutor.crosscheck.board.document import board_document, results_to_keep
from convtutor.crosscheck.board.drawing import SEED
from convtutor.crosscheck.board.kept import keep
from convtutor.crosscheck.board.run import Board, Square, board_operators, run_board
from convtutor.scene.board import heads, layout, opening, rows
from convtutor.scene.board_report import closing
from convtutor.scene.text import Line, Span
from convtutor.words import say
from convtutor.words.visible import visible

Write = Callable[[Iterable[Line]], None]


def write_board(
    names: Sequence[str], device: str, as_json: bool, language: str, output: Output
) -> int:
    """Run the board of some operators, of all for none, write what came out and keep it.

    Gives the exit code: 0 everything that ran agrees, 1 something differs, 4 something that was
    asked for could not be run. Raises UsageError for an unknown operator.
    """
    operators = board_operators(names)
    began = time.monotonic()
    squares: list[Square] = []
    write = writer(output)
    run = run_board(operators, device)
    for square in run if as_json else shown(run, language, output.width, write):
        squares.append(square)
    board = Board(tuple(squares), device, SEED, time.monotonic() - began)
    kept = keep_board(board, language)
    if as_json:
        output.line(json.dumps(board_document(board), indent=1))
    else:
        write(closing(board, language, output.width))
        output.paragraph(kept)
    return board.exit_code


def shown(
    run: Iterable[Square], language: str, width: int, write: Write
) -> Iterable[Square]:
    """Write every row as soon as it is whole, and hand its squares on."""
    found, operator = None, ""
    write(opening(language, width))
    for (name, _), group in groupby(run, lambda square: (square.cell.operator, square.cell.mode)):
        row = list(group)
        if found is None:
            with_gpu = any("cuda" in r.devices for square in row for r in square.reports)
            found = layout(with_gpu, language, width)
            write(heads(found, language, width))
        write(rows(row, found, first=name != operator))
        operator = name
        yield from row


def keep_board(board: Board, language: str) -> str:
    """Keep what was run for `convtutor doctor`; say where, or why not."""
    try:
        path = keep(results_to_keep(board, datetime.now(UTC)))
    except OSError as error:
        reason = error.strerror or str(error)
        return say("board.not_kept", language, reason=visible(reason))
    return say("board.kept", language, path=visible(path))


def writer(output: Output) -> Write:
    """Give what writes lines: in colours where the terminal shows them, else as they are."""
    paint = _painter(output)

    def write(lines: Iterable[Line]) -> None:
        for line in lines:
            shown = tuple(Span(output.shown(span.text), span.tone) for span in line)
            output.stream.write(f"{paint(shown)}\n")
        output.flush()

    return write


def _painter(output: Output) -> Callable[[Line], str]:
    try:
        from convtutor.paint.lines import coloured, shows_colours
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "rich":
            raise
    else:
        if shows_colours(output.stream):
            return coloured
    return lambda line: "".join(span.text for span in line)
