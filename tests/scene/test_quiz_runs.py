"""The right run beside the run of a mistake: same place, same step, what is other marked."""

from __future__ import annotations

from convtutor.quiz.answers import Cells, Numbers
from convtutor.scene.grid import Grid, Role
from convtutor.scene.quiz_runs import Compared, Side
from convtutor.scene.text import Tone
from tests.quiz.questions import PADDED, READS, SIZE, VALUE, first_of, mistake_of, question


def marked(grid: Grid) -> set[tuple[int, int]]:
    frame = grid.frame
    return {
        (row, col)
        for row in range(frame.row0, frame.row1) for col in range(frame.col0, frame.col1)
        if grid.cell_at(row, col).role is Role.MISMATCH
    }


def values(grid: Grid) -> list[list[float | None]]:
    inner = grid.interior
    return [
        [grid.cell_at(row, col).value for col in range(inner.col0, inner.col1)]
        for row in range(inner.row0, inner.row1)
    ]


def text(side: Side) -> list[str]:
    return ["".join(span.text for span in line).strip() for line in side.lines]


def test_a_turned_kernel_is_drawn_as_it_was_laid_and_each_other_number_marked() -> None:
    asked = question(VALUE)
    right, mine = Compared(asked, mistake_of(asked, "kernel-flipped"), "en").sides(None)
    kernel = values(right.grids[1])
    assert values(mine.grids[1]) == [row[::-1] for row in kernel[::-1]]
    other = {
        (row, col) for row in range(2) for col in range(2)
        if kernel[row][col] != kernel[1 - row][1 - col]
    }
    assert marked(mine.grids[1]) == other
    assert not any(marked(grid) for grid in right.grids)
    assert values(mine.grids[0]) == values(right.grids[0])


def test_the_arithmetic_of_both_comes_to_the_two_answers() -> None:
    asked = question(VALUE)
    mistake = mistake_of(asked, "kernel-flipped")
    right, mine = Compared(asked, mistake, "en").sides(None)
    assert text(right)[-1].endswith(f"= {asked.right}")
    assert text(mine)[-1].endswith(f"! {mistake.answer}")
    assert mine.lines[-1][-1].tone is Tone.MISMATCH


def test_both_runs_are_at_the_same_product() -> None:
    asked = question(VALUE)
    compared = Compared(asked, mistake_of(asked, "kernel-flipped"), "en")
    assert compared.taps == 4
    for tap in range(4):
        for side in compared.sides(tap):
            (window,) = [
                (row, col) for row in range(3) for col in range(3)
                if side.grids[0].cell_at(row, col).tap
            ]
            assert window == (1 + tap // 2, 1 + tap % 2)
            assert sum(span.tone is Tone.TAP for span in side.lines[0]) == 1


def test_a_border_that_is_other_is_marked_in_the_input_alone() -> None:
    asked = question(PADDED)
    _, mine = Compared(asked, mistake_of(asked, "border-repeated"), "en").sides(None)
    assert marked(mine.grids[0])
    assert all(at not in mine.grids[0].interior for at in marked(mine.grids[0]))
    assert not marked(mine.grids[1]) | marked(mine.grids[2])


def test_a_slip_has_no_run_of_its_own() -> None:
    asked = question(VALUE)
    slip = next(one for one in asked.mistakes if one.misconception is None)
    (side,) = Compared(asked, slip, "en").sides(None)
    assert not side.mine


def test_sizes_are_compared_by_their_formulas_and_cannot_be_stepped() -> None:
    asked = question(SIZE)
    mistake = mistake_of(asked, "padding-forgotten")
    compared = Compared(asked, mistake, "en")
    assert compared.taps == 0
    if mistake.misconception is None:
        assert len(compared.sides(None)) == 1
        mistake = next(one for one in asked.mistakes if one.misconception is not None)
        compared = Compared(asked, mistake, "en")
    right, mine = compared.sides(None)
    assert text(right)[-1].endswith(f"= {str(asked.right).split('x')[-1]}")
    assert text(mine)[-1].endswith(f"! {str(mistake.answer).split('x')[-1]}")


def test_cells_that_were_picked_and_are_not_read_are_marked() -> None:
    asked = question(READS)
    assert isinstance(asked.right, Cells)
    given = Cells(frozenset({(0, 2), *sorted(asked.right.places)[:1]}))
    (side,) = Compared(asked, None, "en", given).sides(None)
    assert marked(side.grids[0]) == {(0, 2)}


def test_of_a_row_the_first_number_that_is_other_is_shown() -> None:
    asked = first_of("value", "conv2d-args")
    rows = [asked, first_of("value", "tensors"), first_of("value", "broadcasting")]
    for one in rows:
        for mistake in one.mistakes:
            compared = Compared(one, mistake, "en")
            if compared.wrong is None or compared.right is None:
                continue
            if isinstance(mistake.answer, Numbers) and mistake.answer.shape == ():
                assert compared.wrong.value == mistake.answer.values[0]
                assert compared.right.value == one.right.values[0]  # type: ignore[union-attr]
