"""A lesson as one page that plays it: no network, no library, text as text nodes alone.

The page holds its data as a JSON block in which nothing can end the block. A policy lets run only
the script and the styles whose fingerprints it names, and nothing be fetched.
"""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib import resources
from itertools import chain
from typing import Any, BinaryIO

from convtutor.engine.arrays import Array
from convtutor.engine.operator import Reduce
from convtutor.lesson.run import BoundLayer, Run
from convtutor.records.encode import json_number
from convtutor.records.form import Format, Progress
from convtutor.records.ruled import Ruled, ruled
from convtutor.records.selection import Recorded, Selection
from convtutor.scene.arithmetic import term_of
from convtutor.scene.moment import Moment
from convtutor.scene.pytorch import pytorch_line, tensor_line
from convtutor.scene.scene import SceneBuilder
from convtutor.scene.size import size_formulas
from convtutor.steps import Cursor, Level, Step, Trace, short_place
from convtutor.steps.numbers import number
from convtutor.steps.writing import sign_before
from convtutor.words import say

LABELS = (
    "go_to", "part", "tap", "start", "play", "pause", "taps", "windows", "next", "back", "scrub",
    "example", "live",
)
FIELDS = {name: f"{{{name}}}" for name in ("place", "number", "count")}  # filled in by the page
IN_A_BLOCK = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028",
              "\u2029": "\\u2029"}


def write_page(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write the page in UTF-8."""
    player = resources.files("convtutor.records") / "player"
    script = (player / "player.js").read_text(encoding="utf-8")
    style = (player / "player.css").read_text(encoding="utf-8")
    labels = {name: say(f"player.{name}", selection.language, **FIELDS) for name in LABELS}
    title = selection.lesson.title.said(selection.language)
    file.write(_page(selection, labels, title, script, style)[0].encode())
    file.write(block(document_of(selection, labels, progress)).encode())
    file.write(_page(selection, labels, title, script, style)[1].encode())


def _page(
    selection: Selection, labels: dict[str, str], title: str, script: str, style: str
) -> tuple[str, str]:
    """Give what stands before and behind the data."""
    policy = (
        f"default-src 'none'; script-src '{fingerprint(script)}'; "
        f"style-src '{fingerprint(style)}'; base-uri 'none'; form-action 'none'"
    )

    def button(name: str, kind: str = "") -> str:
        return f'<button id="{name}" type="button"{kind}>{escape(labels[name])}</button>'

    head = f"""<!DOCTYPE html>
<html lang="{escape(selection.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<header><h1 id="title"></h1> <div class="crumbs" id="crumbs"></div></header>
<main>
<p class="words" id="words" aria-live="polite"></p>
<div class="grids" id="grids"></div>
<p class="arithmetic" id="arithmetic" aria-live="polite" aria-label="{escape(labels['live'])}"></p>
<div class="below"><pre id="loops"></pre><pre class="dim" id="size"></pre></div>
</main>
<nav>
{button("back")}
{button("next", ' class="first"')}
{button("play")}
<button id="level" type="button"></button>
<input id="scrub" type="range" min="-1" aria-label="{escape(labels['scrub'])}">
<span class="count" id="count"></span>
<select id="example" aria-label="{escape(labels['example'])}"></select>
</nav>
<script type="application/json" id="trace">"""
    foot = f"</script>\n<script>{script}</script>\n</body>\n</html>\n"
    return head, foot


def fingerprint(text: str) -> str:
    """Give the source expression of an inline script or style. Source: CSP Level 3, "hash-source".
    """
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def block(document: Any) -> str:
    """Write JSON that no HTML parser ends early."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True,
                      separators=(",", ":"))
    for sign, escaped in IN_A_BLOCK.items():
        text = text.replace(sign, escaped)
    return text


def document_of(
    selection: Selection, labels: dict[str, str], progress: Progress
) -> dict[str, Any]:
    """Give all that the page shows."""
    lesson, language = selection.lesson, selection.language
    counts = [len(part.run.timeline) for part in selection.recorded]
    examples = []
    for at, part in enumerate(selection.recorded):
        examples.append(_example(selection, part))
        progress(sum(counts[: at + 1]), sum(counts))
    return {
        "labels": labels,
        "lesson": {"id": lesson.id, "title": lesson.title.said(language)},
        "examples": examples,
    }


