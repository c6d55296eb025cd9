"""Servers to measure: started on loopback, watched through /proc, ended by their process group."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    """Return a process and all that it started and that still live."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process and its children have spent."""
    total = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_megabytes(pid: int) -> float:
    """Return the memory of a process and its children, what they share counted once (PSS)."""
    total = 0
    for one in family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


@contextmanager
def serving(
    command: list[str], *, address: str, folder: Path, environment: dict[str, str], workers: int = 2
) -> Iterator:
    """Run a server until the block ends; give its process id and the seconds until its first answer."""
    # As in production, compiled modules are kept: else each start would compile all of ours and none of the packages.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
    started = time.perf_counter()
    server = subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        _wait_for(address, server)
        first = time.perf_counter() - started
        while len(family(server.pid)) <= workers:
            time.sleep(0.1)
        yield server.pid, first
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _attempt in range(1200):
        if server.poll() is not None:
            raise RuntimeError(f"{address} ended with {server.returncode} before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=30):  # noqa: S310
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{address} answers {error.code}.") from error
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer.")
