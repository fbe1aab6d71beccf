"""The loops shown read as Python, say no more than they need, and name what they set."""

import ast
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine.arrays import Shapes
from convtutor.engine.finish import FUNCTIONS
from convtutor.engine.geometry import PADDING_MODES, source_of
from convtutor.engine.listing import (
    LineKind,
    Listing,
    ListingWriter,
    left_out_axes,
    place_expression,
    single,
    source_expression,
    subscript,
)
from convtutor.engine.ops import OPERATORS
from tests.engine.cases import Case, integers
from tests.engine.families import CASES
from tests.engine.witnesses import environment

every_operator = pytest.mark.parametrize("name", OPERATORS)

PADDED = """\
for y in range(4):
    for x in range(5):
        total = 0
        for i in range(2):
            for j in range(2):
                row, col = y - 1 + i, x - 1 + j
                if 0 <= row < 3 and 0 <= col < 4:
                    total += input[row, col] * weight[i, j]
        output[y, x] = total
"""
POOLED = """\
for c in range(2):
    for y in range(2):
        for x in range(2):
            largest = -inf
            for i in range(2):
                for j in range(2):
                    row, col = y*2 + i, x*2 + j
                    if 0 <= row < 3:
                        if input[c, row, col] > largest or isnan(input[c, row, col]):
                            largest = input[c, row, col]
            output[c, y, x] = largest
"""


def listing(name: str, target: str, shapes: Shapes, **keywords: object) -> Listing:
    operator = OPERATORS[name]
    rules = operator.passes(shapes, operator.params(**keywords))
    return next(rule.listing for rule in rules if rule.target == target)


def test_the_loops_of_a_padded_convolution() -> None:
    shapes = {"input": (1, 1, 3, 4), "weight": (1, 1, 2, 2)}
    assert listing("conv2d", "output", shapes, padding=1).source() == PADDED


def test_the_loops_of_a_pool_that_hangs_over() -> None:
    loops = listing("max_pool2d", "output", {"input": (1, 2, 3, 4)}, kernel_size=2, ceil_mode=True)
    assert loops.source() == POOLED
    assert loops.squeezed == {"input": (0,), "output": (0,)}


