"""Whatever becomes of the child, the parent gets an answer or a reason, and the child is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from convtutor.crosscheck import process
from convtutor.crosscheck.failures import Failure, WorkerFailure
from convtutor.crosscheck.process import Worker, command
from convtutor.crosscheck.protocol import Message
from convtutor.crosscheck.report import Report
from convtutor.crosscheck.torch_run import TorchSession, TorchWorker, check_run
from convtutor.errors import UsageError
from tests.crosscheck.examples import padding_run
from tests.crosscheck.torches import FIT, at_the_first_tensor, install

LIMIT_S = 0.5


def start_failure(limit_s: float = 60) -> Failure:
    """Start a child that is expected to refuse, and give its reason."""
    with pytest.raises(WorkerFailure) as caught:
        asyncio.run(Worker.start(limit_s))
    return caught.value.failure


def kinds(report: Report) -> set[str]:
    return {lane.failure.kind for lane in report.lanes if lane.failure is not None}


def test_an_interpreter_without_torch_says_that_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    python, *rest = command()
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setattr(process, "command", lambda: (python, "-S", *rest))
    assert start_failure() == Failure("torch-missing")


def test_an_old_torch_is_refused_with_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "__version__ = '2.9.1+cpu'\n", monkeypatch)
    assert start_failure() == Failure("torch-old", "2.9.1+cpu")


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("raise ImportError('libtorch.so: cannot open shared object file')",
         "ImportError: libtorch.so: cannot open shared object file"),
        ("raise OSError('libcudart.so.13: cannot open')", "OSError: libcudart.so.13: cannot open"),
        ("import missing_dependency", "ModuleNotFoundError: No module named 'missing_dependency'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def broken(:", "SyntaxError: invalid syntax (__init__.py, line 1)"),
        ("", "AttributeError: module 'torch' has no attribute '__version__'"),
    ],
)
def test_a_torch_that_cannot_be_loaded_is_broken_and_says_why(
    source: str, detail: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, source, monkeypatch)
    assert start_failure() == Failure("torch-broken", detail)


def test_what_a_broken_torch_prints_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "import os, sys\nos.write(2, b'ld.so: version GLIBC_2.99 not found\\n')\nos.abort()"
    install(tmp_path, source, monkeypatch)
    failure = start_failure()
    assert (failure.kind, failure.detail) == ("worker-signal", str(int(signal.SIGABRT)))
    assert failure.printed == "ld.so: version GLIBC_2.99 not found"


def test_a_torch_that_ends_the_process_is_told_by_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "import os\nos._exit(7)", monkeypatch)
    assert start_failure() == Failure("worker-exit", "7")


def test_a_torch_that_never_loads_is_ended_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "import signal\nsignal.pause()", monkeypatch)
    assert start_failure(LIMIT_S) == Failure("worker-time", "0.5")


def test_an_interpreter_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda: ("/nowhere/python", "-c", "0"))
    assert start_failure().kind == "worker-start"


def test_a_child_that_says_something_else_is_not_understood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = "import sys; sys.stdout.write('?' * 200000); sys.stdout.flush(); sys.stdin.read()"
    monkeypatch.setattr(process, "command", lambda: (sys.executable, "-c", code))
    assert start_failure().kind == "worker-protocol"


def test_prints_on_the_real_output_do_not_reach_the_messages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site file prints before the child has taken the pipe, torch while it loads and runs."""
    (tmp_path / "sitecustomize.py").write_text("import os\nos.write(1, b'site: hello\\n')\n")
    shout = "import os\nprint('loading', flush=True)\nos.write(1, b'loading too\\n')\n"
    action = "os.write(1, b'\\x00\\xffconvtutor1\\xff\\x00garbage'); print('x', flush=True); 1 / 0"
    install(tmp_path, shout + at_the_first_tensor(action), monkeypatch)
    report = check_run(padding_run(), "cpu")
    failure = report.lanes[0].failure
    assert failure is not None
    assert (failure.kind, failure.detail) == (
        "torch-raised", "ZeroDivisionError: division by zero"
    )
    assert "site: hello" in failure.printed


def test_a_child_that_crashes_is_told_by_its_signal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    install(tmp_path, at_the_first_tensor(action), monkeypatch)
    report = check_run(padding_run())
    assert report.lanes[0].failure == Failure("worker-signal", str(int(signal.SIGSEGV)))
    assert kinds(report) == {"worker-signal"}
    assert (report.checked, report.exit_code) == (False, 4)


def test_a_crash_leaves_no_core_file_and_the_next_run_a_new_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    install(tmp_path / "path", at_the_first_tensor(action), monkeypatch)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with TorchWorker("cpu") as worker:
        first, second = worker.check(padding_run()), worker.check(padding_run())
    assert first.lanes[0].failure == second.lanes[0].failure
    assert list(here.iterdir()) == []


def test_a_child_that_hangs_is_ended_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, at_the_first_tensor("import signal; signal.pause()"), monkeypatch)
    report = check_run(padding_run(), "cpu", limit_s=LIMIT_S)
    assert report.lanes[0].failure == Failure("worker-time", "0.5")
    assert report.exit_code == 4


def test_a_hanging_child_is_gone_when_the_check_is_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pid"
    os.mkfifo(pipe)
    tell = f"import os, signal; open({str(pipe)!r}, 'w').write(str(os.getpid()))"
    install(tmp_path, at_the_first_tensor(f"{tell}; signal.pause()"), monkeypatch)

    async def cancel_while_it_hangs() -> int:
        async with TorchSession("cpu") as session:
            task = asyncio.create_task(session.check(padding_run()))
            pid = int(await asyncio.to_thread(pipe.read_text))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return pid

    with pytest.raises(ProcessLookupError):
        os.kill(asyncio.run(cancel_while_it_hangs()), 0)


def test_closing_a_worker_ends_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, FIT, monkeypatch)

    async def start_and_close() -> int:
        async with await Worker.start() as worker:
            assert worker.hello.fields["torch"] == "2.13.0"
            return worker.pid

    with pytest.raises(ProcessLookupError):
        os.kill(asyncio.run(start_and_close()), 0)


def test_a_worker_that_is_gone_answers_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, FIT, monkeypatch)

    async def ask_the_dead() -> None:
        worker = await Worker.start()
        await worker.close()
        await worker.ask(Message({"do": "describe-cuda"}), 60)

    with pytest.raises(WorkerFailure) as caught:
        asyncio.run(ask_the_dead())
    assert caught.value.failure.kind == "worker-signal"


def test_a_torch_that_could_not_be_loaded_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = tmp_path / "starts"
    source = f"open({str(trace)!r}, 'a').write('start\\n')\nraise ImportError('no')"
    install(tmp_path, source, monkeypatch)
    with TorchWorker() as worker:
        first, second = worker.check(padding_run()), worker.check(padding_run())
    assert first.failure == second.failure == Failure("torch-broken", "ImportError: no")
    assert trace.read_text() == "start\n"
    assert (first.checked, first.exit_code) == (False, 0)


def test_a_torch_file_in_the_current_folder_is_not_taken_for_torch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("torch.py", "json.py", "numpy.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong one')")
    install(tmp_path / "path", FIT, monkeypatch)
    monkeypatch.chdir(tmp_path)

    async def hello() -> str:
        async with await Worker.start() as worker:
            return str(worker.hello.fields["torch"])

    assert asyncio.run(hello()) == "2.13.0"


def test_another_device_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"expected one of auto, cpu, cuda, got 'gpu'"):
        check_run(padding_run(), "gpu")
