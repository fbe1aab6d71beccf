"""Which layer refuses? A chain of layers in which one number is wrong, or none."""

from random import Random

from convtutor.errors import UsageError
from convtutor.lesson.run import Run
from convtutor.quiz.answers import NUMBER_FORM, Numbers
from convtutor.quiz.case import Case
from convtutor.quiz.chains import Chain, chain_of, drawn_chain, spoiled_chains
from convtutor.quiz.question import Asked, Kind, Needs, Sentence
from convtutor.steps.trace import shape_text

SLIPS = ("layer-from-zero", "layer-behind", "nothing-refuses")
FEWEST = 2


def chained(run: Run) -> list[str]:
    """Name all of an example that is a chain with a number to be wrong in it."""
    chain = chain_of(run)
    if run.example.repeat is not None or chain is None or len(chain.links) < FEWEST:
        return []
    return [""] if spoiled_chains(chain) else []


def ask_breaks(case: Case, written: str, random: Random) -> Asked:
    """Ask for the number of the layer that refuses what it is handed, 0 where none does."""
    chain = None if written else chain_of(case.run)
    if chain is None:
        raise UsageError(f"{written or 'the example'}: its layers are not a chain")
    drawn = drawn_chain(chain, random)
    right = float(drawn.refusing())
    return Asked(
        ask=Sentence("quiz.breaks.ask"),
        about=Sentence("quiz.breaks.about", {"count": len(drawn.links)}),
        form=NUMBER_FORM,
        answer=lambda run: Numbers((right,)),
        hints=_hints(drawn),
        slips=SLIPS,
        lines=tuple(drawn.lines()),
        hidden={f"{bound.name}.{name}": None for bound in case.run.layers for name in bound.shapes},
        facts={"number": drawn.refusing(), "count": len(drawn.links)},
        needs=Needs.NONE,
    )


def _hints(chain: Chain) -> tuple[Sentence, Sentence, Sentence]:
    """Say what to follow, the first shape that is made, and all of them."""
    shapes = [shape_text(shape) for shape in chain.shapes()]
    made = shapes[1] if len(shapes) > 1 else shapes[0]
    return (
        Sentence("quiz.breaks.hint1"),
        Sentence("quiz.breaks.hint2", {"read": shapes[0], "made": made})
        if len(shapes) > 1 else Sentence("quiz.breaks.hint2_none"),
        Sentence("quiz.breaks.hint3", {"shapes": tuple(shapes)}),
    )


BREAKS = Kind("breaks", chained, ask_breaks, of_shapes=True)
