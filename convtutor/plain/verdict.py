"""Torch's verdict on lines: a row for every array, and what came out in sentences."""

from collections.abc import Sequence

from convtutor.console.output import Output
from convtutor.crosscheck.checked import Checked
from convtutor.crosscheck.match import worst
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.sentences import (
    array_rows,
    device_lines,
    summary,
    verdict_sign,
    verdict_word,
)
from convtutor.crosscheck.verify_lines import aligned, total_lines
from convtutor.words import say
from convtutor.words.wrapping import cell_width


def write_report(report: Report, output: Output, language: str) -> None:
    """Write one report: its arrays, then its sentences."""
    output.lines(array_lines(report, language))
    for sentence in summary(report, language):
        output.paragraph(sentence)


def array_lines(report: Report, language: str) -> list[str]:
    """Write a row for every array: name, shape, its worst verdict, the greatest difference."""
    rows = []
    for row in array_rows(report, language):
        verdict = worst(row.verdicts.values())
        word = f"{verdict_sign(verdict)} {verdict_word(verdict, language)}"
        rows.append((row.array, row.shape, word, row.difference))
    return list(aligned(rows)) if rows else []


def write_verdicts(done: Sequence[Checked], output: Output, language: str) -> None:
    """Write what came out of several examples; what is the same for all is said once, last."""
    shared: dict[str, None] = {}
    for checked in done:
        common = common_sentences(checked.report, language)
        said = summary(checked.report, language)
        shared |= dict.fromkeys(sentence for sentence in said if sentence in common)
        label = say("plain.torch_example", language, number=checked.number)
        for sentence in said:
            if sentence not in common:
                output.hanging(label, sentence)
                label = " " * cell_width(label)
    shared.pop(say("torch.no_room", language), None)
    for sentence in shared:
        output.paragraph(sentence)
    if all(checked.report.failure is None for checked in done):
        output.lines(total_lines(done, language))


def common_sentences(report: Report, language: str) -> frozenset[str]:
    """Give the sentences that speak of the machine, or of comparing, not of the example."""
    if report.failure is not None:
        return frozenset(summary(report, language))
    unchecked = (line for line in device_lines(report, language) if not line.checked)
    return frozenset({
        say("torch.no_room", language),
        *(say("torch.unchecked", language, device=line.device, reason=line.detail)
          for line in unchecked),
    })


def exit_code_of(reports: Sequence[Report]) -> int:
    """Give 1 where results differ, 4 where the device asked for by name is not there, else 0."""
    codes = {report.exit_code for report in reports if report.asked != "auto"}
    codes |= {1 for report in reports if report.exit_code == 1}
    return next((code for code in (1, 4) if code in codes), 0)
