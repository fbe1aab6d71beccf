"""The child process seen from the parent: started, asked, watched and ended.

Worker  one child: `start`, `ask`, `close`; every failure comes as WorkerFailure
"""

import asyncio
import contextlib
import sys
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import convtutor
from convtutor.crosscheck import protocol
from convtutor.crosscheck.failures import Failure, WorkerFailure
from convtutor.crosscheck.protocol import Message

Stream = TypeVar("Stream")

START_LIMIT_S = 120.0
KEPT_OUTPUT = 4096

# Run by the child. This package is loaded from where it runs now, even if another version is
# installed, and its folder comes last on the path, where a numpy.py or torch.py in it is harmless.
BOOT = """
import importlib.util, os, sys
folder = sys.argv[1]
sys.path.append(folder)
package = os.path.join(folder, "convtutor")
spec = importlib.util.spec_from_file_location(
    "convtutor", os.path.join(package, "__init__.py"), submodule_search_locations=[package])
sys.modules["convtutor"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from convtutor.crosscheck.worker import main
main()
"""


def command() -> tuple[str, ...]:
    """Give the command line of the child; -P keeps the current folder off its path."""
    folder = Path(convtutor.__file__).resolve().parent.parent
    return sys.executable, "-P", "-c", BOOT, str(folder)


class Worker:
    """One child process. `hello` holds what it said of itself."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._stdin = _open(process.stdin)
        self._stdout, self._stderr = _open(process.stdout), _open(process.stderr)
        self._printed = bytearray()
        self._listener = asyncio.create_task(self._keep_what_it_prints())
        self.hello: Message = Message({})

    @classmethod
    async def start(cls, limit_s: float = START_LIMIT_S) -> "Worker":
        """Start a child and wait for its hello.

        Raises WorkerFailure when it cannot be started, says that torch cannot be used, ends, or
        takes longer than the limit.
        """
        pipe = asyncio.subprocess.PIPE
        try:
            # A session of its own: Ctrl+C in the terminal is the parent's to handle.
            process = await asyncio.create_subprocess_exec(
                *command(), stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except OSError as error:
            raise WorkerFailure(Failure("worker-start", str(error))) from None
        worker = cls(process)
        try:
            worker.hello = await worker._within(limit_s, worker._read_hello())
        except WorkerFailure as failed:
            await worker.close()  # so that all it printed is read
            raise WorkerFailure(replace(failed.failure, printed=worker._text())) from None
        except BaseException:
            await worker.close()
            raise
        return worker

    @property
    def pid(self) -> int:
        """Give the child's process id."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Say whether the child is gone."""
        return self._process.returncode is not None

    async def ask(self, request: Message, limit_s: float) -> Message:
        """Send a request and give the answer, within the limit in seconds.

        Raises WorkerFailure, after which the child is gone unless it named the failure itself.
        """
        return await self._within(limit_s, self._exchange(request))

    async def close(self) -> None:
        """End the child, by its id, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._stdin.close()
        # A pipe is closed once it is read to its end; what a dead child wrote is of no use.
        await asyncio.gather(self._process.wait(), self._listener, self._drain())

    async def __aenter__(self) -> "Worker":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _within(self, limit_s: float, work: Any) -> Message:
        try:
            async with asyncio.timeout(limit_s):
                answer: Message = await work
        except TimeoutError:
            raise await self._gone(Failure("worker-time", f"{limit_s:g}")) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._gone(None) from None
        except (protocol.ProtocolError, asyncio.LimitOverrunError) as error:
            raise await self._gone(Failure("worker-protocol", str(error))) from None
        if answer.fields.get("kind") == "failure":
            fields = answer.fields
            raise WorkerFailure(Failure(fields["failure"], fields["detail"], self._text()))
        return answer

    async def _exchange(self, request: Message) -> Message:
        if self.ended:
            raise ConnectionResetError("the worker is gone")
        self._stdin.write(protocol.encode(request))
        await self._stdin.drain()
        return await self._read_after(await self._stdout.readexactly(protocol.PREFIX_SIZE))

    async def _read_hello(self) -> Message:
        """Read the first message; what a site file printed before it counts as printed."""
        before = await self._stdout.readuntil(protocol.MAGIC)
        self._keep(before.removesuffix(protocol.MAGIC))
        length = await self._stdout.readexactly(protocol.LENGTH.size)
        return await self._read_after(protocol.MAGIC + length)

    async def _read_after(self, prefix: bytes) -> Message:
        header = await self._stdout.readexactly(protocol.header_length(prefix))
        fields, empty = protocol.read_header(header)
        body = await self._stdout.readexactly(protocol.body_length(empty))
        return protocol.fill(fields, empty, body)

    async def _gone(self, failure: Failure | None) -> WorkerFailure:
        """End the child and give the failure, by default how it ended by itself."""
        if failure is None:
            # Its pipes are closed; should it live on, close() ends it.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 5)
            failure = ended_failure(self._process.returncode)
        await self.close()
        return WorkerFailure(Failure(failure.kind, failure.detail, self._text()))

    async def _keep_what_it_prints(self) -> None:
        """Read standard error to its end and keep the last of it."""
        while chunk := await self._stderr.read(KEPT_OUTPUT):
            self._keep(chunk)

    async def _drain(self) -> None:
        while await self._stdout.read(KEPT_OUTPUT):
            pass

    def _keep(self, printed: bytes) -> None:
        self._printed += printed
        del self._printed[:-KEPT_OUTPUT]

    def _text(self) -> str:
        return self._printed.decode(errors="backslashreplace").strip()


def _open(stream: Stream | None) -> Stream:
    """Give a pipe of the child, which is there because it was asked for."""
    if stream is None:
        raise WorkerFailure(Failure("worker-start", "no pipe"))
    return stream


def ended_failure(code: int | None) -> Failure:
    """Say how a process ended: by a signal, with an exit code, or not at all."""
    if code is not None and code < 0:
        return Failure("worker-signal", str(-code))
    return Failure("worker-exit", "none" if code is None else str(code))
