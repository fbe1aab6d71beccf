"""The board run: every cell's settings by every witness here, and by torch in all its lanes.

Fault   one array that differs in one setting, by which witness or lane
Square  what came out for one cell: a verdict for every lane, and what differs
Board   all squares of a run

NumPy is a lane like torch's: "numpy". Where torch or a GPU is absent, its lanes say NOT_CHECKED.
"""

from collections.abc import Iterator, Mapping, Sequence

from convtutor.crosscheck.board.drawing import SEED, Cell, Setting, settings_of
from convtutor.crosscheck.board.kept import NUMPY
from convtutor.crosscheck.board.rows import BOARD
from convtutor.crosscheck.board.witnesses import matches_here
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.plan import plan_of
from convtutor.crosscheck.reference import reference_of
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.torch_run import TorchWorker
from convtutor.data import dataclass
from convtutor.engine.ops import OPERATORS
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.run import Run, run_example
from convtutor.lesson.schema import Example, Layer, own_operands
from convtutor.lesson.text import Text

DEVICES = (NUMPY, "cpu", "cuda")
UNSAID = Text({"en": ""})


@dataclass(frozen=True, slots=True)
class Fault:
    """One array that differs. `witness` is one of NumPy's; a lane of torch has none, but the
    report it stands in."""

    setting: Setting
    lane: str
    match: Match
    witness: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """What came out for one cell, setting by setting: `each` holds the verdicts by lane, `reports`
    those of torch. All are empty for a cell that holds no layer."""

    cell: Cell
    settings: tuple[Setting, ...] = ()
    each: tuple[Mapping[str, Verdict], ...] = ()
    reports: tuple[Report, ...] = ()
    faults: tuple[Fault, ...] = ()

    def verdict(self, lanes: Sequence[str]) -> Verdict:
        """Give the verdict of some lanes on all settings."""
        return least_trusted([verdicts[lane] for verdicts in self.each for lane in lanes])


@dataclass(frozen=True, slots=True)
class Board:
    """All squares of a run, with the device asked for, the seed and how long it took."""

    squares: tuple[Square, ...]
    device: str
    seed: int
    seconds: float

    @property
    def settings(self) -> int:
        """Count the layers drawn."""
        return sum(len(square.settings) for square in self.squares)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Give everything that differs."""
        return tuple(fault for square in self.squares for fault in square.faults)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Give the reports of torch's lanes, one a setting."""
        return tuple(report for square in self.squares for report in square.reports)

    @property
    def versions(self) -> Mapping[str, str]:
        """Give the versions of torch, Python, CUDA and cuDNN; nothing without torch."""
        return next((r.versions for r in reversed(self.reports) if r.versions), {})

    @property
    def devices(self) -> Mapping[str, str]:
        """Give the names of the devices by kind."""
        return {kind: name for r in self.reports for kind, name in r.devices.items()}

    @property
    def exit_code(self) -> int:
        """Give 1 where something differs, else 4 where something asked for did not run, else 0."""
        if self.faults:
            return 1
        codes = {report.exit_code or (0 if report.checked else 4) for report in self.reports}
        return max(codes, default=0)

    def settings_with(self, verdict: Verdict, lanes: Sequence[str]) -> int:
        """Count the settings for which the lanes together come to a verdict."""
        found = (verdicts for square in self.squares for verdicts in square.each)
        return sum(
            least_trusted([verdicts[lane] for lane in lanes]) is verdict for verdicts in found
        )


def board_operators(names: Sequence[str]) -> tuple[str, ...]:
    """Give the operators named, all of them for none; raises UsageError for an unknown one."""
    for name in names:
        if name not in OPERATORS:
            hint = did_you_mean(name, OPERATORS) or f"; there are {', '.join(OPERATORS)}"
            raise UsageError(f"verify --board: no operator is named {name!r}{hint}")
    return tuple(name for name in OPERATORS if not names or name in names)


def run_board(
    operators: Sequence[str], device: str = "auto", seed: int = SEED
) -> Iterator[Square]:
    """Run every cell of the operators, giving each as it is done.

    Raises UsageError for an unknown device.
    """
    with TorchWorker(device) as worker:
        for operator in operators:
            row = BOARD[operator]
            for cell in row.cells(operator):
                yield run_cell(cell, settings_of(cell, row, seed), worker)


def run_cell(cell: Cell, settings: tuple[Setting, ...], worker: TorchWorker) -> Square:
    """Run one cell in every lane."""
    each: list[Mapping[str, Verdict]] = []
    reports: list[Report] = []
    faults: list[Fault] = []
    for setting in settings:
        run = run_example(example_of(setting))
        here = tuple(_here(run))
        report = worker.check(run)
        each.append({
            NUMPY: verdict_of([match for _, match in here]),
            **{lane.lane: verdict_of(lane.matches) for lane in report.lanes},
        })
        reports.append(report)
        faults += _faults(setting, here, report)
    return Square(cell, settings, tuple(each), tuple(reports), tuple(faults))


def _faults(
    setting: Setting, here: Sequence[tuple[str, Match]], report: Report
) -> Iterator[Fault]:
    for witness, match in here:
        if match.verdict is Verdict.MISMATCH:
            yield Fault(setting, NUMPY, match, witness)
    for lane in report.lanes:
        for match in lane.matches:
            if match.verdict is Verdict.MISMATCH:
                yield Fault(setting, lane.lane, match, report=report)


def _here(run: Run) -> Iterator[tuple[str, Match]]:
    plan = plan_of(run)
    (layer,) = plan.layers
    narrow = reference_of(plan, "float32").alone[layer.name]
    yield from matches_here(layer, layer.local(run.arrays), narrow)


def verdict_of(matches: Sequence[Match]) -> Verdict:
    """Give the verdict on all arrays of a layer; without any it was not checked."""
    return least_trusted([match.verdict for match in matches])


def least_trusted(verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict on several together: a mismatch above all, and what was not checked in
    full is not checked. Without any it was not checked either."""
    if Verdict.MISMATCH in verdicts:
        return Verdict.MISMATCH
    if not verdicts or Verdict.NOT_CHECKED in verdicts:
        return Verdict.NOT_CHECKED
    return max(verdicts, key=lambda verdict: verdict.rank)


def example_of(setting: Setting) -> Example:
    """Give a drawn layer as an example of one layer, named as its operator."""
    operator, arrays = OPERATORS[setting.cell.operator], setting.layer.operands
    own = {name: arrays[name] for name in own_operands(operator) if name in arrays}
    read = {name: values for name, values in arrays.items() if name not in own}
    layer = Layer(
        operator.name, operator.name, tuple(read), own, dict(setting.layer.keywords),
        setting.params,
    )
    return Example(1, UNSAID, UNSAID, None, read, (layer,), setting.grad_output, ())

