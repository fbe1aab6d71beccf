"""A headless Chromium on a pipe: pages are opened, keys pressed, and what goes wrong is kept.

Browser  one browser; `faults` holds dialogs, requests, console errors and uncaught exceptions
Page     a page in it

Source: the Chrome DevTools Protocol; messages on --remote-debugging-pipe end in a zero byte.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import require

LIMIT_S = 60.0
FREE = 64  # file descriptors from here on are nobody's
PLAYS = (
    "document.getElementById('count') && document.getElementById('count').textContent !== ''"
)
KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35, " ": 32, "Tab": 9, "Enter": 13}


@dataclass
class Browser:
    """A running browser and the ends of its pipes."""

    process: subprocess.Popen[bytes]
    to: int
    back: int
    faults: list[str] = field(default_factory=list)
    number: int = 0
    left: bytes = b""
    answers: dict[int, Any] = field(default_factory=dict)

    def ask(self, method: str, session: str | None = None, **params: Any) -> Any:
        """Send a command and wait for its answer."""
        self.number += 1
        asked: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        if session is not None:
            asked["sessionId"] = session
        os.write(self.to, json.dumps(asked).encode() + b"\0")
        until = time.monotonic() + LIMIT_S
        while self.number not in self.answers:
            self._read(until)
        found = self.answers.pop(self.number)
        assert "error" not in found, found
        return found["result"]

    def _read(self, until: float) -> None:
        ready, _, _ = select.select([self.back], [], [], max(until - time.monotonic(), 0))
        assert ready, "the browser does not answer"
        chunk = os.read(self.back, 1 << 20)
        assert chunk, "the browser has ended"
        *messages, self.left = (self.left + chunk).split(b"\0")
        for message in messages:
            self._take(json.loads(message))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self.answers[message["id"]] = message
            return
        method, params = message["method"], message.get("params", {})
        if method == "Page.javascriptDialogOpening":
            self.faults.append(f"dialog: {params['message']}")
        elif method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if not url.startswith("file:"):
                self.faults.append(f"request: {url}")
        elif method == "Runtime.exceptionThrown":
            self.faults.append(f"exception: {params['exceptionDetails']}")
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.faults.append(f"console: {params['args']}")
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.faults.append(f"log: {params['entry']['text']}")

    def open(self, path: Path, ready: str = PLAYS) -> Page:
        """Open a file and wait until it is loaded and `ready` is true of it."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, attached["sessionId"])
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.ask(f"{domain}.enable")
        page.ask("Page.navigate", url=path.as_uri())
        page.until(f"document.readyState === 'complete' && {ready}")
        return page


@dataclass
class Page:
    """One page."""

    browser: Browser
    session: str

    def ask(self, method: str, **params: Any) -> Any:
        """Send a command to the page."""
        return self.browser.ask(method, self.session, **params)

    def value(self, expression: str) -> Any:
        """Evaluate JavaScript and give its value."""
        found = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + LIMIT_S
        while not self.value(f"Boolean({expression})"):
            assert time.monotonic() < end, expression
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """Press a key."""
        text = {"text": key} if len(key) == 1 else {}
        code = KEYS.get(key, ord(key.upper()) if len(key) == 1 else 0)
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key,
                 windowsVirtualKeyCode=code, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)


@contextmanager
def browsing(folder: Path) -> Iterator[Browser]:
    """Run a browser with a profile in a folder; skips where there is none."""
    program = require("chromium")
    to_read, to_write = os.pipe()
    back_read, back_write = os.pipe()

    theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, FREE) for end in (to_read, back_write)]

    def keep_pipes() -> None:
        os.dup2(theirs[0], 3)
        os.dup2(theirs[1], 4)

    process = subprocess.Popen(
        [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-extensions", "--disable-background-networking", "--disable-dev-shm-usage",
         f"--user-data-dir={folder / 'profile'}", "--remote-debugging-pipe"],
        preexec_fn=keep_pipes, close_fds=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    for end in (to_read, back_write, *theirs):
        os.close(end)
    try:
        yield Browser(process, to_write, back_read)
    finally:
        process.kill()
        process.wait()
        os.close(to_write)
        os.close(back_read)
