"""A lesson as data, once its file has been read and found right.

Lesson   what the file says of itself, and its examples in order
Example  tensors, a graph of layers over them, what is said before it, and notes
Layer    an operator with its own arrays and its parameters, and the names it reads
Curve    what is drawn of a training run
Task     what a learner is asked to bring about by changing something
Query    what a learner is asked about an example; Choice  one of the answers to choose from
Note     what is said at a place, or at the first step where a condition holds

All arrays are float64 and read-only.
"""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from convtutor.data import dataclass
from convtutor.engine.arrays import Array
from convtutor.engine.operator import AnyOperator
from convtutor.lesson.text import Text
from convtutor.steps.conditions import Condition
from convtutor.steps.expressions import Expression, Truth

PARTS = ("predict", "run", "investigate", "modify", "make")
EXAMPLE_KEYS = (
    "title", "intro", "part", "tensors", "layers", "grad_output", "repeat", "curves", "notes",
    "why", "states", "task", "questions",
)
TASK_KEYS = ("goal", "change", "hints", "solution")
TASK_PARTS = ("modify", "make")
QUERY_KEYS = ("kind", "of", "with", "tells", "at", "id", "ask", "options")
CHOICE_KEYS = ("text", "why")
QUERY_KINDS = (  # the quiz knows how each is asked
    "value", "gradient", "size", "shape", "reads", "winner", "params", "hole", "line", "breaks",
    "choice",
)
OF_ALL = ("params", "breaks")  # kinds that ask about the whole example where no layer is named
LAYER_KEYS = ("name", "op", "inputs", "shares")  # besides its operator's arrays and keywords
USE_KEYS = ("name", "shares", "inputs")  # of a layer that is another one used again
UPDATE_KEYS = ("name", "op", "updates", "zero_grad")  # besides its operator's keywords
CURVE_KEYS = ("title", "y", "x")
OPTIMIZERS = ("sgd",)
MOST_REPEATS = 100
NOTE_KEYS = ("at", "when", "on", "text")
OWN_OPERANDS = ("weight", "bias", "running_mean", "running_var", "target", "mask")


@dataclass(frozen=True, slots=True)
class Note:
    """One of `place_text` and `when` is set; `on` limits `when` to one array, as conv1.output."""

    text: Text
    place_text: str | None
    when: Condition | None
    on: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer of an example.

    `inputs` names what it reads: tensors of the example, or earlier layers, whose output it is.
    `operands` holds its own arrays (weight, bias), `keywords` the parameters as the file gives
    them, `params` as the operator takes them. A layer that `shares` is the layer of that name used
    again: the same operator, parameters and arrays, so that it has no `operands` of its own. One
    that `updates` an array (conv1.weight) reads it and its gradient, and makes that of the next
    repeat; `zero_grad` says whether the gradients of earlier repeats are gone.
    """

    name: str
    op: str
    inputs: tuple[str, ...]
    operands: Mapping[str, Array]
    keywords: Mapping[str, Any]
    params: Any
    shares: str | None = None
    updates: str | None = None
    zero_grad: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What is drawn over the repeats of an example: `y` over `x`, or over their number."""

    title: Text
    x: Expression | None
    y: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What a learner is asked to bring about.

    `goal` is a condition on the arrays of a run. `change` names what may be changed: a keyword of a
    layer or one of its arrays (conv1.padding, conv1.weight), or a tensor. `hints` are staged, the
    last one almost the answer; `solution` gives values for what it changes, as a file has them.
    """

    goal: Truth
    change: tuple[str, ...]
    hints: tuple[Text, ...]
    solution: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of the answers to choose from, and why it is right or wrong."""

    text: Text
    why: Text


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What a learner is asked about an example; `id` names it within the lesson.

    `of` is what is asked about, an array, a part of it or a layer, and `changes` what is not as in
    the example. `tells` names the mistakes whose wrong answers must differ. `place_text` is the
    place before which it is asked inside the lesson. An answer is computed, but of the kind choice:
    there are an `ask` and `choices`, the right one first.
    """

    id: str
    kind: str
    of: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    place_text: str | None = None
    ask: Text | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One example, numbered from 1; without a `grad_output` its last layer gets ones.

    With `repeat` its graph runs so many times; its layers are then called conv1@1, conv1@2, ...

    `why` is the reason behind what it shows, `states` the facts that it claims of its arrays;
    `written` is its table as the file has it, which changes are made to.
    """

    number: int
    title: Text
    intro: Text
    part: str | None
    tensors: Mapping[str, Array]
    layers: tuple[Layer, ...]
    grad_output: Array | None
    notes: tuple[Note, ...]
    why: Text | None = None
    states: tuple[Truth, ...] = ()
    task: Task | None = None
    written: Mapping[str, Any] = field(default_factory=dict)
    repeat: int | None = None
    curves: tuple[Curve, ...] = ()
    questions: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One lesson; `digest` is the fingerprint of its text, the same on every system, and `kept`
    says whether the learner's record speaks of it: of one without a file it does not."""

    id: str
    title: Text
    summary: Text
    minutes: int
    needs: tuple[str, ...]
    source: str | None
    order: int | None
    section: Text | None
    examples: tuple[Example, ...]
    path: Path
    digest: str
    kept: bool = True


def own_operands(operator: AnyOperator) -> tuple[str, ...]:
    """Name the arrays that a layer has itself: its weight and bias, what it is held against."""
    return tuple(name for name in operator.operands if name in OWN_OPERANDS)


def streams(operator: AnyOperator, count: int = 1) -> tuple[str, ...]:
    """Name the arrays that a layer reads from tensors and earlier layers, in torch's order.

    `count` is how many it reads, which matters where it takes any number of them.
    """
    return tuple(name for name in operator.named(count) if name not in OWN_OPERANDS)
