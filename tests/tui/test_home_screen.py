"""Home: choosing, searching, opening a lesson, coming back to a row that knows what was done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from convtutor.paint.palette import LIGHT
from convtutor.progress.record import Record, SavedPlace
from convtutor.tui.keys import HOME_KEYS
from convtutor.tui.screens.keys import KeysScreen
from convtutor.tui.screens.lesson import LessonScreen
from tests.tui.home import AtHome, at_home, write_course
from tests.tui.showing import in_loop

NAMES = ("alpha", "beta", "gamma", "delta")
Effect = Callable[[AtHome, str], Awaitable[None]]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course", *NAMES)


async def moves_up(shown: AtHome, key: str) -> None:
    await shown.press("down", "down", key)
    assert shown.chosen == "beta"


async def moves_down(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert shown.chosen == "beta"


async def goes_to_the_first(shown: AtHome, key: str) -> None:
    await shown.press("down", "down", key)
    assert shown.chosen == "alpha"


async def goes_to_the_last(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert shown.chosen == "wrong"
    assert "not valid TOML" in shown.text


async def opens(shown: AtHome, key: str) -> None:
    await shown.press("down", key)
    assert isinstance(shown.app.screen, LessonScreen)
    assert shown.lines[1].strip().startswith("beta › 1 one")


async def searches(shown: AtHome, key: str) -> None:
    await shown.press(key, *"eta")
    assert shown.chosen == "beta"
    assert "eta" in shown.lines[-1]
    assert not any("○  gamma" in line for line in shown.lines)


async def ends_the_search(shown: AtHome, key: str) -> None:
    await shown.press("slash", *"delta")
    await shown.press(key)
    assert shown.chosen == "delta"
    assert shown.row("alpha")
    assert "/ search" in shown.lines[-1]


async def changes_the_colours(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert shown.home.styles.background.hex.lower() == LIGHT.ground


async def lists_the_keys(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert isinstance(shown.app.screen, KeysScreen)
    assert "open the chosen lesson where it was left" in shown.text
    await shown.press("x")
    assert shown.row("alpha")


async def leaves(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert not shown.app.is_running
    assert shown.app.return_value == 0


async def says_that_nothing_is_due(shown: AtHome, key: str) -> None:
    await shown.press(key)
    assert shown.app.screen is shown.home
    assert "No question is due today" in " ".join(shown.text.split())


EFFECTS: dict[str, Effect] = {
    "choose(-1)": moves_up, "choose(1)": moves_down, "turn(-1)": goes_to_the_first,
    "turn(1)": goes_to_the_last, "first": goes_to_the_first, "last": goes_to_the_last,
    "open": opens, "review": says_that_nothing_is_due, "search": searches,
    "close": ends_the_search, "theme": changes_the_colours,
    "keys": lists_the_keys, "leave": leaves,
}


def test_every_action_of_the_table_is_tried() -> None:
    assert {key.action for key in HOME_KEYS} == set(EFFECTS)


@pytest.mark.parametrize(
    ("action", "key"), [(entry.action, key) for entry in HOME_KEYS for key in entry.keys.split(",")]
)
def test_a_key_does_what_the_table_says(
    record: Record, course: Path, action: str, key: str
) -> None:
    @in_loop
    async def run() -> None:
        async with at_home(course, record) as shown:
            await EFFECTS[action](shown, key)

    run()


@in_loop
async def test_the_lesson_to_go_on_with_is_chosen_first(record: Record, course: Path) -> None:
    digest = "any"
    for number in (1, 2):
        record.mark_done("alpha", number, digest)
    async with at_home(course, record) as shown:
        assert shown.chosen == "beta"
        assert shown.row("alpha").split()[2:4] == ["●", "alpha"]
    record.save_place("delta", SavedPlace(2, None, digest))
    async with at_home(course, record) as shown:
        assert shown.chosen == "delta"
        assert "stopped at start of example 2" in " ".join(shown.text.split())


@pytest.mark.parametrize("leaving", ["q", "escape"])
def test_a_lesson_leads_back_to_a_row_that_knows_what_was_done(
    record: Record, course: Path, leaving: str
) -> None:
    @in_loop
    async def run() -> None:
        async with at_home(course, record) as shown:
            await shown.press("enter")
            assert "q home" in shown.lines[-1]
            await shown.press("end", leaving)
            assert shown.app.screen is shown.home
            assert "1 of 2" in shown.row("alpha")
            assert "enter continue alpha" in shown.lines[-1]
            await shown.press("enter")
            assert shown.place == "conv1.grad_weight[0,0,0,1]"
            await shown.press("right_square_bracket", "end", leaving)
            assert "● alpha" in " ".join(shown.row("alpha").split())
            assert "2 of 2" in shown.row("alpha")
            assert "1 of 4 lessons done" in shown.lines[1]
            assert "enter begin beta" in shown.lines[-1]

    run()


@in_loop
async def test_escape_closes_a_panel_of_a_lesson_before_it_leads_back(
    record: Record, course: Path
) -> None:
    async with at_home(course, record, (80, 24)) as shown:
        await shown.press("enter", "l", "escape")
        assert isinstance(shown.app.screen, LessonScreen)
        await shown.press("g", "escape")
        assert isinstance(shown.app.screen, LessonScreen)
        await shown.press("escape")
        assert shown.app.screen is shown.home


@in_loop
async def test_colours_chosen_in_a_lesson_hold_at_home(record: Record, course: Path) -> None:
    async with at_home(course, record) as shown:
        await shown.press("enter", "T", "q")
        assert shown.home.styles.background.hex.lower() == LIGHT.ground


@in_loop
async def test_a_place_that_is_gone_is_told_in_the_lesson(record: Record, course: Path) -> None:
    record.save_place("beta", SavedPlace(7, "conv9.output[1]", "older"))
    async with at_home(course, record) as shown:
        assert shown.chosen == "beta"
        await shown.press("enter")
        assert "The lesson has changed since you stopped at conv9.output[1]" in shown.text
        await shown.press("enter")
        assert isinstance(shown.app.screen, LessonScreen)


@in_loop
async def test_a_lesson_with_faults_behind_its_head_says_so_and_the_rest_goes_on(
    record: Record, course: Path
) -> None:
    path = course / "beta.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("conv2d", "conv9d"), encoding="utf-8")
    async with at_home(course, record) as shown:
        await shown.press("down")
        await shown.press("enter")
        assert shown.app.screen is shown.home
        assert "conv9d" in shown.text
        await shown.press("end", "enter")
        assert shown.app.screen is shown.home
        await shown.press("home", "enter")
        assert isinstance(shown.app.screen, LessonScreen)


@in_loop
async def test_the_picture_of_the_chosen_lesson_comes_by_itself(
    record: Record, course: Path
) -> None:
    record.save_place("alpha", SavedPlace(1, "conv1.output[0,0,1,1]", "d"))
    async with at_home(course, record) as shown:
        await shown.until("input 2x3".replace(" ", "  "))
        assert "3 [ 4   5 ]" in shown.text
        await shown.press("end")
        assert "[ 4" not in shown.text


@in_loop
async def test_typing_in_a_search_chooses_with_the_arrows_and_opens_with_enter(
    record: Record, course: Path
) -> None:
    async with at_home(course, record, (80, 24)) as shown:
        await shown.press("slash", *"a summary")
        assert "No lesson has that" in " ".join(shown.text.split())
        await shown.press(*["backspace"] * 9)
        assert shown.row("alpha")
        await shown.press(*"small", "down", "down", "enter")
        assert shown.lines[0].strip().startswith("gamma ›")
        await shown.press("q")
        assert shown.chosen == "gamma"
        assert shown.row("alpha")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_home_is_whole_at_every_size_and_after_a_resize(
    record: Record, course: Path, size: tuple[int, int], language: str
) -> None:
    @in_loop
    async def run() -> None:
        async with at_home(course, record, (100, 30), language) as shown:
            await shown.press("down", "down")
            await shown.resize(*size)
            assert "convtutor" in shown.lines[0] + shown.lines[1]
            assert "▸  gamma" in shown.row("gamma")
            assert "gamma" in shown.lines[-1]
            await shown.resize(59, 18)
            assert "60x18" in shown.text
            await shown.resize(*size)
            assert "▸  gamma" in shown.row("gamma")

    run()


@in_loop
async def test_a_list_longer_than_the_screen_turns_by_pages(
    record: Record, tmp_path: Path
) -> None:
    names = [f"lesson-{at:02}" for at in range(40)]
    async with at_home(write_course(tmp_path / "long", *names), record, (80, 24)) as shown:
        assert "↓" in shown.lines[21]
        await shown.press("pagedown")
        assert shown.chosen != "lesson-00"
        assert "↑" in shown.lines[3]
        await shown.press("pageup")
        assert "lesson-00" in shown.lines[4]
        await shown.press("end")
        assert "wrong" in shown.text


@in_loop
async def test_no_color_leaves_home_without_colours(
    record: Record, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_home(course, record) as shown:
        await shown.press("T")
        assert "NO_COLOR is set" in " ".join(shown.text.split())


@in_loop
async def test_a_course_without_lessons_says_so(record: Record, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with at_home(tmp_path / "empty", record) as shown:
        await shown.press("enter", "down", "pagedown", "slash", "x", "enter", "escape")
        assert "There are no lessons here." in shown.text
