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
from django.db import OperationalError, connections, transaction

from publishing import databases
from publishing.postgresql.base import DatabaseWrapper
from tests.services.conftest import run_script
from tests.services.postgresql import postgresql_server, running_postgresql
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


def wrapper_of(url: str) -> DatabaseWrapper:
    values = {**settings.DATABASES["default"], "OPTIONS": {}, "TIME_ZONE": None, **dj_database_url.parse(url)}
    return DatabaseWrapper(databases.tuned(values), "other")


def seconds_until_refused(act) -> float:
    began = time.monotonic()
    with pytest.raises(OperationalError):
        act()
    return time.monotonic() - began


def test_a_server_that_lets_one_wait_is_left_alone_for_a_moment(silent, monkeypatch, django_db_blocker):
    monkeypatch.setattr(DatabaseWrapper, "_rests_until", 0.0)
    wrapper = wrapper_of(silent)
    with django_db_blocker.unblock():
        first, second = (seconds_until_refused(wrapper.ensure_connection) for _time in range(2))
    assert 2 < first < SOON and second < 0.1


def test_a_statement_is_given_up_with_its_transaction_and_the_next_request_has_another_connection(django_db_blocker):
    with running_postgresql() as url, django_db_blocker.unblock():
        connections["other"] = wrapper = wrapper_of(url)

        def ask(*statements):
            with wrapper.cursor() as cursor:
                for one in statements:
                    cursor.execute(one)
                return cursor.fetchall()

        def ask_all_or_nothing():
            with transaction.atomic(using="other"):
                ask("INSERT INTO kept VALUES (1)", "SELECT pg_sleep(30)")

        ask("CREATE TABLE kept (number int)", "SELECT pg_sleep(1.5)")
        with wrapper.patience(1):
            assert 1 <= seconds_until_refused(ask_all_or_nothing) < 2
            assert seconds_until_refused(lambda: ask("SELECT 1")) < 0.5
        assert ask("SELECT count(*) FROM kept") == [(0,)]
        wrapper.close()
        del connections["other"]


def test_the_address_of_a_database_goes_before_our_own_settings():
    url = "postgres://site@db.example.org/site?connect_timeout=9&sslmode=require"
    options = databases.tuned(dj_database_url.parse(url))["OPTIONS"]
    assert (options["connect_timeout"], options["sslmode"], options["tcp_user_timeout"]) == (9, "require", 10_000)
