"""The seeded site served by real processes, as ``make run`` serves it."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import seeded_site


def copy_database(target: Path) -> None:
    """Copy the seeded database with whatever its write-ahead log still holds."""
    for leftover in target.parent.glob(f"{target.name}*"):
        leftover.unlink()
    source = sqlite3.connect(seeded_site.DATABASE)
    copy = sqlite3.connect(target)
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(database: Path, port: int, **extra: str) -> dict[str, str]:
    """Return the environment of the processes that serve a copy of the database at a port."""
    return seeded_site.environment(
        DATABASE_URL=f"sqlite:///{database}",
        PORT=str(port),
        WAGTAILADMIN_BASE_URL=f"http://127.0.0.1:{port}",
        **{"WEB_CONCURRENCY": "1", "PAGE_STORE": "on", "PAGE_STORE_FOLDER": str(database.parent / "store"), **extra},
    )


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """Run gunicorn until the block ends; give the address."""
    address = environment["WAGTAILADMIN_BASE_URL"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"], cwd=seeded_site.ROOT, env=environment
    )
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"{address}/sl/", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("The server did not answer.")


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in found for child in file.read_text().split()]


def workers(port: int) -> list[int]:
    """Return the processes that answer at a port of ours: children of gunicorn's first process."""
    key = f"PORT={port}".encode()
    for pid in children(os.getpid()):
        environment, command = (Path(f"/proc/{pid}/{name}").read_bytes() for name in ("environ", "cmdline"))
        if key in environment.split(b"\0") and b"gunicorn" in command:
            return children(pid)
    return []
