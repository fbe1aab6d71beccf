"""The torch checks of a lesson's examples: each run at most once, in the background.

TorchChecks  the checks by run; `start` begins one, `end` ends those under way

An example that was changed is another run, and is checked anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from convtutor.lesson.run import Run
from convtutor.scene.torch_check import TorchCheck, TorchState

if TYPE_CHECKING:
    from convtutor.crosscheck.report import Report

Check = Callable[[Run, str], Awaitable["Report"]]


class TorchChecks:
    """`done` is called when a check has ended, `failed` with a fault of ours in one."""

    def __init__(
        self, device: str, done: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        self.device = device
        self.checks: dict[Run, TorchCheck] = {}
        self._done, self._failed = done, failed
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, run: Run) -> TorchCheck:
        """Give the check of a run."""
        return self.checks.get(run, TorchCheck())

    def start(self, run: Run) -> None:
        """Begin the check of a run, unless it has begun before."""
        if self.of(run).state is not TorchState.NOT_RUN:
            return
        self.checks[run] = TorchCheck(TorchState.RUNNING)
        task = asyncio.create_task(self._check(run))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _check(self, run: Run) -> None:
        try:
            report = await check_run_async(run, self.device)
        except Exception as error:  # nobody awaits a task: what goes wrong is handed on
            self._failed(error)
            return
        self.checks[run] = TorchCheck(TorchState.DONE, report)
        self._done()

    async def end(self) -> None:
        """End the checks under way and wait until their child processes are gone."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def check_run_async(run: Run, device: str) -> Report:
    """Check a run; what compares is loaded now, in a thread, so that no first frame waits for it.
    """
    check = await asyncio.to_thread(_loaded_check)
    return await check(run, device)


def _loaded_check() -> Check:
    from convtutor.crosscheck.torch_run import check_run_async as check

    return check
