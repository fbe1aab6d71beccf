"""Orders that a measured program obeys while it runs, one line of JSON each.

CountingDriver  a terminal's driver that keeps what is sent and tells when something is
Obedient        a Textual application that obeys orders until their pipe is closed
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any, ClassVar

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

Order = Callable[..., Awaitable[object]]


class CountingDriver(LinuxDriver):
    """Writes to the terminal; a process has one."""

    painted: ClassVar[asyncio.Event] = asyncio.Event()
    sent: ClassVar[list[str]] = []

    def write(self, data: str) -> None:
        """Write, keep it, and tell."""
        super().write(data)
        self.sent.append(data)
        self.painted.set()


class Obedient(App[Any]):
    """Answers "ready" once its first frame is painted, and each order with what came of it."""

    pipes: tuple[int, int] = (0, 1)

    def on_mount(self) -> None:
        """Begin to obey once the screen stands."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.obeying = asyncio.create_task(self._obey())

    async def _obey(self) -> None:
        await asyncio.sleep(0.3)  # what start-up left to paint
        orders, answers = self.pipes
        with os.fdopen(orders, encoding="utf-8") as lines, os.fdopen(answers, "w") as out:
            print(json.dumps("ready"), file=out, flush=True)
            while line := await asyncio.to_thread(lines.readline):
                name, *arguments = json.loads(line)
                done = await self.orders()[name](*arguments)
                print(json.dumps(done), file=out, flush=True)
        self.exit(0)

    def orders(self) -> Mapping[str, Order]:
        """Give the orders by name; an application adds its own."""
        return {"cpu": self.cpu, "memory": self.memory}

    async def cpu(self) -> float:
        """Give the CPU seconds of the whole process so far."""
        return process_time()

    async def memory(self) -> float:
        """Give the memory that is resident, or the most that ever was, in units of the system."""
        resident = Path("/proc/self/statm")
        if resident.exists():
            return float(resident.read_text(encoding="ascii").split()[1])
        import resource

        return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    async def frames(self, count: int, act: Callable[[], object]) -> dict[str, float]:
        """Do something `count` times, each time until it is painted.

        Gives the CPU seconds, the bytes and the writes of one time.
        """
        CountingDriver.sent.clear()
        before = process_time()
        for _ in range(count):
            CountingDriver.painted.clear()
            act()
            await CountingDriver.painted.wait()
        cpu = process_time() - before
        sent = CountingDriver.sent
        return {
            "cpu": cpu / count, "writes": len(sent) / count,
            "bytes": sum(len(text.encode()) for text in sent) / count,
        }


def run(make: Callable[[], Obedient]) -> None:
    """Run an application over the two pipes that the command line names first."""
    Obedient.pipes = (int(sys.argv[1]), int(sys.argv[2]))
    del sys.argv[1:3]
    app = make()
    code = app.run()
    failure = getattr(app, "failure", None)
    if failure is not None:
        raise failure
    sys.exit(code or app.return_code or 0)
