"""What a measurement ran on, for the head of its table."""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path


def description() -> str:
    """Return date, processor, cores, memory and versions in one line; nothing that names the machine."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    python = ".".join(map(str, sys.version_info[:3]))
    today = datetime.now(tz=UTC).date().isoformat()
    return f"{today}, {cpu}, {os.cpu_count()} cores, {memory / 1024**2:.0f} GB, Python {python}"


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
