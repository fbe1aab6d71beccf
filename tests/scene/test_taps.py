"""The table of taps holds the taps, around the current one."""

from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.listing import Fate
from convtutor.lesson.run import Run
from convtutor.scene.moment import Moment
from convtutor.scene.taps import tap_table
from convtutor.steps import Cursor, Level
from tests.engine.cases import integers, with_gaps
from tests.scene.drawn import runs
from tests.scene.runs import RUNS, example, reflect, scene_at

PICKS = st.integers(0, 10**6)


def test_reads_products_and_running_values_stand_in_rows() -> None:
    table = tap_table(scene_at(example(2), "output[2,0].tap[1]").moment, "en", 10)
    rows = [
        ([(read.sign, read.value, read.place) for read in row.reads], row.product, row.running)
        for row in table.rows
    ]
    assert rows == [
        ([("·", 0.0, "padding"), ("", 0.0, "[0,0]")], 0.0, 0.0),
        ([("", 3.0, "[1,0]"), ("", 1.0, "[0,1]")], 3.0, 3.0),
        ([("·", 0.0, "padding"), ("", 2.0, "[1,0]")], 0.0, None),
        ([("", 6.0, "[2,0]"), ("", 3.0, "[1,1]")], 18.0, None),
    ]
    assert [row.current for row in table.rows] == [False, True, False, False]
    assert (table.arrays, table.product, table.total) == (("input", "kernel"), "product", "sum")


def test_a_copy_names_the_element_it_shows() -> None:
    table = tap_table(scene_at(reflect(), "output[0,0]").moment, "en", 10)
    assert [(row.reads[0].sign, row.reads[0].place) for row in table.rows] == [
        ("·", "[1,1]"), ("·", "[1,0]"), ("·", "[0,1]"), ("", "[0,0]")
    ]


def test_plain_reads_have_no_product_and_a_maximum_has_no_sum() -> None:
    table = tap_table(scene_at(RUNS["overhang"](), "output[0,0]").moment, "zh", 10)
    assert (table.arrays, table.product, table.total) == (("input",), "", "最大")


def test_the_bias_is_told_from_the_input_above_it() -> None:
    table = tap_table(scene_at(example(5), "output[1,1]").moment, "en", 10)
    assert [row.reads[0].place for row in table.rows] == [
        "[0,0]", "[0,1]", "[1,0]", "[1,1]", "bias[0]"
    ]


@given(run=st.one_of(runs("conv2d", integers), runs("max_pool2d", with_gaps)),
       pick=PICKS, tap=PICKS, most=st.integers(1, 12))
def test_the_rows_in_view_are_the_step_s_and_hold_the_current_one(
    run: Run, pick: int, tap: int, most: int
) -> None:
    at = pick % len(run.timeline)
    taps = run.timeline[at].taps
    chosen = tap % len(taps) if taps else None
    level = Level.ELEMENT if chosen is None else Level.TAP
    moment = Moment(Cursor(run.timeline, level, at, chosen), None, run.arrays)
    table = tap_table(moment, "en", most)
    assert len(table.rows) == min(most, len(taps))
    assert [row.number for row in table.rows if row.current] == [chosen] * (chosen is not None)
    for row in table.rows:
        tap_shown = taps[row.number]
        assert [repr(read.value) for read in row.reads] == [
            repr(read.value) for read in tap_shown.reads
        ]
        blocked = tap_shown.fate is Fate.BLOCKED
        assert repr(row.product) == repr(None if blocked else tap_shown.product)
        partial = moment.step.partials[row.number + 1]
        done = row.number < moment.taps_done
        assert repr(row.running) == repr(partial if done else None)
