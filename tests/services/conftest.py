"""Both databases with their tables, made once for all tests that run whole processes against them."""

import os
import shutil
import subprocess
import sys

import pytest

from tests import seeded_site
from tests.services.postgresql import postgresql_server, running_postgresql


def run_script(name: str, *arguments: str, database_url: str, **more: str) -> str:
    """Run a script of this folder in a process of its own; return what it prints."""
    path = os.pathsep.join([str(seeded_site.ROOT), str(seeded_site.ROOT / "site")])
    result = subprocess.run(
        [sys.executable, str(seeded_site.ROOT / "tests" / "services" / name), *arguments],
        cwd=seeded_site.ROOT,
        env=seeded_site.environment(DATABASE_URL=database_url, PYTHONPATH=path, **more),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, (result.stdout + result.stderr)[-4000:]
    return result.stdout


@pytest.fixture(scope="session", params=["SQLite", "PostgreSQL"])
def made_database(request, tmp_path_factory):
    """Give the address of a database with tables; tests share it and look only at what they made themselves."""
    if request.param == "SQLite":
        path = tmp_path_factory.mktemp("made") / "site.sqlite3"
        shutil.copy(seeded_site.DATABASE, path)
        yield f"sqlite:///{path}"
    else:
        with running_postgresql() as url:
            run_script("make_tables.py", database_url=url)
            yield url


@pytest.fixture(scope="session")
def seeded_postgresql():
    """Give a PostgreSQL server that holds the seeded site: its tables from the models, its rows one by one."""
    with postgresql_server() as server:
        run_script("make_tables.py", database_url=server.url)
        run_script("page_costs.py", "copy", str(seeded_site.DATABASE), database_url=server.url)
        yield server
