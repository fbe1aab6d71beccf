"""The names of the devices that a report speaks of."""

import platform
from pathlib import Path

CPU_INFO = Path("/proc/cpuinfo")
NAMING_FIELDS = ("model name", "Model", "cpu model", "Hardware")


def cpu_name() -> str:
    """Give the CPU's model as the system names it, else its architecture."""
    try:
        text = CPU_INFO.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return name_in(text) or platform.processor() or platform.machine() or "CPU"


def name_in(cpu_info: str) -> str:
    """Give the model that /proc/cpuinfo names, empty where it names none."""
    pairs = (line.partition(":") for line in cpu_info.splitlines())
    named = {key.strip(): value.strip() for key, colon, value in pairs if colon}
    return next((named[field] for field in NAMING_FIELDS if named.get(field)), "")
