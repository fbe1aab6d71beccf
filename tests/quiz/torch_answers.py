"""Right answers computed by torch alone, as they are typed.

    answer   the text that answers a question

Values and gradients come out of torch's modules and autograd, run on the numbers of the case;
sizes, shapes and counts out of modules that are made from the line which the question shows; cells
that are read out of what a single one hands on when all weights are 1; a missing number by trying
all of them; a layer that refuses by building the chain and running it.
"""

from collections.abc import Callable, Mapping
from string import ascii_lowercase
from typing import Any

import numpy as np

from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.worker_network import run_network
from convtutor.engine.arrays import Array
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.about import torch_line
from convtutor.quiz.question import Question
from convtutor.quiz.targets import Target

MOST = 400  # a missing number is looked for up to here


def answer(torch: Any, question: Question) -> str:
    """Give the right answer to a question as text."""
    return ANSWERS[question.template.kind](torch, question)


def _made(torch: Any, question: Question) -> Mapping[str, Any]:
    """Run the example of a case by torch's modules; give all that they make, by full name."""
    run = question.case.run
    layers = [layer.description() for layer in plan_of(run).layers]
    tensors = {
        f"tensor/{name}": _tensor(torch, array) for name, array in run.example.tensors.items()
    }
    for layer in layers:
        for name in () if layer["shares"] else layer["own"]:
            held = next(
                found for found in run.example.layers
                if found.name == layer["name"].partition("@")[0]
            )
            tensors[f"own/{layer['name']}.{name}"] = _tensor(torch, held.operands[name])
    last = [bound for bound in run.layers if bound.layer.updates is None][-1]
    gradient = run.example.grad_output
    shape = last.operator.output_shape(last.shapes, last.params)
    upstream = np.ones(shape) if gradient is None else gradient
    tensors["grad_output"] = _tensor(torch, upstream)
    made: Mapping[str, Any] = run_network(torch, layers, tensors)
    return made


def _tensor(torch: Any, array: Array) -> Any:
    return torch.tensor(np.asarray(array).tolist(), dtype=torch.int64 if array.dtype.kind == "i"
                        else torch.float64).reshape(array.shape)


def _layer(question: Question) -> BoundLayer:
    return next(b for b in question.case.run.layers if b.name == question.asked.layer)


def _element(torch: Any, question: Question) -> str:
    target: Target = question.asked.facts["target"]
    if target.names[1] == "indices":
        made = _indices(torch, question)
    else:
        made = _made(torch, question)[target.array]
    part = np.asarray(made.detach())[target.key]
    while part.ndim > 2 and part.shape[0] == 1:
        part = part[0]
    if not part.ndim:
        return f"{float(part):.9g}"
    return str([[float(f"{x:.9g}") for x in row] for row in part] if part.ndim == 2
               else [float(f"{x:.9g}") for x in part])


def _module(torch: Any, bound: BoundLayer) -> Any:
    """Make the module of the line that is shown for a layer."""
    return _evaluated(torch, torch_line(bound))


def _evaluated(torch: Any, line: str, **tensors: Any) -> Any:
    return eval(line, {"nn": torch.nn, "torch": torch, **tensors})  # noqa: S307 - our own line


def _output(torch: Any, question: Question) -> Any:
    """Give the output of a layer, made of an input of random numbers of its shape."""
    bound = _layer(question)
    line = torch_line(bound)
    read = {
        name: torch.zeros(shape) for name, shape in bound.shapes.items() if name in bound.sources
    }
    if line.startswith("nn."):
        return _evaluated(torch, line)(*read.values())
    return _evaluated(torch, line, **read)


def _size(torch: Any, question: Question) -> str:
    bound = _layer(question)
    shape = _output(torch, question).shape
    axes = 1 if bound.operator.name.endswith("1d") else 2
    return "x".join(str(length) for length in shape[-axes:])


def _shape(torch: Any, question: Question) -> str:
    target: Target = question.asked.facts["target"]
    local = target.names[1]
    if local == "output":
        found = _output(torch, question)
    elif local in ("weight", "bias"):
        found = getattr(_module(torch, _layer(question)), local)
    else:
        found = _made(torch, question)[target.array]
    if target.index is not None:
        found = found[target.key]
    return f"({', '.join(str(length) for length in found.shape)})"


def _params(torch: Any, question: Question) -> str:
    run, target = question.case.run, question.template.target
    lines = [
        torch_line(bound) for bound in run.layers
        if bound.layer.shares is None and target in ("", bound.name)
    ]
    modules = [_evaluated(torch, line) for line in lines if line.startswith("nn.")]
    return str(sum(p.numel() for module in modules for p in module.parameters()))


def _indices(torch: Any, question: Question) -> Any:
    bound = _layer(question)
    image = torch.tensor(question.case.run.arrays[f"{bound.name}.input"])
    module = _module(torch, bound)
    module.return_indices = True
    return module(image)[1]


def _winner(torch: Any, question: Question) -> str:
    index = question.asked.facts["index"]
    plane = _layer(question).shapes["input"][2:]
    flat = int(_indices(torch, question)[index])
    place = np.unravel_index(flat, plane)
    return _written([(*index[:2], *map(int, place))], _layer(question).shapes["input"], len(plane))


