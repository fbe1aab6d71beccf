"""The curves of a training run: what is drawn of it, repeat by repeat.

Points  one curve of a run, where it is at every repeat
"""

from convtutor.data import dataclass
from convtutor.errors import UsageError
from convtutor.lesson.facts import lookup_in
from convtutor.lesson.fields import Table
from convtutor.lesson.repeats import SIGN
from convtutor.lesson.run import Run
from convtutor.lesson.schema import CURVE_KEYS, Curve
from convtutor.steps.expressions import Expression, Lookup, parse_expression
from convtutor.steps.trace import shape_text

MOST_CURVES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """One curve of a run: x and y at every repeat, the first one first."""

    curve: Curve
    points: tuple[tuple[float, float], ...]


def read_curves(example: Table) -> tuple[Curve, ...]:
    """Give the curves of an example that are right."""
    if example.has("curves") and not example.has("repeat"):
        example.add("curves", "a curve is drawn over repeats; say how many, with 'repeat'")
        return ()
    curves = [_read_curve(table) for table in example.tables("curves", MOST_CURVES)]
    return tuple(curve for curve in curves if curve is not None)


def _read_curve(table: Table) -> Curve | None:
    table.check_keys(CURVE_KEYS, "a curve")
    table.require("title", "name what is drawn, in a few words")
    table.require("y", "say what is drawn, as in y = \"loss1.output\"")
    title = table.text("title")
    x, y = (_expression(table, key) for key in ("x", "y"))
    if title is None or y is None or (x is None and table.has("x")):
        return None
    return Curve(title, x, y)


def _expression(table: Table, key: str) -> Expression | None:
    written = table.string(key, "a number of every repeat, such as loss1.output")
    if written is None:
        return None
    try:
        expression = parse_expression(written)
    except UsageError as error:
        sentence, *carets = str(error).split("\n")
        at = f" (column {carets[1].index('^') - 3})" if carets else ""
        table.add(key, f"{sentence.removeprefix('expression: ')}{at}")
        return None
    for name in expression.names:
        if SIGN in name:
            plain = name.partition(SIGN)[0] + name[name.index("."):]
            table.add(key, f"{name}: a curve has a point for every repeat; name {plain}")
            return None
    return expression


def points_of(run: Run, curve: Curve) -> Points:
    """Compute a curve; raises UsageError where it names what is not there, or no single number."""
    points = []
    for repeat in run.repeats:
        look, number = lookup_in(run, repeat.number), repeat.number or 1
        x = float(number) if curve.x is None else _one(curve.x, look)
        points.append((x, _one(curve.y, look)))
    return Points(curve, tuple(points))


def _one(expression: Expression, look: Lookup) -> float:
    value = expression.value(look)
    if value.size != 1:
        raise UsageError(
            f"{expression.text}: a point of a curve is one number, got an array of the shape "
            f"{shape_text(value.shape)}; name one element, or take its sum()"
        )
    return float(value.reshape(-1)[0])
