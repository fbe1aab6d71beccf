"""A lesson drawn: as lines and text, and as a recording of a terminal."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pyte
import pytest
from PIL import Image, ImageChops, ImageSequence

from convtutor.cli import main
from convtutor.errors import UsageError
from convtutor.lesson.text import Text
from convtutor.paint.sheet import Look, Sheet
from convtutor.records.cast import CASTS, COLUMNS, ROWS
from convtutor.records.form import no_progress
from convtutor.records.formats import FORMATS
from convtutor.records.gif import Brush
from convtutor.records.moments import moments_of
from convtutor.records.replayed import read_trace
from convtutor.records.selection import Selection, select
from convtutor.records.svg import MOST_STEPS, xml_text
from convtutor.steps import Level
from convtutor.words.visible import is_hidden
from tests.chromium import browsing
from tests.paint.screens import drawn_in, screen_of
from tests.records.lessons import lesson_named

IS_DRAWN = "document.documentElement.tagName === 'svg' && document.querySelector('style')"
NAMESPACE = "http://www.w3.org/2000/svg"
HOSTILE = (
    "</text><script>alert(1)</script>]]><foreignObject/>&amp;&#x0; \x1b]0;x\x07 \x1b[2J\x00 \ufffe "
    "\u202e \" onload=alert(2) http://example.com javascript:alert(3)"
)


def written(selection: Selection, kind: str) -> bytes:
    file = BytesIO()
    FORMATS[kind].write(selection, file, no_progress)
    return file.getvalue()


def hostile(name: str) -> Selection:
    text = Text({"en": HOSTILE})
    lesson = lesson_named(name)
    examples = tuple(
        replace(
            example, title=text, intro=text, why=text,
            notes=tuple(replace(note, text=text) for note in example.notes),
        )
        for example in lesson.examples
    )
    return select(replace(lesson, title=text, summary=text, examples=examples), "en", 2)


def texts_of(content: bytes) -> list[str]:
    root = ET.fromstring(content)  # noqa: S314  a drawing of our own
    return [element.text or "" for element in root.iter(f"{{{NAMESPACE}}}text")]


def test_a_drawing_shows_the_step_that_is_named() -> None:
    place = "conv1.output[2,0].tap[1]"
    content = written(select(lesson_named("padding"), "en", 2, first=place), "svg")
    texts = texts_of(content)
    assert "tap 2 of 4" in texts
    assert "3×1" in texts
    assert texts[-3:] == ["sum", "0 + 3 =", "3"]
    assert content.count(b"<g ") == 1


def test_a_strip_has_a_panel_a_step() -> None:
    lesson = lesson_named("padding")
    selection = select(
        lesson, "zh", 2, first="conv1.output[0,1]", last="conv1.output[1,1]"
    )
    content = written(selection, "svg")
    assert content.count(b"<g ") == len(selection.steps(selection.recorded[0])) == 5
    assert "19" in texts_of(content)


def test_a_strip_that_is_too_long_says_how_many_are_missing() -> None:
    selection = select(lesson_named("padding"), "en")
    content = written(selection, "svg")
    count = sum(len(part.run.timeline) for part in selection.recorded)
    assert content.count(b"<g ") == MOST_STEPS
    assert texts_of(content)[-1] == f"... and {count - MOST_STEPS:,} more"


@pytest.mark.parametrize("name", ["channels-out", "activations", "receptive-field", "sgd-step"])
def test_every_way_of_drawing_is_legal_xml_of_few_elements(name: str) -> None:
    root = ET.fromstring(written(select(lesson_named(name), "zh", 2), "svg"))  # noqa: S314
    found = {element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()}
    assert found == {"svg", "title", "style", "rect", "g", "text", "path"}
    assert [element.tag for element in root.iter() if "href" in "".join(element.attrib)] == []


def test_hostile_words_are_text_in_a_drawing(tmp_path: Path) -> None:
    content = written(hostile("padding"), "svg")
    root = ET.fromstring(content)  # noqa: S314  a drawing of our own
    tags = {element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()}
    assert not tags & {"script", "foreignObject", "a", "image", "use"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert re.findall(rb'="[^"]*(?:http|javascript)[^"]*"', content) == [
        b'="http://www.w3.org/2000/svg"'
    ]
    assert "alert(1)" in (root.findtext(f"{{{NAMESPACE}}}title") or "")
    path = tmp_path / "drawing.svg"
    path.write_bytes(content)
    with browsing(tmp_path) as browser:
        page = browser.open(path, IS_DRAWN)
        assert page.value("document.querySelectorAll('script').length") == 0
        assert browser.faults == []


def test_text_is_what_xml_allows() -> None:
    every = "".join(map(chr, [*range(0x20), 0x7F, 0xD800, 0xFFFE, 0xFFFF, 0x1F600]))
    element = ET.fromstring(f"<a>{xml_text(every)}</a>")  # noqa: S314
    assert element.text is not None
    assert element.text.count("\ufffd") == 32 - 3 + 3


def test_the_same_colours_stand_for_the_same_in_both_palettes(tmp_path: Path) -> None:
    content = written(select(lesson_named("padding"), "en", 2, first="conv1.output[2,0]"), "svg")
    path = tmp_path / "drawing.svg"
    path.write_bytes(content)
    ground = "getComputedStyle(document.querySelector('rect')).fill"
    with browsing(tmp_path) as browser:
        page = browser.open(path, IS_DRAWN)
        for scheme, colour in (("light", "rgb(250, 249, 245)"), ("dark", "rgb(21, 23, 28)")):
            feature = {"name": "prefers-color-scheme", "value": scheme}
            page.ask("Emulation.setEmulatedMedia", features=[feature])
            assert page.value(ground) == colour
        assert browser.faults == []


def test_a_drawing_is_the_same_bytes_every_time() -> None:
    lesson = lesson_named("padding")
    assert written(select(lesson, "en", 3), "svg") == written(select(lesson, "en", 3), "svg")


def recording(selection: Selection, version: int = 3) -> tuple[dict[str, object], list[list[Any]]]:
    """Give the head and the events of a recording."""
    file = BytesIO()
    CASTS[version].write(selection, file, no_progress)
    head, *events = map(json.loads, file.getvalue().splitlines())
    return head, events


def replayed(events: list[list[Any]]) -> Iterator[pyte.Screen]:
    """Give the terminal behind every event that writes to it."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for _, code, data in events:
        if code == "o" and data:
            stream.feed(data)
            yield screen


