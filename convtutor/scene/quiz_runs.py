"""The right run of a case beside the run of a mistake, both at the same place.

Side     one run: its heading, its grids and its arithmetic
Compared the two runs of an answer; gives its sides at a product, or when the element is finished
"""

from __future__ import annotations

from dataclasses import field, replace
from functools import cached_property

from convtutor.data import dataclass
from convtutor.errors import ConvtutorError
from convtutor.lesson.run import Run
from convtutor.quiz.answers import Answer, Cells, Numbers
from convtutor.quiz.places import asked_places, step_at
from convtutor.quiz.question import Mistake, Question
from convtutor.scene.grid import Grid
from convtutor.scene.grids import GridBuilder
from convtutor.scene.marks import with_marks
from convtutor.scene.moment import Moment
from convtutor.scene.quiz_grids import index_of
from convtutor.scene.quiz_laid import laid_grids, partners
from convtutor.scene.quiz_marks import differing, marked, moved_window
from convtutor.scene.quiz_picking import short_of
from convtutor.scene.quiz_sums import size_lines, sum_lines
from convtutor.scene.text import Line
from convtutor.steps import Cursor, Level, Place, Step, Tap, parse_place
from convtutor.words import say

BY_SIZE = ("size", "shape")  # kinds whose answer is seen at the last window of a pass
READ_OFF = (*BY_SIZE, "value", "gradient", "reads", "winner")


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One run: `mine` says that it is the one of the mistake; `label` says what is other in it."""

    heading: str
    label: str
    grids: tuple[Grid, ...]
    lines: tuple[Line, ...]
    language: str
    mine: bool = False


@dataclass(eq=False)
class Compared:
    """A question that was answered, and the mistake that its answer was told by, if any."""

    question: Question
    mistake: Mistake | None
    language: str
    given: Answer | None = None
    builders: tuple[GridBuilder, GridBuilder] = field(init=False)
    refusal: str = ""

    def __post_init__(self) -> None:
        self.builders = GridBuilder(self.language), GridBuilder(self.language)

    @cached_property
    def place(self) -> Place | None:
        """Give where both runs stand: the first element that the mistake makes another number,
        None for a question that is about none."""
        question = self.question
        if question.asked.place is None or question.template.kind not in READ_OFF:
            return None
        place = parse_place(question.asked.place, question.case.run.timeline)
        if question.template.kind in BY_SIZE:
            return place
        places = asked_places(question)
        wrong = None if self.mistake is None else self.mistake.answer
        right = question.right
        if not isinstance(wrong, Numbers) or not isinstance(right, Numbers):
            return place
        if len(wrong.values) == len(right.values) == len(places):
            pairs = zip(places, right.values, wrong.values, strict=True)
            return next((at for at, a, b in pairs if a != b), place)
        return place

    @cached_property
    def right(self) -> Step | None:
        """Give the element in the right run."""
        return self._step(self.question.case.run)

    @cached_property
    def mistaken(self) -> Run | None:
        """Give the run of the mistake, None where it is a slip, or is refused."""
        mistake = self.mistake
        if mistake is None or mistake.misconception is None or self.place is None:
            return None
        try:
            return self.question.case.mistaken(mistake.misconception)
        except ConvtutorError as error:
            self.refusal = str(error)
            return None

    @cached_property
    def wrong(self) -> Step | None:
        """Give the element in the run of the mistake, None where that has none."""
        return None if self.mistaken is None else self._step(self.mistaken)

    @property
    def taps(self) -> int:
        """Count the products of the run that has more; 0 where there is nothing to step."""
        if self.question.template.kind in BY_SIZE:
            return 0
        steps = [step for step in (self.right, self.wrong) if step is not None]
        return max((len(step.taps) for step in steps), default=0)

    def sides(self, tap: int | None) -> tuple[Side, ...]:
        """Give the right run, and that of the mistake where there is one, at a product or, for
        None, finished."""
        if self.right is None:
            return ()
        run = self.question.case.run
        heading = say("quizzing.the_layer", self.language)
        first, _ = self._grids(run, self.right, tap, 0)
        right = Side(heading, "", first, self._lines(run, self.right, tap, False), self.language)
        if self.wrong is None or self.mistaken is None:
            return (replace(right, grids=self._with_picks(first)),)
        grids = self._mistaken_grids(self.mistaken, self.wrong, first, tap)
        mine = Side(
            say("quizzing.your_answer", self.language), self._label(), grids,
            self._lines(self.mistaken, self.wrong, tap, True), self.language, True,
        )
        return right, mine

    # ---------------------------------------------------------------- one run

    def _step(self, run: Run) -> Step | None:
        """Give the element of a run; for a size the last one of its pass."""
        if self.place is None:
            return None
        if self.question.template.kind not in BY_SIZE:
            return step_at(run, self.place)
        number = run.timeline.trace_named(self.place.layer, self.place.array)
        trace = None if number is None else run.timeline.traces[number]
        return trace[len(trace) - 1] if trace is not None and len(trace) else None

    def _label(self) -> str:
        return "" if self.mistake is None else say(f"{self.mistake.words}.label", self.language)

    def _moment(self, run: Run, step: Step, tap: int | None) -> Moment:
        """Stand in a run; a run that has fewer products is finished before the other."""
        number = run.timeline.step_at(step.place())
        if tap is None or tap >= len(step.taps):
            return Moment(Cursor(run.timeline, Level.ELEMENT, number), None, run.arrays)
        return Moment(Cursor(run.timeline, Level.TAP, number, tap), None, run.arrays)

    def _grids(
        self, run: Run, step: Step, tap: int | None, which: int
    ) -> tuple[tuple[Grid, ...], Moment]:
        """Give what is read, the kernel and the products, or what is read and what is made."""
        moment, builder = self._moment(run, step, tap), self.builders[which]
        shown = self._shown(step, tap)
        if shown is None:
            return (builder.target(moment, ""),), moment
        first = with_marks(builder.source(moment, shown.reads[0], 0), moment, shown, 0)
        if len(shown.reads) == 1 or self.question.template.kind in BY_SIZE:
            return (first, builder.target(moment, "→")), moment
        second = with_marks(builder.source(moment, shown.reads[1], 1), moment, shown, 1)
        return (first, second, builder.products(moment, second, shown)), moment

    def _shown(self, step: Step, tap: int | None) -> Tap | None:
        """Give the product whose planes are shown: that of the tap, or of the first difference."""
        most = max((len(one.reads) for one in step.taps), default=0)
        among = [one for one in step.taps if most and len(one.reads) == most]
        if not among:
            return None
        at = self._first_difference if tap is None else tap
        before = [one for one in among if one.number <= at]
        return (before or among[:1])[-1]

    @cached_property
    def _first_difference(self) -> int:
        """Give the number of the first product that is another one in the run of the mistake."""
        if self.right is None or self.wrong is None:
            return 0
        pairs = zip(self.right.taps, self.wrong.taps, strict=False)
        other = (number for number, (a, b) in enumerate(pairs) if a.product != b.product)
        return next(other, 0)

    def _lines(self, run: Run, step: Step, tap: int | None, mine: bool) -> tuple[Line, ...]:
        if self.question.template.kind in BY_SIZE:
            return size_lines(run, step, self.language, mine)
        return sum_lines(self._moment(run, step, tap), self.language, mine)

    def _with_picks(self, grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
        """Mark the cells that were picked and are not right, where no other run shows them."""
        given, right, asked = self.given, self.question.right, self.question.asked
        if not isinstance(given, Cells) or not isinstance(right, Cells):
            return grids
        others = given.places - right.places
        return tuple(
            marked(grid, frozenset(
                (row, col) for row in range(grid.interior.row0, grid.interior.row1)
                for col in range(grid.interior.col0, grid.interior.col1)
                if (at := index_of(grid, self.question, row, col)) is not None
                and short_of(asked, at) in others
            )) for grid in grids
        )

    # ---------------------------------------------------------------- the run of the mistake

    def _mistaken_grids(
        self, run: Run, step: Step, right: tuple[Grid, ...], tap: int | None
    ) -> tuple[Grid, ...]:
        """Give the grids of the mistake, what is other in them marked; where the same window is
        read, its kernel as it was laid upon that."""
        grids, moment = self._grids(run, step, tap, 1)
        pairs = partners(self.right, step) if self.right is not None else None
        if pairs and len(grids) == len(right) == 3:
            grids = (grids[0], *laid_grids(right[1:], pairs, moment))
        return self._compared(right, grids)

    def _compared(self, right: tuple[Grid, ...], mine: tuple[Grid, ...]) -> tuple[Grid, ...]:
        """Mark what is read otherwise; where nothing is, the last grid: the products, or what is
        made."""
        if len(right) != len(mine):
            return mine
        found = [differing(a, b) for a, b in zip(right, mine, strict=True)]
        if not any(found[:-1]) and self.question.template.kind not in BY_SIZE:
            found[0] = moved_window(right[0], mine[0])
        if any(found[:-1]):
            found[-1] = frozenset()
        return tuple(marked(grid, cells) for grid, cells in zip(mine, found, strict=True))
