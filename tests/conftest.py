"""What every test lives under: fixed random draws, no network, and tools that may be absent.

`from tests.conftest import require` gives `require("torch")`, which skips where torch is absent.
`CONVTUTOR_REQUIRE=torch,tmux` turns every skip for want of one of these into a failure.

`pytest --hypothesis-profile=deep` (`make test-deep`) draws fresh settings, not the fixed ones,
and more of them wherever a test says `@examples(100)`. Its seed is printed before and after; with
`--hypothesis-seed=N` the same settings are drawn again.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import re
import secrets
import shutil
import socket
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

for size in ("COLUMNS", "LINES"):  # a worker of pytest-xdist has them, and programs obey them
    os.environ.pop(size, None)
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # Textual reads it once, when first imported

DEEP, DEEP_EXAMPLES = "deep", 2000
settings.register_profile("convtutor", derandomize=True, deadline=None, database=None)
settings.register_profile(
    DEEP, derandomize=False, deadline=None, database=None, max_examples=DEEP_EXAMPLES,
    print_blob=True, suppress_health_check=list(HealthCheck),  # slow draws are no fault there
)
settings.load_profile("convtutor")

PROGRAMS = {
    "tmux": ("tmux",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"),
}
MODULES = ("torch",)


def examples(usual: int) -> settings:
    """Give the settings of a test that is drawn this often, and under the deep profile far more."""
    usually = settings.default.derandomize
    return settings(max_examples=usual if usually else settings.default.max_examples)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose a seed for a deep run that was given none."""
    if config.option.hypothesis_profile == DEEP and config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(secrets.randbits(32))


def seed_line(config: pytest.Config) -> str:
    """Say which seed a deep run draws from; nothing of any other run."""
    if config.option.hypothesis_profile != DEEP:
        return ""
    seed = config.option.hypothesis_seed
    return f"{DEEP_EXAMPLES} fresh settings a test, drawn from the seed {seed}"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Print the seed before anything can fail or hang, with -q too."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and (line := seed_line(session.config)):
        terminal.write_line(line)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the seed once more, where it is found after a long run."""
    if line := seed_line(config):
        terminalreporter.write_line(f"{line} (again: --hypothesis-seed)")


def required_names() -> frozenset[str]:
    """List the tools whose absence is a failure, as CONVTUTOR_REQUIRE names them."""
    written = os.environ.get("CONVTUTOR_REQUIRE", "")
    return frozenset(name.strip() for name in written.split(",") if name.strip())


def locate(name: str) -> str | None:
    """Find where a tool lies: the path of a program, the origin of a module, None if absent."""
    if name in MODULES:
        spec = importlib.util.find_spec(name)
        return spec.origin if spec else None
    found = (shutil.which(program) for program in PROGRAMS[name])
    return next((path for path in found if path), None)


def require(name: str) -> str:
    """Return where the tool lies; skip the test (or the module) where it is absent.

    Under CONVTUTOR_REQUIRE that names the tool, its absence is a failure.
    """
    path = locate(name)
    if path is None:
        pytest.skip(f"{name} is not installed", allow_module_level=True)
    return path


def forbidden_skip(reason: str) -> str | None:
    """Name the required tool that a skip's reason speaks of, or None."""
    words = set(re.findall(r"[a-z0-9]+", reason.lower()))
    return min(required_names() & words, default=None)


def fail_a_forbidden_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure when its reason is a tool that CONVTUTOR_REQUIRE names."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    name = forbidden_skip(reason)
    if name:
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: CONVTUTOR_REQUIRE asks for {name}, got: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_a_forbidden_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_a_forbidden_skip(report)
    return report


def is_local(host: object) -> bool:
    """Tell whether an address stays on this machine: none, localhost or a loopback number."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host if isinstance(host, str) else "").is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_courses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the lessons of whoever runs the tests out of them."""
    monkeypatch.delenv("CONVTUTOR_LESSONS", raising=False)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every connection and name look-up that would leave this machine fail the test."""
    real_getaddrinfo = socket.getaddrinfo

    def refuse(host: object) -> None:
        if not is_local(host):
            pytest.fail(f"the network was used: {host!r}")

    def guarded(name: str) -> None:
        real = getattr(socket.socket, name)

        def connect(self: socket.socket, address: object) -> object:
            if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
                refuse(address[0])
            return real(self, address)

        monkeypatch.setattr(socket.socket, name, connect)

    def getaddrinfo(host: object, *arguments: object, **options: object) -> object:
        refuse(host)
        return real_getaddrinfo(host, *arguments, **options)  # type: ignore[arg-type]

    guarded("connect")
    guarded("connect_ex")
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
