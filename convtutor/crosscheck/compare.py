"""One lane compared: what torch returned against the reference, array by array."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from convtutor.crosscheck.bounds import PRECISIONS, PROVEN, Bounds
from convtutor.crosscheck.causes import arithmetic, cause_of
from convtutor.crosscheck.decisions import compare_decisions, with_torch_choices
from convtutor.crosscheck.gathered import Truths
from convtutor.crosscheck.judge import Facts, Ruling, judge
from convtutor.crosscheck.lanes import Lane
from convtutor.crosscheck.match import LAYER, NETWORK, Cause, Match, Verdict
from convtutor.crosscheck.network import NetworkBounds
from convtutor.crosscheck.plan import LayerPlan, Plan, RepeatPlan
from convtutor.crosscheck.reference import Reference
from convtutor.crosscheck.stages import LayerErrors
from convtutor.crosscheck.sums import LayerNumbers, forms
from convtutor.engine.arrays import Arrays
from convtutor.engine.operator import Pass, Reduce, Term
from convtutor.lesson.accumulation import Accumulation


def compare_lane(
    plan: Plan, reference: Reference, lane: Lane, returned: Arrays
) -> tuple[Match, ...]:
    """Give a match for every array of every layer, alone and, of a chain, end to end.

    `returned` holds torch's arrays under the names of the child's answer.
    """
    with np.errstate(all="ignore"):  # NaN and inf among the values are numbers like others here
        return tuple(_matches(plan, reference, lane, returned))


def _matches(
    plan: Plan, reference: Reference, lane: Lane, returned: Arrays
) -> Iterator[Match]:
    alone: list[Match] = []
    tied: dict[str, Truths] = {}
    for layer in plan.layers:
        if layer.refusal is not None:
            alone += [_not_checked(layer, rule) for rule in layer.compared]
            continue
        ours = reference.alone[layer.name]
        theirs = below(f"alone/{layer.name}.", returned)
        decided, ties = compare_decisions(layer, ours, theirs)
        if ties is not None:
            tied[layer.name] = ties
        chosen = with_torch_choices(layer, ours, theirs, ties)
        alone += [*_compare_layer(layer, chosen, theirs, lane, ties), *decided]
    yield from alone
    if reference.network is not None:
        theirs = below("network/", returned)
        chained = _compare_network(plan, reference.network.arrays, theirs, lane, tied)
        yield from _explained_by_chain(alone, chained)


def _explained_by_chain(alone: list[Match], chained: Iterator[Match]) -> Iterator[Match]:
    """Say of what differs end to end alone that the way through the layers is the cause."""
    agree_alone = all(match.verdict is not Verdict.MISMATCH for match in alone)
    for match in chained:
        by_chain = agree_alone and match.verdict is Verdict.MISMATCH
        yield replace(match, cause=Cause("chain")) if by_chain else match


def below(prefix: str, arrays: Arrays) -> Arrays:
    """Give the arrays whose names begin with a prefix, without it."""
    found = ((name, values) for name, values in arrays.items() if name.startswith(prefix))
    return {name.removeprefix(prefix): values for name, values in found}


def _not_checked(layer: LayerPlan, rule: Pass) -> Match:
    return Match(f"{layer.name}.{rule.target}", LAYER, rule.shape, Verdict.NOT_CHECKED)


def _compare_layer(
    layer: LayerPlan, ours: Arrays, theirs: Arrays, lane: Lane, tied: Truths | None
) -> Iterator[Match]:
    """Compare one layer on our own input; `tied` marks the windows with a tied winner."""
    precision = PRECISIONS[lane.dtype]
    matches: dict[str, Match] = {}

    @cache
    def bounds(name: str) -> dict[str, Bounds]:
        known = LayerErrors(layer, ours, precision, name, lane.bit_exact)
        return known.forward() | known.backward()

    for rule in layer.compared:
        rulings = (Ruling(rule_name, bounds(rule_name)[rule.target])
                   for rule_name in (PROVEN, *lane.empirical))
        ties = 0 if tied is None or rule.direction == "forward" else int(tied.sum())
        facts = Facts(undefined_elements(layer.numbers(rule, ours)), ties)
        name = f"{layer.name}.{rule.target}"
        array = theirs[rule.target]
        match = judge(name, LAYER, ours[rule.target], array, rulings, facts, precision)
        matches[rule.target] = written_out(match, layer.name, rule, ours)
    wrong = [target for target, m in matches.items() if m.verdict is Verdict.MISMATCH]
    if wrong:
        cause = cause_of(layer, ours, theirs, wrong, precision)
        matches |= {target: replace(matches[target], cause=cause) for target in wrong}
    yield from matches.values()


def _compare_network(
    plan: Plan, ours: Arrays, theirs: Arrays, lane: Lane, tied: Mapping[str, Truths]
) -> Iterator[Match]:
    """Compare every array of the graph run end to end."""
    precision = PRECISIONS[lane.dtype]
    bounds = [
        (rule, NetworkBounds(plan, ours, precision, rule, lane.bit_exact, tied, theirs).bounds)
        for rule in (PROVEN, *lane.empirical)
    ]

    def judged(owner: str, rule: Pass, read: Arrays, undefined: Truths) -> Match:
        name = f"{owner}.{rule.target}"
        rulings = (Ruling(named, found[name]) for named, found in bounds)
        facts = Facts(undefined, trained=plan.trains)
        match = judge(name, NETWORK, ours[name], theirs[name], rulings, facts, precision)
        return written_out(match, owner, rule, read)

    for part in plan.repeats:
        for layer in (*part.layers, *part.updates):
            yield from (judged(layer.name, *facts) for facts in _made(layer, part, ours))
        for found in part.sums_of_tensors:
            yield judged(found.layer, *_of_sum(found, ours))


def _made(
    layer: LayerPlan, part: RepeatPlan, ours: Arrays
) -> list[tuple[Pass, Arrays, Truths]]:
    """Give the passes whose arrays a layer is compared by: what each reads, what is undefined."""
    arrays = layer.local(ours)
    made: list[tuple[Pass, Arrays, Truths]] = [
            (rule, arrays, undefined_elements(layer.numbers(rule, arrays)))
        for rule in layer.compared
    ]
    return made + [_of_sum(found, ours) for found in part.sums if found.layer == layer.name]


def _of_sum(found: Accumulation, ours: Arrays) -> tuple[Pass, Arrays, Truths]:
    """Give the pass that adds up gradients, what it reads, and which elements are undefined."""
    read = found.read(ours)
    return found.rule, read, undefined_sums(read)


def written_out(match: Match, layer: str, rule: Pass, arrays: Arrays) -> Match:
    """Add the whole arithmetic of the worst element to a mismatch."""
    if match.verdict is not Verdict.MISMATCH or match.greatest is None:
        return match
    written = arithmetic(layer, rule, arrays, match.greatest.index)
    return replace(match, arithmetic=written)


def undefined_elements(numbers: LayerNumbers) -> Truths:
    """Say for which elements 0 x inf may or may not be computed, so that NaN is no mistake.

    A kernel may multiply the zeros of the padding, or leave them out; backward it may also
    multiply by zeros of its own. What reads an infinite stage may be multiplied out, and then be
    inf - inf. All of it shows only beside a value that is not finite.
    """
    rule, values = numbers.rule, numbers.values
    marked = _read_from_infinite_stages(numbers)
    names = {name for form in forms(rule) if len(form) > 1 for name in form}
    if rule.reduce is Reduce.MAX or all(np.isfinite(values[name]).all() for name in names):
        return marked
    if rule.direction == "backward":
        return np.ones(rule.shape, bool)
    for index in np.ndindex(rule.shape):
        marked[index] |= any(_is_undefined(term, values) for term in rule.terms(index))
    return marked


def _read_from_infinite_stages(numbers: LayerNumbers) -> Truths:
    """Say which elements of a forward pass read a stage of the layer where it is not finite."""
    marked, values = np.zeros(numbers.rule.shape, bool), numbers.values
    infinite = {name for name, array in values.items() if not np.isfinite(array).all()}
    infinite -= set(numbers.operator.operands)
    if numbers.is_simple or numbers.rule.direction == "backward" or not infinite:
        return marked
    for index in np.ndindex(numbers.rule.shape):
        reads = (factor for term in numbers.rule.terms(index) for factor in term.factors)
        marked[index] = any(
            read.array in infinite and read.source is not None
            and not np.isfinite(values[read.array][read.source])
            for read in reads
        )
    return marked


def undefined_sums(gradients: Arrays) -> Truths:
    """Say which elements of a sum of gradients have one that is not finite among them."""
    finite = np.isfinite(np.stack(list(gradients.values())))
    return np.asarray(~finite.all(axis=0))


def _is_undefined(term: Term, values: Arrays) -> bool:
    """Say whether a term multiplies the constant of the padding with a value not finite."""
    if all(factor.source is not None for factor in term.factors):
        return False
    reads = [values[f.array][f.source] for f in term.factors if f.source is not None]
    return not np.isfinite(reads).all()
