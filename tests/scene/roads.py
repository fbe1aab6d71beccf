"""Roads for the tests of home: lessons as lists show them, without files."""

from pathlib import Path

from convtutor.lesson.header import Header
from convtutor.lesson.overview import Overview
from convtutor.lesson.shelf import Listed, Shelf
from convtutor.lesson.text import Text
from convtutor.progress.record import Learned, SavedPlace
from convtutor.scene.home import Home, home_of
from convtutor.scene.road import Road, road_of

SECTIONS = (("the window", "窗口"), ("channels", "通道"), ("going back", "反向"))
PLACE = "conv1.output[0,0,2,0].tap[1]"


def listed(
    name: str, section: int | None = 0, examples: int = 5, needs: tuple[str, ...] = (),
    minutes: int = 10, title: str = "", chinese: str = "填充",
) -> Listed:
    """Give a lesson as a list shows it."""
    en, zh = SECTIONS[section] if section is not None else ("", "")
    header = Header(
        name, Text({"en": title or name.capitalize(), "zh": chinese}),
        Text({"en": f"What {name} is for.", "zh": "有什么用。"}), minutes, needs, None, 1,
        None if section is None else Text({"en": en, "zh": zh}),
    )
    return Listed(name, Path(f"{name}.toml"), Overview(header, examples, f"{name} text"))


def broken(name: str) -> Listed:
    """Give a lesson that cannot be read."""
    return Listed(name, Path(f"{name}.toml"), None, (f"{name}.toml:3: not valid TOML", "more"))


def four(learned: Learned | None = None) -> Road:
    """Give four lessons: one done, one begun and left, one that needs both, one broken."""
    known = learned or Learned(
        {"padding": SavedPlace(2, PLACE, "padding text")},
        {"tensors": {1: "tensors text", 2: "tensors text"},
         "padding": {1: "padding text", 2: "older text", 9: "older text"}},
    )
    lessons = (
        listed("tensors", examples=2, minutes=8),
        listed("padding", needs=("tensors",), minutes=12),
        listed("stride", 1, 4, ("tensors", "padding"), 7, "Stride", "步幅"),
        broken("wrong"),
    )
    return road_of(Shelf(lessons, ("own: cannot be read",)), known)


def many(count: int) -> Home:
    """Give the home screen of so many lessons, in sections of seven."""
    lessons = tuple(
        listed(f"lesson-{at:02}", min(at // 7, 2), 3 + at % 4) for at in range(count)
    )
    return home_of(road_of(Shelf(lessons), Learned()), "en")
