"""The arrays that a question is about as grids of numbers, beside one another where there is room.

What is asked about is a ?, what else its array holds a dot. Of what is read the planes are shown
that are read; of large ones the part that is.

Plane  a plane of an array by its leading index, and the rows and columns of it that are shown
"""

from collections.abc import Iterator, Sequence

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Index, Shape
from convtutor.engine.geometry import Where
from convtutor.lesson.run import Run
from convtutor.plain.beside import beside
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Question
from convtutor.steps import Place, Read, Step
from convtutor.steps.numbers import column
from convtutor.steps.trace import shape_text

MOST_PLANES = 6  # of one array
LONGEST_SIDE = 12  # of a plane that is shown whole
UNKNOWN, PENDING = "?", "·"


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane by its leading index; `rows` and `columns` are those shown."""

    leading: Index
    rows: range
    columns: range


def grid_lines(question: Question, width: int) -> list[str]:
    """Draw what is read for the asked elements, and where these stand; nothing for a question that
    is not about elements."""
    blocks = [block for name, indices in read_arrays(question).items()
              for block in _read_blocks(question, name, indices)]
    return beside([*blocks, *_asked_blocks(question, asked_places(question))], width)


def read_arrays(question: Question) -> dict[str, list[Index]]:
    """Give what is read for the asked elements, by the full name of the array, without those that
    would give the answer away.

    Where a gate decides what passes, what the layer reads stands there too: it decides the gate.
    """
    run, hidden = question.case.run, question.asked.hidden
    found: dict[str, dict[Index, None]] = {}
    for place in asked_places(question):
        step = step_at(run, place)
        for name, index in () if step is None else _reads(step, run):
            found.setdefault(name, {})[index] = None
    return {name: list(indices) for name, indices in found.items()
            if hidden.get(name, ()) is not None}


def _reads(step: Step, run: Run) -> Iterator[tuple[str, Index]]:
    """Give the elements that are read for a step, each with the full name of its array."""
    layer = step.trace.layer
    for tap in step.taps:
        for read in tap.reads:
            name = read.array if read.array in run.arrays else f"{layer}.{read.array}"
            if name in run.arrays:
                yield name, _index_of(read, run.arrays[name].shape)
    if any(term.gate is not None for term in step.trace.rule.terms(step.index)):
        bound = next(bound for bound in run.layers if bound.name == layer)
        for operand, shape in bound.shapes.items():
            fits = len(shape) == len(step.index)
            yield f"{layer}.{operand}", step.index if fits else (0,) * len(shape)


def _index_of(read: Read, shape: Shape) -> Index:
    """Give the element of an array that is read, of a read outside it the nearest one."""
    index = read.index if read.where is Where.INSIDE or read.source is None else read.source
    return tuple(
        min(max(at, 0), max(length - 1, 0)) for at, length in zip(index, shape, strict=True)
    )


def _read_blocks(question: Question, name: str, indices: Sequence[Index]) -> Iterator[list[str]]:
    """Draw the planes of an array that are read; elements that would give the answer away are not
    said."""
    array = question.case.run.arrays[name]
    table = array.reshape(1, -1) if array.ndim < 2 else array
    places = [_in_plane(index) for index in indices]
    for leading in list(dict.fromkeys(place[:-2] for place in places))[:MOST_PLANES]:
        inside = [place[-2:] for place in places if place[:-2] == leading]
        plane = Plane(leading, *_shown(table, inside))
        unknown = {_in_plane(index) for index in question.asked.hidden.get(name) or ()}
        yield _block(_name_of(question, name, leading), array.ndim, plane, [
            [UNKNOWN if (*leading, row, col) in unknown else text
             for col, text in zip(plane.columns, texts, strict=True)]
            for row, texts in zip(plane.rows, _texts(table, plane), strict=True)
        ])


def _in_plane(index: Index) -> Index:
    """Give an index with a row and a column at its end."""
    return (0,) * (2 - len(index)) + index


def _shown(table: Array, inside: Sequence[Index]) -> tuple[range, range]:
    """Give the rows and columns to be shown: all of a small plane, what is read of a large one."""
    rows, columns = table.shape[-2:]
    if max(rows, columns) <= LONGEST_SIDE:
        return range(rows), range(columns)
    first = [min(place[axis] for place in inside) for axis in (0, 1)]
    last = [max(place[axis] for place in inside) for axis in (0, 1)]
    ends = [min(b + 1, a + LONGEST_SIDE) for a, b in zip(first, last, strict=True)]
    return range(first[0], ends[0]), range(first[1], ends[1])


def _texts(table: Array, plane: Plane) -> list[list[str]]:
    values = [
        float(table[(*plane.leading, row, col)]) for row in plane.rows for col in plane.columns
    ]
    texts, count = column(values), len(plane.columns)
    return [texts[at : at + count] for at in range(0, len(texts), count)]


def _asked_blocks(question: Question, places: Sequence[Place]) -> Iterator[list[str]]:
    """Draw the planes of the array that is asked about, its numbers left out."""
    if not places:
        return
    name = f"{places[0].layer}.{places[0].array}"
    array = question.case.run.arrays[name]
    table = array.reshape(1, -1) if array.ndim < 2 else array
    asked = [_in_plane(place.index or ()) for place in places]
    for leading in list(dict.fromkeys(index[:-2] for index in asked))[:MOST_PLANES]:
        inside = [index[-2:] for index in asked if index[:-2] == leading]
        plane = Plane(leading, *_shown(table, inside))
        yield _block(_name_of(question, name, leading), array.ndim, plane, [
            [UNKNOWN if (row, col) in inside else PENDING for col in plane.columns]
            for row in plane.rows
        ])


def _name_of(question: Question, name: str, leading: Index) -> str:
    """Write weight[2,0] 3x3, without the index where there is one plane alone; an array of another
    layer by its full name."""
    array = question.case.run.arrays[name]
    layer, _, local = name.rpartition(".")
    asked = {place.layer for place in asked_places(question)}
    alone = all(length == 1 for length in array.shape[:-2])
    index = "" if alone else f"[{','.join(map(str, leading))}]"
    shape = shape_text(array.shape[-2:]) if array.ndim else ""
    return f"{local if layer in asked else name}{index} {shape}".rstrip()


def _block(heading: str, axes: int, plane: Plane, texts: Sequence[Sequence[str]]) -> list[str]:
    """Write a plane under its heading; rows and columns are numbered as far as there are `axes`."""
    rows = [str(row) if axes > 1 else "" for row in plane.rows]
    columns = [str(col) if axes else "" for col in plane.columns]
    width = 2 + max(map(len, (*columns, *(text for row in texts for text in row))), default=0)
    label = max(map(len, rows), default=0)
    ruler = " " * label + "".join(f"{col:>{width}}" for col in columns)
    return [heading, *([ruler] if axes else []), *(
        f"{row:>{label}}" + "".join(f"{text:>{width}}" for text in cells)
        for row, cells in zip(rows, texts, strict=True)
    )]
