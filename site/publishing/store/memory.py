"""Pages in memory, bounded by their bytes: what was read least recently goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from .entries import Entry

# No page may take more than this part of the room: one that does is read from the disk.
LARGEST_PART = 4


class Memory:
    """What one process keeps at hand."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.bytes = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def get(self, key: str) -> Entry | None:
        entry = self._entries.get(key)
        if entry is not None:
            with self._lock:
                if key in self._entries:
                    self._entries.move_to_end(key)
        return entry

    def put(self, key: str, entry: Entry) -> None:
        self.drop(key)
        if entry.size * LARGEST_PART > self.most_bytes:
            return
        with self._lock:
            self._entries[key] = entry
            self.bytes += entry.size
            while self.bytes > self.most_bytes:
                _key, gone = self._entries.popitem(last=False)
                self.bytes -= gone.size

    def drop(self, key: str) -> None:
        with self._lock:
            gone = self._entries.pop(key, None)
            if gone is not None:
                self.bytes -= gone.size

    def keep_only(self, is_kept: Callable[[str, Entry], bool]) -> None:
        """Drop every page of which a rule says no."""
        for key, entry in list(self._entries.items()):
            if not is_kept(key, entry):
                self.drop(key)
