"""Fresh settings for an example: other sizes, kernels and channels, and the keywords it teaches.

Keywords are drawn where some example of the lesson sets them; from level 3 on a pair has two
different numbers, so that rows and columns are told apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from random import Random
from typing import Any, TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arrays import Shape
from convtutor.lesson.schema import Example, Layer
from convtutor.quiz.case import UPSTREAM
from convtutor.quiz.question import Template

CONVOLUTIONS = {"conv1d": 1, "conv2d": 2, "conv_transpose1d": 1, "conv_transpose2d": 2}
POOLS = {"max_pool1d": 1, "max_pool2d": 2, "avg_pool1d": 1, "avg_pool2d": 2}
ANY_LENGTH = ("relu", "sigmoid", "tanh", "leaky_relu", "detach", "dropout", "mul", "sum", "sgd")
FREE = (*CONVOLUTIONS, *POOLS, "relu", "sigmoid", "tanh", "leaky_relu")  # any plane will do
APART = 3  # from this level on the two numbers of a pair differ
SMALL_PLANE = 9
MOST_NUMBERS = 400  # a plane that was larger is not made larger still
DEEPEST = 2  # channels more or less


@dataclass(slots=True)
class Drawn:
    """Shapes of arrays and values of keywords, by name, as they are drawn."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    keywords: dict[str, Any] = field(default_factory=dict)


Drawer: TypeAlias = Callable[[Random, int, Layer], Any]


def fresh_settings(template: Template, random: Random, level: int) -> Drawn:
    """Give other settings for an example, as far as its layers leave room for them.

    What the template changes stays as it is; whether the settings fit together is left to those
    who read them.
    """
    drawn = Drawn()
    example = template.example
    taught = _taught(template)
    for layer in example.layers:
        _draw_keywords(layer, taught.get(layer.op, set()), random, level, drawn)
    drawn.keywords = {
        name: value for name, value in drawn.keywords.items() if name not in template.changes
    }
    fixed = set(template.changes) - {UPSTREAM}
    held = any(name.partition(".")[2] in ("", "weight", "bias") for name in fixed)
    if not held and example.repeat is None:
        _draw_shapes(template, random, level, drawn)
    return drawn


def _taught(template: Template) -> dict[str, set[str]]:
    """Give the keywords that some example of the lesson sets, operator by operator."""
    taught: dict[str, set[str]] = {}
    for example in template.lesson.examples:
        for layer in example.layers:
            taught.setdefault(layer.op, set()).update(layer.keywords)
    return taught


def _draw_keywords(
    layer: Layer, taught: set[str], random: Random, level: int, drawn: Drawn
) -> None:
    for keyword in sorted(taught):
        drawer = KEYWORDS.get((layer.op, keyword)) or KEYWORDS.get(("", keyword))
        present = layer.keywords.get(keyword)
        if drawer is None or isinstance(present, str) and keyword != "index":
            continue
        if keyword == "padding" and isinstance(layer.keywords.get("padding_mode"), str):
            continue
        value = drawer(random, level, layer)
        if value is not None:
            drawn.keywords[f"{layer.name}.{keyword}"] = value


def _pair(low: int, high: int) -> Drawer:
    """Draw a number, or two different ones for layers of two axes."""

    def draw(random: Random, level: int, layer: Layer) -> Any:
        axes = CONVOLUTIONS.get(layer.op) or POOLS.get(layer.op, 1)
        if level >= APART and axes > 1:
            return list(random.sample(range(low, high + 1), axes))
        return random.randint(low, high)

    return draw


def _pool_padding(random: Random, level: int, layer: Layer) -> Any:
    """Draw at most half the smallest kernel that is drawn, 1."""
    return random.randint(0, 1)


def _one_of(*values: Any) -> Drawer:
    return lambda random, level, layer: random.choice(values)


def _index(random: Random, level: int, layer: Layer) -> Any:
    """Draw a span where a span stands, and a number where one stands, shorter than any axis."""
    parts = [part.strip() for part in str(layer.keywords["index"]).split(",")]
    written = []
    for part in parts:
        if ":" in part and part != ":":
            start = random.randint(0, 1)
            written.append(f"{start}:{start + random.randint(1, 2)}")
        elif part.isdecimal():
            written.append(str(random.randint(0, 2)))
        else:
            written.append(part)
    return ", ".join(written)


KEYWORDS: Mapping[tuple[str, str], Drawer] = {
    ("", "stride"): _pair(1, 3),
    ("", "padding"): _pair(0, 2),
    ("", "dilation"): _pair(1, 2),
    ("", "lr"): _one_of(0.5, 0.25, 0.1, 0.2),
    ("", "negative_slope"): _one_of(0.5, 0.25, 0.1),
    ("", "ceil_mode"): _one_of(True, False),
    ("", "count_include_pad"): _one_of(True, False),
    ("slice", "index"): _index,
    **{(pool, "kernel_size"): _pair(2, 3) for pool in POOLS},
    **{(pool, "padding"): _pool_padding for pool in POOLS},
}


