"""Readers go on reading while everything behind the site stops, and see what is new once it is back, by itself."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from publishing.store.live import live_paths
from tests import seeded_site
from tests.services.conftest import run_script
from tests.services.private_redis import redis_server
from tests.services.readers import Readers, sum_of
from tests.serving import environment_of, free_port, serving, workers

LOG = seeded_site.FOLDER.parent / "outage.log"
PAGE = "/sl/osnovne-informacije/"
# Milliseconds, over all requests: some of them wait until a page is made, and tests run beside each other.
MOST_P95 = 250
# The same while something stops, and each page is there already.
MOST_P95_WHILE_STOPPING = 50
# In seconds: how long a change may take to be everywhere after an outage.
SOON = 5


class Machine:
    """All that a site consists of, each of it to be stopped and started."""

    def __init__(self, postgresql, redis, environment: dict[str, str], stack: ExitStack):
        self.postgresql, self.redis, self.environment = postgresql, redis, environment
        self.port = int(environment["PORT"])
        self._server = stack.enter_context(ExitStack())
        self._worker: subprocess.Popen | None = None
        stack.callback(self.kill_worker)

    def start(self) -> None:
        self._server.enter_context(serving(self.environment))

    def restart(self) -> None:
        self._server.close()
        self.start()

    def start_worker(self) -> None:
        command = [sys.executable, "manage.py", "run_worker"]
        self._worker = subprocess.Popen(
            command, cwd=seeded_site.ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )

    def kill_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()

    def kill_a_process(self) -> None:
        """Kill one of gunicorn's processes; it starts another."""
        os.kill(workers(self.port)[0], signal.SIGKILL)

    def stop_all(self) -> None:
        self.postgresql.stop(signal.SIGQUIT)
        self.redis.stop()
        self.kill_worker()
        self.kill_a_process()

    def start_services(self) -> None:
        self.postgresql.start()
        self.redis.start()
        self.start_worker()

    def change(self, title: str) -> float:
        """Publish a page with another title; return how many seconds later everybody has it.

        What follows a commit takes a moment: everybody may have it before publishing has ended, below zero.
        """
        with ThreadPoolExecutor(1) as looking:
            seen = looking.submit(self._wait_until_everywhere, title)
            published = self._publish(title)
            return seen.result() - published

    def _publish(self, title: str) -> float:
        """Do it in a process of its own; return when it was done."""
        services = {"REDIS_URL": self.redis.url, "VAR_DIR": self.environment["VAR_DIR"]}
        return float(run_script("publish.py", PAGE, title, database_url=self.postgresql.url, **services))

    def _wait_until_everywhere(self, title: str) -> float:
        """Return when all of many readers at once see a title."""
        until = time.time() + 60
        while time.time() < until:
            if all(title.encode() in body for _status, body in self._ask_often(PAGE)):
                return time.time()
            time.sleep(0.05)
        raise AssertionError("The change is not seen.")

    def ask_search(self) -> set[int]:
        """Return what a page answers that the store does not keep, so that it needs the database each time."""
        return {status for status, _body in self._ask_often("/sl/search/?q=kljuc")}

    def _ask_often(self, path: str) -> list[tuple[int, bytes]]:
        def ask(_reader) -> tuple[int, bytes]:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                    return answer.status, answer.read()
            except HTTPError as error:
                return error.code, b""

        with ThreadPoolExecutor(16) as readers:
            return list(readers.map(ask, range(16)))


@pytest.fixture
def folder(tmp_path):
    """A folder of its own for what the worker writes."""
    shutil.copytree(seeded_site.FOLDER / "media", tmp_path / "var" / "media")
    (tmp_path / "var" / "static").symlink_to(seeded_site.FOLDER / "static")
    return tmp_path / "var"


@pytest.fixture
def machine(seeded_postgresql, folder):
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        environment = environment_of(folder / "none", free_port(), WEB_CONCURRENCY="2", VAR_DIR=str(folder))
        environment |= {"DATABASE_URL": seeded_postgresql.url, "REDIS_URL": redis.url}
        machine = Machine(seeded_postgresql, redis, environment, stack)
        machine.start()
        machine.start_worker()
        yield machine


def wait_until_ready(machine: Machine, paths: list[str]) -> None:
    """Wait until every page has been made, by the worker or for a reader."""
    pages = Path(machine.environment["PAGE_STORE_FOLDER"]) / "pages"
    for _attempt in range(600):
        if len(list(pages.rglob("*.meta"))) >= len(paths):
            return
        time.sleep(0.1)
    raise AssertionError("Not every page has been made.")


@contextmanager
def told(lines: list[str]):
    """Keep what was met in a file, and print it with a failure."""
    try:
        yield
    finally:
        LOG.write_text("\n".join([*lines, ""]), encoding="utf-8")
        print(LOG.read_text(encoding="utf-8"))


def test_ten_thousand_requests_meet_no_fault_while_everything_behind_the_site_stops(db, machine):
    paths = sorted(live_paths())
    Readers(machine.port, paths).during("each page is made", len(paths))
    wait_until_ready(machine, paths)
    readers, lines, began = Readers(machine.port, paths), [], time.monotonic()

    def note(line):
        lines.append(f"{time.monotonic() - began:5.1f} s  {line}")

    def phase(*arguments):
        note(readers.during(*arguments))

    def change(title, when):
        seconds = machine.change(title)
        note(f"a change {when} is everywhere after {seconds:.1f} s")
        return seconds

    with told(lines):
        phase("all is well", 1000)
        assert machine.ask_search() == {200}
        phase("Redis stops", 1000, machine.redis.stop)
        stopping = readers.phases[-1:]
        seconds = [change("Brez Redisa", "without Redis")]
        # What takes time is to make pages after a change, not that something stops.
        phase("each page is made anew", len(paths))
        phase("PostgreSQL stops", 1500, machine.postgresql.stop)
        phase("a process is killed", 1000, machine.kill_a_process)
        phase("the worker is killed", 1000, machine.kill_worker)
        stopping += readers.phases[-3:]
        phase("all comes back", 1000, machine.start_services)
        seconds.append(change("Po prvem izpadu", "after the outage"))
        assert machine.ask_search() == {200}
        phase("all stops at once", 1000, machine.stop_all)
        machine.restart()
        phase("started anew while all is down", 1500)
        phase("all comes back", 1000, machine.start_services)
        seconds.append(change("Po drugem izpadu", "after a start without a database"))
        total = sum_of(readers.phases)
        note(total)

    assert len(total.seconds) >= 10_000
    assert set(total.statuses) == {200} and not total.lost
    # Whom a killed process was answering, and whose connection had lain idle.
    assert total.again <= 40
    assert total.percentile(95) <= MOST_P95
    assert max(one.percentile(95) for one in stopping) <= MOST_P95_WHILE_STOPPING
    assert max(seconds) <= SOON
