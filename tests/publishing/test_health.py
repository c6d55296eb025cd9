"""Whoever watches over the site learns which part of it does not work, and nothing else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox.backends import OutboxBackend
from outbox.models import OutgoingMail
from publishing import health
from publishing.models import Heartbeat


@pytest.fixture
def ask(db, monkeypatch):
    """Ask for an address of the health checks, in the test's own transaction."""
    monkeypatch.setattr(health, "close_old_connections", lambda: None)
    monkeypatch.setattr(health, "connection", SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(health, "_migrations", lambda: True)
    monkeypatch.setitem(health.CHECKS, "migrations", lambda: True)
    passed = []

    def ask(path: str) -> tuple[int, dict, str]:
        application = health.Health(lambda environ, start: passed.append(environ) or [b"site"])
        application._threads = SimpleNamespace(submit=lambda work: SimpleNamespace(result=lambda timeout: work()))
        got = SimpleNamespace(status="200", headers=[])
        body = application(
            {"PATH_INFO": path}, lambda *answer: got.__dict__.update(status=answer[0], headers=answer[1])
        )
        return int(got.status.split()[0]), dict(got.headers), b"".join(body).decode()

    return ask


def test_a_process_that_answers_is_alive_without_asking_anybody(ask, django_assert_num_queries):
    with django_assert_num_queries(0):
        status, headers, text = ask("/healthz")
    assert (status, text) == (200, "process: ok\n") and headers["Cache-Control"] == "no-store"


def test_everything_else_passes(ask):
    assert ask("/sl/")[2] == "site"


def test_a_site_with_a_worker_is_ready(ask):
    health.beat()
    status, headers, text = ask("/readyz")
    assert status == 200 and headers["Cache-Control"] == "no-store"
    assert text == "".join(f"{name}: ok\n" for name in ("database", "migrations", "worker", "disk", "outbox"))


def test_a_worker_that_is_silent_is_missed(ask):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(minutes=3))
    status, _headers, text = ask("/readyz")
    assert status == 503 and "worker: failed" in text and "outbox: ok" in text


def test_mail_that_nobody_sends_is_noticed(ask):
    health.beat()
    OutboxBackend().send_messages([EmailMessage("x", "x", to=["x@example.si"])])
    assert ask("/readyz")[0] == 200
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(hours=1))
    assert "outbox: failed" in ask("/readyz")[2]


def test_a_full_disk_is_noticed(ask, monkeypatch):
    health.beat()
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    assert "disk: failed" in ask("/readyz")[2]


def test_what_fails_is_named_and_nothing_of_why(ask, monkeypatch):
    def fail():
        raise RuntimeError(f"no database at {settings.VAR_DIR} with the password hunter2")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    _status, _headers, text = ask("/readyz")
    assert "database: failed" in text and "hunter2" not in text and str(settings.VAR_DIR) not in text
