"""A lesson as a Python script of its own: arrays, the loops of every pass, and the torch layers.

It prints for every array whether the three agree, and ends with 1 where they do not. Text of the
lesson stands in comments alone, its control characters as escapes, so that none of it can run.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import numpy as np

from convtutor.engine.arrays import Array
from convtutor.lesson.schema import Example
from convtutor.records.form import Format, Progress
from convtutor.records.recipe import Namer, Recipe, layer_lines, loops_lines, recipe_of
from convtutor.records.ruled import ruled
from convtutor.records.selection import Selection
from convtutor.records.torch_code import HELPERS, IMPORTS
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import wrap

WIDTH = 96
HEAD = '''\
"""Recomputes a lesson of convtutor: with loops over NumPy arrays, and with the layers of PyTorch.

Prints for every array whether both make the numbers of the lesson, and ends with 1 if not.
"""
'''
COMPARED = '''\
different = []


def compare(by, name, made):
    """Print whether an array is that of the lesson; rounding may move it by what is allowed."""
    wanted = shown[name]
    if made.shape != wanted.shape:
        different.append(name)
        print(DIFFERENT.format(by=by, name=name, at="", made=made.shape, wanted=wanted.shape))
        return
    same = (made == wanted) | (np.isnan(made) & np.isnan(wanted))
    if by == "torch" and name in undefined:
        same |= undefined[name]
    distance = np.where(same, 0.0, np.abs(made - wanted))
    wrong = ~(distance <= allowed[name])
    if wrong.any():
        at = tuple(int(place) for place in np.argwhere(wrong)[0])
        different.append(name)
        print(DIFFERENT.format(by=by, name=name, at=at, made=made[at], wanted=wanted[at]))
    elif distance.any():
        print(ROUNDED.format(by=by, name=name, most=distance.max()))
    else:
        print(EQUAL.format(by=by, name=name))
'''
SENTENCES = ("different", "rounded", "equal", "no_torch", "mistaken", "agreed", "apart")
FIELDS = {name: f"{{{name}}}" for name in ("by", "name", "at", "made", "wanted")}


def write_script(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write the script in UTF-8."""
    for text in _beginning(selection):
        file.write(text.encode())
    namer = Namer()
    for done, part in enumerate(selection.recorded, start=1):
        known = {*namer.sources, *namer.helpers}
        recipe = recipe_of(ruled(part.run).finished(), namer, with_torch=not part.mistakes)
        file.write(_heading(part.example, selection.language).encode())
        for name, source in {**namer.helpers, **namer.sources}.items():
            if name not in known:
                file.write(f"\n\n{source}".encode())
        for line in _example(recipe, bool(part.mistakes)):
            file.write(f"{line}\n".encode())
        progress(done, len(selection.recorded))
    file.write(ENDING.encode())


ENDING = '''

if torch is None:
    print(NO_TORCH)
print(APART.format(count=len(different)) if different else AGREED)
sys.exit(1 if different else 0)
'''


def _beginning(selection: Selection) -> Iterator[str]:
    """Give the docstring, what the lesson is called, and what every example uses."""
    language = selection.language
    yield HEAD
    yield comment(selection.lesson.title.said(language))
    yield comment(selection.lesson.summary.said(language))
    yield f"\nimport sys\n{IMPORTS}\n{HELPERS}\n\n{COMPARED}\n\n"
    for name in SENTENCES:
        written = say(f"records.code.{name}", language, **FIELDS, most="{most:.1e}",
                      count="{count}")
        yield f"{name.upper()} = {ascii(written)}\n"


def _heading(example: Example, language: str) -> str:
    rule = f"\n\n# {'-' * (WIDTH - 2)}\n"
    title = comment(f"{example.number}. {example.title.said(language)}")
    return f"{rule}{title}{comment(example.intro.said(language))}"


def comment(text: str) -> str:
    """Write a text as comments: every line begins with # and holds nothing that ends it."""
    lines = wrap(visible(" ".join(text.split())), WIDTH - 2)
    return "".join(f"# {line}\n" for line in lines)


def _example(recipe: Recipe, mistaken: bool) -> Iterator[str]:
    yield "\n\na, shown = {}, {}"
    for name, array in recipe.given.items():
        yield f'a["{name}"] = {literal(array)}'
    for name, array in recipe.shown.items():
        yield f'shown["{name}"] = {literal(array)}'
    yield f"allowed = {_table(recipe.allowed)}"
    yield "undefined = {}"
    for name, marked in recipe.undefined.items():
        yield f'undefined["{name}"] = {literal(marked)}'
    yield ""
    yield from (f"{line}\n{compared}" for line, compared in map(loops_lines, recipe.loops))
    if mistaken:
        yield "print(MISTAKEN)"
    if recipe.layers:
        yield "if torch is not None:"
    for call in recipe.layers:
        yield from (f"    {line}" for line in layer_lines(call))


def _table(values: Mapping[str, float]) -> str:
    lines = "".join(f'    "{name}": {value!r},\n' for name, value in values.items())
    return f"{{\n{lines}}}"


def literal(array: Array) -> str:
    """Write an array as NumPy makes it: its elements row-major, as short as they come back from."""
    dtype = {"f": "float", "i": "np.int64", "b": "bool"}[array.dtype.kind]
    elements = [_element(value) for value in array.ravel().tolist()]
    lines, line = [], ""
    for element in elements:
        if len(line) + len(element) + 2 > WIDTH - 4:
            lines.append(line.rstrip())
            line = ""
        line += f"{element}, "
    lines.append(line.rstrip(", "))
    written = lines[0] if len(lines) == 1 else "\n    " + "\n    ".join(lines) + "\n"
    return f"np.array([{written}], dtype={dtype}).reshape({np.shape(array)})"


def _element(value: float) -> str:
    """Write a number: whole floats as integers, but for -0.0; nan and inf by their names."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value)) if value or str(value) != "-0.0" else "-0.0"
    return repr(value)


PYTHON = Format("py", ".py", write_script)
