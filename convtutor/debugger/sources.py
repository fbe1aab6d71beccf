"""Where an array of a layer comes from: the layer that makes it, which may be another one.

conv2.input is relu1.output, again1.weight is conv1.weight, conv1.grad_output is conv2.grad_input
where nobody else reads conv1, and conv1@2.weight is what the update of the first repeat made.
"""

from convtutor.engine.arrays import Index
from convtutor.lesson.accumulation import handed_back
from convtutor.lesson.repeats import in_repeat, repeat_of, written_name
from convtutor.lesson.run import BoundLayer, Repeat, Run, in_place
from convtutor.lesson.schema import own_operands
from convtutor.steps import Place

NEW = "new_"  # before the name of a statistic, what a layer has made of it


def part_of(run: Run, layer: str) -> Repeat:
    """Give the repeat that a layer, or the array of a tensor, belongs to."""
    number = repeat_of(layer)
    return run.repeats[0 if number is None else number - 1]


def layer_of(run: Run, name: str) -> BoundLayer | None:
    """Give a layer by its name; None for what is none, as a tensor whose gradients add up."""
    part = part_of(run, name)
    return next((b for b in (*part.layers, *part.updates) if b.name == name), None)


def made_at(run: Run, layer: str, array: str, index: Index) -> Place:
    """Give the place where an element is made that `layer` calls an element of `array`.

    `array` may be a full name, as gradients that add up are called. An element that nobody makes
    is left where it is.
    """
    if "." in array:
        layer, _, array = array.rpartition(".")
    while True:
        before = _behind(run, layer, array)
        if before is None:
            return Place(layer, array, index)
        layer, _, array = before.rpartition(".")


def _behind(run: Run, layer: str, array: str) -> str | None:
    """Name what an array is that a layer reads, None where it is the layer's own or given."""
    bound = layer_of(run, layer)
    if bound is None or run.timeline.trace_named(layer, array) is not None:
        return None
    if array == "grad_output":
        handed = handed_back(layer, part_of(run, layer).layers)
        return handed[0] if handed else None
    source = bound.sources.get(array)
    if source is not None:
        return _streamed(run, bound, source)
    return _held(run, bound, array) if array in own_operands(bound.operator) else None


def _streamed(run: Run, bound: BoundLayer, source: str) -> str | None:
    """Name what streams in: a layer's output, or the array that is updated and its gradient."""
    if bound.layer.updates is not None:
        return source
    is_layer = any(other.name == source for other in part_of(run, bound.name).layers)
    return f"{source}.output" if is_layer else None


def _held(run: Run, bound: BoundLayer, operand: str) -> str | None:
    """Name what an array of a layer's own is: that of the layer it shares, moved on by a layer
    before it, or updated in the repeat before."""
    holder = bound.layer.shares or bound.name
    moved = _moved_on(run, bound, holder, operand)
    if moved is not None:
        return moved
    if holder != bound.name:
        return f"{holder}.{operand}"
    number = repeat_of(bound.name)
    if number is None or number < 2:
        return None
    earlier = in_place(f"{written_name(holder)}.{operand}", number - 1)
    updates = run.repeats[number - 2].updates
    update = next((made for made in updates if made.layer.updates == earlier), None)
    return earlier if update is None else f"{update.name}.output"


def _moved_on(run: Run, bound: BoundLayer, holder: str, operand: str) -> str | None:
    """Name the statistic that the use before this one has made, None where there is none."""
    number = repeat_of(bound.name)
    users = [b.name for b in part_of(run, bound.name).layers
             if (b.layer.shares or b.name) == holder]
    before = users[: users.index(bound.name)]
    if not before and number is not None and number > 1:
        before = [in_repeat(written_name(user), number - 1) for user in users]
    made = f"{before[-1]}.{NEW}{operand}" if before else ""
    return made if made in run.arrays else None
