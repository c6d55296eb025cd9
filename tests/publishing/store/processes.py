"""Asks each process of a served site, and knows which one has answered."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

from tests.serving import workers

# How many readers come at once, and how often, until every process was among those that answer.
AT_ONCE = 8
TURNS = 20


class Site:
    """A served site."""

    def __init__(self, address: str):
        self.port = int(address.rpartition(":")[2])
        self.processes = set(workers(self.port))

    def fetch(self, path: str) -> tuple[int, str]:
        """Return what some process answers: status and text, or where a redirect leads."""
        status, text, _process = self._ask(path)
        return status, text

    def everywhere(self, path: str) -> list[tuple[int, str]]:
        """Return what every process answers. Somebody has been there before, so that the page is ready."""
        self.fetch(path)
        answers, left = [], set(self.processes)
        with ThreadPoolExecutor(AT_ONCE) as readers:
            for _turn in range(TURNS):
                for status, text, process in readers.map(self._ask, [path] * AT_ONCE):
                    answers.append((status, text))
                    left.discard(process)
                if not left:
                    return answers
        raise AssertionError(f"{left} never answered.")

    def warm(self, paths: Iterable[str]) -> None:
        """Let every process have these pages in its memory."""
        for path in paths:
            assert {status for status, _text in self.everywhere(path)} == {200}, path

    def _ask(self, path: str) -> tuple[int, str, int | None]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.headers["Location"] if 300 <= answer.status < 400 else answer.read().decode()
            return answer.status, text, self.who_holds(connection.sock.getsockname()[1])
        finally:
            connection.close()

    def who_holds(self, port: int) -> int | None:
        """Return the process at the other end of a connection; None where it was closed in the meantime."""
        ends = f":{self.port:04X}", f":{port:04X}"
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        sockets = {f"socket:[{one[9]}]" for one in lines if (one[1][8:], one[2][8:]) == ends}
        return next((pid for pid in self.processes if sockets & _open_files(pid)), None)


def _open_files(pid: int) -> set[str]:
    found = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found.add(str(file.readlink()))
    return found