def _written(places: list[tuple[int, ...]], shape: tuple[int, ...], kept: int) -> str:
    """Write cells without leading axes of length 1; the last ones always stay."""
    left_out = 0
    while left_out < len(shape) - kept and shape[left_out] == 1:
        left_out += 1
    return " ".join(",".join(map(str, place[left_out:])) for place in places) or "-"


def _reads(torch: Any, question: Question) -> str:
    target: Target = question.asked.facts["target"]
    bound, local = _layer(question), target.names[1]
    function, shapes = _with_ones(torch, bound), dict(bound.shapes)
    array = (question.asked.picked or "").rpartition(".")[2]
    kept = 1 if bound.operator.name.endswith("1d") else 2
    if local == "output":
        read = {
            name: torch.ones(shapes[name], requires_grad=True)
            for name in shapes if name in bound.sources
        }
        function(*read.values())[target.first].backward()
        reached, shape = read[array].grad, shapes[array]
    else:
        image = torch.zeros(shapes["input"])
        image[target.first] = 1
        reached = function(image)
        shape = tuple(reached.shape)
    places = [tuple(map(int, place)) for place in torch.nonzero(reached)]
    return _written(places, shape, kept)


def _with_ones(torch: Any, bound: BoundLayer) -> Callable[..., Any]:
    """Give a layer with weights of 1 and no bias; a pool as the sum of what its windows hold."""
    name = bound.operator.name
    if "pool" in name:
        return lambda image: _pooled(torch, bound, image)
    line = torch_line(bound)
    if not line.startswith("nn."):
        names = list(bound.shapes)
        return lambda *read: _evaluated(torch, line, **dict(zip(names, read, strict=True)))
    module = _evaluated(torch, line)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.fill_(1)
        if module.bias is not None:
            module.bias.fill_(0)
    return lambda image: module(image)


def _pooled(torch: Any, bound: BoundLayer, image: Any) -> Any:
    """Add up what the windows of a pool hold; max pools are read as average pools are."""
    line = torch_line(bound).replace("MaxPool", "AvgPool").replace("AdaptiveMax", "AdaptiveAvg")
    return _evaluated(torch, line)(image)


def _hole(torch: Any, question: Question) -> str:
    axis, letter = question.asked.facts["axis"], question.asked.facts["letter"]
    given = {"i": axis.i, "k": axis.k, "s": axis.s, "d": axis.d, "p": axis.before}
    found = [
        number for number in range(letter != "p", MOST)
        if _length(torch, {**given, letter: number}, axis.ceil_mode) == axis.o
    ]
    assert len(found) == 1, f"{question.asked.lines}: {found}"
    return str(found[0])


def _length(torch: Any, numbers: Mapping[str, int], ceil_mode: bool) -> int | None:
    """Give the length of the output, of a convolution, or of a pool that rounds up."""
    i, k, s, d, p = (numbers[letter] for letter in "iksdp")
    if i + 2 * p < d * (k - 1) + 1:
        return None
    if ceil_mode:
        pool = torch.nn.MaxPool1d(k, stride=s, padding=p, dilation=d, ceil_mode=True)
        return int(pool(torch.zeros(1, 1, i, device="meta")).shape[-1]) if p <= k // 2 else None
    weight = torch.empty(1, 1, k, device="meta")
    image = torch.empty(1, 1, i, device="meta")
    made = torch.nn.functional.conv1d(image, weight, stride=s, padding=p, dilation=d)
    return int(made.shape[-1])


def _line(torch: Any, question: Question) -> str:
    """Compare with the loops whose result is torch's, as the tests of operators show."""
    name = question.template.target.partition("[")[0]
    trace = next(
        trace for trace in question.case.run.timeline.traces
        if f"{trace.layer}.{trace.rule.target}" == name
    )
    width = len(str(len(question.asked.lines))) + 2
    shown = [line[width:] for line in question.asked.lines]
    right = [" " * 4 * line.depth + line.text for line in trace.rule.listing.lines]
    (wrong,) = (n for n, (a, b) in enumerate(zip(shown, right, strict=True), start=1) if a != b)
    return str(wrong)


def _breaks(torch: Any, question: Question) -> str:
    head, *lines = question.asked.lines
    shape = [int(length) for length in head.split()[1].split("x")]
    passed = torch.zeros(shape)
    for number, line in enumerate(lines, start=1):
        code = line.split(maxsplit=1)[1]
        try:
            if code.startswith("nn."):
                passed = _evaluated(torch, code)(passed)
            else:
                passed = _evaluated(torch, code, input=passed)
        except (RuntimeError, ValueError):
            return str(number)
    return "0"


def _choice(torch: Any, question: Question) -> str:
    """Give the letter of the option that the file writes first."""
    return ascii_lowercase[question.asked.choices.index(question.template.choices[0])]


ANSWERS: Mapping[str, Callable[[Any, Question], str]] = {
    "value": _element,
    "gradient": _element,
    "size": _size,
    "shape": _shape,
    "reads": _reads,
    "winner": _winner,
    "params": _params,
    "hole": _hole,
    "line": _line,
    "breaks": _breaks,
    "choice": _choice,
}
