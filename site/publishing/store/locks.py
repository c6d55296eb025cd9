"""Locks of one machine, so that one process at a time makes a page. A process that dies lets go of its own."""

import fcntl
import zlib
from pathlib import Path
from typing import IO

# Two paths may share one: then somebody waits who would not have had to.
FILES = 256


def take(folder: Path, name: str) -> IO | None:
    """Take the lock of a name; None while another has it. Close it to let go.

    Raises:
        OSError: if there is no place for it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / str(zlib.crc32(name.encode()) % FILES)).open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
