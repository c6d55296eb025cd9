"""A database that takes connections and never answers: forms say soon that they do not work, and pages are there."""

import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import dj_database_url
import pytest
from django.conf import settings
from django.db import OperationalError

from publishing import databases
from publishing.postgresql.base import DatabaseWrapper
from tests.services.conftest import run_script
from tests.services.postgresql import postgresql_server
from tests.serving import children, environment_of, free_port, serving

# In seconds: what readers are promised, and what a busy machine may add.
SOON, ADDED = 5, 2
SEARCH = {"sl": "/sl/search/?q=kljuc", "sr-Cyrl": "/sr-cyrl/search/?q=kljuc", "uk": "/uk/search/?q=x"}


def ask(address: str) -> tuple[int, str, float]:
    """Return status, text and how many seconds it took."""
    began = time.monotonic()
    try:
        with urlopen(address, timeout=40) as answer:
            return answer.status, answer.read().decode(), time.monotonic() - began
    except HTTPError as error:
        return error.code, error.read().decode(), time.monotonic() - began


@contextmanager
def frozen(server):
    """Let every process of a server stand still: the system goes on taking what is sent to them."""
    processes = [server.pid, *children(server.pid)]
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


def test_forms_say_so_within_seconds_and_work_again_by_themselves(tmp_path):
    with postgresql_server() as server:
        run_script("make_tables.py", database_url=server.url)
        run_script("make_home.py", database_url=server.url)
        environment = environment_of(tmp_path / "none", free_port()) | {"DATABASE_URL": server.url}
        with serving(environment) as site, ThreadPoolExecutor(8) as readers:
            assert {status for status, _text, _took in readers.map(ask, [site + SEARCH["sl"]] * 8)} == {200}
            with frozen(server.process):
                asked = {language: readers.submit(ask, site + path) for language, path in SEARCH.items()}
                status, _text, took = ask(f"{site}/sl/")
                assert status == 200 and took < 1
                for language, one in asked.items():
                    status, text, took = one.result()
                    assert status == 503 and took < SOON + ADDED, (language, took)
                    assert f'lang="{language}"' in text and 'href="tel:112"' in text and "mailto:" in text
                # Connections of before are gone: now new ones are not answered.
                answers = list(readers.map(ask, [site + SEARCH["uk"]] * 8))
                assert {status for status, _text, _took in answers} == {503}
                assert max(took for _status, _text, took in answers) < 2 * SOON
            until = time.monotonic() + 2 * SOON
            while (status := ask(site + SEARCH["sl"])[0]) != 200 and time.monotonic() < until:
                time.sleep(0.2)
            assert status == 200


@pytest.fixture
def silent():
    """The address of a server that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"postgres://site@127.0.0.1:{server.getsockname()[1]}/site"


def test_a_server_that_lets_one_wait_is_left_alone_for_a_moment(silent, monkeypatch, django_db_blocker):
    monkeypatch.setattr(DatabaseWrapper, "_rests_until", 0.0)
    values = {**settings.DATABASES["default"], "OPTIONS": {}, "TIME_ZONE": None, **dj_database_url.parse(silent)}
    wrapper = DatabaseWrapper(databases.tuned(values), "silent")
    took = []
    for _time in range(2):
        began = time.monotonic()
        with django_db_blocker.unblock(), pytest.raises(OperationalError):
            wrapper.ensure_connection()
        took.append(time.monotonic() - began)
    assert 2 < took[0] < SOON and took[1] < 0.1


def test_the_address_of_a_database_goes_before_our_own_settings():
    url = "postgres://site@db.example.org/site?connect_timeout=9&sslmode=require"
    options = databases.tuned(dj_database_url.parse(url))["OPTIONS"]
    assert (options["connect_timeout"], options["sslmode"], options["tcp_user_timeout"]) == (9, "require", 10_000)
