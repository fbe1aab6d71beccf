"""The child process: torch alone, asked over its standard input, answering over its real output.

Whatever prints to file descriptor 1 (torch, a C library, a sitecustomize) goes to standard error,
so that nothing but messages is on the pipe. Runs without NumPy.

Requests   {"do": "describe-cuda"}, {"do": "run", "lane": ..., "alone": layers, "network": layers}
Answers    {"kind": "hello" | "cuda" | "result" | "failure", ...}
"""

import os
import platform
import sys
from typing import Any, BinaryIO

from convtutor.crosscheck.failures import (
    Failure,
    import_failure,
    no_cuda_failure,
    run_failure,
    version_failure,
)
from convtutor.crosscheck.lanes import OVERRIDES
from convtutor.crosscheck.protocol import Message, encode, read_message
from convtutor.crosscheck.worker_flags import FlagRefused, flags_set
from convtutor.crosscheck.worker_layers import Tensors, run_alone, to_blob, to_tensor
from convtutor.crosscheck.worker_network import run_network


def take_the_pipe() -> tuple[BinaryIO, BinaryIO]:
    """Give the request and answer streams; afterwards fd 0 is empty and fd 1 is standard error."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def forbid_core_files() -> None:
    """Leave no core file in the learner's folder should torch crash (where there are any)."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def import_torch() -> tuple[Any, Failure | None]:
    """Import torch; give it, or why it cannot be used."""
    try:
        import torch

        version = torch.__version__
    except (Exception, SystemExit) as error:
        return None, import_failure(error)
    return torch, version_failure(version)


def hello(torch: Any) -> Message:
    """Say which torch this is, and which variables of the environment override its flags."""
    return Message({
        "kind": "hello",
        "torch": str(torch.__version__),
        "python": platform.python_version(),
        "overrides": {name: os.environ[name] for name in OVERRIDES if name in os.environ},
    })


def failed(failure: Failure) -> Message:
    """Say why there is no answer."""
    return Message({"kind": "failure", "failure": failure.kind, "detail": failure.detail})


def describe_cuda(torch: Any) -> Message:
    """Start CUDA and name the device; say why where it cannot be started."""
    try:
        torch.cuda.init()
        if not torch.cuda.device_count():
            return failed(Failure("cuda-none"))
        return Message({
            "kind": "cuda",
            "name": torch.cuda.get_device_name(0),
            "capability": "{}.{}".format(*torch.cuda.get_device_capability(0)),
            "cuda": str(torch.version.cuda or torch.version.hip),
            "cudnn": str(torch.backends.cudnn.version()),
        })
    except (Exception, SystemExit) as error:
        return failed(no_cuda_failure(error))


def run(torch: Any, request: Message) -> Message:
    """Run the layers of a request in its lane, each alone and, if asked, end to end."""
    lane = request.fields["lane"]
    try:
        with flags_set(torch, lane["settings"], lane["flags"]) as flags:
            made = _run_layers(torch, request, lane["device"])
            blobs = {name: to_blob(tensor) for name, tensor in made.items()}
    except FlagRefused as refused:
        return failed(Failure("flag-refused", str(refused)))
    except (Exception, SystemExit) as error:
        return failed(run_failure(error, torch))
    return Message({"kind": "result", "flags": dict(flags)}, blobs)


def _run_layers(torch: Any, request: Message, device: str) -> Tensors:
    fields = request.fields

    def tensors_below(prefix: str) -> Tensors:
        return {
            name.removeprefix(prefix): to_tensor(torch, blob, device)
            for name, blob in request.arrays.items()
            if name.startswith(prefix)
        }

    made: Tensors = {}
    for layer in fields["alone"]:
        arrays = run_alone(torch, layer, tensors_below(f"alone/{layer['name']}."))
        made |= {f"alone/{layer['name']}.{name}": tensor for name, tensor in arrays.items()}
    if fields["network"]:
        arrays = run_network(torch, fields["network"], tensors_below("network/"))
        made |= {f"network/{name}": tensor for name, tensor in arrays.items()}
    return made


def answer(torch: Any, request: Message) -> Message:
    """Answer one request."""
    if request.fields["do"] == "describe-cuda":
        return describe_cuda(torch)
    return run(torch, request)


def main() -> None:
    """Say hello and answer requests until the pipe is closed."""
    requests, answers = take_the_pipe()
    forbid_core_files()
    torch, failure = import_torch()
    answers.write(encode(failed(failure) if failure else hello(torch)))
    answers.flush()
    while failure is None and (request := read_message(requests.read)) is not None:
        answers.write(encode(answer(torch, request)))
        answers.flush()
