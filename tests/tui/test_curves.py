"""c shows the curves of a training run one by one, in place of the panes below."""

from __future__ import annotations

import pytest

from convtutor.lesson.schema import Lesson
from convtutor.progress.record import Record
from tests.lesson.training import WEIGHT
from tests.lesson.written import HEAD
from tests.scene.test_curves import CURVES
from tests.tui.lessons import made, padding
from tests.tui.showing import in_loop, showing

SIZES = [(80, 24), (120, 40), (200, 60)]


def training() -> Lesson:
    return made((WEIGHT + CURVES).removeprefix(HEAD))


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_each_press_shows_the_next_curve_and_the_last_one_none(
    record: Record, size: tuple[int, int]
) -> None:
    async with showing(record, size, training(), place="loss1@2.output") as shown:
        assert "c curve" in shown.text
        await shown.press("c")
        assert "loss 1/2 step 2: 1" in " ".join(shown.text.split())
        assert (shown.text.count("●"), shown.text.count("○")) == (2, 1)
        await shown.press("c")
        assert "weight and loss 2/2 step 2: (1, 1)" in " ".join(shown.text.split())
        await shown.press("c")
        assert "●" not in shown.text


@in_loop
async def test_the_curve_goes_on_with_the_steps(record: Record) -> None:
    async with showing(record, lesson=training(), place="sgd1@1.output[0,0]") as shown:
        await shown.press("c")
        assert (shown.text.count("●"), shown.text.count("○")) == (1, 2)
        await shown.press("right")
        assert (shown.text.count("●"), shown.text.count("○")) == (2, 1)


@in_loop
async def test_an_example_without_curves_offers_none_and_says_so(record: Record) -> None:
    async with showing(record, (200, 60), padding()) as shown:
        assert "c curve" not in shown.text
        await shown.press("c")
        assert "This example has no curves." in " ".join(shown.text.split())


@in_loop
async def test_the_curve_and_the_check_take_turns(record: Record) -> None:
    async with showing(record, lesson=training()) as shown:
        await shown.press("c")
        assert shown.screen.curve == 1
        shown.screen.torch_open, shown.screen.curve = True, 0
        await shown.press("c")
        assert (shown.screen.torch_open, shown.screen.curve) == (False, 1)
        await shown.press("escape")
        assert shown.screen.curve == 0


@in_loop
async def test_a_changed_rate_is_drawn_at_once(record: Record) -> None:
    async with showing(record, lesson=training()) as shown:
        await shown.press("c", "e", *"sgd1.lr = 0.5", "enter")
        assert shown.screen.curve == 1
        assert "step 3: 0" in " ".join(shown.text.split())
