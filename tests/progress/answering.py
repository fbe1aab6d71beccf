"""Answers to write down in tests, each different from the usual one in what a test says."""

from dataclasses import replace
from typing import Any

from convtutor.progress.answers import Answered, Confidence, Outcome

RIGHT = Answered(
    "padding", "value conv1.output", 7, 2, "19", Outcome.RIGHT, None, Confidence.UNSURE, "d1", 900
)
WRONG = replace(
    RIGHT, given="16", outcome=Outcome.WRONG, mistake="conv2d.kernel-flipped",
    confidence=Confidence.SURE,
)


def right(day: int, **others: Any) -> Answered:
    return replace(RIGHT, day=day, **others)


def wrong(day: int, **others: Any) -> Answered:
    return replace(WRONG, day=day, **others)
