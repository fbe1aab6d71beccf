"""A mistake about an operator, as a whole operator that makes it: it can be run and stepped.

Misconception  one mistake: its name, the operator it gets wrong, the operator that makes it
"""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any, TypeAlias

from convtutor.data import dataclass
from convtutor.engine.arrays import Shapes
from convtutor.engine.operator import AnyOperator
from convtutor.engine.ops import OPERATORS
from convtutor.errors import ConvtutorError
from convtutor.misconceptions.telling import rules_differ

Differs: TypeAlias = Callable[[Shapes, Any], bool]


@dataclass(frozen=True, slots=True)
class Misconception:
    """One mistake.

    name      what the mistake is: "kernel-flipped"; several operators may share it
    of        the operator that it gets wrong, by its name
    operator  the whole operator that makes the mistake and no other; it takes the same operands
              and keywords, and goes by the same name
    differs   says of shapes and the right operator's parameters whether there are values with
              which some array comes out wrong; None where comparing the reading rules says it.
              It is asked for layers whose output has the right shape, and at least one element
    """

    name: str
    of: str
    operator: AnyOperator
    differs: Differs | None = None

    @property
    def key(self) -> str:
        """Give the key in the table: "conv2d.kernel-flipped"."""
        return f"{self.of}.{self.name}"

    @property
    def words(self) -> str:
        """Give the key of the sentence that says what the mistake is."""
        return f"misconceptions.{self.name}"

    @property
    def when(self) -> str:
        """Give the key of the sentence that says in which layers the mistake can be seen."""
        return f"{self.words}.when"

    def shows(self, shapes: Shapes, keywords: Mapping[str, Any]) -> bool:
        """Say whether the mistake can be seen in a layer that the right operator takes.

        Where this is False, no values tell the two operators apart. Where it is True, some do:
        the output has another shape, the mistaken operator refuses the layer, or a number of an
        output or a gradient comes out wrong.
        """
        right = OPERATORS[self.of]
        params = right.params(**keywords)
        output = right.output_shape(shapes, params)
        try:
            mistaken = self.operator.params(**keywords)
            if self.operator.output_shape(shapes, mistaken) != output:
                return True
        except ConvtutorError:
            return True
        if not prod(output):
            return False
        if self.differs is not None:
            return self.differs(shapes, params)
        return rules_differ(
            right.passes(shapes, params), self.operator.passes(shapes, mistaken)
        )
