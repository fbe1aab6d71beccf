"""A run as code that makes it again: the loops of its passes and the layers of torch, as functions.

Call     one function called: what it is handed, and what is made of it
Recipe   all of a run: the arrays it starts from, the calls in order, the arrays they must make
Namer    the functions of several recipes, each text once

The code names arrays, in subscripts, and what stands in the listings; no text of a lesson stands
in it. It needs what IMPORTS and HELPERS of torch_code give it, and compare(by, name, made).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

import numpy as np

from convtutor.crosscheck.bounds import PRECISIONS
from convtutor.crosscheck.compare import undefined_elements
from convtutor.crosscheck.plan import LayerPlan, plan_of
from convtutor.crosscheck.stages import LayerErrors
from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Shape
from convtutor.engine.listing import Listing, renamed
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import Run
from convtutor.records.torch_code import layer_code, sum_code
from convtutor.steps import Trace

WORD = re.compile(r"[A-Za-z_]\w*")
UNIT = 2.0**-53


@dataclass(frozen=True, slots=True)
class Call:
    """One function called. `reads` names the arrays it is handed, each with the axes of length 1
    that are left out; `makes` the arrays made, by the key under which a function of torch gives
    them, and `shape` is that of the one array that loops make."""

    function: str
    reads: tuple[tuple[str, tuple[int, ...]], ...]
    makes: Mapping[str, str]
    shape: Shape = ()


@dataclass(slots=True)
class Namer:
    """Names functions; `sources` holds their texts by name, `helpers` the texts that they need."""

    sources: dict[str, str] = field(default_factory=dict)
    helpers: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def function(self, wanted: str, parameters: tuple[str, ...], body: str) -> str:
        """Give the name of a function: of one that has the same text, else a new one."""
        text = f"({', '.join(parameters)}):\n{body}"
        if text not in self.names:
            name, number = wanted, 2
            while name in self.sources:
                name, number = f"{wanted}_{number}", number + 1
            self.names[text] = name
            self.sources[name] = f"def {name}{text}"
        return self.names[text]


@dataclass(slots=True)
class Recipe:
    """A run as calls. `given` are the arrays that no call makes, `shown` those that the run has.

    `allowed` says how far rounding may move an array, by name, and `undefined` marks elements that
    a kernel may make otherwise (0 x inf).
    """

    namer: Namer
    given: dict[str, Array] = field(default_factory=dict)
    loops: list[Call] = field(default_factory=list)
    layers: list[Call] = field(default_factory=list)
    shown: dict[str, Array] = field(default_factory=dict)
    allowed: dict[str, float] = field(default_factory=dict)
    undefined: dict[str, Array] = field(default_factory=dict)
    origins: dict[int, str] = field(default_factory=dict)

    def origin(self, name: str, array: Array) -> str:
        """Name what holds an array: the tensor it is, what made it, else the name it is given."""
        if id(array) not in self.origins:
            self.given[name] = array
            self.origins[id(array)] = name
        return self.origins[id(array)]


def recipe_of(run: Run, namer: Namer, with_torch: bool) -> Recipe:
    """Give the recipe of a run whose numbers are those of the rule."""
    recipe = Recipe(namer)
    for name, array in run.example.tensors.items():
        recipe.origin(name, array)
    for trace in run.timeline.traces:
        _add_loops(recipe, run, trace)
    plan = plan_of(run)
    for layer in plan.layers:
        _bound(recipe, layer, run)
        if with_torch and layer.refusal is None:
            _add_layer(recipe, layer, run)
    for found in run.accumulations:
        gradients = found.read(run.arrays)
        total = sum(np.abs(array) for array in gradients.values())
        recipe.allowed[found.name] = _largest(len(gradients) * UNIT * np.asarray(total))
        recipe.undefined |= _marked(found.name, ~np.isfinite(np.asarray(total)))
        if with_torch:
            parameters = tuple(f"gradient{number}" for number in range(len(gradients)))
            function = namer.function("torch_sum", parameters, sum_code(parameters))
            reads = tuple((recipe.origin(name, g), ()) for name, g in gradients.items())
            recipe.layers.append(Call(function, reads, {"total": found.name}))
    return recipe


def _add_loops(recipe: Recipe, run: Run, trace: Trace) -> None:
    """Add the loops of a pass as a function, and its call."""
    rule, target = trace.rule, f"{trace.layer}.{trace.rule.target}"
    whole = any("." in name for name in trace.arrays)  # gradients that meet have full names
    aliases = _aliases(trace) if whole else {}
    listing = renamed(rule.listing, aliases) if aliases else rule.listing
    words = set(WORD.findall(listing.source()))
    used = [name for name in trace.arrays
            if aliases.get(name, name) in words and name != rule.target]
    parameters = tuple(aliases.get(name, name) for name in used)
    wanted = f"{written_name(trace.layer)}_{rule.target}"
    function = recipe.namer.function(wanted, parameters, _body(listing, rule.target, rule.shape))
    reads = tuple(
        (
            recipe.origin(name if whole else f"{trace.layer}.{name}", trace.arrays[name]),
            rule.listing.squeezed.get(name, ()),
        )
        for name in used
    )
    recipe.loops.append(Call(function, reads, {rule.target: target}, rule.shape))
    recipe.shown[target] = run.arrays[target]
    recipe.origins.setdefault(id(run.arrays[target]), target)


def _aliases(trace: Trace) -> dict[str, str]:
    """Give a Python name for each full name, without the number of the repeat where that is
    enough: conv2_grad_weight for conv2@7.grad_weight."""
    found: dict[str, str] = {}
    for name in trace.arrays:
        layer, _, local = name.partition(".")
        short = f"{written_name(layer)}_{local}"
        taken = short in found.values()
        found[name] = f"{layer.replace('@', '_')}_{local}_before" if taken else short
    return found


def _body(listing: Listing, target: str, shape: Shape) -> str:
    """Write the body of a function that runs a listing and gives its target."""
    left_out = listing.squeezed.get(target, ())
    kept = tuple(extent for axis, extent in enumerate(shape) if axis not in left_out)
    lines = "".join(f"    {line}\n" for line in listing.source().splitlines())
    return f"    {target} = np.full({kept}, nan)\n{lines}    return {target}\n"


def _bound(recipe: Recipe, layer: LayerPlan, run: Run) -> None:
    """Say how far rounding may move what a layer makes from exactly its own operands."""
    arrays = layer.local(run.arrays)
    with np.errstate(all="ignore"):
        known = LayerErrors(layer, arrays, PRECISIONS["float64"], bit_exact=False)
        found = known.forward() | (known.backward() if layer.updates is None else {})
        for rule in layer.passes:
            name = f"{layer.name}.{rule.target}"
            recipe.allowed[name] = 2 * _largest(found[rule.target].bound)
            undefined = undefined_elements(layer.numbers(rule, arrays))
            recipe.undefined |= _marked(name, undefined)


def _marked(name: str, marked: Array) -> dict[str, Array]:
    return {name: marked} if marked.any() else {}


def _largest(bound: Array) -> float:
    """Give the largest bound of an array, infinity where there is none."""
    largest = float(np.max(bound, initial=0.0))
    return largest if largest == largest else np.inf


def _add_layer(recipe: Recipe, layer: LayerPlan, run: Run) -> None:
    """Add the layer of torch as a function of its operands, and its call."""
    code = layer_code(layer)
    recipe.namer.helpers |= code.helpers
    name = f"torch_{written_name(layer.name)}"
    function = recipe.namer.function(name, layer.handed, code.body)
    reads = tuple(
        (recipe.origin(full, run.arrays[full]), ())
        for full in (f"{layer.name}.{local}" for local in layer.handed)
    )
    makes = {target: f"{layer.name}.{target}" for target in code.makes}
    recipe.layers.append(Call(function, reads, makes))


def loops_lines(call: Call) -> tuple[str, str]:
    """Write the call of loops, whose array is handed on, and its comparison."""
    (name,) = call.makes.values()
    reads = ", ".join(
        f'plane("{read}", {", ".join(map(str, axes))})' if axes else f'a["{read}"]'
        for read, axes in call.reads
    )
    return (
        f'a["{name}"] = {call.function}({reads}).reshape({call.shape})',
        f'compare("NumPy", "{name}", a["{name}"])',
    )


def layer_lines(call: Call) -> Iterator[str]:
    """Write the call of a layer of torch on what the loops have made, and its comparisons."""
    reads = ", ".join(f'tensor("{read}")' for read, _ in call.reads)
    yield f"made = {call.function}({reads})"
    for key, name in call.makes.items():
        yield f'compare("torch", "{name}", made["{key}"].detach().numpy())'
