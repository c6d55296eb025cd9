"""Readers who ask for every address of a site over and over, each on a connection that stays open.

A reset connection is tried once more on a new one, as browsers do; it is counted all the same.
"""

import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle

READERS = 4
# Something happens when a part of the requests has been answered; the others are to meet it.
FIRST_PART = 0.02


@dataclass
class Phase:
    """What readers met while something happened."""

    name: str
    begun: int = 0
    seconds: list[float] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    failed: Counter = field(default_factory=Counter)
    last_good: int = 0
    again: int = 0
    lost: int = 0

    def percentile(self, percent: int) -> float:
        """Return milliseconds."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1] * 1000

    def __str__(self) -> str:
        times = ", ".join(f"p{percent} {self.percentile(percent):.1f}" for percent in (50, 95, 99))
        told = f"{len(self.seconds)} requests, {dict(self.statuses)}, {times} ms, longest {max(self.seconds):.2f} s"
        marks = f"last good copies {self.last_good}, asked again {self.again}, lost {self.lost}"
        return f"{self.name}: {told}; {marks}{f'; {dict(self.failed)}' if self.failed else ''}"


def sum_of(phases: list[Phase]) -> Phase:
    total = Phase("all together")
    for one in phases:
        total.seconds += one.seconds
        total.statuses += one.statuses
        total.failed += one.failed
        total.last_good += one.last_good
        total.again += one.again
        total.lost += one.lost
    return total


class Readers:
    """Some readers at once, who share the addresses between them."""

    def __init__(self, port: int, paths: list[str]):
        self.port = port
        self.phases: list[Phase] = []
        self._paths: Iterator[str] = cycle(paths)
        self._lock = threading.Lock()

    def during(self, name: str, requests: int, happening: Callable[[], None] = lambda: None) -> Phase:
        """Let them ask, let something happen meanwhile, and return what they met."""
        phase = Phase(name)
        self.phases.append(phase)
        readers = [threading.Thread(target=self._read, args=(phase, requests)) for _reader in range(READERS)]
        for one in readers:
            one.start()
        while len(phase.seconds) < requests * FIRST_PART:
            time.sleep(0.01)
        happening()
        for one in readers:
            one.join()
        return phase

    def _read(self, phase: Phase, requests: int) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        while True:
            with self._lock:
                if phase.begun == requests:
                    break
                phase.begun += 1
                path = next(self._paths)
            began = time.perf_counter()
            answer = self._ask(connection, path, phase)
            took = time.perf_counter() - began
            with self._lock:
                phase.seconds.append(took)
                if answer is None:
                    phase.lost += 1
                    continue
                status, mark = answer
                phase.statuses[status] += 1
                phase.last_good += mark == "last-good-copy"
                if status != 200:
                    phase.failed[path] += 1
        connection.close()

    def _ask(self, connection: HTTPConnection, path: str, phase: Phase) -> tuple[int, str | None] | None:
        for attempt in range(2):
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "br"})
                answer = connection.getresponse()
                answer.read()
                return answer.status, answer.headers["X-Served"]
            except (OSError, HTTPException):
                connection.close()
                with self._lock:
                    phase.again += attempt == 0
        return None
