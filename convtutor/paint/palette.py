"""The only place of colours: one palette a theme, and the styles made from it.

Palette        the colours of a theme by role, as screen designers name them
Ink            a palette and a set of glyphs: gives the style of every tone and every cell
ON_ANY_GROUND  the styles of the tones in the terminal's own colours, where no theme is set
"""

from __future__ import annotations

from dataclasses import field

from rich.style import Style

from convtutor.data import dataclass
from convtutor.paint.glyphs import UNICODE, Glyphs
from convtutor.scene.grid import MET, MOVES, Cell, Role
from convtutor.scene.heat import LEVELS, MIDDLE
from convtutor.scene.text import Tone


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role; `colour` is False where only lightness may carry meaning."""

    name: str
    ground: str
    raised: str
    text: str
    dim: str
    pending: str
    frame: str
    rule: str
    accent: str
    tint: str
    window_frame: str
    tap_ground: str
    tap_text: str
    mismatch_text: str
    mismatch_ground: str
    on_mismatch: str
    agree: str
    colour: bool = True
    zero: str = "#1e1e1e"


DARK = Palette(
    "dark", "#15171c", "#1c1f26", "#d9dce2", "#8b92a0", "#6b7483", "#4b515d", "#343943",
    "#ffcf4a", "#302b19", "#f2c14e", "#ffcf4a", "#17130a", "#ff8088", "#7d1f2d", "#ffffff",
    "#8ccf9f",
)
LIGHT = Palette(
    "light", "#faf9f5", "#f1efe8", "#22252b", "#646a75", "#868a92", "#b3b5ba", "#d5d4ce",
    "#855b00", "#fff0bf", "#946800", "#ffc93c", "#1c1600", "#b0213a", "#b0213a", "#ffffff",
    "#2b6b40", zero="#f4f3ef",
)
NO_COLOUR = Palette(
    "none", "#101010", "#101010", "#d8d8d8", "#909090", "#757575", "#5a5a5a", "#3a3a3a",
    "#ffffff", "#101010", "#ffffff", "#f0f0f0", "#101010", "#ffffff", "#f0f0f0", "#101010",
    "#ffffff", colour=False,
)
ON_ANY_GROUND = {
    **dict.fromkeys(Tone, Style()),
    Tone.STRONG: Style(bold=True),
    Tone.DIM: Style(dim=True),
    Tone.FAINT: Style(dim=True),
    Tone.ACCENT: Style(color="yellow"),
    Tone.AGREE: Style(color="green"),
    Tone.MISMATCH: Style(color="bright_white", bgcolor="red", bold=True),
    Tone.WRONG: Style(color="red", bold=True),
}
NEGATIVE, POSITIVE = (47, 128, 237), (240, 140, 30)
PLAIN, TINTED = Cell(0.0), Cell(0.0, window=True)
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, NO_COLOUR)}


Colour = tuple[int, int, int]


def heat_colours(palette: Palette) -> tuple[Colour, ...]:
    """Give the colours of the levels of scene/heat, from blue for negative ones to orange."""
    zero = colour_of(palette.zero)
    colours = []
    for level in range(LEVELS):
        share = abs(level - MIDDLE) / MIDDLE
        end = NEGATIVE if level < MIDDLE else POSITIVE
        red, green, blue = (
            round(a + (b - a) * share) for a, b in zip(zero, end, strict=True)
        )
        colours.append((red, green, blue))
    return tuple(colours)


def colour_of(name: str) -> Colour:
    """Give red, green and blue of #rrggbb."""
    red, green, blue = bytes.fromhex(name[1:])
    return red, green, blue


def name_of(colour: Colour) -> str:
    """Write a colour as #rrggbb."""
    return "#" + bytes(colour).hex()


def luminance(colour: Colour) -> float:
    """Give the relative luminance of a colour. Source: WCAG 2.2."""
    shares = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_on(colour: Colour) -> str:
    """Give black or white, whichever contrasts more with a ground."""
    light = luminance(colour) + 0.05
    return "#000000" if light / 0.05 > 1.05 / light else "#ffffff"


