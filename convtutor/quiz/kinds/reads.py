"""Which cells are read for this one? They are picked on the grid, or typed."""

from random import Random

from convtutor.engine.arrays import Index
from convtutor.errors import UsageError
from convtutor.lesson.repeats import written_name
from convtutor.lesson.run import BoundLayer, Run
from convtutor.quiz.about import about
from convtutor.quiz.answers import CELLS_FORM, Answer, Cells
from convtutor.quiz.case import Case
from convtutor.quiz.elements import drawn_target
from convtutor.quiz.formula import axes_of
from convtutor.quiz.hints import made_from, rule_of
from convtutor.quiz.question import Asked, Kind, Made, Needs, Sentence
from convtutor.quiz.reading import Picked, cells_read, picked_of, rule_in
from convtutor.quiz.targets import Target, layer_at
from convtutor.quiz.teaching import teaches_gradients
from convtutor.steps import Place

SLIPS = (
    "axes-swapped", "counted-from-one", "same-place-only", "one-read-only", "holes-read",
    "row-alone", "window-moved-inside",
)
MOST_CELLS = 24  # so many can be typed
MOVED = ("slice", "reshape", "flip")
STRETCHED = ("add", "sub", "mul")
GRADIENT_OF_INPUT = "grad_input"


def readable(run: Run) -> list[str]:
    """Name the arrays for whose elements some cells of another one are read, and not all."""
    found = []
    for bound in run.layers:
        if _is_asked(bound):
            found.append(f"{bound.name}.output")
        if axes_of(bound) and teaches_gradients(run.example):
            found.append(f"{bound.name}.{GRADIENT_OF_INPUT}")
    return [name for name in found if _has_some(run, name)]


def _is_asked(bound: BoundLayer) -> bool:
    name = bound.operator.name
    if name in STRETCHED:
        return bound.shapes["input"] != bound.shapes["other"] and () not in bound.shapes.values()
    return bool(axes_of(bound)) or name in MOVED


def _has_some(run: Run, name: str) -> bool:
    """Say whether the first element is read from a few cells, and there are others."""
    layer, _, local = name.rpartition(".")
    bound = layer_at(layer, run)
    picked, rule = picked_of(bound, local), rule_in(bound, local)
    if picked is None or rule is None or 0 in rule.shape:
        return False
    read = cells_read(rule, picked, (0,) * len(rule.shape))
    count = run.arrays[f"{layer}.{picked.name}"].size
    return read is not None and 0 < len(read.places) <= MOST_CELLS and len(read.places) < count


def ask_reads(case: Case, written: str, random: Random) -> Asked:
    """Ask which cells are read for an element."""
    target = drawn_target(written, case.run, random)
    layer, local = target.names
    bound = layer_at(layer, case.run)
    picked, rule = picked_of(bound, local), rule_in(bound, local)
    if picked is None or rule is None or None in (target.index or (None,) * len(rule.shape)):
        raise UsageError(f"{written}: name an element of an output or of a gradient")
    index = target.first

    def answer(run: Made) -> Answer | None:
        return read_in(run, layer, local, picked, index)

    right = answer(case.run)
    if not isinstance(right, Cells) or not 0 < len(right.places) <= MOST_CELLS:
        raise UsageError(f"{written}: expected 1 to {MOST_CELLS} cells that are read for it")
    values = {
        "name": target.short(rule.shape), "array": picked.name, "layer": written_name(layer),
    }
    return Asked(
        ask=Sentence("quiz.reads.ask", values),
        about=about(bound),
        form=CELLS_FORM,
        answer=answer,
        hints=_hints(case.run, bound, target, picked),
        place=str(Place(layer, local, index)),
        hidden=made_from(case.run, target.array),
        picked=f"{layer}.{picked.name}",
        slips=SLIPS,
        facts={"array": target.array, "index": index, "target": target, "picked": picked},
        needs=Needs.RULES,
        layer=layer,
    )


def read_in(run: Made, layer: str, local: str, picked: Picked, index: Index) -> Cells | None:
    """Give the cells that a run reads for an element."""
    bound = next((bound for bound in run.layers if bound.name == layer), None)
    rule = None if bound is None else rule_in(bound, local)
    return None if rule is None else cells_read(rule, picked, index)


def _hints(
    run: Run, bound: BoundLayer, target: Target, picked: Picked
) -> tuple[Sentence, Sentence, Sentence]:
    """Say where windows begin, where this one does, and what the element beside it reads."""
    rule = rule_in(bound, target.names[1])
    axes = axes_of(bound) if target.names[1] == "output" else ()
    first = rule_of(run, target.array)
    if rule is None:
        return first, first, first
    here = cells_read(rule, picked, target.first)
    count = Sentence("quiz.reads.count", {"count": len(here.places) if here else 0})
    starts = tuple(
        f"{at}*{axis.s} - {axis.before} = {at * axis.s - axis.before}"
        for at, axis in zip(target.first[-len(axes):], axes, strict=True)
    ) if axes else ()
    second = Sentence("quiz.reads.hint2", {"starts": starts}) if starts else count
    beside = (*target.first[:-1], target.first[-1] + 1 if target.first[-1] + 1 < rule.shape[-1]
              else target.first[-1] - 1) if target.first else ()
    read = cells_read(rule, picked, beside) if min(beside, default=0) >= 0 else None
    third = count if read is None else Sentence("quiz.reads.hint3", {
        "name": target.at(beside).short(rule.shape), "cells": str(read),
    })
    return Sentence("quiz.reads.rule") if axes else first, second, third


READS = Kind("reads", readable, ask_reads)
