"""An origin told in rows: each layer's element, its largest contributions, what the others add up
to, and then the element that the largest of them comes from.

RowKind    what a row says
OriginRow  one row; `level` counts how far back it is
Section    one element with as many of its contributions as there is room for
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from convtutor.data import dataclass
from convtutor.debugger.origin import Contribution, Kind, Origin
from convtutor.engine.listing import Fate
from convtutor.steps import Place, Read
from convtutor.steps.numbers import TIMES, number
from convtutor.steps.timeline import short_index
from convtutor.steps.writing import term_text
from convtutor.words import say

MOST_LEVELS = 12


class RowKind(Enum):
    """What a row says."""

    ELEMENT = "element"
    TERM = "term"
    FINISH = "finish"
    REST = "rest"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One row: `before` and `value` make `name = value` or `3×2 = 6`, `after` says what was read or
    how it came to be."""

    kind: RowKind
    level: int
    before: str
    value: str = ""
    after: str = ""

    @property
    def equation(self) -> str:
        """Give what stands before the names."""
        return " = ".join(part for part in (self.before, self.value) if part)


@dataclass(slots=True)
class Section:
    """An element and how many of its contributions are shown; `worth` are those worth a row."""

    origin: Origin
    worth: Sequence[Contribution]
    shown: int = 1

    @property
    def rows(self) -> int:
        """Count its rows."""
        count = len(self.origin.contributions)
        shown = min(self.shown, len(self.worth))
        rest = count > shown and not self.origin.is_largest
        return 1 + shown + rest + (self.origin.finish is not None)

    @property
    def is_full(self) -> bool:
        """Say whether every contribution worth it has its row."""
        return self.shown >= len(self.worth)


def origin_rows(
    origin: Origin, most: int, language: str, levels: int = MOST_LEVELS
) -> list[OriginRow]:
    """Tell an origin in `most` rows at the most, `levels` elements back; the first comes first."""
    chain = _chain(origin, levels + 1)
    sections = _fitting([_section(found) for found in chain[:levels]], most, len(chain) > levels)
    rows: list[OriginRow] = []
    for level, section in enumerate(sections):
        rows += _section_rows(section, level, language)
    if len(sections) < len(chain) and len(rows) < most:
        behind = name_of(chain[len(sections)].place, origin)
        text = say("origin.behind", language, name=behind)
        rows.append(OriginRow(RowKind.BEHIND, len(sections), text))
    return rows[:most]


def name_of(place: Place, origin: Origin) -> str:
    """Write a place in full, without leading axes of length 1: relu1.output[1,2]."""
    return f"{place.layer}.{_local(place, origin)}"


def _local(place: Place, origin: Origin) -> str:
    shape = origin.run.arrays[f"{place.layer}.{place.array}"].shape
    index = short_index(place.index or (), shape)
    return place.array + (f"[{','.join(map(str, index))}]" if index else "")


def _chain(origin: Origin, most: int) -> list[Origin]:
    """Give the elements that are told of, each followed from the one before."""
    chain = [origin]
    while len(chain) < most and (found := chain[-1].followed) is not None:
        chain.append(found)
    return chain


def _section(origin: Origin) -> Section:
    """Begin a section; contributions that are not 0 are worth a row, unless all are 0."""
    made = origin.contributions
    if origin.is_largest:
        return Section(origin, made[:1])
    return Section(origin, [entry for entry in made if entry.amount] or made)


def _fitting(sections: list[Section], most: int, cut: bool) -> list[Section]:
    """Give as many sections as fit with one contribution each, then more of them in turn."""
    kept = sections[:1]
    for section in sections[1:]:
        last = section is sections[-1] and not cut
        if sum(known.rows for known in kept) + section.rows + (not last) > most:
            break
        kept.append(section)
    spare = most - (cut or len(kept) < len(sections))
    grown = True
    while grown:
        grown = False
        for section in kept:
            if section.is_full:
                continue
            section.shown += 1
            if sum(known.rows for known in kept) > spare:
                section.shown -= 1
            else:
                grown = True
    return kept


def _section_rows(section: Section, level: int, language: str) -> list[OriginRow]:
    origin = section.origin
    kind = "" if origin.kind is Kind.MADE else say(f"origin.{origin.kind.value}", language)
    value = number(origin.value)
    rows = [OriginRow(RowKind.ELEMENT, level, name_of(origin.place, origin), value, kind)]
    shown = section.worth[: section.shown]
    rows += [_term_row(entry, origin, level, language) for entry in shown]
    rows += _rest_row(section, shown, level, language)
    if origin.finish is not None:
        written = origin.finish.written(number(origin.total))
        rows.append(OriginRow(RowKind.FINISH, level, written, value))
    return rows


def _term_row(made: Contribution, origin: Origin, level: int, language: str) -> OriginRow:
    """Write `3×2 = 6` with the names of what was read; of one plain read its value alone."""
    amount = number(made.amount)
    names = [_read_name(read, source, origin, language)
             for read, source in zip(made.tap.reads, made.sources, strict=True)]
    above = [n for n, read in zip(names, made.tap.reads, strict=True) if not read.divides]
    below = [n for n, read in zip(names, made.tap.reads, strict=True) if read.divides]
    after = " / ".join([f" {TIMES} ".join(above), *below])
    if not made.tap.reads:
        after = say("origin.constant", language)
    if origin.is_largest:
        count = len(origin.contributions)
        after = say("origin.largest", language, read=after, count=count)
    if made.tap.fate is Fate.BLOCKED:
        return OriginRow(RowKind.TERM, level, "", amount,
                         say("origin.blocked", language, read=after))
    plain = made.tap.is_plain or not made.tap.reads
    return OriginRow(RowKind.TERM, level, "" if plain else term_text(made.tap), amount, after)


def _read_name(read: Read, source: Origin | None, origin: Origin, language: str) -> str:
    """Name a read: by the layer that makes it where that is another one."""
    if source is None:
        return say("origin.outside", language, array=read.array)
    if source.place.layer == origin.place.layer:
        return _local(source.place, origin)
    return name_of(source.place, origin)


def _rest_row(
    section: Section, shown: Sequence[Contribution], level: int, language: str
) -> list[OriginRow]:
    """Say what the contributions without a row add up to."""
    numbers = {entry.number for entry in shown}
    rest = [entry.amount for entry in section.origin.in_order if entry.number not in numbers]
    if not rest or section.origin.is_largest:
        return []
    key = "origin.rest" if any(rest) else "origin.rest_zero"
    key += ".one" if len(rest) == 1 else ""
    text = say(key, language, count=len(rest), value=number(sum(rest)))
    return [OriginRow(RowKind.REST, level, text)]
