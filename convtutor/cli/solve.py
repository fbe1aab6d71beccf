"""`convtutor solve`: the settings that lead from one size to another, as a table or as JSON."""

from argparse import Namespace
from collections.abc import Iterator
from heapq import nsmallest
from typing import Any

import convtutor
from convtutor.cli.lessons import write_json
from convtutor.cli.sizes import size_text
from convtutor.cli.solve_query import query_of
from convtutor.console.output import Output
from convtutor.engine.setting import SETTINGS, Kind, Numbers, Setting
from convtutor.engine.solve import Query, count_candidates, reachable, solve
from convtutor.engine.usual import rank
from convtutor.errors import AbsentError, UsageError
from convtutor.scene.size import size_formulas
from convtutor.words import say
from convtutor.words.wrapping import cell_width

SOLVE_SCHEMA = "convtutor-solve"
SOLVE_VERSION = 1
MOST_CANDIDATES = 200_000
NEAREST = 6
NO_ANSWER = AbsentError.exit_code


def write_answers(arguments: Namespace, output: Output, language: str) -> int:
    """Write every answer, the usual ones first; 0 where there is one, 4 where there is none.

    Raises UsageError for what cannot be meant, and where too much would have to be looked through.
    """
    if arguments.most < 1:
        raise UsageError(say("solve.most", language, got=arguments.most))
    query = query_of(arguments, language)
    count = count_candidates(query)
    if count > MOST_CANDIDATES:
        raise UsageError(say("solve.too_many", language, count=count, most=MOST_CANDIDATES))
    answers = sorted(solve(query), key=rank)
    reached = set() if answers else reachable(query)
    nearest = nearest_outputs(query, reached)
    if arguments.json:
        write_json(solve_document(arguments.operator, query, answers, nearest), output)
    else:
        output.line(title_of(arguments.operator, query, len(answers), language))
        output.paragraph(say("solve.looked", language, ranges=looked_through(query, language)))
        if answers:
            write_table(arguments, query, answers, output, language)
        else:
            output.paragraph(because(query, reached, nearest, language))
    return 0 if answers else NO_ANSWER


def nearest_outputs(query: Query, reached: set[Numbers]) -> list[Numbers]:
    """Give those of the outputs nearest to what is asked for, ascending."""
    def distance(outputs: Numbers) -> tuple[int, Numbers]:
        pairs = zip(outputs, query.outputs, strict=True)
        return sum(abs(out - asked) for out, asked in pairs if asked is not None), outputs

    return sorted(nsmallest(NEAREST, reached, key=distance))


def names_of(kind: Kind) -> list[str]:
    """Name the settings that a layer has."""
    without = {
        "output_padding": kind is not Kind.TRANSPOSED, "dilation": kind is Kind.AVG_POOL,
    }
    return [name for name in SETTINGS if not without.get(name, False)]


def title_of(operator: str, query: Query, count: int, language: str) -> str:
    """Say what was asked, and how many answers there are."""
    inputs, outputs = _size_said(query.inputs, language), _size_said(query.outputs, language)
    key = {0: "solve.title_none", 1: "solve.title_one"}.get(count, "solve.title")
    return say(key, language, operator=operator, inputs=inputs, outputs=outputs, count=count)


def _size_said(sizes: tuple[int | None, ...], language: str) -> str:
    known = tuple(size for size in sizes if size is not None)
    return size_text(known) if known else say("solve.open", language)


def looked_through(query: Query, language: str) -> str:
    """Say which values of every setting were looked through."""
    return say("solve.comma", language).join(
        f"{name} {_choice_said(query, name, language)}" for name in names_of(query.kind)
    )


def _choice_said(query: Query, name: str, language: str) -> str:
    choice = query.choices.get(name)
    if choice is None:
        kind = "pool" if query.kind.is_pool else "window"
        return say(f"solve.usual_{name}_{kind}", language)
    return " x ".join(
        str(values[0]) if len(values) == 1
        else say("solve.span", language, first=values[0], last=values[-1])
        for values in choice.ranges
    )


def because(
    query: Query, reached: set[Numbers], nearest: list[Numbers], language: str
) -> str:
    """Say why there is no answer, and what can be reached instead."""
    if not nearest:
        kind = "pool" if query.kind.is_pool else query.kind.value
        return say(f"solve.nothing_fits_{kind}", language)
    axes = range(len(query.inputs))
    apart = len(axes) > 1 and all(any(True for _ in solve(query.on_axis(at))) for at in axes)
    shown = say("solve.comma", language).join(map(size_text, nearest))
    if apart:
        return say("solve.apart", language, nearest=shown)
    if len(reached) > NEAREST and None not in query.inputs:
        first, last = size_text(min(reached)), size_text(max(reached))
        return say("solve.between", language, first=first, last=last, nearest=shown)
    return say("solve.nearest", language, nearest=shown)


