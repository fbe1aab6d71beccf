"""The right run, read off in the wrong place."""

from convtutor.engine.arrays import Index
from convtutor.engine.geometry import Axis
from convtutor.lesson.run import BoundLayer
from convtutor.quiz.answers import Answer, Cells, numbers_of
from convtutor.quiz.case import Case
from convtutor.quiz.formula import axes_of, plain_axes
from convtutor.quiz.question import Asked
from convtutor.quiz.reading import Picked, cells_read, rule_in
from convtutor.quiz.slips.slip import index_of, layer_of, local_of, rows_of

SHORTEST = 2  # rows and columns


def at_index(case: Case, asked: Asked, index: Index) -> Answer | None:
    """Answer what is right for another element: its number, or what is read for it."""
    array = case.run.arrays[asked.facts["array"]]
    if not all(0 <= at < length for at, length in zip(index, array.shape, strict=True)):
        return None
    if asked.picked is None:
        return numbers_of(array[index])
    answered = asked.facts.get("answer_at")
    if answered is not None:
        found: Answer | None = answered(case.run, index)
        return found
    bound, picked = layer_of(case, asked), asked.facts["picked"]
    rule = None if bound is None else rule_in(bound, local_of(asked))
    return None if rule is None else cells_read(rule, picked, index)


def _axes_swapped(case: Case, asked: Asked) -> Answer | None:
    """Read [1,0] in place of [0,1]."""
    index = index_of(asked)
    if index is None or len(index) < SHORTEST or index[-1] == index[-2]:
        return None
    return at_index(case, asked, (*index[:-2], index[-1], index[-2]))


def _counted_from_one(case: Case, asked: Asked) -> Answer | None:
    """Take [1,1] for the first element."""
    index = index_of(asked)
    bound = layer_of(case, asked)
    if not index:
        return None
    kept = max(0, len(index) - (len(axes_of(bound)) if bound and axes_of(bound) else len(index)))
    return at_index(case, asked, (*index[:kept], *(at - 1 for at in index[kept:])))


def _window_moved_inside(case: Case, asked: Asked) -> Answer | None:
    """Move a window that begins in the padding to where the input begins."""
    index, bound = index_of(asked), layer_of(case, asked)
    if index is None or bound is None or local_of(asked) != "output":
        return None
    axes = plain_axes(bound)
    if not axes:
        return None
    inside = [_inside(axis, at) for axis, at in zip(axes, index[-len(axes):], strict=True)]
    if None in inside:
        return None
    moved = (*index[:-len(axes)], *(at for at in inside if at is not None))
    return None if moved == index else at_index(case, asked, moved)


def _inside(axis: Axis, at: int) -> int | None:
    """Give the window that begins where window `at` would, moved inside; None without one."""
    start = at * axis.s - axis.before
    last = max(0, axis.i - axis.k_eff)
    place, rest = divmod(min(max(start, 0), last) + axis.before, axis.s)
    return None if rest else place


def _cells(asked: Asked, right: Cells, places: set[Index]) -> Answer | None:
    return Cells(frozenset(places)) if places and places != right.places else None


def _read(case: Case, asked: Asked) -> Cells | None:
    right = asked.answer(case.run)
    return right if isinstance(right, Cells) else None


def _same_place_only(case: Case, asked: Asked) -> Answer | None:
    """Read the cell of the same place alone."""
    index, picked = index_of(asked), asked.facts["picked"]
    if index is None or len(index) != len(picked.shape):
        return None
    if not all(at < length for at, length in zip(index, picked.shape, strict=True)):
        return None
    return Cells(frozenset({picked.short(index)}))


def _one_read_only(case: Case, asked: Asked) -> Answer | None:
    """Think of one window: the first that meets the cell."""
    right = _read(case, asked)
    if right is None or len(right.places) < 2:
        return None
    return Cells(frozenset({min(right.places)}))


def _holes_read(case: Case, asked: Asked) -> Answer | None:
    """Read what lies between the taps too."""
    right = _read(case, asked)
    if right is None or not right.places:
        return None
    spans = [range(min(axis), max(axis) + 1) for axis in zip(*right.places, strict=True)]
    between: set[Index] = {()}
    for span in spans:
        between = {(*place, at) for place in between for at in span}
    return _cells(asked, right, between)


def _row_alone(case: Case, asked: Asked) -> Answer | None:
    """Move along one row alone."""
    right = _read(case, asked)
    if right is None or not right.places or len(next(iter(right.places))) < SHORTEST:
        return None
    top = min(place[-2] for place in right.places)
    return _cells(asked, right, {place for place in right.places if place[-2] == top})


def _winner_in_the_window(case: Case, asked: Asked) -> Answer | None:
    """Give the winner's place inside its window."""
    right, index, bound = _read(case, asked), index_of(asked), layer_of(case, asked)
    if right is None or index is None or bound is None or not right.places:
        return None
    axes = plain_axes(bound)
    if not axes:
        return None
    (place,) = right.places
    starts = starts_of(axes, index)
    within = tuple(
        (at - start) // axis.d
        for at, start, axis in zip(place[-len(axes):], starts, axes, strict=True)
    )
    return Cells(frozenset({(*place[:-len(axes)], *within)}))


def starts_of(axes: tuple[Axis, ...], index: Index) -> tuple[int, ...]:
    """Give where the window of an element begins, axis by axis."""
    return tuple(
        at * axis.s - axis.before for at, axis in zip(index[-len(axes):], axes, strict=True)
    )


def _first_of_the_window(case: Case, asked: Asked) -> Answer | None:
    """Take the top left cell of the window."""
    read = _window(case, asked)
    return Cells(frozenset({read[0]})) if read else None


def _last_of_ties(case: Case, asked: Asked) -> Answer | None:
    """Of equal largest numbers, take the last."""
    read, right, bound = _window(case, asked), _read(case, asked), layer_of(case, asked)
    if not read or right is None or bound is None or not right.places:
        return None
    image = case.run.arrays[f"{bound.name}.input"]
    value = {place: image[(0,) * (image.ndim - len(place)) + place] for place in read}
    (winner,) = right.places
    return Cells(frozenset({[place for place in read if value[place] == value[winner]][-1]}))


def _window(case: Case, asked: Asked) -> list[Index]:
    """Give the cells of the window, in the order of its taps."""
    bound, picked, index = layer_of(case, asked), asked.facts["picked"], index_of(asked)
    rule = None if bound is None else rule_in(bound, local_of(asked))
    if rule is None or index is None:
        return []
    return _sources(bound, picked, index)


def _sources(bound: BoundLayer | None, picked: Picked, index: Index) -> list[Index]:
    rule = None if bound is None else rule_in(bound, "output")
    return [] if rule is None else [
        picked.short(factor.source) for term in rule.terms(index) for factor in term.factors
        if factor.source is not None and factor.array == picked.name
    ]


ROWS = rows_of({
    "axes-swapped": _axes_swapped,
    "counted-from-one": _counted_from_one,
    "window-moved-inside": _window_moved_inside,
    "same-place-only": _same_place_only,
    "one-read-only": _one_read_only,
    "holes-read": _holes_read,
    "row-alone": _row_alone,
    "winner-in-the-window": _winner_in_the_window,
    "first-of-the-window": _first_of_the_window,
    "last-of-ties": _last_of_ties,
})
