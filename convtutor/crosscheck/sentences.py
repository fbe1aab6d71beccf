"""A report in words: the same sentences for every view, in the language asked for.

DeviceLine  one device: its name for people, whether it was checked, and with what or why not
ArrayRow    one array: its verdicts by device, the greatest difference and what is allowed
"""

import sys
from collections.abc import Iterator, Mapping

from convtutor.crosscheck.failures import ABSENT_CUDA, UNASKED, Failure
from convtutor.crosscheck.match import LAYER, Cause, Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.data import dataclass
from convtutor.steps.numbers import is_whole, number, shortened
from convtutor.words import catalogue, say
from convtutor.words.visible import visible

DEVICES = ("cpu", "cuda")
REQUIREMENT = "torch>=2.10,<3"
SIGNS = {Verdict.EXACT: "=", Verdict.MISMATCH: "!", Verdict.NOT_CHECKED: "-"}


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One device: "CPU", whether it was checked, that in a word, and the rest of the line."""

    device: str
    checked: bool
    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class ArrayRow:
    """One array. `verdicts` holds the worst verdict by device ("cpu", "cuda"), NOT_CHECKED where
    it was not compared; `difference` and `allowed` are those of the worst device."""

    array: str
    shape: str
    verdicts: Mapping[str, Verdict]
    difference: str
    allowed: str


def summary(report: Report, language: str) -> tuple[str, ...]:
    """Give what came out, sentence by sentence, the most important first."""
    if report.failure is not None:
        return tuple(_absent(report.failure, language))
    return tuple(_sentences(report, language))


def _sentences(report: Report, language: str) -> Iterator[str]:
    for device in DEVICES:
        if (lane := deciding_lane(report, device)) is not None:
            yield from _of_lane(report, lane, language)
    yield from (say(f"torch.refusal.{r.kind}", language, layer=r.layer) for r in report.refusals)
    if report.overrides:
        pairs = ", ".join(f"{name}={visible(value)}" for name, value in report.overrides.items())
        yield say("torch.overridden", language, overrides=pairs)
    for line in device_lines(report, language):
        if not line.checked:
            yield say("torch.unchecked", language, device=line.device, reason=line.detail)


def _absent(failure: Failure, language: str) -> Iterator[str]:
    yield say("torch.absent", language, reason=failure_sentence(failure, language))
    if failure.printed:
        yield say("torch.printed", language, text=visible(failure.printed.splitlines()[-1]))


def _of_lane(report: Report, lane: LaneReport, language: str) -> Iterator[str]:
    """Give the sentences about the lane that decides for its device."""
    values = {
        "agreed": lane.agreed, "total": lane.elements, "device": device_word(lane.device, language)
    }
    yield say(f"torch.{agreement_key(lane.verdict)}", language, rule=lane.verdict.value, **values)
    if lane.verdict is Verdict.MISMATCH:
        worst = next(match for match in lane.matches if match.verdict is Verdict.MISMATCH)
        yield from mismatch_sentences(report, worst, language)
    elif leaves_no_room(report, lane.device):
        yield say("torch.no_room", language)
    yield from _notes(lane, language)


def _notes(lane: LaneReport, language: str) -> Iterator[str]:
    """Say what was left out, which winners were tied, and which zeros differ in sign."""
    for match in lane.matches:
        for reason, count in match.excluded.items():
            key = f"torch.left_out.{reason}"
            yield f"{match.array}: {say(key, language, count=count, dtype=lane.dtype)}"
        if match.ties and not match.array.rpartition(".")[2].startswith("grad_"):
            yield say("torch.ties", language, count=match.ties, array=match.array)
    if signs := sum(match.zero_signs for match in lane.matches if match.scope == LAYER):
        yield say("torch.zero_signs", language, count=signs)


def mismatch_sentences(report: Report, match: Match, language: str) -> Iterator[str]:
    """Say where an array differs, how that element is made, and what may lie behind it."""
    if match.torch_shape is not None:
        yield say(
            "torch.shapes_differ", language, array=shown_name(report, match.array),
            ours=shape_text(match.shape), torch=shape_text(match.torch_shape),
        )
    elif match.greatest is not None:
        ours, torch = telling_apart(match.greatest.ours, match.greatest.torch)
        place = shown_name(report, match.place)
        yield say("torch.difference", language, place=place, ours=ours, torch=torch)
        if match.arithmetic:
            yield say("torch.arithmetic", language, place=place, arithmetic=match.arithmetic)
    if match.cause is not None:
        yield cause_sentence(match.cause, language)


def cause_sentence(cause: Cause, language: str) -> str:
    """Say what may lie behind a mismatch; a mistake that people make is said in its own words."""
    mistake = f"misconceptions.{cause.kind}"
    if mistake in catalogue(language):
        return say("torch.cause.misconception", language, mistake=say(mistake, language))
    return say(f"torch.cause.{cause.kind}", language, **cause.values)


def agreement_key(verdict: Verdict) -> str:
    """Name the sentence of a verdict."""
    if verdict is Verdict.EXACT:
        return "agree.exact"
    if verdict in (Verdict.TYPICAL, Verdict.WITHIN_BOUND):
        return "agree.rounding"
    return "disagree" if verdict is Verdict.MISMATCH else "agree.measured"


def deciding_lane(report: Report, device: str) -> LaneReport | None:
    """Give the lane of a device with the worst verdict, the first of them; None if none ran."""
    checked = [lane for lane in report.lanes_on(device) if lane.checked]
    return max(checked, key=lambda lane: lane.verdict.rank, default=None)


def leaves_no_room(report: Report, device: str) -> bool:
    """Say whether all of a device's arrays had to agree bit for bit, and do."""
    matches = [match for lane in report.lanes_on(device) for match in lane.matches]
    bounds = [match.greatest.bound for match in matches if match.greatest is not None]
    return bool(bounds) and not any(bounds)


