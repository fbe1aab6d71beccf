"""The lesson screen as data: everything that is drawn, and nothing about how.

Beside        what stands beside a pass at any of its moments
Scene         one moment of an example
SceneBuilder  builds the scenes of one example; keeps what a step does not change
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace

from convtutor.data import dataclass
from convtutor.engine.arrays import Shape
from convtutor.engine.geometry import Axis
from convtutor.lesson.run import BoundLayer, Run
from convtutor.lesson.schema import streams
from convtutor.scene.arithmetic import Arithmetic
from convtutor.scene.curves import Curves
from convtutor.scene.footer import Situation, footer_of
from convtutor.scene.grid import Grid
from convtutor.scene.grids import GridBuilder
from convtutor.scene.head import Head, head_of
from convtutor.scene.key_hints import KeyHint
from convtutor.scene.lanes import lane_crumbs
from convtutor.scene.loops import Loops, loops_of
from convtutor.scene.moment import NOTHING_MARKED, Marking, Moment
from convtutor.scene.narration import narration_of
from convtutor.scene.pictures import MAKERS, Picture, offered
from convtutor.scene.pytorch import pytorch_line, tensor_line
from convtutor.scene.size import SizeFormula, size_formulas
from convtutor.steps import Cursor, Trace
from convtutor.steps.trace import shape_text
from convtutor.words import say


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a pass at any of its moments: see Scene."""

    sizes: tuple[SizeFormula, ...]
    same_size: str
    pytorch: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of an example.

    `sizes` is empty where nothing slides, then `same_size` says so. `pytorch` is the line that
    makes the current layer. `offered` names the ways of drawing the moment, the best first, and
    `picture` draws it in one of them.
    """

    moment: Moment
    language: str
    head: Head
    words: str
    offered: tuple[str, ...]
    picture: Callable[[str], Picture]
    arithmetic: Arithmetic
    loops: Loops
    sizes: tuple[SizeFormula, ...]
    same_size: str
    pytorch: str
    footer: tuple[KeyHint, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Give the row of grids."""
        return self.picture("row").grids


@dataclass(slots=True)
class SceneBuilder:
    """Builds the scenes of one example of a lesson in a language."""

    run: Run
    lesson_id: str
    language: str
    grids: GridBuilder = field(init=False)
    curves: Curves = field(init=False)
    passes: dict[Trace, Beside] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.grids = GridBuilder(self.language)
        self.curves = Curves(self.run, self.language)

    def scene(
        self, cursor: Cursor, previous: Cursor | None = None, situation: Situation | None = None,
        marking: Marking = NOTHING_MARKED,
    ) -> Scene:
        """Give the scene of a cursor; `previous` is the cursor before the last move, `marking` what
        the learner has had marked."""
        moment = Moment(cursor, previous, self.run.arrays, marking)
        layer = self.layer_of(moment)
        beside = self._beside(moment, layer)
        example, ways = self.run.example, offered(moment, layer)
        now = replace(situation or Situation(), offered=ways, other_side="scatter" in ways)
        title = f"{example.number} {example.title.said(self.language)}"
        return Scene(
            moment,
            self.language,
            head_of(moment, self.lesson_id, title, self.language, example.repeat,
                    lane_crumbs(moment, layer, self.language)),
            self.words(moment),
            ways,
            self._drawing(moment, layer),
            Arithmetic(moment, self.language),
            loops_of(moment, self.language),
            beside.sizes,
            beside.same_size,
            beside.pytorch,
            footer_of(moment, now, self.language),
        )

    def _beside(self, moment: Moment, layer: BoundLayer | None) -> Beside:
        """Give what stands beside the pass of a moment, made once."""
        made = self.passes.get(moment.trace)
        if made is None:
            axes: tuple[Axis, ...] = ()
            if layer is not None:
                axes = layer.operator.axes(layer.shapes, layer.params)
            made = self.passes[moment.trace] = Beside(
                size_formulas(axes, self.language),
                "" if axes else self._sizes(moment, layer),
                tensor_line(moment.trace.layer, self.language) if layer is None
                else pytorch_line(layer, self.language),
            )
        return made

    def _drawing(self, moment: Moment, layer: BoundLayer | None) -> Callable[[str], Picture]:
        """Give what draws a moment in the way of a name, each way once."""
        drawn: dict[str, Picture] = {}

        def picture(name: str) -> Picture:
            if name not in drawn:
                drawn[name] = MAKERS[name].draw(self.grids, moment, layer)
            return drawn[name]

        return picture

    def words(self, moment: Moment) -> str:
        """Give the lesson's note for this moment, else a sentence computed from the step."""
        note = self.run.note_at(moment.cursor)
        if note is not None:
            return note.said(self.language)
        layer = self.layer_of(moment)
        operator = "" if layer is None else layer.operator.name
        return narration_of(moment, operator, self.language)

    def layer_of(self, moment: Moment) -> BoundLayer | None:
        """Give the layer of the current pass, None where it adds up the gradient of a tensor."""
        name = moment.trace.layer
        return next((layer for layer in self.run.layers if layer.name == name), None)

    def _sizes(self, moment: Moment, layer: BoundLayer | None) -> str:
        """Say what becomes of the size where nothing slides."""
        if layer is None:
            shape = moment.trace.rule.shape
            return say("screen.same_size", self.language, shape=shape_text(shape[-2:]))
        named = streams(layer.operator, len(layer.layer.inputs))
        read = [layer.shapes[name] for name in named]
        made = self.run.arrays[f"{layer.name}.output"].shape
        if set(read) == {made}:
            return say("screen.same_size", self.language, shape=self._size(made[-2:]))
        inputs = say("home.comma", self.language).join(map(self._size, read))
        return say("screen.new_size", self.language, inputs=inputs, output=self._size(made))

    def _size(self, shape: Shape) -> str:
        return shape_text(shape) if shape else say("screen.one_number", self.language)
