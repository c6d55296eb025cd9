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


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Start a server and give the address of an empty database."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    account = _as_server_user()
    if account:
        shutil.chown(folder, "postgres", "postgres")
    plain = {"cwd": "/", "stdout": subprocess.DEVNULL, **account}
    data = ["-D", folder / "data"]
    making = ["-U", "site", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([programs / "initdb", *data, *making], check=True, **plain)
    options = ["-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=80"]
    server = subprocess.Popen([programs / "postgres", *data, *options], stderr=subprocess.DEVNULL, **plain)
    try:
        for _attempt in range(200):
            if subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode == 0:
                break
            time.sleep(0.05)
        subprocess.run([programs / "createdb", "-h", folder, "-U", "site", "site"], check=True)
        yield f"postgres://site@{str(folder).replace('/', '%2F')}/site"
    finally:
        # The fast way: it does not wait for who is still connected.
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
