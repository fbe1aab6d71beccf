"""A lesson as a Jupyter notebook that makes every array again, with NumPy and with torch.

Its code cells hold no text of the lesson. The numbers stand in one literal that is encoded twice,
so that what decodes it reads a JSON text and nothing else; words stand in Markdown cells, escaped.

Source: nbformat 4.5; no output and no trust is written.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from convtutor.engine.arrays import Array
from convtutor.records.encode import compact, json_array, json_number
from convtutor.records.form import Format, Progress
from convtutor.records.markdown import escaped
from convtutor.records.recipe import Namer, Recipe, layer_lines, loops_lines, recipe_of
from convtutor.records.ruled import ruled
from convtutor.records.selection import Recorded, Selection
from convtutor.records.torch_code import HELPERS, IMPORTS
from convtutor.words import say

COMPARED = '''\
def arrays(table):
    """Give the arrays of a table; NaN and infinities stand in it as text."""
    return {
        name: np.array([float(value) for value in array["data"]], array["kind"]).reshape(
            array["shape"]
        )
        for name, array in table.items()
    }


def take(text):
    """Begin with the arrays of an example."""
    data = json.loads(text)
    a.clear()
    a.update(arrays(data["given"]))
    shown.update(arrays(data["shown"]))
    undefined.update(arrays(data["undefined"]))
    allowed.update({name: float(value) for name, value in data["allowed"].items()})


def compare(by, name, made):
    """Assert that an array is that of the lesson; rounding may move it by what is allowed."""
    wanted = shown[name]
    assert made.shape == wanted.shape, f"{by}: {name}: {made.shape} is not {wanted.shape}"
    same = (made == wanted) | (np.isnan(made) & np.isnan(wanted))
    if by == "torch" and name in undefined:
        same |= undefined[name]
    distance = np.where(same, 0.0, np.abs(made - wanted))
    assert (distance <= allowed[name]).all(), f"{by}: {name} is off by {distance.max()}"
    print(f"{by}: {name}: {'~' if distance.any() else '='}")
'''
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
Cell = dict[str, Any]


def write_notebook(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write the notebook, a cell a line; its ids are the numbers of the cells."""
    file.write(b'{"cells":[\n')
    for number, cell in enumerate(_cells(selection, progress)):
        written = compact({**cell, "id": f"cell-{number}", "metadata": {}})
        file.write(f"{',' if number else ''}{written}\n".encode())
    file.write(f'],"metadata":{compact(METADATA)},"nbformat":4,"nbformat_minor":5}}\n'.encode())


def _cells(selection: Selection, progress: Progress) -> Iterator[Cell]:
    lesson, language = selection.lesson, selection.language
    title, summary = lesson.title.said(language), lesson.summary.said(language)
    yield _words(f"# {_plain(title)}", _plain(summary), say("records.code.notebook", language))
    yield _code(f"import json\n{IMPORTS}\n{HELPERS}\n\n{COMPARED}")
    namer = Namer()
    for done, part in enumerate(selection.recorded, start=1):
        yield from _example(part, namer, language)
        progress(done, len(selection.recorded))


def _example(part: Recorded, namer: Namer, language: str) -> Iterator[Cell]:
    """Give the cells of an example: its words, its data, the loops, the layers."""
    example, known = part.example, {*namer.sources, *namer.helpers}
    title = f"## {example.number}. {_plain(example.title.said(language))}"
    yield _words(title, _plain(example.intro.said(language)))
    recipe = recipe_of(ruled(part.run).finished(), namer, with_torch=not part.mistakes)
    yield _code(f"take({json.dumps(compact(_data(recipe)))})")
    fresh = {
        name: text for name, text in {**namer.helpers, **namer.sources}.items() if name not in known
    }
    of_torch = {call.function for call in recipe.layers} | set(namer.helpers)
    loops = [text for name, text in fresh.items() if name not in of_torch]
    calls = [line for call in recipe.loops for line in loops_lines(call)]
    yield _code("\n\n".join([*loops, "\n".join(calls)]))
    if part.mistakes:
        yield _words(say("records.code.mistaken", language))
        return
    layers = [text for name, text in fresh.items() if name in of_torch]
    calls = [f"    {line}" for call in recipe.layers for line in layer_lines(call)]
    absent = ascii(say("records.code.no_torch", language))
    asked = "\n".join(["if torch is None:", f"    print({absent})", "else:", *calls, "    pass"])
    yield _code("\n\n".join([*layers, asked]))
    if example.why is not None:
        yield _words(_plain(example.why.said(language)))


def _data(recipe: Recipe) -> dict[str, Any]:
    return {
        "given": _table(recipe.given),
        "shown": _table(recipe.shown),
        "undefined": _table(recipe.undefined),
        "allowed": {name: json_number(value) for name, value in recipe.allowed.items()},
    }


def _table(arrays: dict[str, Array]) -> dict[str, Any]:
    kinds = {"f": "float64", "i": "int64", "b": "bool"}
    return {
        name: {**json_array(array), "kind": kinds[array.dtype.kind]}
        for name, array in arrays.items()
    }


def _plain(text: str) -> str:
    """Escape a text; TeX, which notebooks read in Markdown, gets no backslash of ours or theirs."""
    return escaped(text.replace("\\", "＼"))


def _words(*paragraphs: str) -> Cell:
    return {"cell_type": "markdown", "source": "\n\n".join(paragraphs)}


def _code(source: str) -> Cell:
    return {
        "cell_type": "code", "execution_count": None, "outputs": [], "source": source.strip(),
    }


NOTEBOOK = Format("ipynb", ".ipynb", write_notebook)
