"""Colours are readable, equal cells share a style, and meaning survives without colour."""

import re
from itertools import product

import pytest
from rich.style import Style

from convtutor.paint.glyphs import ASCII
from convtutor.paint.palette import DARK, LIGHT, NO_COLOUR, PALETTES, Ink, Palette
from convtutor.scene.grid import Cell, Role
from convtutor.scene.text import Tone
from tests.paint.screens import screen_of
from tests.scene.runs import example, scene_at


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("palette", "role", "ratio"),
    [
        (DARK, "text", 13.1), (DARK, "dim", 5.7), (DARK, "pending", 3.8), (DARK, "accent", 12.2),
        (LIGHT, "text", 14.6), (LIGHT, "dim", 5.2), (LIGHT, "pending", 3.3),
        (LIGHT, "accent", 5.7),
    ],
)
def test_contrast_with_the_ground_is_that_of_the_design(
    palette: Palette, role: str, ratio: float
) -> None:
    assert contrast(getattr(palette, role), palette.ground) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize(("palette", "ratio"), [(DARK, 12.6), (LIGHT, 11.7)])
def test_the_tap_is_read_on_its_fill(palette: Palette, ratio: float) -> None:
    assert contrast(palette.tap_text, palette.tap_ground) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_whatever_is_read_has_enough_contrast_where_it_stands(palette: Palette) -> None:
    grounds = (palette.ground, palette.raised, palette.tint)
    for ground in grounds:
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.accent, ground) >= 4.5
        assert contrast(palette.dim, ground) >= 4.5
        assert contrast(palette.window_frame, ground) >= 3
    assert contrast(palette.pending, palette.raised) >= 3
    assert contrast(palette.agree, palette.ground) >= 4.5
    assert contrast(palette.mismatch_text, palette.ground) >= 4.5
    assert contrast(palette.on_mismatch, palette.mismatch_ground) >= 4.5
    assert contrast(palette.tap_text, palette.tap_ground) >= 7


BOTH = (False, True)
CELLS = [
    Cell(1.0, role, window, tap, current)
    for role in Role for window in BOTH for tap in BOTH for current in BOTH
]


def test_equal_cells_get_the_very_same_style() -> None:
    ink = Ink(DARK)
    for cell, raised, text in product(CELLS, (False, True), (False, True)):
        assert ink.cell(cell, raised, text) is ink.cell(cell, raised, text)
    assert ink.cell(Cell(1.0), True, True) is ink.cell(Cell(2.0, Role.DONE), True, False)


def test_signs_come_first_and_colour_second() -> None:
    ink = Ink(DARK)

    def style(**traits: object) -> Style:
        return ink.cell(Cell(1.0, **traits), True, True)  # type: ignore[arg-type]

    assert style(tap=True).underline
    assert style(tap=True).bold
    assert style(window=True).bold
    assert style(role=Role.PADDING).italic
    assert style(role=Role.LOST).strike
    assert style(role=Role.CHANGED).bold
    assert style(current=True).bold
    assert not style().bold


def test_what_surrounds_a_number_is_neither_underlined_nor_struck() -> None:
    ink = Ink(DARK)
    for cell in CELLS:
        around = ink.cell(cell, True, False)
        assert not around.underline
        assert not around.strike


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_tone_has_a_style_with_both_colours(palette: Palette) -> None:
    ink = Ink(palette)
    for tone in Tone:
        assert ink.tones[tone].color is not None
        assert ink.tones[tone].bgcolor is not None
        assert ink.footer(tone).bgcolor == Style(bgcolor=palette.raised).bgcolor
        assert ink.on_mark(tone).bgcolor == Style(bgcolor=palette.tint).bgcolor


def test_without_colour_the_tap_stands_in_angle_brackets() -> None:
    scene = scene_at(example(2), "output[2,0].tap[1]")
    screen = screen_of(scene, 80, 24, Ink(NO_COLOUR))
    assert screen.text.count("<3>") == 2
    assert screen.text.count("<1>") == 1
    assert "<" not in screen_of(scene, 80, 24).text.replace("<=", "").replace("< ", "")


def test_without_colour_all_colours_are_grey() -> None:
    for name in Palette.__dataclass_fields__:
        value = getattr(NO_COLOUR, name)
        if isinstance(value, str) and value.startswith("#"):
            assert re.fullmatch(r"#(..)\1\1", value), name


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
def test_on_a_terminal_without_unicode_all_is_ascii(size: tuple[int, int]) -> None:
    for number, place in ((2, "output[2,0].tap[1]"), (3, "output[1,7].tap[7]"),
                          (6, "pool1.output[0,0].tap[3]"), (5, "grad_input[1,1]"), (2, None)):
        screen = screen_of(scene_at(example(number), place), *size, Ink(NO_COLOUR, ASCII))
        strange = {c for c in screen.text if not c.isascii()}
        assert strange == set()
        assert screen.problems() == []
