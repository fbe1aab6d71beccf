"""The page that plays a lesson, in a browser: its numbers, its keys, and that hostile words do
nothing."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from convtutor.lesson.schema import Lesson
from convtutor.lesson.text import Text
from convtutor.records.form import no_progress
from convtutor.records.page import HTML, block
from convtutor.records.selection import Selection, select
from convtutor.steps.numbers import number
from tests.chromium import Page, browsing
from tests.records.lessons import lesson_named

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- \u2028 "
    "javascript:alert(3) [x](http://example.com) {{7*7}} \" onload=alert(4) &lt;"
)


def page_of(selection: Selection, folder: Path) -> Path:
    file = BytesIO()
    HTML.write(selection, file, no_progress)
    path = folder / "page.html"
    path.write_bytes(file.getvalue())
    return path


def cells(page: Page, figure: int) -> list[list[str]]:
    """Read a grid from the page, without its rulers and its ring."""
    found: list[list[str]] = page.value(
        f"[...document.querySelectorAll('figure')[{figure}].querySelectorAll('tr')].slice(1)"
        ".map((row) => [...row.querySelectorAll('td:not(.pad)')].map((cell) => cell.textContent))"
        ".filter((row) => row.length)"
    )
    return found


def test_a_lesson_is_stepped_in_a_browser(tmp_path: Path) -> None:
    lesson = lesson_named("padding")
    path = page_of(select(lesson, "en"), tmp_path)
    run = select(lesson, "en", 2).recorded[0].run
    with browsing(tmp_path) as browser:
        page = browser.open(path)
        page.value("location.hash = '#2'")
        page.until("document.getElementById('crumbs').textContent.includes('start')")
        for step in run.timeline:
            page.press("ArrowRight")
            assert page.value("document.getElementById('crumbs').textContent").endswith(
                str(step.place()).partition(".")[2].replace("[0,0,", "[")
            )
            answer = page.value("document.querySelector('#arithmetic strong').textContent")
            assert answer == number(step.value)
        assert page.value("document.getElementById('next').disabled")
        assert cells(page, 0) == [["0", "1", "2"], ["3", "4", "5"], ["6", "7", "8"]]
        page.press("Home")
        page.press("s")
        first = run.timeline[0]
        for tap in first.taps:
            page.press("ArrowRight")
            mark = page.value("document.querySelector('#arithmetic mark').textContent")
            assert mark.replace("·", "") == "×".join(number(read.value) for read in tap.reads)
            value = page.value("document.querySelector('#arithmetic strong').textContent")
            assert value == number(first.partials[tap.number + 1])
        page.press("ArrowLeft")
        assert page.value("document.querySelector('td.current').textContent") == number(
            first.partials[len(first.taps) - 1]
        )
        assert browser.faults == []


def test_an_output_cell_leads_to_its_window_and_playing_goes_on_by_itself(tmp_path: Path) -> None:
    path = page_of(select(lesson_named("padding"), "zh", 2), tmp_path)
    with browsing(tmp_path) as browser:
        page = browser.open(path)
        page.press("ArrowRight")
        page.value("[...document.querySelectorAll('td button')][6].click()")
        assert "[1,2]" in page.value("document.getElementById('crumbs').textContent")
        assert page.value("document.querySelector('#arithmetic strong').textContent") == "25"
        page.press(" ")
        page.until("document.getElementById('crumbs').textContent.includes('[2,0]')")
        page.press(" ")
        at = page.value("document.getElementById('count').textContent")
        assert page.value("document.documentElement.lang") == "zh"
        assert page.value("document.getElementById('play').textContent") == "播放"
        assert page.value("document.getElementById('count').textContent") == at
        assert browser.faults == []


def hostile(lesson: Lesson) -> Lesson:
    """Give a lesson that says hostile things wherever it says anything."""
    text = Text({"en": HOSTILE})
    examples = tuple(
        replace(
            example, title=text, intro=text, why=text,
            notes=tuple(replace(note, text=text) for note in example.notes),
        )
        for example in lesson.examples[:2]
    )
    return replace(lesson, title=text, summary=text, examples=examples)


def test_hostile_words_are_shown_and_do_nothing(tmp_path: Path) -> None:
    path = page_of(select(hostile(lesson_named("padding")), "en"), tmp_path)
    with browsing(tmp_path) as browser:
        page = browser.open(path)
        for _ in range(3):
            page.press("ArrowRight")
        assert page.value("document.getElementById('title').textContent") == HOSTILE
        assert page.value("document.querySelectorAll('img').length") == 0
        assert page.value("document.querySelectorAll('script').length") == 2
        page.value("eval && 1")
        assert browser.faults == []


def test_nothing_from_elsewhere_may_run_or_be_fetched(tmp_path: Path) -> None:
    path = page_of(select(lesson_named("stride"), "en", 1), tmp_path)
    with browsing(tmp_path) as browser:
        page = browser.open(path)
        page.value(
            "document.body.appendChild(Object.assign(document.createElement('img'), "
            "{src: 'http://127.0.0.1:9/x.png'})).isConnected"
        )
        ran = page.value(
            "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
            " document.body.appendChild(s); return window.ran === 1; })()"
        )
        assert ran is False
        refused = [fault for fault in browser.faults if "Content Security Policy" in fault]
        assert any("x.png" in fault for fault in refused)
        assert any("script" in fault for fault in refused)


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_screen(width: int, tmp_path: Path) -> None:
    path = page_of(select(lesson_named("channels-out"), "en", 3), tmp_path)
    with browsing(tmp_path) as browser:
        page = browser.open(path)
        page.ask("Emulation.setDeviceMetricsOverride", width=width, height=700,
                 deviceScaleFactor=1, mobile=width < 500)
        for _ in range(3):
            page.press("ArrowRight")
        assert page.value("document.documentElement.scrollWidth") <= width
        assert browser.faults == []


def test_a_block_holds_nothing_that_could_end_it() -> None:
    written = block({"text": HOSTILE})
    assert not set("<>&\u2028\u2029") & set(written)


def test_a_page_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    selection = select(lesson_named("stride"), "en", 1)
    first = page_of(selection, tmp_path).read_bytes()
    assert page_of(selection, tmp_path).read_bytes() == first
