"""The panel of who wrote a number: the number lit alone, the rest in its shade."""

from __future__ import annotations

import pytest

from convtutor.debugger.origin import Origin, origin_of
from convtutor.debugger.origin_text import origin_lines
from convtutor.scene.origin_panel import origin_panel
from convtutor.scene.text import Line, Span, Tone
from convtutor.steps import Place
from convtutor.words.wrapping import cell_width
from tests.debugger.networks import NETWORKS, net


def text(line: Line) -> str:
    return "".join(span.text for span in line).rstrip()


def deep() -> Origin:
    return origin_of(net("chain", 0), Place("conv3", "output", (0, 0, 1, 1)))


def test_the_number_alone_is_lit() -> None:
    lit = [span for line in origin_panel(deep(), "en", 78, 8)
           for span in line if span.tone is Tone.ACCENT]
    assert lit == [Span("1.80052", Tone.ACCENT)]


def test_a_low_panel_is_the_text_without_a_title() -> None:
    shown = [text(line) for line in origin_panel(deep(), "en", 78, 8)]
    assert shown == origin_lines(deep(), "en", 78, 8)
    assert shown[0] == "conv3.output[1,1] = 1.80052"


def test_a_high_panel_has_a_title() -> None:
    shown = [text(line) for line in origin_panel(deep(), "zh", 78, 12)]
    assert shown[0] == "这个数是谁写的"
    assert shown[1:] == origin_lines(deep(), "zh", 78, 11)


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("size", [(24, 1), (30, 4), (78, 8), (120, 30)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_keeps_to_its_size(name: str, size: tuple[int, int], language: str) -> None:
    run = net(name, 1)
    for full, array in run.arrays.items():
        layer, _, local = full.rpartition(".")
        place = Place(layer, local, tuple(extent - 1 for extent in array.shape))
        lines = origin_panel(origin_of(run, place), language, *size)
        assert 1 <= len(lines) <= size[1]
        assert max(cell_width(text(line)) for line in lines) <= size[0]
