"""The head says where we are at every level, and how far the pass is."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.scene.head import Head, head_of
from convtutor.scene.moment import Moment
from convtutor.scene.scene import SceneBuilder
from convtutor.steps import Cursor, Level, cursor_at_start, parse_place
from convtutor.words import LANGUAGES
from convtutor.words.wrapping import cell_width
from tests.lesson.training import WEIGHT, run_of
from tests.scene.runs import example, moved, network, one_layer, walks

RUN = network()


def head_at(place: str | None, level: Level | None = None, language: str = "en") -> Head:
    """Give the head at a place of the small network, finished at a level."""
    cursor = cursor_at_start(RUN.timeline)
    if place is not None:
        cursor = cursor.goto(parse_place(place, RUN.timeline))
    while level is not None and cursor.level is not level:
        cursor = cursor.out()
    return head_of(Moment(cursor, None, RUN.arrays), "padding", "2 one ring", language)


@pytest.mark.parametrize(
    ("place", "level", "crumbs", "count"),
    [
        (None, None, ("conv1", "forward", "start (level element)"), "window 0 of 30"),
        ("conv1.output[1,0,2].tap[4]", None,
         ("conv1", "forward", "output[1,0,2]", "tap 5 of 7"), "window 18 of 30"),
        ("conv1.output[1,0,2]", None, ("conv1", "forward", "output[1,0,2]"), "window 18 of 30"),
        ("conv1.output[1,0,2]", Level.CHANNEL,
         ("conv1", "forward", "output, channel 1"), "window 30 of 30"),
        ("conv1.output[0,0,2]", Level.PASS,
         ("conv1", "forward", "output, the whole pass"), "window 30 of 30"),
        ("conv1.grad_weight[0,0,0,0]", Level.LAYER,
         ("conv1", "the whole layer, backward"), "cell 2 of 2"),
        ("relu1.output[0,0,0]", Level.NETWORK,
         ("the whole network, forward and backward",), "cell 2 of 2"),
        ("relu1.output[0,0,0]", None, ("relu1", "forward", "output[0,0,0]"), "cell 1 of 30"),
    ],
)
def test_the_crumbs_end_with_where_we_are(
    place: str | None, level: Level | None, crumbs: tuple[str, ...], count: str
) -> None:
    made = head_at(place, level)
    assert made.crumbs == ("padding", "2 one ring", *crumbs)
    assert made.count == count


def test_chinese_crumbs() -> None:
    made = head_at("conv1.output[1,0,2].tap[4]", None, "zh")
    assert made.crumbs[-3:] == ("前向", "output[1,0,2]", "第 5 项（共 7 项）")
    assert made.count == "第 18 个窗口，共 30 个"
    assert head_at(None, None, "zh").crumbs[-1] == "起点（一步一个元素）"


@pytest.mark.parametrize("language", LANGUAGES)
@given(moves=walks())
def test_the_count_is_never_wider_than_its_room(language: str, moves: list[str | int]) -> None:
    cursor = cursor_at_start(RUN.timeline)
    for move in moves:
        cursor = moved(cursor, move)
        made = head_of(Moment(cursor, None, RUN.arrays), "padding", "2", language)
        assert cell_width(made.count) <= made.widest
        assert 0 <= made.done <= 1
        assert 0 <= made.doing <= 1
        assert made.done + made.doing <= 1.0000001


@given(pick=st.integers(0, 10**6))
def test_the_bar_moves_on_with_every_tap(pick: int) -> None:
    run = example(3)
    cursor = cursor_at_start(run.timeline).goto(
        run.timeline[pick % 64].place(pick % 15)
    )
    following = cursor.next()
    if following.step >= 64:
        return
    before, after = (
        head_of(Moment(at, None, run.arrays), "padding", "3", "en").done
        for at in (cursor, following)
    )
    assert after == pytest.approx(before + 1 / 64 / 15)


def test_thousands_get_commas_in_the_count() -> None:
    run = one_layer("relu", np.zeros((1, 1, 40, 50)))
    moment = Moment(Cursor(run.timeline, Level.ELEMENT, 1499), None, run.arrays)
    assert head_of(moment, "a", "b", "en").count == "cell 1,500 of 2,000"


def test_of_a_batch_the_crumb_names_sample_and_channel() -> None:
    run = network(2)
    cursor = cursor_at_start(run.timeline).next().out()
    assert cursor.level is Level.CHANNEL
    crumbs = head_of(Moment(cursor, None, run.arrays), "a", "b", "en").crumbs
    assert crumbs[-1] == "output, channel 0,0"


@pytest.mark.parametrize(("language", "crumb"), [("en", "step 2 of 3"), ("zh", "第 2 步，共 3 步")])
def test_a_training_run_says_which_of_its_steps_it_is_in(
    tmp_path: Path, language: str, crumb: str
) -> None:
    run = run_of(tmp_path, WEIGHT)
    builder = SceneBuilder(run, "small", language)
    start = cursor_at_start(run.timeline)
    cursor = start.goto(parse_place("linear1@2.grad_weight[0,0]", run.timeline))
    crumbs = builder.scene(cursor).head.crumbs
    assert crumbs[2:4] == (crumb, "linear1@2")
    whole = builder.scene(Cursor(run.timeline, Level.REPEAT, cursor.step)).head.crumbs
    assert whole[2] == crumb
    assert len(whole) == 4
    end = builder.scene(Cursor(run.timeline, Level.NETWORK, len(run.timeline) - 1))
    assert all(part != crumb for part in end.head.crumbs)