def write_table(
    arguments: Namespace, query: Query, answers: list[Setting], output: Output, language: str
) -> None:
    """Write the first answers, one a line, and the first of them as PyTorch and as a formula."""
    shown = answers[: arguments.most]
    columns = list(_columns(query, shown, language))
    widths = [max(map(cell_width, column)) for column in columns]
    output.line()
    for row in zip(*columns, strict=True):
        cells = (" " * (width - cell_width(cell)) + cell
                 for cell, width in zip(row, widths, strict=True))
        output.line("  ".join(cells))
    if len(answers) > len(shown):
        more = len(answers) - len(shown)
        output.paragraph(say("solve.more", language, count=more, most=arguments.most))
    output.line()
    output.line(say("solve.first", language, line=pytorch_line(arguments.operator, answers[0])))
    formulas = size_formulas(answers[0].axes, language)
    named = [one.named("out") for one in formulas] if len(query.inputs) == 1 else formulas
    output.lines("".join(span.text for span in formula.forms()[0]) for formula in named)


def _columns(query: Query, shown: list[Setting], language: str) -> Iterator[list[str]]:
    """Give the columns of the table, each with its heading first."""
    numbers: dict[str, list[Numbers]] = {
        name: [getattr(answer, name) for answer in shown] for name in names_of(query.kind)
        if name != "dilation" or any(set(answer.dilation) != {1} for answer in shown)
    }
    if None in query.inputs:
        numbers["in"] = [answer.inputs for answer in shown]
    if None in query.outputs:
        numbers["out"] = [answer.outputs for answer in shown]
    for name, values in numbers.items():
        yield [name, *map(_cell, values)]
    kind = "unwritten" if query.kind is Kind.TRANSPOSED else "unread"
    yield [say(f"solve.{kind}", language), *(_cell(answer.unread) for answer in shown)]
    if any(any(answer.unread_padding) for answer in shown):
        yield [
            say("solve.unread_padding", language),
            *(_cell(answer.unread_padding) for answer in shown),
        ]


def _cell(numbers: Numbers) -> str:
    return size_text(numbers[:1] if len(set(numbers)) == 1 else numbers)


def pytorch_line(operator: str, answer: Setting) -> str:
    """Write the module of an answer as PyTorch has it, what is usual left out."""
    module = "".join(part.capitalize() for part in operator.split("_"))
    usual = {"padding": 0, "output_padding": 0, "dilation": 1}
    if not answer.kind.is_pool:
        usual["stride"] = 1
    parts = [] if answer.kind.is_pool else ["in_channels", "out_channels"]
    for name in SETTINGS:
        numbers: Numbers = getattr(answer, name)
        if set(numbers) != {usual.get(name)}:
            value = numbers[0] if len(set(numbers)) == 1 else numbers
            parts.append(f"{name}={value}")
    if answer.ceil_mode:
        parts.append("ceil_mode=True")
    return f"torch.nn.{module}({', '.join(parts)})"


def solve_document(
    operator: str, query: Query, answers: list[Setting], nearest: list[Numbers]
) -> dict[str, Any]:
    """Give the JSON document: every list has one entry an axis, rows first."""
    return {
        "schema": SOLVE_SCHEMA,
        "version": SOLVE_VERSION,
        "convtutor": convtutor.__version__,
        "exit_code": 0 if answers else NO_ANSWER,
        "operator": operator,
        "in": list(query.inputs),
        "out": list(query.outputs),
        "ceil_mode": query.ceil_mode,
        "looked_through": {name: _span(query, name) for name in names_of(query.kind)},
        "answers": [_as_json(answer) for answer in answers],
        "nearest": [list(outputs) for outputs in nearest],
    }


def _span(query: Query, name: str) -> list[list[int]] | None:
    """Give the first and last value an axis, or of all axes; None where they follow from the
    others."""
    choice = query.choices.get(name)
    return None if choice is None else [[values[0], values[-1]] for values in choice.ranges]


def _as_json(answer: Setting) -> dict[str, Any]:
    return {
        **{name: list(getattr(answer, name)) for name in names_of(answer.kind)},
        "in": list(answer.inputs), "out": list(answer.outputs),
        "unread": list(answer.unread), "unread_padding": list(answer.unread_padding),
    }
