"""The layout of the quiz: nothing overlaps, nothing leaves the screen, nothing jumps."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from convtutor.paint.painters import painter_of
from convtutor.paint.palette import DARK, LIGHT, NO_COLOUR, Ink
from convtutor.paint.quiz_asked import asked_sheet
from convtutor.paint.quiz_beside import broken
from convtutor.paint.quiz_ended import ended_sheet
from convtutor.paint.quiz_sheet import Sheet, block_rows, frame_of, page_of, pages_of
from convtutor.paint.quiz_told import told_sheet
from convtutor.quiz.question import Question
from convtutor.quiz.score import summary
from convtutor.scene.quiz_runs import Compared
from convtutor.scene.quiz_state import Phase, begun
from convtutor.scene.text import line
from tests.quiz.questions import (
    CHOICE,
    LINE,
    PADDED,
    READS,
    SIZE,
    VALUE,
    first_of,
    question,
    round_of,
)

SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]
BACK = "This one comes back tomorrow with other numbers."
IDS = [VALUE, PADDED, SIZE, CHOICE, READS, LINE, "1 hole conv1", "4 value conv1.output"]


def asked_of(id_: str) -> Question:
    return first_of("value", "channels-in") if id_ == "channels" else question(id_)


def boxes(sheet: Sheet) -> list[tuple[str, range, range]]:
    """Give what takes room, by rows and columns."""
    found = [
        (block.name, range(block.region.y, block.region.y + min(
            len(block.lines), block.region.height
        )), range(block.region.x, block.region.x + block.region.width))
        for block in sheet.blocks if block.lines
    ]
    for grid, place in sheet.grids:
        blank = 0 if place.pitch == 1 else 1
        found.append((
            grid.heading, range(place.y, place.y + place.height - blank),
            range(place.x + place.gap, place.x + place.width),
        ))
    return found


def check(sheet: Sheet) -> None:
    """See that all lies on the screen above the footer, and nothing upon anything else."""
    frame = sheet.frame
    taken = boxes(sheet)
    for name, rows, cols in taken:
        assert rows.start >= frame.top, name
        assert rows.stop <= frame.foot, (name, rows)
        assert cols.stop <= frame.width, (name, cols)
    for (one, rows, cols), (other, more, across) in combinations(taken, 2):
        apart = rows.stop <= more.start or more.stop <= rows.start
        apart = apart or cols.stop <= across.start or across.stop <= cols.start
        assert apart, (one, rows, other, more)


def painted(sheet: Sheet, ink: Ink) -> str:
    rows = [row for block in sheet.blocks for row in block_rows(block, ink)]
    for grid, place in sheet.grids:
        painter = painter_of(grid, place, ink)
        rows += [painter.line(y) for y in range(place.height)]
    return "\n".join("".join(segment.text for segment in row) for row in rows)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("id_", [*IDS, "channels"])
def test_a_question_with_all_its_hints_is_whole(id_: str, size: tuple[int, int]) -> None:
    state = begun(round_of(asked_of(id_)), "en")
    check(asked_sheet(state, frame_of(*size)))
    check(asked_sheet(state.hint().hint().hint(), frame_of(*size)))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("id_", [*IDS, "channels"])
def test_what_is_told_of_every_mistake_is_whole(id_: str, size: tuple[int, int]) -> None:
    asked = asked_of(id_)
    with_runs = [one for one in asked.mistakes if one.misconception is not None]
    for mistake in (*asked.mistakes[:1], *with_runs[:2]):
        tried = round_of(asked).taken("x", mistake.answer).taken("x", mistake.answer)
        state = replace(begun(tried, "en"), phase=Phase.TOLD)
        compared = Compared(asked, mistake, "en", mistake.answer)
        for tap in (None, *range(compared.taps)[:2]):
            check(told_sheet(replace(state, tap=tap), frame_of(*size), compared, BACK))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_hint_or_a_message_moves_no_grid(size: tuple[int, int]) -> None:
    state, frame = begun(round_of(question(PADDED)), "en"), frame_of(*size)
    places = [place for _, place in asked_sheet(state, frame).grids]
    told = state.hint().entered()
    assert told.message
    assert [place for _, place in asked_sheet(told, frame).grids] == places


@pytest.mark.parametrize("size", SIZES)
def test_the_end_is_whole(size: tuple[int, int]) -> None:
    questions = [question(id_) for id_ in IDS]
    state = begun(round_of(*questions), "en")
    for at in range(len(questions)):
        state = state.skipped() if at % 2 else state.shown().on()
        made = summary(state.left().round.left(), (), 1)
        check(ended_sheet(replace(state, phase=Phase.ENDED), frame_of(*size), made))
    assert state.phase is Phase.ENDED


@pytest.mark.parametrize("palette", [DARK, LIGHT, NO_COLOUR])
def test_what_is_other_has_a_sign_in_every_palette(palette: object) -> None:
    asked = question(PADDED)
    mistake = next(one for one in asked.mistakes if one.name == "border-repeated")
    tried = round_of(asked).taken("x", mistake.answer).taken("x", mistake.answer)
    state = replace(begun(tried, "en"), phase=Phase.TOLD)
    ink = Ink(palette)  # type: ignore[arg-type]
    sheet = told_sheet(state, frame_of(120, 40), Compared(asked, mistake, "en"), "")
    text = painted(sheet, ink)
    assert f" ! {mistake.answer} " in text
    assert text.count("!") > 4


def test_a_line_of_arithmetic_breaks_between_its_terms() -> None:
    whole = line("output[0,0] = ", "1×2 + 3×4 + 5×6 + 7×8")
    rows = ["".join(span.text for span in row) for row in broken(whole, 28)]
    assert [row.strip() for row in rows] == ["output[0,0] = 1×2 + 3×4 +", "5×6 + 7×8"]
    assert broken(whole, 80) == [whole]


def test_pages_show_every_line() -> None:
    lines = [line(str(at)) for at in range(11)]
    pages = [page_of(lines, 4, page) for page in range(pages_of(11, 4))]
    assert len(pages) == 4
    assert {text for page in pages for text in page} == set(lines)
    assert pages_of(4, 4) == 1
