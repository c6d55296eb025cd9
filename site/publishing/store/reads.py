"""How often each page is read, so that the most read are made anew first: a count for a path, nothing of who read it.

Each process adds what it has counted to one small file of its machine every minute, in which the past fades within
days.
"""

import json
import threading
from collections.abc import Iterable
from pathlib import Path

from .disk import Disk

EVERY = 60.0
# The most read paths that are remembered.
MOST = 2000
# Halved after as many minutes as a day has.
FADING = 0.5 ** (1 / 1440)


class Reads:
    """Counts of one process, and the file of all."""

    def __init__(self, folder: Path):
        self.file = Path(folder) / "reads.json"
        self.disk = Disk(folder)
        self.counted: dict[str, int] = {}

    def start(self) -> None:
        threading.Thread(target=self._run, daemon=True, name="reads").start()

    def _run(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            self.write()

    def note(self, path: str) -> None:
        """Count one reader. Two at the very same moment may count as one."""
        self.counted[path] = self.counted.get(path, 0) + 1

    def known(self) -> dict[str, float]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return {str(path): float(count) for path, count in found.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def write(self) -> None:
        """Add what was counted since; leave it for the next time where another process is writing."""
        if not self.counted or (lock := self.disk.lock(str(self.file))) is None:
            return
        with lock:
            counted, self.counted = self.counted, {}
            sums = {path: count * FADING for path, count in self.known().items()}
            for path, count in counted.items():
                sums[path] = sums.get(path, 0) + count
            most = sorted(sums.items(), key=lambda one: -one[1])[:MOST]
            part = self.file.with_suffix(".part")
            try:
                part.write_text(json.dumps({path: round(count, 3) for path, count in most}), encoding="utf-8")
                part.replace(self.file)
            except OSError:
                part.unlink(missing_ok=True)

    def most_first(self, paths: Iterable[str]) -> list[str]:
        """Return paths in the order of how much they are read; shorter ones first among equals."""
        known = self.known()
        return sorted(paths, key=lambda path: (-known.get(path, 0), path.count("/"), path))