@pytest.mark.parametrize(
    ("target", "channels", "filters", "groups", "line"),
    [
        ("output", 3, 3, 3, "total += input[o, row, col] * weight[o, i, j]"),
        ("output", 6, 3, 3, "total += input[o * 2 + c, row, col] * weight[o, c, i, j]"),
        ("output", 2, 4, 2, "total += input[o // 2, row, col] * weight[o, i, j]"),
        ("output", 4, 4, 2, "total += input[o // 2 * 2 + c, row, col] * weight[o, c, i, j]"),
        ("output", 2, 3, 1, "total += input[c, row, col] * weight[o, c, i, j]"),
        ("output", 1, 3, 1, "total += input[row, col] * weight[o, i, j]"),
        ("grad_input", 3, 3, 3, "total += grad_output[c, y, x] * weight[c, i, j]"),
        ("grad_input", 6, 3, 3, "total += grad_output[c // 2, y, x] * weight[c // 2, c % 2, i, j]"),
        ("grad_input", 2, 4, 2, "total += grad_output[c * 2 + o, y, x] * weight[c * 2 + o, i, j]"),
        ("grad_input", 2, 3, 1, "total += grad_output[o, y, x] * weight[o, c, i, j]"),
        ("grad_input", 2, 1, 1, "total += grad_output[y, x] * weight[c, i, j]"),
        ("grad_weight", 2, 4, 2, "total += input[o // 2, row, col] * grad_output[o, y, x]"),
        ("grad_bias", 2, 4, 2, "total += grad_output[o, y, x]"),
        ("grad_bias", 1, 1, 1, "total += grad_output[y, x]"),
    ],
)
def test_the_product_of_every_grouping_in_its_shortest_form(
    target: str, channels: int, filters: int, groups: int, line: str
) -> None:
    shapes = {
        "input": (1, channels, 3, 4), "weight": (filters, channels // groups, 2, 2),
        "bias": (filters,),
    }
    loops = listing("conv2d", target, shapes, groups=groups)
    assert line in [written.text for written in loops.lines]


def test_one_filter_adds_bias_0_and_several_add_their_own() -> None:
    for filters, line in ((1, "total += bias[0]"), (2, "total += bias[o]")):
        shapes = {"input": (1, 1, 3, 4), "weight": (filters, 1, 2, 2), "bias": (filters,)}
        assert line in [written.text for written in listing("conv2d", "output", shapes).lines]


@pytest.mark.parametrize(
    ("shape", "subscript_written", "loops"),
    [
        ((), "[()]", 0), ((3,), "[x]", 1), ((1, 3), "[y, x]", 2), ((1, 1, 3), "[y, x]", 2),
        ((2, 1, 1, 3), "[n, y, x]", 3), ((1, 2, 1, 3), "[c, y, x]", 3),
        ((2, 1, 1, 1, 3), "[a0, y, x]", 3),
    ],
)
def test_relu_names_the_axes_it_has(
    shape: tuple[int, ...], subscript_written: str, loops: int
) -> None:
    for target in ("output", "grad_input"):
        written = listing("relu", target, {"input": shape})
        assert written.lines[-1].text.startswith(f"{target}{subscript_written} = ")
        assert sum(line.kind is LineKind.LOOP for line in written.lines) == loops


def test_a_border_on_one_side_alone_is_tested_too() -> None:
    shapes = {"input": (1, 1, 3, 4), "weight": (1, 1, 1, 2)}
    lines = listing("conv2d", "output", shapes, padding="same").lines
    assert "if 0 <= col < 4:" in [line.text for line in lines]


def test_without_padding_no_place_is_tested() -> None:
    shapes = {"input": (1, 1, 3, 4), "weight": (1, 1, 2, 2)}
    reflected = listing("conv2d", "output", shapes, padding=1, padding_mode="reflect")
    assert "if" not in listing("conv2d", "output", shapes).source() + reflected.source()


def test_stride_and_dilation_stand_in_the_place_only_when_they_matter() -> None:
    assert place_expression("y", "i", 1, 0, 1) == "y + i"
    assert place_expression("y", "i", 3, 0, 1) == "y*3 + i"
    assert place_expression("y", "i", 1, 2, 4) == "y - 2 + i*4"


@pytest.mark.parametrize("mode", PADDING_MODES)
def test_the_source_written_is_the_source_read(mode: str) -> None:
    for length in (1, 2, 5):
        reach = {"reflect": length - 1, "circular": length}.get(mode, 7)
        written = compile(source_expression("at", length, reach, reach, mode), "<source>", "eval")
        for at in range(-reach, length + reach):
            inside = 0 <= at < length
            wanted = at if inside or mode == "zeros" else source_of(at, length, mode)
            assert eval(written, {"at": at}) == wanted  # noqa: S307  our own expression


@pytest.mark.parametrize(
    ("shape", "keep", "left_out"),
    [((1, 1, 1, 1), 2, (0, 1)), ((2, 1, 1, 3), 2, (1,)), ((1, 5), 2, ()), ((), 0, ())],
)
def test_axes_of_length_1_are_left_out_but_never_the_last(
    shape: tuple[int, ...], keep: int, left_out: tuple[int, ...]
) -> None:
    assert left_out_axes(shape, keep) == left_out


def test_subscripts_leave_out_what_is_squeezed() -> None:
    assert subscript(("n", "c", "y", "x"), (0, 1)) == "[y, x]"
    assert subscript(("o",), ()) == "[o]"
    assert subscript((), ()) == "[()]"
    assert single({"n": 1, "c": 2, "o": 1}) == {"n", "o"}


def test_a_writer_counts_lines_and_depth() -> None:
    writer = ListingWriter()
    writer.loops({"n": 2, "c": 3}, {"n"})
    assert writer.test("c", LineKind.GATE) == 1
    assert writer.add("total = c", LineKind.TAP) == 2
    made = Listing(tuple(writer.lines), {}, lambda *_: None)  # type: ignore[arg-type]
    assert made.source(indent=2) == "for c in range(3):\n  if c:\n    total = c\n"


def passes_of(data: st.DataObject, name: str) -> Sequence[Listing]:
    case: Case = data.draw(CASES[name](integers))
    return [rule.listing for rule in case.operator.passes(case.shapes, case.params)]


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_every_line_names_exactly_the_loop_variables_it_sets(
    name: str, data: st.DataObject
) -> None:
    for loops in passes_of(data, name):
        for line in loops.lines:
            if line.kind in (LineKind.LOOP, LineKind.ASSIGN):
                body = line.text + (" pass" if line.kind is LineKind.LOOP else "")
                stores = [
                    node.id for node in ast.walk(ast.parse(body))
                    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
                ]
                assert sorted(line.names) == sorted(stores)
            else:
                assert line.names == ()


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_every_loop_runs_more_than_once_or_over_a_plane(name: str, data: st.DataObject) -> None:
    planes = {"y", "x", "i", "j", "row", "col", *(("o",) if name == "linear" else ())}
    for loops in passes_of(data, name):
        single_loops = {
            line.names[0] for line in loops.lines
            if line.kind is LineKind.LOOP and line.text.endswith("range(1):")
        }
        assert single_loops <= planes


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_the_loops_name_only_arrays_and_what_they_set(name: str, data: st.DataObject) -> None:
    """All that a listing names: arrays, its own variables, functions, inf and Python's own."""
    case: Case = data.draw(CASES[name](integers))
    arrays = set(environment(case))
    allowed = {*arrays, *FUNCTIONS, "inf", "isnan", "range", "abs", "min", "max"}
    for rule in case.operator.passes(case.shapes, case.params):
        loops = rule.listing
        names = [n for n in ast.walk(ast.parse(loops.source())) if isinstance(n, ast.Name)]
        stored = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        assert loops.accumulator in stored
        assert {name.id for name in names} <= allowed | stored
        assert set(loops.squeezed) <= arrays
