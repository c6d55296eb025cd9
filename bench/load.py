"""Load from wrk: how many requests a second a server answers, how long they take, what they cost."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.processes import cpu_seconds

MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
BROWSER = ("-H", "Accept-Encoding: gzip, br", "-H", "Accept-Language: sl")


@dataclass(frozen=True)
class Run:
    """One run against one address.

    Attributes:
        rate: requests a second.
        p50, p99: milliseconds.
        cpu: milliseconds of processor time of the server for one request.
        failed: answers that were no 2xx or 3xx, and broken connections.
    """

    rate: float
    p50: float
    p99: float
    cpu: float
    failed: int


def require_wrk() -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is missing. On Debian and Ubuntu: apt-get install wrk")


def run(
    address: str,
    *,
    pid: int,
    clients: int = 16,
    seconds: int = 5,
    script: tuple[Path, dict[str, str]] | None = None,
) -> Run:
    """Ask for one address over and over; ``pid`` is the server's first process.

    Args:
        script: of wrk, with its environment; it chooses what is asked for.
    """
    chosen, environment = (["-s", str(script[0])], script[1]) if script else ([], {})
    before = cpu_seconds(pid)
    how = ["--latency", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", *chosen, *BROWSER]
    answer = subprocess.run(
        [shutil.which("wrk"), *how, address],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    spent = cpu_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", answer)[1])
    failed = sum(int(count) for count in re.findall(r"Non-2xx or 3xx responses: (\d+)", answer))
    failed += sum(map(int, re.findall(r"(?:connect|read|write) (\d+)", answer)))
    return Run(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", answer)[1]),
        p50=_percentile(answer, 50),
        p99=_percentile(answer, 99),
        cpu=spent * 1000 / max(requests, 1),
        failed=failed,
    )


def _percentile(answer: str, percent: int) -> float:
    value, unit = re.search(rf"\s{percent}%\s+([\d.]+)(us|ms|s|m)\b", answer).groups()
    return float(value) * MILLISECONDS[unit]
