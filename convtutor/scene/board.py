"""The board as lines of text: a sign for every square and lane.

Column  the lanes that one block of eight signs stands for
Layout  the blocks from left to right
"""

from collections.abc import Iterator, Sequence

from convtutor.crosscheck.board.drawing import FACETS
from convtutor.crosscheck.board.kept import NUMPY
from convtutor.crosscheck.board.run import Square
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.sentences import device_word
from convtutor.data import dataclass
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.words import say
from convtutor.words.wrapping import cell_width, wrap

LABEL, SQUARES, HALF = 17, 8, 4
LEGEND = (Verdict.EXACT, Verdict.TYPICAL, Verdict.MISMATCH, Verdict.NOT_CHECKED)
MEASURED = (Verdict.TF32, Verdict.WINOGRAD)
SIGNS = {
    Verdict.EXACT: ("=", Tone.AGREE),
    Verdict.TYPICAL: ("~", Tone.AGREE),
    Verdict.WITHIN_BOUND: ("~", Tone.AGREE),
    Verdict.TF32: ("t", Tone.ACCENT),
    Verdict.WINOGRAD: ("w", Tone.ACCENT),
    Verdict.MISMATCH: ("!", Tone.MISMATCH),
    Verdict.NOT_CHECKED: ("-", Tone.DIM),
}
ONE, ABOVE = "1", "+"


@dataclass(frozen=True, slots=True)
class Column:
    """One block of signs: the device it ran on, its lanes, and what distinguishes them there."""

    device: str
    lanes: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks from left to right. `split` leaves a blank in the middle of each, between the
    layers without groups and those with them."""

    columns: tuple[Column, ...]
    split: bool

    @property
    def with_gpu(self) -> bool:
        """Say whether a GPU's lanes have blocks of their own."""
        return any(len(c.lanes) == 1 for c in self.columns if c.device == "cuda")

    @property
    def block(self) -> int:
        """Count the cells of a block."""
        return SQUARES + self.split

    @property
    def gap(self) -> str:
        """Give what stands between blocks."""
        return "  " if self.split else " "

    def row(
        self, label: str, blocks: Sequence[Sequence[Span]], tone: Tone = Tone.TEXT
    ) -> Line:
        """Give one line: a label, then the blocks."""
        spans = [Span(_fitted(label, LABEL), tone)]
        for number, block in enumerate(blocks):
            spans += [*([Span(self.gap)] if number else []), *block]
        return _merged(spans)

    def halves(self, signs: Sequence[Span]) -> list[Span]:
        """Give eight signs as a block."""
        return [*signs[:HALF], *([Span(" ")] if self.split else []), *signs[HALF:]]


def layout(with_gpu: bool, language: str, width: int) -> Layout:
    """Lay the blocks out for a width; without a GPU one stands for all its lanes."""
    found = [Column(NUMPY, (NUMPY,))]
    for lane in LANES:
        if lane.device == "cpu" or with_gpu:
            label = say(f"board.lane.{lane.name}", language)
            found.append(Column(lane.device, (lane.name,), label))
    if not with_gpu:
        found.append(Column("cuda", tuple(la.name for la in LANES if la.device == "cuda")))
    roomy = Layout(tuple(found), split=True)
    needed = LABEL + len(found) * (roomy.block + len(roomy.gap)) - len(roomy.gap)
    return roomy if needed <= width else Layout(tuple(found), split=False)


def opening(language: str, width: int) -> Iterator[Line]:
    """Give the title and what the signs say."""
    yield from paragraph(say("board.title", language), width, Tone.STRONG)
    yield from paragraph(say("board.columns", language), width)
    yield ()
    for verdict in LEGEND:
        yield from _explained(verdict, language, width)
    blank, above = say("board.sign.blank", language), say("board.sign.above", language)
    yield line("     ", blank)
    yield line("  ", (ABOVE, Tone.DIM), "  ", above)


def _explained(verdict: Verdict, language: str, width: int) -> Iterator[Line]:
    said = wrap(say(f"board.sign.{verdict.value}", language), width - 5)
    for number, part in enumerate(said):
        yield line("  ", SIGNS[verdict] if not number else " ", "  ", part)


def heads(found: Layout, language: str, width: int) -> Iterator[Line]:
    """Give the heads of the blocks: the device, the lane, and what each of the eight is."""
    if found.with_gpu:
        for verdict in MEASURED:
            yield from _explained(verdict, language, width)
    yield ()
    devices, previous = [], ""
    for column in found.columns:
        devices.append("" if column.device == previous else device_name(column.device, language))
        previous = column.device
    for names, tone in ((devices, Tone.STRONG), ([c.label for c in found.columns], Tone.TEXT)):
        yield found.row("", [[Span(_fitted(name, found.block), tone)] for name in names])
    for number, facet in enumerate(FACETS):
        marks = (ABOVE if place >> number & 1 else ONE for place in range(SQUARES))
        block = found.halves([Span(mark, Tone.DIM) for mark in marks])
        yield found.row(f"{facet:>{LABEL - 1}}", [block] * len(found.columns), Tone.DIM)
    yield ()


def rows(squares: Sequence[Square], found: Layout, first: bool) -> Iterator[Line]:
    """Give the lines of one operator in one mode; `first` says that it is its first mode."""
    cell = squares[0].cell
    blocks = [found.halves(_signs(squares, column)) for column in found.columns]
    label = f"  {cell.mode}" if cell.mode else cell.operator
    apart = cell_width(label) >= LABEL  # the name needs a line of its own
    if first and (cell.mode or apart):
        yield line((cell.operator, Tone.STRONG))
    if cell.mode and apart:
        yield line((label, Tone.TEXT))
    yield found.row("" if apart else label, blocks, Tone.TEXT if cell.mode else Tone.STRONG)


def _signs(squares: Sequence[Square], column: Column) -> list[Span]:
    """Give the eight signs of a block; a blank where the operator has no such layer."""
    by_place = {square.cell.place: square for square in squares if square.settings}
    spans = []
    for place in range(SQUARES):
        square = by_place.get(place)
        sign = (" ", Tone.TEXT) if square is None else SIGNS[square.verdict(column.lanes)]
        spans.append(Span(*sign))
    return spans


def _merged(spans: Sequence[Span]) -> Line:
    """Join neighbours of one tone, and leave out blanks at the end."""
    made: list[Span] = []
    for span in spans:
        if made and (made[-1].tone is span.tone or not span.text.strip()):
            made[-1] = Span(made[-1].text + span.text, made[-1].tone)
        else:
            made.append(span)
    made[-1] = Span(made[-1].text.rstrip(), made[-1].tone)
    return tuple(made)


def _fitted(text: str, width: int) -> str:
    return text + " " * (width - cell_width(text))


def device_name(device: str, language: str) -> str:
    """Name a device of the board: NumPy, CPU, GPU."""
    return "NumPy" if device == NUMPY else device_word(device, language)


def paragraph(
    text: str, width: int, tone: Tone = Tone.TEXT, indent: int = 0
) -> Iterator[Line]:
    """Give a text broken into lines."""
    for part in wrap(text, max(width - indent, SQUARES)):
        yield line(*([" " * indent] if indent else []), (part, tone))
