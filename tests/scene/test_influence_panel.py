"""The panels of what a cell reaches and depends on: counts first, then maps where there is room."""

from __future__ import annotations

import pytest

from convtutor.scene.influence_panel import field_panel, influence_panel
from convtutor.scene.text import Line, Span, Tone
from convtutor.steps import Place
from convtutor.words.wrapping import cell_width
from tests.debugger.networks import NETWORKS, net
from tests.debugger.test_influence_text import small

CELL = Place("conv1", "input", (0, 0, 1, 1))


def text(line: Line) -> str:
    return "".join(span.text for span in line).rstrip()


def test_counts_stand_before_the_boxes_and_maps_below() -> None:
    assert [text(line) for line in influence_panel(small(), CELL, "en", 78, 12)] == [
        "what conv1.input[1,1] reaches",
        "conv1.output  4 of 6  3 move now   rows 0 to 1, columns 0 to 1",
        "relu1.output  4 of 6  1 moves now  rows 0 to 1, columns 0 to 1",
        "  conv1.output",
        "  # # .",
        "  o # .",
        "  relu1.output",
        "  # o .",
        "  o o .",
        "# moves now, o is reached but its derivative is 0 now, . is not reached",
    ]


def test_where_rows_are_few_the_last_array_keeps_its_map() -> None:
    assert [text(line) for line in influence_panel(small(), CELL, "en", 78, 7)][3:] == [
        "  relu1.output", "  # o .", "  o o .",
        "# moves now, o is reached but its derivative is 0 now, . is not reached",
    ]


def test_where_rows_are_fewer_the_arrays_between_are_counted() -> None:
    run = net("chain", 0)
    shown = [text(line) for line in
             field_panel(run, Place("conv3", "output", (0, 0, 1, 1)), "en", 78, 4)]
    assert shown == [
        "what conv3.output[1,1] depends on",
        "tanh1.output  12 of 45  8 move it now   channels 0 to 2, rows 1 to 2, colum...",
        "and 4 arrays between",
        "conv1.input   56 of 72  29 move it now  rows 0 to 6, columns 1 to 8",
    ]


def test_the_cells_name_alone_is_lit() -> None:
    lit = [span for line in influence_panel(small(), CELL, "zh", 78, 20)
           for span in line if span.tone is Tone.ACCENT]
    assert lit == [Span("conv1.input[1,1]", Tone.ACCENT)]


def test_signs_of_a_map_differ_in_tone_as_well_as_in_shape() -> None:
    drawn = influence_panel(small(), CELL, "en", 78, 7)[4]
    assert [(span.text.strip(), span.tone) for span in drawn[1:]] == [
        ("#", Tone.STRONG), ("o", Tone.TEXT), (".", Tone.FAINT),
    ]


def test_what_reaches_nothing_is_one_sentence() -> None:
    place = Place("relu1", "output", (0, 0, 0, 2))
    assert [text(line) for line in influence_panel(small(), place, "en", 78, 8)] == [
        "nothing that comes after reads relu1.output[0,2]"
    ]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("size", [(24, 1), (30, 4), (78, 8), (120, 30)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panels_keep_to_their_size(
    name: str, size: tuple[int, int], language: str
) -> None:
    run = net(name, 1)
    for bound in run.layers:
        shape = run.arrays[f"{bound.name}.output"].shape
        place = Place(bound.name, "output", tuple(extent - 1 for extent in shape))
        for panel in (influence_panel, field_panel):
            lines = panel(run, place, language, *size)
            assert 1 <= len(lines) <= size[1]
            assert max(cell_width(text(line)) for line in lines) <= size[0]