def _example(selection: Selection, part: Recorded) -> dict[str, Any]:
    language, example = selection.language, part.example
    made = ruled(part.run)
    made.finished()
    run, taken = made.run, selection.steps(part)
    builder = SceneBuilder(run, selection.lesson.id, language)
    passes, steps = _passes_and_steps(run, taken, builder, language)
    return {
        "number": example.number,
        "title": example.title.said(language),
        "intro": example.intro.said(language),
        "arrays": {name: _array(array) for name, array in _arrays(made).items()},
        "given": _given(run),
        "passes": passes,
        "steps": steps,
    }


def _given(run: Run) -> list[str]:
    """Name what is there before the first step: the tensors, and what the layers hold."""
    held = [
        f"{layer.name}.{name}" for layer in run.repeats[0].layers for name in layer.layer.operands
    ]
    return [*run.example.tensors, *held]


def _arrays(made: Ruled) -> dict[str, Array]:
    return {**made.run.example.tensors, **made.run.arrays}


def _array(array: Array) -> dict[str, Any]:
    return {
        "shape": list(array.shape), "data": [json_number(float(v)) for v in array.ravel()]
    }


def _passes_and_steps(
    run: Run, taken: range, builder: SceneBuilder, language: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the passes that have steps in the part that is taken, and those steps."""
    layers = {layer.name: layer for layer in run.layers}
    passes: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    offsets = run.timeline.offsets
    for trace, offset in zip(run.timeline.traces, offsets, strict=False):
        numbers = range(max(taken.start - offset, 0), min(taken.stop - offset, len(trace)))
        if not len(numbers):
            continue
        names = _read_by(trace, numbers)
        passes.append(_pass(run, trace, names, layers.get(trace.layer), language))
        passes[-1]["first"] = len(steps) - numbers.start
        for at in numbers:
            words = builder.words(
                Moment(Cursor(run.timeline, Level.ELEMENT, offset + at), None, run.arrays)
            )
            steps.append(_step(run, trace[at], names, len(passes) - 1, words, language))
    return passes, steps


def _read_by(trace: Trace, numbers: range) -> list[str]:
    """Name the arrays that steps of a pass read, in the order of the first reads."""
    found = dict.fromkeys(
        read.array for at in numbers for tap in trace[at].taps for read in tap.reads
    )
    return list(found)


def _pass(
    run: Run, trace: Trace, names: list[str], layer: BoundLayer | None, language: str
) -> dict[str, Any]:
    rule = trace.rule
    by_id = {id(array): name for name, array in {**run.example.tensors, **run.arrays}.items()}
    about = [tensor_line(trace.layer, language) if layer is None
             else pytorch_line(layer, language)]
    if layer is not None:
        formulas = size_formulas(layer.operator.axes(layer.shapes, layer.params), language)
        about += ["".join(span.text for span in formula.forms()[0]) for formula in formulas]
    return {
        "name": f"{trace.layer}.{rule.target}",
        "target": rule.target,
        "title": f"{trace.layer} › {say(f'plain.{rule.direction}', language)}",
        "about": "\n".join(about),
        "reads": names,
        "full": [by_id.get(id(trace.arrays[name]), name) for name in names],
        "loops": [[line.depth, line.text] for line in rule.listing.lines],
        "borders": {
            name: list(chain.from_iterable(
                (axis.before, axis.after + axis.overhang) for axis in axes
            )) for name, axes in rule.borders.items() if len(axes) == 2
        },
        "outside": f"·{number(rule.outside)}",
    }


def _step(
    run: Run, step: Step, names: list[str], pass_at: int, words: str, language: str
) -> dict[str, Any]:
    largest = step.trace.rule.reduce is Reduce.MAX
    finish = step.finish
    return {
        "pass": pass_at,
        "index": list(step.index),
        "short": short_place(step.place(), run.timeline),
        "value": json_number(step.value),
        "words": words,
        "line": step.mark().line,
        "finish": "" if finish is None else finish.written(number(step.total)),
        "partials": [json_number(partial) for partial in step.partials],
        "taps": [
            {
                "term": term_of(tap, language, joined=not largest),
                "sign": ", " if largest else sign_before(tap),
                "line": step.mark(tap.number).line,
                "reads": [
                    [names.index(read.array), list(read.index), json_number(read.value)]
                    for read in tap.reads
                ],
            }
            for tap in step.taps
        ],
    }


HTML = Format("html", ".html", write_page)
