"""The torch check as lines: a table of arrays with their verdicts, what it comes to, the devices.

Where a lane is chosen, the table speaks of that lane alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.sentences import (
    DEVICES,
    ArrayRow,
    array_rows,
    device_lines,
    device_word,
    summary,
    verdict_sign,
    verdict_word,
)
from convtutor.scene.text import Line, Span, Tone, line
from convtutor.scene.torch_check import TorchCheck
from convtutor.words import say
from convtutor.words.wrapping import cell_width, wrap

FULL_WIDTH = 100
# where array, shape, CPU, difference, allowed and GPU begin
FULL_STARTS = (0, 20, 36, 54, 76, 92)
NARROW_STARTS = (0, 18, 28, 41, 62, 62)


def verdict_lines(report: Report, language: str, width: int) -> list[Line]:
    """Give the few lines on a check that is done, for beside the lesson."""
    if not report.checked:
        return [line((part, Tone.DIM)) for part in wrap(summary(report, language)[0], width)]
    made: list[Line] = []
    for device in DEVICES:
        checked = [lane.verdict for lane in report.lanes_on(device) if lane.checked]
        verdict = max(checked, key=lambda v: v.rank, default=Verdict.NOT_CHECKED)
        word = device_word(device, language)
        made.append((Span(f"{word}  ", Tone.DIM), _verdict(verdict, language)))
    return made


def torch_lines(
    check: TorchCheck, lane: int, width: int, height: int, language: str
) -> list[Line]:
    """Give the panel, `height` lines at the most; arrays that agree give way first."""
    title = say("torch.title", language)
    head = line(("torch", Tone.STRONG), (f"  {title}", Tone.DIM))
    if check.report is None:
        return [head, (), line((say("screen.torch_running", language), Tone.DIM))]
    report, name = _one_lane(check.report, lane, language)
    done = say("torch.done", language, seconds=f"{report.seconds:.1f}")
    right = f"{name}  {done}" if name else done
    head = _with_right(head, right, width) or _with_right(head[:1], right, width) or head
    sentences = summary(report, language)
    if not report.checked:
        return [head, (), *(line(part) for part in _wrapped(sentences, width))][:height]
    devices = _device_lines(report, language, width)
    result = _result(sentences, language, width)
    roomy = height >= len(report.arrays()) + len(devices) + len(result) + 5
    blank: list[Line] = [()] if roomy else []
    rest = [*blank, *result, *blank, *devices]
    room = max(1, height - 2 - len(blank) - len(rest))
    table = _table(array_rows(report, language), room, width, language)
    return [head, *blank, *table, *rest][:height]


def _one_lane(report: Report, lane: int, language: str) -> tuple[Report, str]:
    """Give the report of one lane (counted from 1 among those checked) and its name."""
    checked = [entry for entry in report.lanes if entry.checked]
    if not 1 <= lane <= len(checked):
        return report, ""
    chosen = checked[lane - 1]
    device = device_word(chosen.device, language)
    word = say(f"torch.lane.{chosen.lane}", language)
    number = say("screen.torch_lane_of", language, number=lane, count=len(checked))
    others = tuple(entry for entry in report.lanes if entry.device != chosen.device)
    return replace(report, lanes=(chosen, *others)), f"{number}: {device} {word}"


def _with_right(left: Line, right: str, width: int) -> Line | None:
    """Write a text at the right end, None where it does not fit."""
    used = sum(cell_width(span.text) for span in left)
    space = width - used - cell_width(right)
    return (*left, Span(" " * space), Span(right, Tone.DIM)) if space >= 2 else None


def _verdict(verdict: Verdict, language: str) -> Span:
    text = f"{verdict_sign(verdict)} {verdict_word(verdict, language)}"
    if verdict is Verdict.MISMATCH:
        return Span(f" {text} ", Tone.MISMATCH)
    return Span(text, Tone.DIM if verdict is Verdict.NOT_CHECKED else Tone.AGREE)


def _table(rows: Sequence[ArrayRow], room: int, width: int, language: str) -> list[Line]:
    """Write the headings and `room` rows; where not all fit, those that mismatch stay and the
    last row counts the rest."""
    ordered = sorted(rows, key=lambda row: Verdict.MISMATCH not in row.verdicts.values())
    shown = list(rows) if len(rows) <= room else ordered[: max(room - 1, 1)]
    heads = [
        say("torch.column.array", language), say("torch.column.shape", language),
        device_word("cpu", language), say("torch.column.greatest", language),
        say("torch.column.allowed", language), device_word("cuda", language),
    ]
    cells = [[Span(text, Tone.DIM) for text in heads]]
    cells += [
        [
            Span(row.array), Span(row.shape, Tone.DIM), _verdict(row.verdicts["cpu"], language),
            Span(row.difference), Span(row.allowed), _verdict(row.verdicts["cuda"], language),
        ]
        for row in shown
    ]
    used, starts = _columns(cells, width)
    lines = [_cells([row[at] for at in used], starts) for row in cells]
    hidden = [row for row in rows if row not in shown]
    if hidden:
        lines.append(line((_hidden(hidden, language), Tone.DIM)))
    return lines


def _hidden(rows: Sequence[ArrayRow], language: str) -> str:
    """Count the arrays left out, with every verdict that was given on them."""
    verdicts = {verdict for row in rows for verdict in row.verdicts.values()}
    given = sorted(verdicts - {Verdict.NOT_CHECKED}, key=lambda verdict: verdict.rank)
    words = ", ".join(verdict_word(verdict, language) for verdict in given)
    key = "screen.torch_more.one" if len(rows) == 1 else "screen.torch_more"
    return say(key, language, count=len(rows), verdict=words)


def _columns(cells: Sequence[Sequence[Span]], width: int) -> tuple[list[int], list[int]]:
    """Choose the columns that fit and where each begins: what is allowed gives way first, then
    the difference, then the shape; the usual places are kept where they leave room."""
    widths = [max(cell_width(row[at].text) for row in cells) for at in range(6)]
    full = width >= FULL_WIDTH
    usual = FULL_STARTS if full else NARROW_STARTS
    for left_out in ((), (4,), (4, 3), (4, 3, 1))[0 if full else 1 :]:
        used = [at for at in range(6) if at not in left_out]
        starts: list[int] = []
        for at in used:
            least = 0 if not starts else starts[-1] + widths[used[len(starts) - 1]] + 2
            starts.append(max(least, usual[at]))
        if starts[-1] + widths[5] <= width:
            return used, starts
        starts = [sum(widths[at] + 2 for at in used[:number]) for number in range(len(used))]
        if starts[-1] + widths[5] <= width:
            return used, starts
    return used, starts


def _cells(spans: Sequence[Span], starts: Sequence[int]) -> Line:
    """Write spans each at its column, a filled one begun a column earlier."""
    made: list[Span] = []
    x = 0
    for span, start in zip(spans, starts, strict=True):
        at = start - 1 if span.tone is Tone.MISMATCH else start
        gap = max(at - x, 1 if made else 0)
        made += [Span(" " * gap), span]
        x += gap + cell_width(span.text)
    return tuple(made)


def _result(sentences: Sequence[str], language: str, width: int) -> list[Line]:
    """Write what it comes to: the first sentence strong, those behind it plain; the sentences on
    devices that were not checked stand in their own lines."""
    first, *rest = sentences
    kept = [text for text in rest if not _is_device_sentence(text, language)]
    whole = " ".join([first, *kept])
    made: list[Line] = []
    at = 0
    for text in wrap(whole, width):
        at = max(whole.find(text, at), at)
        cut = min(max(len(first) - at, 0), len(text))
        made.append(line((text[:cut], Tone.STRONG), text[cut:]))
        at += len(text)
    return made


def _is_device_sentence(text: str, language: str) -> bool:
    """Say whether a sentence only tells that a device was not checked."""
    starts = [
        say("torch.unchecked", language, device=device_word(device, language), reason="\0")
        .partition("\0")[0]
        for device in DEVICES
    ]
    return any(text.startswith(start) for start in starts)


def _device_lines(report: Report, language: str, width: int) -> list[Line]:
    lines = []
    entries = device_lines(report, language)
    status = max(cell_width(entry.status) for entry in entries)
    for entry in entries:
        padding = " " * (status - cell_width(entry.status) + 2)
        detail = entry.detail
        room = width - cell_width(f"{entry.device}  {entry.status}{padding}")
        if cell_width(detail) > room:
            detail = wrap(detail, room - 2)[0] + " …"
        lines.append(line(
            (f"{entry.device}  ", Tone.DIM), (entry.status, Tone.STRONG), padding,
            (detail, Tone.DIM),
        ))
    return lines


def _wrapped(sentences: Sequence[str], width: int) -> list[str]:
    return [part for sentence in sentences for part in wrap(sentence, width)]
