"""What is said below the board: what differs, what agreed here, what nobody has run here."""

import platform
from collections.abc import Iterator

import numpy as np

import convtutor
from convtutor.crosscheck.board.kept import NUMPY
from convtutor.crosscheck.board.run import DEVICES, Board, Fault
from convtutor.crosscheck.failures import ABSENT_CUDA, ABSENT_TORCH, UNASKED
from convtutor.crosscheck.lanes import LANES
from convtutor.crosscheck.match import Verdict
from convtutor.crosscheck.sentences import (
    device_word,
    failure_sentence,
    mismatch_sentences,
    shape_text,
    telling_apart,
)
from convtutor.scene.board import device_name, paragraph
from convtutor.scene.text import Line, Tone
from convtutor.words import say
from convtutor.words.visible import visible

MOST_FAULTS = 10


def closing(board: Board, language: str, width: int) -> Iterator[Line]:
    """Say what differs, what agreed here, what nobody has run here, and with what it was run."""
    yield ()
    for fault in board.faults[:MOST_FAULTS]:
        yield from _fault_lines(fault, language, width)
        yield ()
    if len(board.faults) > MOST_FAULTS:
        more = say("board.more", language, count=len(board.faults) - MOST_FAULTS)
        yield from paragraph(more, width)
        yield ()
    for device in DEVICES:
        yield from _device_total(board, device, language, width)
    yield from paragraph(_environment(board, language), width, Tone.DIM)


def _fault_lines(fault: Fault, language: str, width: int) -> Iterator[Line]:
    name = fault.setting.cell.name
    where = "NumPy" if fault.report is None else _lane_words(fault.lane, language)
    yield from paragraph(f"{name}: {where}", width, Tone.MISMATCH)
    yield from paragraph(str(fault.setting), width, indent=2)
    said = (
        _witness_sentences(fault, language) if fault.report is None
        else mismatch_sentences(fault.report, fault.match, language)
    )
    for sentence in said:
        yield from paragraph(sentence, width, indent=2)


def _lane_words(lane: str, language: str) -> str:
    device = next(la.device for la in LANES if la.name == lane)
    words = say(f"torch.lane.{lane}", language)
    return say("torch.lane_on", language, device=device_word(device, language), lane=words)


def _witness_sentences(fault: Fault, language: str) -> Iterator[str]:
    match, key = fault.match, f"board.witness.{fault.witness}"
    if match.torch_shape is not None:
        shapes = shape_text(match.shape), shape_text(match.torch_shape)
        yield say(key, language, place=match.array, one=shapes[0], other=shapes[1])
    elif match.greatest is not None:
        one, other = telling_apart(match.greatest.ours, match.greatest.torch)
        yield say(key, language, place=match.place, one=one, other=other)
        yield say("torch.arithmetic", language, place=match.place, arithmetic=match.arithmetic)


def _device_total(board: Board, device: str, language: str, width: int) -> Iterator[Line]:
    """Say of one device how many settings agree, differ, or were not run, and why not."""
    lanes = [NUMPY] if device == NUMPY else [la.name for la in LANES if la.device == device]
    total, word = board.settings, device_name(device, language)
    differing = board.settings_with(Verdict.MISMATCH, lanes)
    unrun = board.settings_with(Verdict.NOT_CHECKED, lanes)
    if differing:
        said = say("board.differ", language, device=word, count=differing, total=total)
        yield from paragraph(said, width, Tone.MISMATCH)
    if agreeing := total - differing - unrun:
        key = "board.agree.numpy" if device == NUMPY else "board.agree"
        said = say(key, language, device=word, count=agreeing, total=total)
        yield from paragraph(said, width, Tone.AGREE if agreeing == total else Tone.TEXT)
    if unrun:
        yield from _unrun(board, device, unrun, language, width)


def _unrun(
    board: Board, device: str, unrun: int, language: str, width: int
) -> Iterator[Line]:
    word = device_word(device, language)
    for reason in dict.fromkeys(_reasons(board, device, language)):
        yield from paragraph(say("torch.unchecked", language, device=word, reason=reason), width)
    if unrun < board.settings:
        said = say("board.unrun", language, device=word, count=unrun, total=board.settings)
        yield from paragraph(said, width)


def _reasons(board: Board, device: str, language: str) -> Iterator[str]:
    """Say why torch did not run, or not everywhere."""
    for report in board.reports:
        for failure in (lane.failure for lane in report.lanes_on(device)):
            if failure is not None:
                said = failure_sentence(failure, language)
                claimed = failure.kind not in (*ABSENT_TORCH, *ABSENT_CUDA, *UNASKED)
                yield said if claimed else say("torch.no_claim", language, reason=said)
        for refusal in report.refusals:
            yield say(f"torch.refusal.{refusal.kind}", language, layer=refusal.layer)


def _environment(board: Board, language: str) -> str:
    versions = [f"convtutor {convtutor.__version__}", f"numpy {np.__version__}"]
    versions += [f"{name} {v}" for name, v in board.versions.items() if name != "python"]
    versions.append(f"Python {board.versions.get('python', platform.python_version())}")
    names = [visible(name) for name in board.devices.values()]
    return say(
        "board.environment", language, versions=", ".join(versions), devices=", ".join(names),
        seed=board.seed, seconds=f"{board.seconds:.0f}",
    )
