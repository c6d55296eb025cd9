"""Every test starts from the seeded site; what it changes is undone."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.db import connections

from tests import seeded_site
from tests.browser.chromium import browser as start_browser


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        seeded_site.prepare()


def _copy_database(target) -> None:
    """Copy the seeded database with whatever its write-ahead log still holds."""
    for leftover in target.parent.glob(f"{target.name}*"):
        leftover.unlink()
    source = sqlite3.connect(seeded_site.DATABASE)
    copy = sqlite3.connect(target)
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()


@pytest.fixture(scope="session")
def database_path(request):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder = seeded_site.FOLDER.parent / worker
    folder.mkdir(exist_ok=True)
    return folder / "tests.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, database_path):
    """Use a copy of the seeded database in place of an empty one."""
    _copy_database(database_path)
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = str(database_path)


@pytest.fixture
def committed(django_db_setup, django_db_blocker, database_path):
    """Let a test commit for real; afterwards the database is as it was."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    _copy_database(database_path)


@pytest.fixture(scope="session")
def site_url(tmp_path_factory):
    """Serve a copy of the seeded site with gunicorn, as ``make run`` does; give its address."""
    database = tmp_path_factory.mktemp("served") / "site.sqlite3"
    _copy_database(database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = seeded_site.environment(
        DATABASE_URL=f"sqlite:///{database}",
        PORT=str(port),
        WAGTAILADMIN_BASE_URL=address,
        WEB_CONCURRENCY="1",
    )
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
    for _attempt in range(200):
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"{address}/sl/", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError("The server did not answer.")


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of one module: while it runs, this process cannot use the database."""
    with start_browser() as instance:
        yield instance


@pytest.fixture
def copy_of_content(tmp_path):
    """A copy of content/ that a test may change."""
    return shutil.copytree(seeded_site.ROOT / "content", tmp_path / "content")
