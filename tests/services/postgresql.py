"""A private PostgreSQL for one test: its own folder, a socket instead of a port, nothing left behind."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if found:
        return found[-1].parent
    path = shutil.which("postgres")
    if not path:
        raise RuntimeError("PostgreSQL is missing: install the package “postgresql”.")
    return Path(path).parent


def _as_server_user() -> dict:
    """Return how to start PostgreSQL, which refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class PostgreSQL:
    """A server of its own; it can be stopped and started again with what it holds.

    Attributes:
        url: of its only database.
        process: the first of its processes.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.url = f"postgres://site@{str(folder).replace('/', '%2F')}/site"
        self._programs = _programs()
        account = _as_server_user()
        if account:
            shutil.chown(folder, "postgres", "postgres")
        self._plain = {"cwd": "/", "stdout": subprocess.DEVNULL, **account}
        self._data = ["-D", folder / "data"]
        making = ["-U", "site", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([self._programs / "initdb", *self._data, *making], check=True, **self._plain)

    def start(self) -> None:
        options = ["-k", self.folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=80"]
        command = [self._programs / "postgres", *self._data, *options]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **self._plain)
        asking = [self._programs / "pg_isready", "-q", "-h", self.folder]
        for _attempt in range(200):
            if subprocess.run(asking, check=False).returncode == 0:
                return
            time.sleep(0.05)

    def make_database(self) -> None:
        subprocess.run([self._programs / "createdb", "-h", self.folder, "-U", "site", "site"], check=True)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the fast way, which does not wait for who is still connected; SIGQUIT is a crash."""
        self.process.send_signal(how)
        self.process.wait(timeout=20)


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """Start a server with an empty database; take all of it away when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    server = PostgreSQL(folder)
    try:
        server.start()
        server.make_database()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Start a server and give the address of an empty database."""
    with postgresql_server() as server:
        yield server.url
