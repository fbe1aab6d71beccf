"""Numbers and steps as JSON: floats that come back bit for bit, NaN and infinities as strings.

What is usual is left out of a step: a coefficient and a divisor of 1, a tap that counts, a read
that lies inside its array and comes from where it is. Keys are sorted, and nothing is written but
ASCII.
"""

import json
from math import isfinite, isnan
from typing import Any

from convtutor.engine.arrays import Array, Index
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.steps import Read, Step, Tap

LARGEST_WHOLE = 2.0**53


def json_number(value: float) -> int | float | str:
    """Give a float as JSON holds it: whole ones as integers, "nan", "inf", "-inf" as text."""
    if not isfinite(value):
        return "nan" if isnan(value) else ("inf" if value > 0 else "-inf")
    if abs(value) < LARGEST_WHOLE and value == int(value) and (value or str(value) != "-0.0"):
        return int(value)
    return value


def from_json_number(value: object) -> float:
    """Give the float back; raises ValueError for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(value)
    if isinstance(value, str) and value not in ("nan", "inf", "-inf"):
        raise ValueError(value)
    return float(value)


def json_array(array: Array) -> dict[str, Any]:
    """Give an array as its shape and its elements in row-major order."""
    elements = [json_number(float(value)) for value in array.ravel()]
    return {"data": elements, "shape": list(array.shape)}


def compact(value: object) -> str:
    """Write JSON without blanks, its keys sorted, in ASCII."""
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def step_document(step: Step, example: int, words: str, with_taps: bool = True) -> dict[str, Any]:
    """Give a step as a document; `step_text` writes the same faster."""
    found: dict[str, Any] = {
        "example": example, "place": str(step.place()), "value": json_number(step.value),
        "words": words,
    }
    if with_taps:
        found["taps"] = [_tap_document(tap) for tap in step.taps]
        found["partials"] = [json_number(partial) for partial in step.partials]
    return found


def _tap_document(tap: Tap) -> dict[str, Any]:
    found: dict[str, Any] = {
        "product": json_number(tap.product), "reads": [_read_document(read) for read in tap.reads]
    }
    if tap.coefficient != 1:
        found["coefficient"] = json_number(tap.coefficient)
    if tap.divisor != 1:
        found["divisor"] = json_number(tap.divisor)
    if tap.fate is not Fate.TAKEN:
        found["fate"] = tap.fate.value
    return found


def _read_document(read: Read) -> dict[str, Any]:
    found: dict[str, Any] = {
        "array": read.array, "at": list(read.index), "value": json_number(read.value)
    }
    if read.source != read.index:
        found["source"] = None if read.source is None else list(read.source)
    if read.where is not Where.INSIDE:
        found["where"] = read.where.value
    if read.divides:
        found["divides"] = True
    return found


def step_text(step: Step, example: int, words: str, with_taps: bool = True) -> str:
    """Write a step as `compact(step_document(...))` does, piece by piece."""
    value, said = _number(step.value), json.dumps(words)
    index = ",".join(map(str, step.index))
    place = f"{step.trace.layer}.{step.target}[{index}]"
    if not with_taps:
        return f'{{"example":{example},"place":"{place}","value":{value},"words":{said}}}'
    taps = step.taps
    partials = ",".join(map(_number, step.partials))
    return (
        f'{{"example":{example},"partials":[{partials}],"place":"{place}",'
        f'"taps":[{",".join(map(_tap, taps))}],"value":{value},"words":{said}}}'
    )


def _tap(tap: Tap) -> str:
    reads = ",".join(map(_read, tap.reads))
    tail = f'"product":{_number(tap.product)},"reads":[{reads}]}}'
    if tap.coefficient == 1 and tap.divisor == 1 and tap.fate is Fate.TAKEN:
        return "{" + tail
    head = "" if tap.coefficient == 1 else f'"coefficient":{_number(tap.coefficient)},'
    head += "" if tap.divisor == 1 else f'"divisor":{_number(tap.divisor)},'
    head += "" if tap.fate is Fate.TAKEN else f'"fate":"{tap.fate.value}",'
    return "{" + head + tail


def _read(read: Read) -> str:
    at = _index(read.index)
    if read.source == read.index and read.where is Where.INSIDE and not read.divides:
        return f'{{"array":"{read.array}","at":{at},"value":{_number(read.value)}}}'
    divides = '"divides":true,' if read.divides else ""
    source = "null" if read.source is None else _index(read.source)
    source = "" if read.source == read.index else f'"source":{source},'
    where = "" if read.where is Where.INSIDE else f',"where":"{read.where.value}"'
    return (
        f'{{"array":"{read.array}","at":{at},{divides}{source}"value":{_number(read.value)}'
        f"{where}}}"
    )


def _index(index: Index) -> str:
    return f"[{','.join(map(str, index))}]"


def _number(value: float) -> str:
    if not isfinite(value):
        return f'"{json_number(value)}"'
    if -LARGEST_WHOLE < value < LARGEST_WHOLE and value == int(value):
        return str(int(value)) if value or str(value) != "-0.0" else "-0.0"
    return repr(value)
