"""A lesson as a document, a table, plain text and arrays; and that hostile words stay words."""

import csv
import io
from dataclasses import replace
from io import BytesIO

import numpy as np

from convtutor.lesson.text import Text
from convtutor.records.form import no_progress
from convtutor.records.formats import FORMATS
from convtutor.records.markdown import escaped, fenced
from convtutor.records.ruled import ruled
from convtutor.records.selection import Selection, select
from convtutor.records.table import as_text
from tests.records.lessons import lesson_named

HOSTILE = "</script><img src=x onerror=alert(1)> [a](javascript:b) `x` | *b* _c_ $d$ # =1+1"


def written(selection: Selection, kind: str) -> bytes:
    file = BytesIO()
    FORMATS[kind].write(selection, file, no_progress)
    return file.getvalue()


def test_a_table_has_a_row_for_every_tap() -> None:
    selection = select(lesson_named("padding"), "en", 2)
    rows = list(csv.DictReader(io.StringIO(written(selection, "csv").decode(), newline="")))
    run = selection.recorded[0].run
    assert len(rows) == sum(len(step.taps) for step in run.timeline)
    pairs = [(step, tap) for step in run.timeline for tap in step.taps]
    for row, (step, tap) in zip(rows, pairs, strict=True):
        assert row["place"] == str(step.place())
        assert float(row["product"]) == tap.product
        assert float(row["after"]) == step.partials[tap.number + 1]


def test_no_cell_of_a_table_is_a_formula() -> None:
    assert as_text("=1+1") == "'=1+1"
    assert as_text("@x") == "'@x"
    assert as_text("conv1.output[0,0]") == "conv1.output[0,0]"


def test_arrays_come_back_as_they_are() -> None:
    selection = select(lesson_named("activations"), "en")
    with np.load(BytesIO(written(selection, "npz")), allow_pickle=False) as found:
        for part in selection.recorded:
            arrays = ruled(part.run).finished().arrays
            for name, array in {**part.example.tensors, **arrays}.items():
                back = found[f"{part.example.number}/{name}"]
                assert back.dtype == array.dtype
                assert back.tobytes() == np.ascontiguousarray(array).tobytes()
    assert written(selection, "npz") == written(selection, "npz")


def test_a_document_says_what_the_lesson_says() -> None:
    lesson = lesson_named("padding")
    text = written(select(lesson, "en"), "md").decode()
    for example in lesson.examples:
        assert f"## {example.number}. {escaped(example.title.said('en'))}" in text
        assert escaped(example.intro.said("en")) in text
        for note in example.notes:
            assert escaped(note.text.said("en")) in text
    assert "output[1,1] = 0×0 + 1×1 + 3×2 + 4×3 = 19" in text


def test_hostile_words_are_words_in_a_document() -> None:
    lesson = lesson_named("padding")
    hostile = replace(lesson, title=Text({"en": HOSTILE}), summary=Text({"en": "# " + HOSTILE}))
    text = written(select(hostile, "en", 1), "md").decode()
    head = text.partition("## 1.")[0]
    assert "<" not in head
    assert "](" not in head.replace("\\](", "")
    assert head.splitlines()[2].startswith("\\#")


def test_a_block_cannot_be_ended_from_within() -> None:
    lines = list(fenced(["```", "`````", "<b>"], "text"))
    assert lines[0] == "``````text"
    assert lines[-2] == "``````"


def test_plain_text_is_what_play_prints() -> None:
    text = written(select(lesson_named("stride"), "zh"), "txt").decode()
    assert "output[0,1]" in text
    assert "\x1b" not in text
