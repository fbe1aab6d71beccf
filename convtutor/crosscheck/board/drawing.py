"""Small layers drawn for the board, the same for the same seed; rows and columns apart.

Cell     one square of the board: an operator, its mode, whether stride, dilation, groups exceed 1
Layer    one layer drawn: keywords and operands
Row      how an operator is drawn: its modes, which of the three it has, and the function that draws
Draw     a source of numbers and arrays
Setting  one layer drawn for a cell, with its upstream gradient
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from convtutor.data import dataclass
from convtutor.engine.arrays import Array, Shape, Shapes, shapes_of
from convtutor.engine.ops import OPERATORS

SEED = 2016
FEWEST_A_CELL, FEWEST_AN_OPERATOR = 2, 16
FACETS = ("stride", "dilation", "groups")


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the board. `mode` is empty for an operator that has only one."""

    operator: str
    mode: str = ""
    strided: bool = False
    dilated: bool = False
    grouped: bool = False

    @property
    def place(self) -> int:
        """Number the squares of a row: the stride changes first, the groups last."""
        return self.strided + 2 * self.dilated + 4 * self.grouped

    @property
    def name(self) -> str:
        """Write the square: conv2d, reflect, stride > 1, groups > 1."""
        facets = zip(FACETS, (self.strided, self.dilated, self.grouped), strict=True)
        exceeding = (f"{name} > 1" for name, exceeds in facets if exceeds)
        return ", ".join((self.operator, *([self.mode] if self.mode else []), *exceeding))


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer drawn: torch's keywords, and its operands in float64, class numbers in int64."""

    keywords: Mapping[str, Any]
    operands: Mapping[str, Array]


class Draw:
    """A source of numbers and arrays, the same for the same seed.

    Arrays are filled with small integers where `whole`, so that nothing rounds, and otherwise with
    normal numbers of six decades, so that sums cancel.
    """

    def __init__(self, generator: np.random.Generator, whole: bool) -> None:
        self.generator, self.whole = generator, whole

    def number(self, least: int, most: int) -> int:
        """Draw a whole number, both ends included."""
        return int(self.generator.integers(least, most + 1))

    def flag(self) -> bool:
        """Draw yes or no."""
        return bool(self.number(0, 1))

    def apart(self, count: int, least: int, most: int) -> tuple[int, ...]:
        """Draw one number for each of `count` axes, not all of them equal."""
        while True:
            drawn = tuple(self.number(least, most) for _ in range(count))
            if count < 2 or len(set(drawn)) > 1:
                return drawn

    def exceeding(self, count: int, exceeds: bool, most: int = 3) -> tuple[int, ...]:
        """Draw a stride or a dilation: ones, or numbers of which at least one exceeds 1."""
        if not exceeds:
            return (1,) * count
        return self.apart(count, 1, most) if count > 1 else (self.number(2, most),)

    def array(self, *shape: int) -> Array:
        """Fill an array."""
        if self.whole:
            return np.asarray(self.generator.integers(-4, 5, shape), np.float64)
        scales = 10.0 ** self.generator.uniform(-3, 3, shape)
        return np.asarray(self.generator.standard_normal(shape) * scales)

    def arrays(self, shapes: Shapes) -> dict[str, Array]:
        """Fill the operands of a layer."""
        return {name: self.array(*shape) for name, shape in shapes.items()}


Drawing: TypeAlias = Callable[[Draw, Cell], Layer | None]


@dataclass(frozen=True, slots=True)
class Row:
    """How an operator is drawn. `draw` gives None where a cell holds no layer ("same" needs stride
    1); `facets` names those of stride, dilation and groups that the operator has."""

    draw: Drawing
    modes: tuple[str, ...] = ("",)
    facets: tuple[str, ...] = ()

    @property
    def settings_a_cell(self) -> int:
        """Count the settings of a cell: more where an operator has few cells."""
        cells = len(self.modes) << len(self.facets)
        return max(FEWEST_A_CELL, -(-FEWEST_AN_OPERATOR // cells))

    def cells(self, operator: str) -> tuple[Cell, ...]:
        """Give the squares of an operator, mode by mode."""
        strided, dilated, grouped = (
            (False, True) if facet in self.facets else (False,) for facet in FACETS
        )
        return tuple(
            Cell(operator, mode, s, d, g)
            for mode in self.modes for g in grouped for d in dilated for s in strided
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """One layer drawn for a cell, its parameters, and an upstream gradient for it."""

    cell: Cell
    layer: Layer
    params: Any
    output: Shape
    grad_output: Array

    def __str__(self) -> str:
        """Write keywords and shapes as people read them."""
        keywords = [f"{name}={value!r}" for name, value in self.layer.keywords.items()]
        shapes = shapes_of(self.layer.operands).items()
        written = [f"{name} {'x'.join(map(str, shape)) or '()'}" for name, shape in shapes]
        return ", ".join((*written, *keywords))


def settings_of(cell: Cell, row: Row, seed: int = SEED) -> tuple[Setting, ...]:
    """Draw the settings of a cell, by turns in whole numbers and in others; none where it holds no
    layer. What other rows draw changes nothing here."""
    drawn = (_setting(cell, row, seed, number) for number in range(row.settings_a_cell))
    return tuple(setting for setting in drawn if setting is not None)


def _setting(cell: Cell, row: Row, seed: int, number: int) -> Setting | None:
    generator = np.random.default_rng([seed, number, *cell.name.encode()])
    draw = Draw(generator, whole=number % 2 == 0)
    layer = row.draw(draw, cell)
    if layer is None:
        return None
    operator = OPERATORS[cell.operator]
    params = operator.params(**layer.keywords)
    output = operator.output_shape(shapes_of(layer.operands), params)
    return Setting(cell, layer, params, output, draw.array(*output))
