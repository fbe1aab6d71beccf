"""The limits of a lesson file, reckoned from shapes before anything is allocated.

Budget  what a whole file may still use: elements of arrays, steps, products

An array is counted once, a layer's padded input as well; a step is one element of one pass, in both
directions; a product is one tap of a forward pass.
"""

from math import prod

from convtutor.data import dataclass
from convtutor.engine.arrays import Shape, Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.lesson.lines import KeyPath
from convtutor.lesson.problems import LARGEST_SHOWN, Problems

MOST_ELEMENTS = 1_000_000
MOST_STEPS = 1_000_000
MOST_PRODUCTS = 10_000_000
LIMITS = {"elements": MOST_ELEMENTS, "steps": MOST_STEPS, "products": MOST_PRODUCTS}


@dataclass(slots=True)
class Budget:
    """Counts what the arrays and layers of one file use; `times` is how often the graph being read
    runs."""

    problems: Problems
    elements: int = 0
    steps: int = 0
    products: int = 0
    times: int = 1

    def array(self, path: KeyPath, shape: Shape) -> bool:
        """Count an array; say whether it may be allocated."""
        return self._use(path, "elements", prod(shape))

    def layer(
        self, path: KeyPath, operator: AnyOperator, shapes: Shapes, params: object, output: Shape
    ) -> bool:
        """Count a layer's output, padded input, products and steps; say whether it may be run."""
        frame = frame_elements(operator, shapes, params)
        products = prod(output) * taps(operator, shapes, params)
        return (
            self._use(path, "elements", (prod(output) + frame) * self.times)
            and self._use(path, "products", products * self.times)
            and self._use(path, "steps", count_steps(operator, shapes, params) * self.times)
        )

    def update(self, path: KeyPath, operator: AnyOperator, shapes: Shapes, params: object) -> bool:
        """Count what a layer that updates makes, on the way forward alone; say whether it may run.
        """
        made = sum(
            prod(rule.shape) for rule in operator.passes(shapes, params)
            if rule.direction == "forward"
        )
        return all(self._use(path, kind, made * self.times) for kind in LIMITS)

    def accumulation(self, path: KeyPath, elements: int) -> bool:
        """Count an array in which gradients add up; say whether it may be made."""
        made = elements * self.times
        return self._use(path, "elements", made) and self._use(path, "steps", made)

    def _use(self, path: KeyPath, kind: str, count: int) -> bool:
        used = getattr(self, kind) + count
        if used > LIMITS[kind]:
            shown = f"{used:,}" if used < LARGEST_SHOWN else "far more"
            self.problems.add(
                path,
                f"up to here the lesson has {shown} {kind}, a lesson file may have "
                f"{LIMITS[kind]:,}; make the tensors, the padding or the kernel smaller"
                f"{', or repeat less often' if self.times > 1 else ''}",
            )
            return False
        setattr(self, kind, used)
        return True


def frame_elements(operator: AnyOperator, shapes: Shapes, params: object) -> int:
    """Count the cells of the input in its padded frame; 0 where nothing slides."""
    axes = operator.axes(shapes, params)
    if not axes:
        return 0
    leading = shapes["input"][: -len(axes)]
    return prod(leading) * prod(axis.padded + axis.overhang for axis in axes)


def taps(operator: AnyOperator, shapes: Shapes, params: object) -> int:
    """Count the products of one output element: the window, in every channel that is summed."""
    window = prod(axis.k for axis in operator.axes(shapes, params))
    weight = shapes.get("weight", ())
    return window * (weight[1] if len(weight) > 1 else 1)


def count_steps(operator: AnyOperator, shapes: Shapes, params: object) -> int:
    """Count the elements that a layer's passes make, forward and backward."""
    return sum(prod(rule.shape) for rule in operator.passes(shapes, params))
