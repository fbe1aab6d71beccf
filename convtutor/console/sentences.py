"""One sentence for every position: what was just made, with the numbers of the screen.

    output[2,0] tap 2 of 4: 3×1 = 3, sum 0 + 3 = 3
    output[2,0] = 0×0 + 3×1 + 0×2 + 6×3 = 21 (2 of 4 reads are padding)
"""

from convtutor.debugger.session import Session
from convtutor.engine.geometry import Where
from convtutor.engine.listing import Fate
from convtutor.engine.operator import Reduce
from convtutor.steps import Cursor, Level, Step, Tap, Timeline, short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before, term_text
from convtutor.words import say

MOST_UNFOLDED = 9


def sentence_of(session: Session) -> str:
    """Give the sentence of the present position."""
    cursor, language = session.cursor, session.language
    step = cursor.current
    if step is None:
        first = name_of(cursor.timeline[0], cursor.timeline)
        return say("plain.at_start", language, example=session.number, place=first)
    if cursor.tap is not None:
        return tap_sentence(step, step.taps[cursor.tap], cursor.timeline, language)
    if cursor.level in (Level.TAP, Level.ELEMENT):
        sentence = element_sentence(step, cursor.timeline, language)
        if step.number + 1 < len(step.trace):
            return sentence
        return sentence + say("plain.finishes", language, array=_whole(step, cursor.timeline))
    return unit_sentence(cursor, step, language)


def name_of(step: Step, timeline: Timeline) -> str:
    """Write output[2,0], with the layer before it where there are several layers."""
    place = short_place(step.place(), timeline)
    return f"{step.trace.layer}.{place}" if _several_layers(timeline) else place


def _whole(step: Step, timeline: Timeline) -> str:
    return f"{step.trace.layer}.{step.target}" if _several_layers(timeline) else step.target


def _several_layers(timeline: Timeline) -> bool:
    first = timeline.traces[0].layer
    return any(trace.layer != first for trace in timeline.traces)


def element_sentence(step: Step, timeline: Timeline, language: str) -> str:
    """Say how a finished element was made: its terms, its value, what lay outside."""
    return " ".join(element_parts(step, timeline, language))


def element_parts(step: Step, timeline: Timeline, language: str) -> tuple[str, str]:
    """Give the sentence in two parts, the name and what follows it, to be lined up."""
    return name_of(step, timeline), f"= {_made(step, language)}"


def _made(step: Step, language: str) -> str:
    value, count = number(step.value), len(step.taps)
    if not count:
        return say("plain.unread", language, value=value)
    if count > MOST_UNFOLDED:
        key = "largest_of" if step.trace.rule.reduce is Reduce.MAX else "sum_of"
        made = say(f"plain.{key}", language, value=number(step.total), count=f"{count:,}")
        return made + _behind(step, language) + _last(step, language)
    terms = _terms(step, language)
    terms = terms if step.finish is None else step.finish.written(terms)
    return value if terms == value else f"{terms} = {value}{_behind(step, language)}"


def _last(step: Step, language: str) -> str:
    """Say what is done to a long sum last: "; 96 / 12 = 8", nothing where nothing is."""
    if step.finish is None:
        return ""
    written = step.finish.written(number(step.total))
    return say("plain.finished", language, written=written, value=number(step.value))


def _terms(step: Step, language: str) -> str:
    if step.trace.rule.reduce is Reduce.MAX:
        return f"max({', '.join(term_of(tap, language) for tap in step.taps)})"
    terms = [(sign_before(tap), term_of(tap, language, joined=True)) for tap in step.taps]
    return "".join(sign + term if at else term for at, (sign, term) in enumerate(terms))


def term_of(tap: Tap, language: str, joined: bool = False) -> str:
    """Write a tap's term: 3×1, 4×-1, 5 for a plain read."""
    text = term_text(tap, joined=joined)
    if tap.fate is Fate.BLOCKED:
        return say("plain.blocked_term", language, term=text)
    return text


def _behind(step: Step, language: str) -> str:
    """Say in brackets how many reads lay outside, or how many gradients were blocked."""
    outside = [read for tap in step.taps for read in tap.reads if read.where is not Where.INSIDE]
    if outside:
        names = {read.array for read in outside}
        total = sum(read.array in names for tap in step.taps for read in tap.reads)
        beyond = any(read.where is Where.BEYOND for read in outside)
        key = f"{'beyond' if beyond else 'padding'}_{'one' if len(outside) == 1 else 'many'}"
        return say(f"plain.{key}", language, count=f"{len(outside):,}", total=f"{total:,}")
    blocked = sum(tap.fate is Fate.BLOCKED for tap in step.taps)
    if blocked and len(step.taps) > MOST_UNFOLDED:
        return say("plain.blocked_many", language, count=f"{blocked:,}", total=len(step.taps))
    return ""


def tap_sentence(step: Step, tap: Tap, timeline: Timeline, language: str) -> str:
    """Say what one tap adds to the running value, or leaves as it was."""
    outside = any(read.where is not Where.INSIDE for read in tap.reads)
    head = say(
        "plain.tap_outside" if outside else "plain.tap", language,
        place=name_of(step, timeline), number=f"{tap.number + 1:,}", total=f"{len(step.taps):,}",
    )
    before, after = (number(step.partials[tap.number + at]) for at in (0, 1))
    facts = {
        "head": head, "factors": term_text(tap), "product": number(tap.product),
        "array": tap.reads[0].array if tap.reads else "", "before": before, "after": after,
    }
    return say(f"plain.{_tap_key(step, tap)}", language, **facts)


def _tap_key(step: Step, tap: Tap) -> str:
    if tap.fate is Fate.BLOCKED:
        return "sum_blocked"
    if step.trace.rule.reduce is Reduce.MAX:
        took = step.partials[tap.number + 1] != step.partials[tap.number]
        return "max_taken" if tap.fate is Fate.TAKEN and took else "max_kept"
    return "sum_read" if tap.is_plain else "sum_product"


def unit_sentence(cursor: Cursor, step: Step, language: str) -> str:
    """Say that a channel, a pass, a layer's direction or everything is finished."""
    first, last = cursor.unit()
    facts = {
        "layer": step.trace.layer,
        "array": f"{step.trace.layer}.{step.target}",
        "direction": say(f"plain.{step.trace.rule.direction}", language),
        "channel": ",".join(map(str, _channel(step))),
        "count": f"{last - first + 1:,}",
    }
    return say(f"plain.done_{cursor.level.value}", language, **facts)


def _channel(step: Step) -> tuple[int, ...]:
    """Give the index of a step's plane, the sample left out where there is only one."""
    leading = step.index[:-2]
    return leading[1:] if len(leading) > 1 and step.trace.rule.shape[0] == 1 else leading
