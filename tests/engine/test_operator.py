"""Every operator of the table fills in the whole form, and says the same thing everywhere."""

import inspect
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtutor.engine import functional
from convtutor.engine.geometry import Spot, Where
from convtutor.engine.operator import Factor, element, padded_read
from convtutor.engine.ops import OPERATORS
from tests.engine.cases import Case, integers
from tests.engine.families import CASES
from tests.engine.witnesses import environment

GIVEN_LAST = {"dropout": ("mask",)}  # which torch draws itself, so that it has no place for them
every_operator = pytest.mark.parametrize("name", OPERATORS)
INSIDE, BEYOND = Spot(2, 2, Where.INSIDE), Spot(9, None, Where.BEYOND)
PADDING, CONSTANT = Spot(-1, 0, Where.PADDING), Spot(-1, None, Where.PADDING)


@every_operator
def test_an_operator_goes_by_its_own_name(name: str) -> None:
    assert OPERATORS[name].name == name


@every_operator
def test_keywords_are_those_that_params_takes_in_order(name: str) -> None:
    operator = OPERATORS[name]
    taken = inspect.signature(operator.params).parameters
    assert operator.keywords == tuple(taken)
    without_default = [key for key in taken if taken[key].default is inspect.Parameter.empty]
    assert operator.required == tuple(without_default)


@every_operator
def test_the_public_face_takes_the_operands_first_and_then_the_keywords(name: str) -> None:
    operator = OPERATORS[name]
    arguments = list(inspect.signature(getattr(functional, name)).parameters)
    known = [*operator.operands, *operator.keywords]
    for drawn in GIVEN_LAST.get(name, ()):
        known.append(known.pop(known.index(drawn)))
    assert [argument for argument in arguments if argument in known] == known
    assert operator.optional <= set(operator.operands)


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_passes_make_the_output_and_one_gradient_an_operand_forward_first(
    name: str, data: st.DataObject
) -> None:
    case: Case = data.draw(CASES[name](integers))
    rules = case.operator.passes(case.shapes, case.params)
    made = {rule.target: rule for rule in rules}
    assert len(made) == len(rules)
    assert made["output"].shape == case.operator.output_shape(case.shapes, case.params)
    gradients = {f"grad_{operand}": case.shapes[operand] for operand in case.differentiated}
    assert {target: made[target].shape for target in gradients} == gradients
    assert not any(f"grad_{operand}" in made for operand in case.operator.constants)
    directions = [rule.direction for rule in rules]
    assert directions == sorted(directions, reverse=True)
    assert {made[target].direction for target in gradients} == {"backward"}
    assert made["output"].direction == "forward"


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_every_pass_reads_only_operands_and_what_was_made_before(
    name: str, data: st.DataObject
) -> None:
    case: Case = data.draw(CASES[name](integers))
    rules = case.operator.passes(case.shapes, case.params)
    saved = set(case.operator.run_forward(case.arrays, case.params))
    known = saved - {rule.target for rule in rules} | {*case.arrays, "grad_output"}
    for rule in rules:
        terms = rule.terms((0,) * len(rule.shape)) if prod(rule.shape) else ()
        read = {factor.array for term in terms for factor in term.factors}
        gates = {term.gate.array for term in terms if term.gate is not None}
        assert read | gates <= known, rule.target
        known.add(rule.target)


@every_operator
@settings(max_examples=25)
@given(data=st.data())
def test_every_read_names_an_element_that_is_there(name: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[name](integers))
    arrays = environment(case)
    made = [rule for rule in case.operator.passes(case.shapes, case.params) if all(rule.shape)]
    for rule in made:
        first, last = (0,) * len(rule.shape), tuple(extent - 1 for extent in rule.shape)
        for index in (first, last):
            for term in rule.terms(index):
                for factor in term.factors:
                    assert_is_there(factor, arrays[factor.array].shape, set(rule.borders))


def assert_is_there(factor: Factor, shape: tuple[int, ...], bordered: set[str]) -> None:
    inside = all(0 <= at < extent for at, extent in zip(factor.index, shape, strict=True))
    assert inside == (factor.where is Where.INSIDE)
    if inside:
        assert factor.source == factor.index
    else:
        assert factor.array in bordered
    if factor.source is not None:
        assert all(0 <= at < extent for at, extent in zip(factor.source, shape, strict=True))


@every_operator
@settings(max_examples=10)
@given(data=st.data())
def test_the_frame_around_an_array_is_that_of_the_sliding_axes(
    name: str, data: st.DataObject
) -> None:
    case: Case = data.draw(CASES[name](integers))
    for rule in case.operator.passes(case.shapes, case.params):
        for axes in rule.borders.values():
            assert tuple(axes) == case.operator.axes(case.shapes, case.params)


def test_a_plain_read_comes_from_where_it_stands() -> None:
    assert element("weight", 1, 0, 2) == Factor("weight", (1, 0, 2), (1, 0, 2), Where.INSIDE)


@pytest.mark.parametrize(
    ("spots", "source", "where"),
    [
        ((INSIDE, INSIDE), (7, 2, 2), Where.INSIDE),
        ((INSIDE, PADDING), (7, 2, 0), Where.PADDING),
        ((CONSTANT, INSIDE), None, Where.PADDING),
        ((CONSTANT, PADDING), None, Where.PADDING),
        ((BEYOND, INSIDE), None, Where.BEYOND),
        ((PADDING, BEYOND), None, Where.BEYOND),
    ],
)
def test_a_read_lies_as_far_out_as_its_farthest_axis(
    spots: tuple[Spot, Spot], source: tuple[int, ...] | None, where: Where
) -> None:
    read = padded_read("input", (7,), spots)
    assert read == Factor("input", (7, spots[0].at, spots[1].at), source, where)