@pytest.mark.parametrize(
    ("name", "example", "language"),
    [("padding", 2, "en"), ("channels-in", 3, "zh"), ("conv-backward-input", 4, "en")],
)
def test_a_recording_is_the_screen_at_every_step(name: str, example: int, language: str) -> None:
    selection = select(lesson_named(name), language, example)
    _, events = recording(selection)
    moments = moments_of(selection, selection.recorded[0])
    scenes = [moments.beginning(), *moments.scenes()]
    for scene, screen in zip(scenes, replayed(events), strict=True):
        drawn = [screen_of(scene, COLUMNS, ROWS)]
        drawn += [found for way in scene.offered
                  if (found := drawn_in(scene, way, COLUMNS, ROWS)) is not None]
        wanted = ["".join(line).rstrip() for line in (found.text for found in drawn)]
        shown = "\n".join("".join(
            screen.buffer[y][x].data for x in range(COLUMNS)) for y in range(ROWS)).rstrip()
        assert shown in wanted


def test_a_part_that_changes_leaves_what_a_whole_screen_would() -> None:
    selection = select(lesson_named("padding"), "zh", 2)
    _, events = recording(selection)
    first, last = (select(lesson_named("padding"), "zh", 2, first=at, last=at)
                   for at in ("conv1.output[0,0]", "conv1.grad_weight[1,1]"))
    *_, stepped = replayed(events)
    *_, whole = replayed(recording(last)[1])
    assert stepped.buffer == whole.buffer
    *_, other = replayed(recording(first)[1])
    assert stepped.buffer != other.buffer


def test_one_event_a_step_and_a_marker_an_example() -> None:
    lesson = lesson_named("stride")
    selection = select(lesson, "en")
    head, events = recording(selection)
    assert head == {
        "version": 3, "term": {"cols": COLUMNS, "rows": ROWS}, "title": lesson.title.said("en")
    }
    steps = sum(len(part.run.timeline) for part in selection.recorded)
    codes = [code for _, code, _ in events]
    assert codes.count("o") == steps + len(lesson.examples)
    assert [data for _, code, data in events if code == "m"] == [
        f"{example.number} {example.title.said('en')}" for example in lesson.examples
    ]
    assert (codes[0], codes[-1]) == ("m", "x")


