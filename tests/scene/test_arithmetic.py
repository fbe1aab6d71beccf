"""The arithmetic adds up to what the cell shows, in every form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtutor.engine.listing import Fate
from convtutor.lesson.run import Run
from convtutor.scene.arithmetic import Arithmetic
from convtutor.scene.moment import Moment
from convtutor.scene.text import Line, Tone
from convtutor.steps import Cursor, Level
from convtutor.steps.numbers import number
from convtutor.words.wrapping import cell_width
from tests.engine.cases import floats, integers
from tests.scene.drawn import runs
from tests.scene.runs import RUNS, example, one_layer, scene_at

PICKS = st.integers(0, 10**6)


def plain(line: Line | None) -> str:
    """Give the text of a line, the blanks around the tap left out."""
    assert line is not None
    return "".join(span.text for span in line)


def filled(line: Line | None) -> list[str]:
    """Give what is filled as the tap."""
    assert line is not None
    return [span.text.strip() for span in line if span.tone is Tone.TAP]


def forms(run: Run, place: str, language: str = "en") -> Arithmetic:
    """Give the arithmetic of a place."""
    return scene_at(run, place, language).arithmetic


def test_every_term_stands_there_and_the_tap_is_filled() -> None:
    made = forms(example(2), "output[2,0].tap[1]")
    assert plain(made.unfolded) == "output[2,0] = ·0×0 +  3×1  + ·0×2 + 6×3"
    assert filled(made.unfolded) == ["3×1"]
    assert plain(made.running) == "sum  0 + 3 = 3"


def test_before_the_start_a_term_that_is_the_answer_itself_is_not_shown() -> None:
    run = one_layer("flatten", [[3.5, -2.0]])
    assert plain(scene_at(run, None).arithmetic.unfolded) == "output[0,0] = ·"
    assert plain(scene_at(run, "output[0,0]").arithmetic.unfolded) == "output[0,0] = 3.5"
    product = one_layer("conv2d", [[3.0]], [[2.0]])
    assert plain(scene_at(product, None).arithmetic.unfolded) == "output[0,0] = 3×2"


def test_terms_to_come_are_dim_and_those_added_are_not() -> None:
    made = forms(example(2), "output[2,0].tap[1]")
    assert made.unfolded is not None
    tones = {span.text: span.tone for span in made.unfolded if "×" in span.text}
    assert tones == {
        "·0×0": Tone.TEXT, " 3×1 ": Tone.TAP, "·0×2": Tone.DIM, "6×3": Tone.DIM
    }


def test_a_finished_element_shows_its_value_alone() -> None:
    made = forms(example(2), "output[2,0]")
    assert plain(made.running) == "sum  21"
    assert filled(made.unfolded) == []


def test_before_the_start_all_is_to_come() -> None:
    made = scene_at(example(2), None).arithmetic
    assert plain(made.unfolded) == "output[0,0] = ·0×0 + ·0×1 + ·0×2 + 0×3"
    assert plain(made.folded) == "output[0,0] = 4 taps to come"
    assert plain(made.running) == "sum  ·"
    assert [plain(form) for form in made.shorter()] == [
        "output[0,0] ·", "sum  ·", "output[0,0] = ·", "·"
    ]


def test_more_than_nine_terms_are_folded() -> None:
    made = forms(example(3), "output[1,7].tap[7]")
    assert made.unfolded is None
    assert plain(made.folded) == "output[1,7] = 10 from 7 taps +  8×1  + 7 taps to come"
    nine = one_layer("conv2d", [[1.0] * 9], [[2.0] * 9])
    assert forms(nine, "output[0,0]").unfolded is not None


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("output[1,7].tap[0]", "output[1,7] =  ·0×0  + 14 taps to come"),
        ("output[1,7].tap[1]", "output[1,7] = 0 from 1 tap +  ·0×1  + 13 taps to come"),
        ("output[1,7].tap[13]", "output[1,7] = 21 from 13 taps +  4×0  + 1 tap to come"),
        ("output[1,7].tap[14]", "output[1,7] = 21 from 14 taps +  ·0×2 "),
        ("output[1,7]", "output[1,7] = 21 from 15 taps"),
    ],
)
def test_folding_counts_one_tap_as_one(place: str, text: str) -> None:
    assert plain(forms(example(3), place).folded) == text


def test_a_negative_factor_keeps_its_sign_behind_the_times() -> None:
    run = one_layer("conv2d", [[4.0, -2.0]], [[-1.0, -3.0]])
    assert plain(forms(run, "output[0,0]").unfolded) == "output[0,0] = 4×-1 + -2×-3"


def test_the_bias_is_a_term() -> None:
    made = forms(example(5), "output[1,1].tap[4]")
    assert plain(made.unfolded) == "output[1,1] = 0×0 + 1×1 + 3×2 + 4×3 +  -10 "
    assert plain(made.running) == "sum  19 + -10 = 9"


def test_a_maximum_is_written_as_one() -> None:
    made = forms(RUNS["overhang"](), "output[1,1].tap[3]")
    assert plain(made.unfolded) == "output[1,1] = max(-3, -2, -1,  4 , 5, 6)"
    assert plain(made.running) == "largest  -1 → 4"
    assert plain(made.shorter()[0]) == "output[1,1] = max(-1,  4 ) = 4"


def test_a_folded_maximum_is_written_as_one_too() -> None:
    run = one_layer("max_pool2d", [[float(n) for n in range(12)]], kernel_size=(1, 11), stride=1)
    made = forms(run, "output[0,0].tap[5]")
    assert made.unfolded is None
    assert plain(made.folded) == "output[0,0] = max(4 from 5 taps,  5 , 5 taps to come)"
    assert plain(forms(run, "output[0,0]").folded) == "output[0,0] = 10 from 11 taps"


def test_what_lies_outside_a_pool_is_minus_infinity_with_its_dot() -> None:
    made = forms(RUNS["overhang"](), "output[0,0]")
    assert plain(made.unfolded) == "output[0,0] = max(·-inf, ·-inf, ·-inf, ·-inf, -11, -10)"


def test_a_blocked_term_says_so_and_adds_nothing() -> None:
    run = one_layer(
        "max_pool2d", [[1.0, 2.0, 0.0]], kernel_size=(1, 2), stride=1, grad_output=[[5.0, 7.0]]
    )
    made = forms(run, "grad_input[0,0].tap[0]")
    assert plain(made.unfolded) == "grad_input[0,0] =  5 blocked "
    assert plain(made.running) == "sum  0 + 0 = 0"
    both = forms(run, "grad_input[0,1]")
    assert plain(both.unfolded) == "grad_input[0,1] = 5 + 7"


def test_an_element_without_terms_is_0() -> None:
    run = one_layer("conv2d", [[1.0, 2.0, 3.0]], [[1.0]], stride=(1, 2))
    made = forms(run, "grad_input[0,1]")
    assert (plain(made.unfolded), plain(made.running)) == ("grad_input[0,1] = 0", "sum  0")


def test_chinese_says_the_same() -> None:
    made = forms(example(3), "output[1,7].tap[7]", "zh")
    assert plain(made.folded) == "output[1,7] = 10 来自 7 项 +  8×1  + 还有 7 项"
    assert plain(made.running) == "和  10 + 8 = 18"


def test_words_for_nan_and_infinity() -> None:
    made = forms(RUNS["nan"](), "output[1,1].tap[0]")
    assert filled(made.unfolded)[0].startswith("nan×")
    assert plain(made.running) == "sum  0 + nan = nan"


@given(run=st.one_of(runs("conv2d", integers), runs("conv2d", floats)), pick=PICKS, tap=PICKS)
def test_the_terms_add_up_to_the_running_value(run: Run, pick: int, tap: int) -> None:
    at = pick % len(run.timeline)
    step = run.timeline[at]
    if not step.taps:
        return
    tap %= len(step.taps)
    made = Arithmetic(Moment(Cursor(run.timeline, Level.TAP, at, tap), None, run.arrays), "en")
    chosen = step.taps[tap]
    before, after = number(step.partials[tap]), number(step.partials[tap + 1])
    assert plain(made.running) == f"sum  {before} + {number(chosen.product)} = {after}"
    factors = "×".join(number(read.value) for read in chosen.reads)
    assert [text.replace("·", "") for text in filled(made.folded)] == [factors]
    if made.unfolded is not None:
        assert len(re.split(r" \+ ", plain(made.unfolded))) == len(step.taps)
    assert chosen.fate is not Fate.BLOCKED


@given(run=runs("conv2d", floats), pick=PICKS, tap=PICKS)
def test_each_shorter_form_keeps_the_running_value(run: Run, pick: int, tap: int) -> None:
    at = pick % len(run.timeline)
    taps = len(run.timeline[at].taps)
    chosen = tap % (taps + 1) - 1
    cursor = Cursor(run.timeline, Level.ELEMENT, at)
    if chosen >= 0:
        cursor = Cursor(run.timeline, Level.TAP, at, chosen)
    moment = Moment(cursor, None, run.arrays)
    shorter = Arithmetic(moment, "en").shorter()
    assert moment.running is not None
    for form in shorter:
        assert number(moment.running) in [span.text for span in form]
    assert cell_width(plain(shorter[-1])) == len(number(moment.running))
