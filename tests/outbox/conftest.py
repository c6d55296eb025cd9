"""An outbox that sends over SMTP, and workers as processes of their own."""

import subprocess
import sys

import pytest
from django.db import connections

from tests import seeded_site

from .mail_server import MailServer


@pytest.fixture
def mail_server():
    """A mail server that is up."""
    with MailServer().running() as server:
        yield server


@pytest.fixture
def send_to(settings):
    """Send this process's mail through the outbox to a mail server, up or down."""

    def point_at(server: MailServer) -> None:
        settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"
        settings.OUTBOX_TRANSPORT_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port

    return point_at


@pytest.fixture
def over_smtp(send_to, mail_server):
    send_to(mail_server)
    return mail_server


@pytest.fixture
def start_worker(committed, database_path):
    """Start ``manage.py run_worker`` on the database of the tests; whatever still runs afterwards is killed."""
    workers = []

    def start(server: MailServer) -> subprocess.Popen:
        connections["default"].close()
        environment = seeded_site.environment(
            DATABASE_URL=f"sqlite:///{database_path}",
            EMAIL_URL=f"smtp://127.0.0.1:{server.port}",
            PORT="not used by a worker",
        )
        command = [sys.executable, "manage.py", "run_worker"]
        worker = subprocess.Popen(command, cwd=seeded_site.ROOT, env=environment, stderr=subprocess.DEVNULL)
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        worker.kill()
        worker.wait(timeout=20)
