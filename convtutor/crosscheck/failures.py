"""Why something was not compared: a class with a remedy in words, and what was said.

Runs without NumPy: the child names the class of what torch raised, the parent puts it in words.

Failure  one reason; its kind is a key of the words ("torch.failure.<kind>")
"""

from collections.abc import Iterable
from typing import Any

from convtutor.data import dataclass

OLDEST_TORCH = (2, 10)
LONGEST_DETAIL = 2000

# Kinds that say torch, or a GPU, is not there; the others are of a check that broke down.
ABSENT_TORCH = ("torch-missing", "torch-broken", "torch-old")
ABSENT_CUDA = ("cuda-build", "cuda-driver-missing", "cuda-driver-old", "cuda-none")
UNASKED = ("not-asked",)
BROKEN_DOWN = (
    "cuda-architecture", "cuda-fault", "flag-refused", "out-of-memory", "torch-raised",
    "worker-exit", "worker-protocol", "worker-signal", "worker-start", "worker-time",
)
KINDS = ABSENT_TORCH + ABSENT_CUDA + UNASKED + BROKEN_DOWN
# After these the driver answers every further call with the same error, so the child must go.
STICKY = ("cuda-fault", "cuda-architecture")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not compared: its kind, torch's own words, and what the worker printed."""

    kind: str
    detail: str = ""
    printed: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the document of this failure."""
        return {"kind": self.kind, "detail": self.detail, "printed": self.printed}


class WorkerFailure(Exception):
    """The worker could not answer; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        self.failure = failure
        super().__init__(f"{failure.kind}: {failure.detail}")


def described(error: BaseException) -> str:
    """Give an error's type and the first lines of its text."""
    text = first_lines(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def first_lines(error: BaseException, count: int = 3) -> str:
    """Give the first lines of an error's text, joined."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:count])[:LONGEST_DETAIL]


def import_failure(error: BaseException) -> Failure:
    """Say what an error while importing torch means: missing or broken."""
    if isinstance(error, ModuleNotFoundError) and error.name == "torch":
        return Failure("torch-missing")
    return Failure("torch-broken", described(error))


def version_failure(version: object) -> Failure | None:
    """Refuse a torch older than the oldest whose flags can be set; None when it is fit."""
    parts = str(version).split(".")[:2]
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return Failure("torch-broken", f"its version reads {version!r}")
    if (int(parts[0]), int(parts[1])) < OLDEST_TORCH:
        return Failure("torch-old", str(version))
    return None


def no_cuda_failure(error: BaseException) -> Failure:
    """Say why CUDA could not be started, from torch's words."""
    text = first_lines(error)
    kinds = {
        "not compiled with CUDA": "cuda-build",
        "driver on your system is too old": "cuda-driver-old",
        "driver version is insufficient": "cuda-driver-old",
        "Found no NVIDIA driver": "cuda-driver-missing",
        "No CUDA GPUs are available": "cuda-none",
        "no CUDA-capable device": "cuda-none",
    }
    return Failure(_kind_in(text, kinds.items(), "cuda-fault"), text)


def run_failure(error: BaseException, torch: Any) -> Failure:
    """Say what an error of a running layer means."""
    text = described(error)
    memory = (MemoryError, torch.OutOfMemoryError)
    if isinstance(error, memory) or "can't allocate memory" in text or "out of memory" in text:
        return Failure("out-of-memory", text)
    kinds = {
        "no kernel image": "cuda-architecture",
        "CUDA error": "cuda-fault",
        "CUDA driver error": "cuda-fault",
        "cuDNN error": "cuda-fault",
        "CUBLAS_STATUS": "cuda-fault",
    }
    return Failure(_kind_in(text, kinds.items(), "torch-raised"), text)


def _kind_in(text: str, kinds: Iterable[tuple[str, str]], otherwise: str) -> str:
    return next((kind for words, kind in kinds if words in text), otherwise)