def test_the_older_version_counts_seconds_from_the_beginning() -> None:
    selection = select(lesson_named("stride"), "en", 2)
    head, newer = recording(selection)
    older_head, older = recording(selection, 2)
    assert (older_head["version"], older_head["width"], older_head["height"]) == (2, COLUMNS, ROWS)
    assert [event[1:] for event in older[:-1]] == [event[1:] for event in newer[:-1]]
    passed = 0.0
    for (since, *_), (at, *_) in zip(newer, older, strict=True):
        passed += since
        assert at == pytest.approx(passed)


def test_hostile_words_are_only_seen_in_a_recording() -> None:
    _, events = recording(hostile("padding"))
    drawn = re.compile(r"\x1b\[(?:[0-9;]*m|\d+;\d+H|2J|\?25l)")
    for _, code, data in events:
        rest = drawn.sub("", data) if code == "o" else data
        assert [character for character in rest if is_hidden(character)] == []
    assert sum(data.count("\x1b[2J") for _, _, data in events) == 1


def test_a_recording_is_the_same_bytes_every_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "a.cast", tmp_path / "b.cast"]
    for path in paths:
        assert main(["export", "stride", "--example", "2", "-o", str(path)]) == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert main(["export", "stride", "--cast-version", "2", "-o", str(tmp_path / "c.cast")]) == 0
    assert (tmp_path / "c.cast").read_bytes().startswith(b'{"version": 2,')
    assert main(["export", "stride", "--cast-version", "2", "-o", str(tmp_path / "c.svg")]) == 2
    assert "--cast-version" in capsys.readouterr().err


def pictures(content: bytes) -> list[Image.Image]:
    with Image.open(BytesIO(content)) as moving:
        return [frame.convert("RGB").copy() for frame in ImageSequence.Iterator(moving)]


def test_a_moving_picture_has_a_frame_a_step_that_shows_it() -> None:
    selection = select(lesson_named("stride"), "en", 2)
    content = written(selection, "gif")
    frames = pictures(content)
    moments = moments_of(selection, selection.recorded[0])
    scenes = [moments.beginning(), *moments.scenes()]
    assert len(frames) == len(scenes)
    for number in (0, 1, len(scenes) // 2, len(scenes) - 1):
        (cells,) = Sheet(80, 24, ("dark",)).draw(scenes[number])
        brush = Brush()
        alone = brush.drawn(cells)
        alone.putpalette([part for colour in brush.colours for part in colour])
        assert ImageChops.difference(alone.convert("RGB"), frames[number]).getbbox() is None
    assert ImageChops.difference(frames[0], frames[-1]).getbbox() is not None
    assert written(selection, "gif") == content


def test_a_heavy_frame_and_a_filled_cell_are_drawn_as_such() -> None:
    look = Look("#ffffff", "#000000")
    tap = Look("#000000", "#ffcf4a")
    brush = Brush()
    image = brush.drawn([[("┃", look), ("─", look), (" ", tap)]])
    image.putpalette([part for colour in brush.colours for part in colour])
    dots = image.convert("RGB")
    assert [dots.getpixel((x, 3)) == (255, 255, 255) for x in range(10)].count(True) == 3
    assert [dots.getpixel((13, y)) == (255, 255, 255) for y in range(20)].count(True) == 1
    assert dots.getpixel((25, 10)) == (255, 207, 74)


def test_a_moving_picture_of_too_many_frames_is_refused() -> None:
    with pytest.raises(UsageError, match="take one --example"):
        written(select(lesson_named("padding"), "en"), "gif")


@pytest.mark.parametrize("kind", ["gif", "svg", "cast"])
def test_hostile_words_can_be_drawn(kind: str) -> None:
    part = hostile("stride")
    assert written(part, kind)
    assert written(replace(part, level=Level.CHANNEL), kind)


@pytest.mark.parametrize("kind", ["py", "ipynb", "svg", "cast", "gif"])
def test_a_trace_that_was_read_back_is_written_as_the_lesson_is(kind: str, tmp_path: Path) -> None:
    selection = select(lesson_named("padding"), "en", 2)
    path = tmp_path / "trace.json"
    path.write_bytes(written(selection, "json"))
    back = read_trace(path).selection
    ours, theirs = (written(part, kind) for part in (selection, back))
    if kind not in ("py", "ipynb"):  # their heads and intros are not in a trace
        assert len(theirs) > len(ours) // 2
        return
    assert b"conv1_output(" in theirs
    assert theirs.count(b"compare(") == ours.count(b"compare(")
