"""Draws the pictures of the README: real screens of the lesson and of home, at real moments.

    python tools/pictures.py            all of PICTURES, into docs/pictures
    python tools/pictures.py OUT.png 120 40 padding 2 'conv1.output[2,0].tap[1]' dark
    python tools/pictures.py OUT.png 120 40 home 2 'conv1.output[0,0,2,0].tap[1]' dark
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.update(TEXTUAL_COLOR_SYSTEM="truecolor", TEXTUAL_ANIMATIONS="none")
os.environ.pop("NO_COLOR", None)

from convtutor.lesson.catalog import find_lesson
from convtutor.lesson.read import read_lesson
from convtutor.lesson.shelf import read_shelf
from convtutor.paint.glyphs import BOX
from convtutor.progress.record import Record, SavedPlace
from convtutor.tui.app import ConvtutorApp
from convtutor.tui.home_app import HomeApp
from convtutor.tui.terminal_app import TerminalApp
from tools.screens import RecordingDriver, Terminal

HOME, LEFT = "home", "padding"
ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, SIZE = 12, 24, 20
FONTS = Path("/usr/share/fonts/truetype/dejavu")
STYLES = {
    (False, False): "DejaVuSansMono.ttf", (True, False): "DejaVuSansMono-Bold.ttf",
    (False, True): "DejaVuSansMono-Oblique.ttf", (True, True): "DejaVuSansMono-BoldOblique.ttf",
}
# file, columns, rows, lesson, example, place, colours
PICTURES: tuple[tuple[str, int, int, str, int, str, str], ...] = (
    ("lesson.png", 120, 40, "padding", 2, "conv1.output[2,0].tap[1]", "dark"),
    ("lesson-light.png", 120, 40, "padding", 3, "conv1.output[1,7].tap[7]", "light"),
    ("lesson-80x24.png", 80, 24, "padding", 2, "conv1.output[2,0].tap[1]", "dark"),
    ("home.png", 120, 40, "home", 2, "conv1.output[0,0,2,0].tap[1]", "dark"),
)


def font_of(bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    """Give the font of a style; DejaVu Sans Mono must be installed (package fonts-dejavu)."""
    return ImageFont.truetype(str(FONTS / STYLES[bold, italic]), SIZE)


def colour_of(name: str, default: str) -> str:
    """Give a colour of pyte's as Pillow takes it."""
    return default if name == "default" else f"#{name}"


def draw(cells: list[list[Any]], ground: str) -> Image.Image:
    """Draw a screen's cells; box characters are drawn as lines, so that they join."""
    rows, columns = len(cells), len(cells[0])
    image = Image.new("RGB", (columns * WIDTH, rows * HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            _draw_cell(pen, x * WIDTH, y * HEIGHT, cell, ground)
    return image


def _draw_cell(pen: ImageDraw.ImageDraw, x: int, y: int, cell: Any, ground: str) -> None:
    front, back = colour_of(cell.fg, "#d9dce2"), colour_of(cell.bg, ground)
    if cell.reverse:
        front, back = back, front
    pen.rectangle((x, y, x + WIDTH - 1, y + HEIGHT - 1), fill=back)
    if cell.data in BOX and cell.data.strip():
        _draw_box(pen, x, y, BOX.index(cell.data), front)
    elif cell.data.strip():
        pen.text((x, y), cell.data, fill=front, font=font_of(cell.bold, cell.italics))
    if cell.underscore:
        pen.line((x, y + HEIGHT - 2, x + WIDTH - 1, y + HEIGHT - 2), fill=front, width=2)
    if cell.strikethrough:
        pen.line((x, y + HEIGHT // 2, x + WIDTH - 1, y + HEIGHT // 2), fill=front, width=1)


def _draw_box(pen: ImageDraw.ImageDraw, x: int, y: int, number: int, front: str) -> None:
    up, right, down, left = (number // 27, number // 9 % 3, number // 3 % 3, number % 3)
    middle, centre = x + WIDTH // 2, y + HEIGHT // 2
    ends = {
        (middle, y, middle, centre): up, (middle, centre, x + WIDTH, centre): right,
        (middle, centre, middle, y + HEIGHT): down, (x, centre, middle, centre): left,
    }
    for (x0, y0, x1, y1), weight in ends.items():
        if weight == 2:
            pen.rectangle((x0 - 1, y0 - 1, x1 + (x1 == middle), y1 + (y1 == centre)), fill=front)
        elif weight:
            pen.line((x0, y0, x1, y1), fill=front)


def at_home(record: Record, example: int, place: str | None, language: str) -> TerminalApp:
    """Give the home screen of a learner who has done the lessons before padding, and its examples
    before one where they stopped."""
    shelf = read_shelf()
    for listed in shelf.lessons:
        overview = listed.overview
        if overview is None:
            continue
        last = example - 1 if listed.id == LEFT else overview.examples
        for number in range(1, last + 1):
            record.mark_done(listed.id, number, overview.digest)
        if listed.id == LEFT:
            record.save_place(LEFT, SavedPlace(example, place, overview.digest))
            break
    return HomeApp(shelf, "auto", language, record, driver_class=RecordingDriver)


async def screen_at(
    columns: int, rows: int, lesson: str, example: int, place: str | None, colours: str,
    keys: tuple[str, ...] = (), seconds: float = 0.0, language: str = "en",
) -> tuple[Terminal, str]:
    """Run the app at a size and give its screen and ground at a place, after some keys."""
    folder = tempfile.TemporaryDirectory()
    record = Record(Path(folder.name) / "progress.db")
    record.set_setting("theme", colours)
    app: TerminalApp
    if lesson == HOME:
        app = at_home(record, example, place, language)
    else:
        app = ConvtutorApp(
            read_lesson(find_lesson(lesson)), example, place, "auto", language, record,
            driver_class=RecordingDriver,
        )
    terminal = Terminal(columns, rows)
    async with app.run_test(headless=False, size=(columns, rows)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        if seconds:
            await asyncio.sleep(seconds)
            await pilot.pause()
        driver = app._driver
        if not isinstance(driver, RecordingDriver):
            raise TypeError("the app did not take the recording driver")
        terminal.feed(driver.taken())
        ground = app.screen.styles.background.hex
    record.close()
    folder.cleanup()
    return terminal, ground


def main(arguments: list[str]) -> int:
    """Draw the pictures, or the one described by the arguments."""
    wanted = list(PICTURES)
    folder = ROOT / "docs" / "pictures"
    keys: tuple[str, ...] = ()
    seconds, language = 0.0, "en"
    if arguments:
        out, columns, rows, lesson, example, place, colours, *rest = arguments
        keys = tuple(rest[0].split(",")) if rest and rest[0] else ()
        seconds = float(rest[1]) if len(rest) > 1 else 0.0
        language = rest[2] if len(rest) > 2 else "en"
        folder = Path.cwd()
        wanted = [(out, int(columns), int(rows), lesson, int(example), place, colours)]
    for name, width, height, lesson_name, number, at, theme in wanted:
        start = None if at in ("", "-") else at
        moment = screen_at(
            width, height, lesson_name, number, start, theme, keys, seconds, language
        )
        terminal, ground = asyncio.run(moment)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draw(terminal.cells(), ground).save(path, optimize=True)
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
