"""Any sequence of moves keeps every promise, and each ends where a second way says it does."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from convtutor.steps import LEVELS, Cursor, Level, Timeline, cursor_at_start
from tests.steps.units import ELEMENT, RUNS, TAP, Unit, levels_at, tap_stops, unit, units


class Moves(RuleBasedStateMachine):
    """Any sequence of moves keeps every promise, and each move ends where a second way says."""

    name = "nothing"
    cursor = Cursor(Timeline(()), ELEMENT, -1)

    @initialize(name=st.sampled_from([name for name in RUNS if not name.startswith("nothing")]))
    def begin(self, name: str) -> None:
        self.name = name
        self.cursor = cursor_at_start(RUNS[name])

    @property
    def here(self) -> Unit:
        return unit(self.name, self.cursor.level, self.cursor.step)

    def other_levels(self, step: int) -> list[Level]:
        """List the levels at a step of this unit that hold other steps than this unit."""
        level = self.cursor.level
        return [
            there for there in levels_at(self.name, step)
            if there is not level
            and (TAP in (there, level) or unit(self.name, there, step) != self.here)
        ]

    def level_above(self) -> Level | None:
        rank = LEVELS.index(self.cursor.level)
        others = self.other_levels(self.cursor.step)
        return next((there for there in others if LEVELS.index(there) > rank), None)

    def level_below(self, step: int) -> Level | None:
        rank = LEVELS.index(self.cursor.level)
        below = [there for there in self.other_levels(step) if LEVELS.index(there) < rank]
        if not below:
            return None
        return below[-1] if below[-1] is not TAP or RUNS[self.name][step].taps else None

    @rule()
    def next(self) -> None:
        before, self.cursor = self.cursor, self.cursor.next()
        if before.level is TAP:
            stops = tap_stops(self.name)
            at = stops.index((before.step, before.tap))
            assert (self.cursor.step, self.cursor.tap) == stops[min(at + 1, len(stops) - 1)]
        else:
            ends = [last for _, last in units(self.name, before.level)]
            assert self.cursor.step == min((e for e in ends if e > before.step), default=ends[-1])
        assert (self.cursor == before) == before.at_end
        assert before.at_end or self.cursor.back() == before

    @rule()
    def back(self) -> None:
        before, self.cursor = self.cursor, self.cursor.back()
        if before.level is TAP:
            stops = tap_stops(self.name)
            at = stops.index((before.step, before.tap))
            assert (self.cursor.step, self.cursor.tap) == stops[max(at - 1, 0)]
        else:
            ends = [-1, *(last for _, last in units(self.name, before.level))]
            assert self.cursor.step == max((e for e in ends if e < before.step), default=-1)
        assert (self.cursor == before) == before.at_start
        assert before.at_start or self.cursor.next() == before

    @rule(first=st.booleans())
    def into_or_reverse(self, first: bool) -> None:
        before, (begin, end) = self.cursor, self.here
        below = self.level_below(begin if first else end)
        assert before.level_below() is self.level_below(begin)
        self.cursor = before.into() if first else before.reverse_into()
        if below is None or (before.at_start and not first):
            assert self.cursor == before
            return
        assert self.cursor.level is below
        if below is TAP:
            last = len(RUNS[self.name][end].taps) - 1
            assert (self.cursor.step, self.cursor.tap) == (end, 0 if first else last)
        else:
            first_end = unit(self.name, below, begin)[1]
            assert self.cursor.step == (first_end if first else end)
        outside = self.cursor.out()
        assert (outside.step, outside.unit()) == (end, (begin, end))
        if before.level in levels_at(self.name, end):
            assert outside.level is before.level

    @rule(ahead=st.booleans())
    def out_or_reverse(self, ahead: bool) -> None:
        before, above = self.cursor, self.level_above()
        assert before.level_above() is above
        self.cursor = before.out() if ahead else before.reverse_out()
        if above is None or (before.at_start and not ahead):
            assert self.cursor == before
            return
        begin, end = unit(self.name, above, before.step)
        assert self.cursor == Cursor(RUNS[self.name], above, end if ahead else begin - 1)

    @rule(data=st.data())
    def goto(self, data: st.DataObject) -> None:
        run = RUNS[self.name]
        number = data.draw(st.integers(0, len(run) - 1))
        taps = len(run[number].taps)
        tap = data.draw(st.sampled_from([None, *range(taps)]))
        self.cursor = self.cursor.goto(run[number].place(tap))
        assert self.cursor == Cursor(run, ELEMENT if tap is None else TAP, number, tap)

    @rule(to_end=st.booleans())
    def start_or_end(self, to_end: bool) -> None:
        self.cursor = self.cursor.end() if to_end else self.cursor.start()
        assert self.cursor.at_end if to_end else self.cursor.at_start

    @precondition(lambda self: self.name != "nothing")
    @invariant()
    def stands_at_the_end_of_a_unit_or_at_a_tap(self) -> None:
        cursor, run = self.cursor, RUNS[self.name]
        assert -1 <= cursor.step < len(run)
        if cursor.level is TAP:
            assert (cursor.step, cursor.tap) in tap_stops(self.name)
        else:
            assert cursor.tap is None
            assert cursor.at_start or cursor.step == cursor.unit()[1] == self.here[1]
        if cursor.at_start:
            assert (cursor.current, cursor.place) == (None, None)
        else:
            assert cursor.current == run[cursor.step]
            assert cursor.place == run[cursor.step].place(cursor.tap)
            assert cursor.place is not None
            assert cursor.goto(cursor.place).step == cursor.step


TestMoves = Moves.TestCase
TestMoves.settings = settings(max_examples=150, stateful_step_count=30)
