"""Lines meet in the right characters, heavy and thin, in Unicode and in ASCII."""

import unicodedata
from itertools import product

from convtutor.paint.glyphs import ASCII, BOX, UNICODE
from convtutor.paint.palette import DARK, Ink
from convtutor.words.wrapping import cell_width
from tests.paint.screens import row_text, screen_of
from tests.scene.runs import example, scene_at

WEIGHTS = ("", "LIGHT", "HEAVY")
ARMS = ("UP", "RIGHT", "DOWN", "LEFT")


def arms_of(character: str) -> tuple[int, int, int, int]:
    """Read the weight of each arm off a box character's Unicode name, such as BOX DRAWINGS
    HEAVY VERTICAL AND RIGHT or BOX DRAWINGS DOWN HEAVY AND UP HORIZONTAL LIGHT."""
    weights = dict.fromkeys(ARMS, 0)
    sides = {"HORIZONTAL": ("LEFT", "RIGHT"), "VERTICAL": ("UP", "DOWN")}
    first, *words = unicodedata.name(character).removeprefix("BOX DRAWINGS ").split()
    leads = first in WEIGHTS and words[0] in (*ARMS, *sides)
    if leads and words[1:] and words[2] in WEIGHTS:  # HEAVY LEFT AND LIGHT RIGHT
        words, leads = [words[0], first, "AND", words[3], words[2]], False
        first, *words = words
    waiting: list[str] = []
    for word in words if leads else (first, *words):
        if word in WEIGHTS:
            weights |= dict.fromkeys(waiting, WEIGHTS.index(word))
            waiting = []
        elif word != "AND":
            waiting += sides.get(word, (word,))
    weights |= dict.fromkeys(waiting, WEIGHTS.index(first) if leads else 0)
    return weights["UP"], weights["RIGHT"], weights["DOWN"], weights["LEFT"]


def test_every_character_of_the_table_has_the_arms_asked_for() -> None:
    assert len(BOX) == len(set(BOX)) == 81
    for weights in product(range(3), repeat=4):
        character = UNICODE.box(*weights)
        if any(weights):
            assert arms_of(character) == weights, (character, unicodedata.name(character))
        else:
            assert character == " "


def test_ascii_corners_are_plus_signs() -> None:
    for up, right, down, left in product(range(3), repeat=4):
        upright, flat = up or down, left or right
        expected = "+" if upright and flat else "|" if upright else "-" if flat else " "
        assert ASCII.box(up, right, down, left) == expected


def test_thin_and_heavy_edges_cross_without_breaking_off() -> None:
    screen = screen_of(scene_at(example(2), "output[2,0].tap[1]"), 120, 40)
    rows = [row_text(row) for row in screen.panes["grid0"][1]]
    # the window hangs over the left edge: its heavy lines cross the thin edge of the tensor
    assert any("┏━━━━━┿━━━━━┓" in row for row in rows), "\n".join(rows)
    assert any("┗━━━━━┷━━━━━┹" in row for row in rows)


def test_every_line_has_a_partner_in_the_next_cell() -> None:
    for place in ("output[2,0].tap[1]", "output[0,0]", "output[3,3]", "grad_weight[1,1]"):
        screen = screen_of(scene_at(example(2), place), 120, 40)
        for name in ("grid0", "grid1", "grid2", "grid3"):
            rows = [row_text(row) for row in screen.panes[name][1]]
            assert broken(rows) == []


def broken(rows: list[str]) -> list[str]:
    """Name arms that meet nothing, or an arm of another weight."""
    found = []
    boxes = {
        (y, x): arms_of(c) for y, row in enumerate(rows) for x, c in enumerate(row)
        if c in BOX and c != " "
    }
    for (y, x), arms in boxes.items():
        for arm, (dy, dx), opposite in ((1, (0, 1), 3), (2, (1, 0), 0), (0, (-1, 0), 2),
                                        (3, (0, -1), 1)):
            beside = boxes.get((y + dy, x + dx))
            if arms[arm] != (beside[opposite] if beside else 0):
                found.append(f"({x},{y}) {rows[y][x]!r}")
    return found


def test_signs_are_translated_and_digits_are_not() -> None:
    assert ASCII.translate("3×1 → ·0 › ▸ ● ○ ━ …") == "3*1 -> .0 > > * o = .."
    assert UNICODE.translate("3×1 → ·0") == "3×1 → ·0"
    assert (ASCII.dot, UNICODE.dot) == (".", "·")
    for glyphs in (ASCII, UNICODE):
        assert all(cell_width(sign) == 1 for sign in (*glyphs.bar, glyphs.dot))


def test_the_scrub_bar_is_drawn_in_ascii_too() -> None:
    screen = screen_of(scene_at(example(2), "output[2,0]"), 80, 24, Ink(DARK, ASCII))
    bar = row_text(screen.panes["head"][1][1])
    assert "==" in bar
    assert "--" in bar
