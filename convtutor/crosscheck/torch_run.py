"""A run checked against torch: the lanes one after another in a child process, and the report.

check_run        blocking, one run
check_run_async  the same inside an event loop; cancelled, it ends the child
TorchWorker      one child for many runs, blocking
TorchSession     one child for many runs, inside an event loop
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from types import TracebackType
from typing import Any

from convtutor.crosscheck.compare import compare_lane
from convtutor.crosscheck.devices import cpu_name
from convtutor.crosscheck.failures import STICKY, UNASKED, Failure, WorkerFailure
from convtutor.crosscheck.lanes import LANES, Lane, lanes_for
from convtutor.crosscheck.plan import Plan, plan_of
from convtutor.crosscheck.process import START_LIMIT_S, Worker
from convtutor.crosscheck.protocol import Message
from convtutor.crosscheck.reference import Reference, arrays_of, reference_of, request_arrays
from convtutor.crosscheck.report import LaneReport, Refusal, Report
from convtutor.errors import UsageError, did_you_mean
from convtutor.lesson.run import Run

DEVICES = ("auto", "cpu", "cuda")
LIMIT_S = 60.0


def check_run(run: Run, device: str = "auto", limit_s: float = LIMIT_S) -> Report:
    """Check a run against torch and give the report; blocks until it is there.

    `device` is auto (the CPU, and CUDA where there is one), cpu or cuda. `limit_s` bounds in
    seconds what torch may take once it is loaded. What goes wrong with torch is in the report.
    Raises UsageError for another device.
    """
    return asyncio.run(check_run_async(run, device, limit_s))


async def check_run_async(run: Run, device: str = "auto", limit_s: float = LIMIT_S) -> Report:
    """Check a run against torch inside an event loop; cancelling ends the child process."""
    async with TorchSession(device, limit_s) as session:
        return await session.check(run)


class TorchSession:
    """One child process for many runs, inside an event loop; it is started when first needed."""

    def __init__(
        self, device: str = "auto", limit_s: float = LIMIT_S, start_limit_s: float = START_LIMIT_S
    ) -> None:
        if device not in DEVICES:
            hint = did_you_mean(device, DEVICES)
            raise UsageError(
                f"--device: expected one of {', '.join(DEVICES)}, got {device!r}{hint}"
            )
        self.device, self.limit_s, self.start_limit_s = device, limit_s, start_limit_s
        self._worker: Worker | None = None
        self._start_failure: Failure | None = None
        self._cuda: Message | Failure | None = None

    async def check(self, run: Run) -> Report:
        """Run every lane on a run and give the report; cancelled, it ends the child."""
        began = time.monotonic()
        plan = plan_of(run)
        refusals = tuple(Refusal(la.name, la.refusal) for la in plan.layers if la.refusal)
        report = Report(self.device, (), {"cpu": cpu_name()}, refusals=refusals)
        try:
            report = await self._in_lanes(await self._started(), plan, report)
        except WorkerFailure as failed:
            report = replace(report, failure=failed.failure, lanes=self._none_run(failed.failure))
        except asyncio.CancelledError:
            await self.close()
            raise
        return replace(report, seconds=time.monotonic() - began)

    async def close(self) -> None:
        """End the child process."""
        if self._worker is not None:
            worker, self._worker = self._worker, None
            await worker.close()

    async def __aenter__(self) -> "TorchSession":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _started(self) -> Worker:
        """Give the running child, starting one where there is none.

        One that could not be started is not tried again.
        """
        if self._start_failure is not None:
            raise WorkerFailure(self._start_failure)
        if self._worker is None or self._worker.ended:
            await self.close()
            self._cuda = None
            try:
                self._worker = await Worker.start(self.start_limit_s)
            except WorkerFailure as failed:
                self._start_failure = failed.failure
                raise
        return self._worker

    async def _in_lanes(self, worker: Worker, plan: Plan, report: Report) -> Report:
        """Run the lanes one after another; a device that failed is left alone from there on."""
        lost: dict[str, Failure] = {}
        references: dict[str, Reference] = {}
        lanes: list[LaneReport] = []
        left_s = self.limit_s
        for lane in LANES:
            failure = self._unasked(lane) or lost.get(lane.device) or await self._no_device(
                worker, lane
            )
            if failure is not None:
                lanes.append(LaneReport(lane.name, lane.device, lane.dtype, failure=failure))
                continue
            if lane.dtype not in references:
                references[lane.dtype] = await asyncio.to_thread(reference_of, plan, lane.dtype)
            done = await self._run_lane(worker, plan, references[lane.dtype], lane, left_s)
            left_s -= done.seconds
            lanes.append(done)
            if done.failure is not None and worker.ended:
                lost = {"cpu": done.failure, "cuda": done.failure}
            elif done.failure is not None and done.failure.kind in STICKY:
                lost[lane.device] = done.failure
        if any(failure.kind in STICKY for failure in lost.values()):
            await self.close()
        return self._described(report, worker, tuple(lanes))

    async def _run_lane(
        self, worker: Worker, plan: Plan, reference: Reference, lane: Lane, limit_s: float
    ) -> LaneReport:
        """Run one lane; the seconds reported are torch's."""
        report = LaneReport(lane.name, lane.device, lane.dtype)
        layers = [layer.description() for layer in plan.sent]
        fields = {
            "do": "run",
            "lane": asdict(lane),
            "alone": layers,
            "network": layers if plan.has_network else [],
        }
        request = Message(fields, request_arrays(plan, reference))
        began = time.monotonic()
        try:
            answer = await worker.ask(request, limit_s)
        except WorkerFailure as failed:
            return replace(report, failure=failed.failure, seconds=time.monotonic() - began)
        report = replace(report, seconds=time.monotonic() - began, flags=answer.fields["flags"])
        returned = arrays_of(answer)
        matches = await asyncio.to_thread(compare_lane, plan, reference, lane, returned)
        return replace(report, matches=matches)

    async def _no_device(self, worker: Worker, lane: Lane) -> Failure | None:
        """Say why a lane's device is not there, None where it is; the child is asked once."""
        if lane.device == "cpu":
            return None
        if self._cuda is None:
            try:
                self._cuda = await worker.ask(Message({"do": "describe-cuda"}), self.start_limit_s)
            except WorkerFailure as failed:
                self._cuda = failed.failure
        return self._cuda if isinstance(self._cuda, Failure) else None

    def _unasked(self, lane: Lane) -> Failure | None:
        return None if lane in lanes_for(self.device) else Failure(UNASKED[0])

    def _none_run(self, failure: Failure) -> tuple[LaneReport, ...]:
        return tuple(
            LaneReport(la.name, la.device, la.dtype, failure=self._unasked(la) or failure)
            for la in LANES
        )

    def _described(
        self, report: Report, worker: Worker, lanes: tuple[LaneReport, ...]
    ) -> Report:
        """Add the devices and versions that the child named."""
        hello: Mapping[str, Any] = worker.hello.fields
        devices = dict(report.devices)
        versions = {name: hello[name] for name in ("torch", "python")}
        if isinstance(self._cuda, Message):
            cuda = self._cuda.fields
            devices["cuda"] = cuda["name"]
            versions |= {name: cuda[name] for name in ("cuda", "cudnn", "capability")}
        return replace(
            report, lanes=lanes, devices=devices, versions=versions, overrides=hello["overrides"]
        )


class TorchWorker:
    """One child process for many runs, blocking; a context manager."""

    def __init__(
        self, device: str = "auto", limit_s: float = LIMIT_S, start_limit_s: float = START_LIMIT_S
    ) -> None:
        self._session = TorchSession(device, limit_s, start_limit_s)
        self._runner = asyncio.Runner()

    def check(self, run: Run) -> Report:
        """Check a run and give the report; see check_run."""
        return self._runner.run(self._session.check(run))

    def __enter__(self) -> "TorchWorker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._runner:
            self._runner.run(self._session.close())
