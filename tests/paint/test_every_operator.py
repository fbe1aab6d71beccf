"""Every operator can be looked at: each pass of it is told, drawn and written, in any shape."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.ops import OPERATORS
from convtutor.scene.narration import stage_key
from convtutor.scene.scene import Scene, SceneBuilder
from convtutor.steps import Cursor, Level
from convtutor.words import LANGUAGES, is_said
from tests.engine.cases import floats, integers
from tests.engine.families import CASES
from tests.paint.screens import screen_of
from tests.scene.drawn import run_of

# Told from the rule alone: what slides a window of products or of maxima, and the gate.
TOLD_FROM_THE_RULE = {
    "conv1d", "conv2d", "conv_transpose1d", "conv_transpose2d", "max_pool1d", "max_pool2d",
    "adaptive_max_pool2d", "relu",
}
every_operator = pytest.mark.parametrize("name", OPERATORS)


@every_operator
@settings(max_examples=20)
@given(data=st.data())
def test_every_pass_has_a_sentence_of_its_own(name: str, data: st.DataObject) -> None:
    case = data.draw(CASES[name](integers))
    if name not in TOLD_FROM_THE_RULE:
        for rule in case.operator.passes(case.shapes, case.params):
            assert is_said(stage_key(name, rule.target)), (name, rule.target)


@every_operator
@settings(max_examples=25)
@given(data=st.data(), pick=st.integers(0, 10**6), language=st.sampled_from(LANGUAGES))
def test_any_step_is_shown_whole(
    name: str, data: st.DataObject, pick: int, language: str
) -> None:
    case = data.draw(CASES[name](data.draw(st.sampled_from([integers, floats]))))
    run = run_of(case)
    if not len(run.timeline):
        return
    traces = [trace for trace in run.timeline.traces if len(trace)]
    trace = traces[pick % len(traces)]
    step = trace[pick // 7 % len(trace)]
    at = run.timeline.step_at(step.place())
    taps = [None, *range(len(step.taps))]
    tap = taps[pick // 3 % len(taps)]
    cursor = Cursor(run.timeline, Level.ELEMENT if tap is None else Level.TAP, at, tap)
    scene: Scene = SceneBuilder(run, "test", language).scene(cursor)
    assert scene.words
    for width, height in ((80, 24), (120, 40)):
        assert screen_of(scene, width, height).problems() == []
