"""A verification as text: an example with its lanes and arrays, and how all came out together."""

from collections.abc import Iterator, Sequence

from convtutor.crosscheck.checked import Checked, LaneTally, tally
from convtutor.crosscheck.match import Match, Verdict
from convtutor.crosscheck.report import LaneReport, Report
from convtutor.crosscheck.sentences import (
    device_word,
    difference_text,
    short,
    summary,
    verdict_sign,
    verdict_word,
)
from convtutor.words import say
from convtutor.words.visible import visible
from convtutor.words.wrapping import cell_width


def example_lines(checked: Checked, language: str) -> Iterator[str]:
    """Give one example as text: a heading, a table for every lane, and what came out."""
    report = checked.report
    yield say(
        "torch.verify.example", language, lesson=checked.lesson, number=checked.number,
        title=checked.title.said(language),
    )
    for lane in report.lanes:
        yield from lane_lines(lane, report, language)
    yield from (f"  {sentence}" for sentence in summary(report, language))
    yield ""


def lane_lines(lane: LaneReport, report: Report, language: str) -> Iterator[str]:
    """Give one lane: its name, what it ran on and with, and a row for every array."""
    if not lane.checked:
        return
    name = lane_name(lane.lane, lane.device, language)
    flags = ", ".join(f"{flag}={value}" for flag, value in lane.flags.items())
    yield f"  {name}  {visible(report.devices.get(lane.device, ''))}"
    yield f"    {say('torch.verify.flags', language, flags=flags)}"
    rows = [match_cells(match, language) for match in lane.matches]
    yield from (f"    {line}" for line in aligned(rows))


def lane_name(lane: str, device: str, language: str) -> str:
    """Name a lane for people: CPU float32."""
    return say(
        "torch.lane_on", language, device=device_word(device, language),
        lane=say(f"torch.lane.{lane}", language),
    )


def match_cells(match: Match, language: str) -> tuple[str, ...]:
    """Give the cells of one row: array, scope, verdict, difference, allowed."""
    word = f"{verdict_sign(match.verdict)} {verdict_word(match.verdict, language)}"
    scope = say(f"torch.{match.scope}", language)
    if match.verdict is Verdict.NOT_CHECKED:
        return match.array, scope, word, "", ""
    allowed = "" if match.greatest is None else short(match.greatest.bound)
    label = say("torch.column.allowed", language)
    return match.array, scope, word, difference_text(match, language), f"{label} {allowed}"


def aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Line up the cells of rows, two blanks between columns."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (c + " " * (w - cell_width(c)) for c, w in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def total_lines(done: Sequence[Checked], language: str) -> Iterator[str]:
    """Say how all examples came out together, lane by lane, and with which torch."""
    codes = [checked.exit_code for checked in done]
    count, differing, unchecked = len(codes), codes.count(1), codes.count(4)
    if differing:
        yield say("torch.verify.total.differ", language, count=count, differing=differing)
    if unchecked:
        yield say("torch.verify.total.unchecked", language, count=count, unchecked=unchecked)
    if not done:
        yield say("verify.nothing", language)
    elif not differing and not unchecked:
        yield say("torch.verify.total.agree", language, count=count)
    rows = [(f"{lane_name(lane.lane, lane.device, language)}:", tally_text(lane, language))
            for lane in tally(done)]
    yield from (f"  {line}" for line in aligned(rows))
    versions = (checked.report.versions for checked in done if checked.report.versions)
    environments = (say("torch.verify.environment", language, **each) for each in versions)
    yield from dict.fromkeys(environments)


def tally_text(lane: LaneTally, language: str) -> str:
    """Say how many arrays of a lane came out in each way; a way that none did is left out."""
    ways = [say(f"verify.arrays.{kind}", language, count=count)
            for kind, count in lane.counts.items() if count]
    said = say("verify.between", language).join(ways)
    return say("verify.arrays", language, count=sum(lane.counts.values()), ways=said)
