"""What torch raises is put into a class with a remedy."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from convtutor.crosscheck.failures import (
    KINDS,
    Failure,
    import_failure,
    no_cuda_failure,
    run_failure,
    version_failure,
)


class OutOfMemoryError(RuntimeError):
    pass


TORCH = SimpleNamespace(OutOfMemoryError=OutOfMemoryError)


def test_an_absent_torch_is_missing() -> None:
    error = ModuleNotFoundError("No module named 'torch'", name="torch")
    assert import_failure(error) == Failure("torch-missing")


@pytest.mark.parametrize(
    "error",
    [
        ModuleNotFoundError("No module named 'typing_extensions'", name="typing_extensions"),
        ImportError("libtorch_cpu.so: cannot open shared object file: No such file or directory"),
        OSError("libcudart.so.13: cannot open shared object file"),
        AttributeError("module 'torch' has no attribute '__version__'"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_torch_that_cannot_be_loaded_is_broken_and_says_why(error: Exception) -> None:
    failure = import_failure(error)
    assert failure.kind == "torch-broken"
    assert str(error) in failure.detail


@pytest.mark.parametrize("version", ["2.9.1", "1.13.1+cu117", "2.9.0a0+git"])
def test_a_torch_before_2_10_is_old(version: str) -> None:
    assert version_failure(version) == Failure("torch-old", version)


@pytest.mark.parametrize("version", ["2.10.0", "2.13.0+cpu", "2.14.0.dev20260901", "3.0.0"])
def test_a_torch_from_2_10_on_is_fit(version: str) -> None:
    assert version_failure(version) is None


@pytest.mark.parametrize("version", ["unknown", "", None])
def test_a_version_that_cannot_be_read_is_broken(version: object) -> None:
    failure = version_failure(version)
    assert failure is not None
    assert failure.kind == "torch-broken"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Torch not compiled with CUDA enabled", "cuda-build"),
        ("Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and "
         "installed a driver from http://www.nvidia.com/Download/index.aspx",
         "cuda-driver-missing"),
        ("The NVIDIA driver on your system is too old (found version 11040). Please update your "
         "GPU driver", "cuda-driver-old"),
        ("CUDA driver version is insufficient for CUDA runtime version", "cuda-driver-old"),
        ("No CUDA GPUs are available", "cuda-none"),
        ("Unexpected error from cudaGetDeviceCount(). Error 802: system not yet initialized",
         "cuda-fault"),
    ],
)
def test_a_cuda_that_does_not_start_is_told_by_torchs_words(text: str, kind: str) -> None:
    assert no_cuda_failure(RuntimeError(text)) == Failure(kind, text)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."), "out-of-memory"),
        (MemoryError(), "out-of-memory"),
        (RuntimeError("[enforce fail at alloc_cpu.cpp:127] DefaultCPUAllocator: can't allocate "
                      "memory: you tried to allocate 4000000000000 bytes."), "out-of-memory"),
        (RuntimeError("CUDA error: no kernel image is available for execution on the device"),
         "cuda-architecture"),
        (RuntimeError("CUDA error: an illegal memory access was encountered"), "cuda-fault"),
        (RuntimeError("CUDA error: unspecified launch failure"), "cuda-fault"),
        (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), "cuda-fault"),
        (RuntimeError("Padding size should be less than the corresponding input dimension"),
         "torch-raised"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_error_of_a_lane_is_put_into_its_class(error: BaseException, kind: str) -> None:
    assert run_failure(error, TORCH).kind == kind


def test_an_error_without_text_is_told_by_its_type() -> None:
    assert run_failure(MemoryError(), TORCH).detail == "MemoryError"


def test_kinds_are_told_apart() -> None:
    assert len(set(KINDS)) == len(KINDS)