@dataclass(slots=True)
class Ink:
    """The styles of a palette. Equal cells get the very same style object."""

    palette: Palette
    glyphs: Glyphs = UNICODE
    tones: dict[Tone, Style] = field(init=False)
    cells: dict[tuple[object, ...], Style] = field(default_factory=dict, init=False)
    heats: tuple[Style, ...] = field(init=False)

    def __post_init__(self) -> None:
        p = self.palette
        on = p.ground
        self.tones = {
            Tone.TEXT: Style(color=p.text, bgcolor=on),
            Tone.STRONG: Style(color=p.text, bgcolor=on, bold=True),
            Tone.DIM: Style(color=p.dim, bgcolor=on),
            Tone.FAINT: Style(color=p.pending, bgcolor=on),
            Tone.RULE: Style(color=p.rule, bgcolor=on),
            Tone.ACCENT: Style(color=p.accent, bgcolor=on, bold=True),
            Tone.TAP: Style(color=p.tap_text, bgcolor=p.tap_ground, bold=True),
            Tone.AGREE: Style(color=p.agree, bgcolor=on, bold=True),
            Tone.MISMATCH: Style(color=p.on_mismatch, bgcolor=p.mismatch_ground, bold=True),
            Tone.WRONG: Style(color=p.mismatch_text, bgcolor=on, bold=True),
        }
        self.heats = tuple(self._heat(level) for level in range(LEVELS))

    def _heat(self, level: int) -> Style:
        """Make the style of a level: without colour, large values are bold and 0 is dim."""
        p, away = self.palette, abs(level - MIDDLE)
        if not p.colour:
            return Style(
                color=p.text if away else p.pending, bgcolor=p.ground, bold=away > MIDDLE // 2
            )
        colour = heat_colours(p)[level]
        return Style(color=text_on(colour), bgcolor=name_of(colour))

    def halves(self, upper: Style, lower: Style) -> Style:
        """Give the style of a character whose upper half has the ground of one style and whose
        lower half that of another."""
        return self._style(
            ("halves", upper.bgcolor, lower.bgcolor), color=upper.bgcolor, bgcolor=lower.bgcolor
        )

    @property
    def now(self) -> Style:
        """Give the style of the one cell of a map that is being made."""
        return self.tones[Tone.TAP]

    @property
    def ground(self) -> Style:
        """Give the style of empty space."""
        return self._style("ground", bgcolor=self.palette.ground)

    @property
    def frame(self) -> Style:
        """Give the style of a tensor's thin edge."""
        return self._style("frame", color=self.palette.frame, bgcolor=self.palette.ground)

    @property
    def tinted_frame(self) -> Style:
        """Give the style of a thin edge within the window."""
        return self._style("tinted", color=self.palette.frame, bgcolor=self.palette.tint)

    @property
    def window_frame(self) -> Style:
        """Give the style of the window's heavy edge."""
        p = self.palette
        return self._style("window", color=p.window_frame, bgcolor=p.ground, bold=True)

    @property
    def rule(self) -> Style:
        """Give the style of a line that only separates."""
        return self._style("rule", color=self.palette.rule, bgcolor=self.palette.ground)

    @property
    def raised(self) -> Style:
        """Give the style of the footer's ground."""
        return self._style("raised", color=self.palette.dim, bgcolor=self.palette.raised)

    @property
    def marked(self) -> Style:
        """Give the style of the marked line of the listing."""
        return self._style("marked", color=self.palette.text, bgcolor=self.palette.tint, bold=True)

    def footer(self, tone: Tone) -> Style:
        """Give a tone on the footer's ground."""
        style = self.tones[tone]
        return self._style(("footer", tone), color=style.color, bgcolor=self.palette.raised,
                           bold=style.bold)

    def on_mark(self, tone: Tone) -> Style:
        """Give a tone on the marked line."""
        style = self.tones[tone]
        return self._style(("mark", tone), color=style.color, bgcolor=self.palette.tint,
                           bold=style.bold)

    def bracket(self) -> Style:
        """Give the style of a window's bracket between cells."""
        p = self.palette
        return self._style("bracket", color=p.window_frame, bgcolor=p.tint, bold=True)

    def blank(self, tinted: bool, raised: bool) -> Style:
        """Give the style of the empty column between cells: that of a plain cell, so that a row
        of them is sent as one piece."""
        return self.cell(TINTED if tinted else PLAIN, raised, text=True)

    def cell(self, cell: Cell, raised: bool, text: bool) -> Style:
        """Give the style of a cell's text, or of the space around it; DONE looks as PLAIN."""
        p = self.palette
        text = text and (cell.tap or bool(cell.mark) or cell.role is Role.LOST)
        role = Role.PLAIN if cell.role is Role.DONE else cell.role
        key = (role, cell.window, cell.tap, cell.current, raised, text, cell.mark)
        known = self.cells.get((key,))
        if known is not None:
            return known
        if cell.tap:
            return self._style(key, color=p.tap_text, bgcolor=p.tap_ground, bold=True,
                               underline=text)
        tinted = cell.window or cell.current or cell.mark in (MET, MOVES)
        on = p.tint if tinted else p.raised if raised else p.ground
        if cell.role is Role.MISMATCH:
            return self._style(key, color=p.mismatch_text, bgcolor=on, bold=True)
        if cell.mark:
            colour = p.accent if cell.current else p.text
            return self._style(key, color=colour, bgcolor=on, bold=cell.window or cell.current,
                               underline=text)
        if cell.current or cell.role is Role.CHANGED:
            return self._style(key, color=p.accent, bgcolor=on, bold=True)
        if cell.role is Role.PADDING:
            return self._style(key, color=p.dim, bgcolor=on, italic=True)
        if cell.role in (Role.PENDING, Role.HIDDEN):
            return self._style(key, color=p.pending, bgcolor=on)
        if cell.role is Role.AHEAD:
            return self._style(key, color=p.dim, bgcolor=on)
        if cell.role is Role.LOST:
            return self._style(key, color=p.dim, bgcolor=on, strike=text)
        return self._style(key, color=p.text, bgcolor=on, bold=cell.window)

    def _style(self, key: object, **attributes: object) -> Style:
        found = self.cells.get((key,))
        if found is None:
            found = self.cells[(key,)] = Style(**attributes)  # type: ignore[arg-type]
        return found