def device_lines(report: Report, language: str) -> tuple[DeviceLine, ...]:
    """Give one line for each device: what it was checked with, or why it was not."""
    return tuple(_device_line(report, device, language) for device in DEVICES)


def _device_line(report: Report, device: str, language: str) -> DeviceLine:
    word = device_word(device, language)
    checked = [lane for lane in report.lanes_on(device) if lane.checked]
    failure = next((la.failure for la in report.lanes_on(device) if la.failure), report.failure)
    if not checked:
        reason = failure_sentence(failure, language) if failure else ""
        if failure is not None and failure.kind in (*ABSENT_CUDA, *UNASKED):
            reason = say("torch.no_claim", language, reason=reason)
        refused = " ".join(
            say(f"torch.refusal.{r.kind}", language, layer=r.layer) for r in report.refusals
        )
        status = say("torch.not_checked", language)
        return DeviceLine(word, False, status, reason or refused)
    names = "; ".join(say(f"torch.lane.{lane.lane}", language) for lane in checked)
    name = visible(report.devices.get(device, word))
    detail = f"{name}, torch {report.versions.get('torch', '?')}, {names}"
    if failure is not None:
        detail += f"; {failure_sentence(failure, language)}"
    return DeviceLine(word, True, say("torch.checked", language), detail)


def array_rows(report: Report, language: str) -> tuple[ArrayRow, ...]:
    """Give one row for each array, in the order of the report."""
    rows = []
    for array in report.arrays():
        by_device = {device: report.match(device, array) for device in DEVICES}
        found = [match for match in by_device.values() if match is not None]
        worst = max(found, key=lambda match: match.verdict.rank, default=None)
        verdicts = {
            device: Verdict.NOT_CHECKED if match is None else match.verdict
            for device, match in by_device.items()
        }
        shape = next(m.shape for la in report.lanes for m in la.matches if m.array == array)
        rows.append(ArrayRow(
            shown_name(report, array), shape_text(shape), verdicts,
            "" if worst is None else difference_text(worst, language),
            "" if worst is None or worst.greatest is None else short(worst.greatest.bound),
        ))
    return tuple(rows)


def difference_text(match: Match, language: str) -> str:
    """Write the greatest difference: "0 in 16 elements", "0.5 at [0,0,2,1]"."""
    if match.torch_shape is not None:
        return say("torch.other_shape", language, shape=shape_text(match.torch_shape))
    if match.greatest is None or match.greatest.size == 0:
        compared = match.elements - match.left_out
        key = "torch.no_difference.one" if compared == 1 else "torch.no_difference"
        return say(key, language, count=compared)
    index = ",".join(map(str, match.greatest.index))
    return say("torch.difference_at", language, size=short(match.greatest.size), index=index)


def failure_sentence(failure: Failure, language: str) -> str:
    """Say why something was not checked, with the remedy where there is one."""
    install = f'{visible(sys.executable)} -m pip install "{REQUIREMENT}"'
    return say(
        f"torch.failure.{failure.kind}", language, detail=visible(failure.detail), install=install
    )


def device_word(device: str, language: str) -> str:
    """Name a device: CPU, GPU."""
    return say(f"torch.device.{device}", language)


def verdict_word(verdict: Verdict, language: str) -> str:
    """Name a verdict: EXACT, MISMATCH, not checked."""
    return say(f"torch.verdict.{verdict.value}", language)


def verdict_sign(verdict: Verdict) -> str:
    """Give the sign before a verdict's word: = for equal, ~ within an error, ! and -."""
    return SIGNS.get(verdict, "~")


def shown_name(report: Report, name: str) -> str:
    """Leave out the layer of an array's name or place where there is only one layer."""
    layers = {array.partition(".")[0] for array in report.arrays()}
    return name.partition(".")[2] if len(layers) == 1 else name


def shape_text(shape: tuple[int, ...]) -> str:
    """Write a shape: 1x1x4x4, and 1 for a single number."""
    return "x".join(map(str, shape)) or "1"


def short(value: float) -> str:
    """Write an error: a whole number plain, others with three digits."""
    return number(value) if is_whole(value) else shortened(f"{value:.3g}")


def telling_apart(ours: float, torch: float) -> tuple[str, str]:
    """Write two numbers with as many digits as it takes to see that they differ."""
    written = number(ours), number(torch)
    for digits in range(7, 18):
        if written[0] != written[1]:
            break
        written = shortened(f"{ours:.{digits}g}"), shortened(f"{torch:.{digits}g}")
    return written