def _draw_shapes(template: Template, random: Random, level: int, drawn: Drawn) -> None:
    """Draw planes, kernels and channels of chains of windows, or the length of what is made
    element by element."""
    example = template.example
    operators = {layer.op for layer in example.layers}
    if operators <= set(FREE):
        _draw_windows(template, random, level, drawn)
    elif operators <= set(ANY_LENGTH):
        _draw_length(example, random, drawn)
    elif operators <= {"add"}:
        _draw_stretched(example, random, drawn)
    elif operators <= {"linear"} and len(example.layers) == 1:
        _draw_features(example, random, drawn)


def _draw_length(example: Example, random: Random, drawn: Drawn) -> None:
    """Give all vectors of one length another one."""
    vectors = {name: array for name, array in example.tensors.items() if array.ndim == 1}
    if len({array.size for array in vectors.values()}) == 1:
        length = random.randint(3, 5)
        drawn.shapes |= dict.fromkeys(vectors, (length,))


def _draw_stretched(example: Example, random: Random, drawn: Drawn) -> None:
    """Give axes above 1 other lengths: those that stand above one another the same."""
    most = max(array.ndim for array in example.tensors.values())
    lengths = [random.randint(2, 4) for _ in range(most)]
    for name, array in example.tensors.items():
        own = lengths[most - array.ndim:]
        drawn.shapes[name] = tuple(
            new if old > 1 else 1 for old, new in zip(array.shape, own, strict=True)
        )


def _draw_features(example: Example, random: Random, drawn: Drawn) -> None:
    (layer,) = example.layers
    outputs, inputs = random.randint(2, 5), random.randint(2, 6)
    drawn.shapes[f"{layer.name}.weight"] = (outputs, inputs)
    if "bias" in layer.operands:
        drawn.shapes[f"{layer.name}.bias"] = (outputs,)
    name = layer.inputs[0]
    drawn.shapes[name] = (*example.tensors[name].shape[:-1], inputs)


def _draw_windows(template: Template, random: Random, level: int, drawn: Drawn) -> None:
    """Draw the input's plane, and for every layer its kernel and its channels."""
    example = template.example
    deep = _is_deep(template)
    first = example.layers[0].inputs[0]
    image = example.tensors[first].shape
    channels = image[1] if len(image) > 2 else 1
    if deep and len(example.layers) == 1:
        channels = max(1, channels + random.randint(-1, DEEPEST - 1))
    if len(image) > 2:
        plane = _plane(image[2:], random, level, grows=len(example.layers) > 1)
        drawn.shapes[first] = (*image[:1], channels, *plane)
    for layer in example.layers:
        if layer.op in CONVOLUTIONS and "weight" in layer.operands and layer.shares is None:
            channels = _draw_kernel(layer, channels, deep, random, level, drawn)


def _is_deep(template: Template) -> bool:
    """Say whether some example of the lesson has more than one channel."""
    return any(
        max(array.shape[:2]) > 1
        for example in template.lesson.examples for layer in example.layers
        for name, array in layer.operands.items() if name == "weight" and array.ndim > 2
    )


def _plane(old: Shape, random: Random, level: int, *, grows: bool) -> Shape:
    """Draw the lengths of a plane; a chain of windows gets no smaller one."""
    drawn: list[int] = []
    for length in old:
        if length > SMALL_PLANE:
            drawn.append(length + random.randint(-3, 3))
        else:
            low = length if grows else max(3, length - 1)
            drawn.append(random.randint(low, min(SMALL_PLANE, length + 2)))
    if level < APART and len(set(old)) == 1:
        return (drawn[0],) * len(old)
    return tuple(drawn)


def _draw_kernel(
    layer: Layer, channels: int, deep: bool, random: Random, level: int, drawn: Drawn
) -> int:
    """Draw a kernel, and its filters where channels are taught; gives the channels that are made.

    The first axis of a transposed convolution's weight counts the channels that it reads.
    """
    shape = layer.operands["weight"].shape
    transposed = layer.op.startswith("conv_transpose")
    groups = int(layer.keywords.get("groups", 1))
    made = int(shape[1] * groups if transposed else shape[0])
    if deep:
        made = max(1, made // groups + random.randint(0, 1)) * groups
    if channels % groups:
        channels += groups - channels % groups
        drawn.shapes = {name: (s[0], channels, *s[2:]) for name, s in drawn.shapes.items()
                        if "." not in name} | {n: s for n, s in drawn.shapes.items() if "." in n}
    kernel = _kernel(shape[2:], random, level)
    pair = (channels, made // groups) if transposed else (made, channels // groups)
    drawn.shapes[f"{layer.name}.weight"] = (*pair, *kernel)
    if "bias" in layer.operands:
        drawn.shapes[f"{layer.name}.bias"] = (made,)
    return int(made)


def _kernel(old: Shape, random: Random, level: int) -> Shape:
    """Draw the lengths of a kernel: 1x1 stays so, a large one stays large."""
    if set(old) == {1}:
        return old
    if max(old) > 5:
        return tuple(length + random.randint(-2, 2) for length in old)
    if level < APART and len(set(old)) == 1:
        return (random.randint(2, 3),) * len(old)
    return tuple(random.randint(1, 3) for _ in old)
