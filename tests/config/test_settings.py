"""Production refuses to start without its secrets, and has nothing to be warned of."""

import subprocess
import sys

import pytest

from tests.seeded_site import ROOT, environment

SECRETS = {
    "SECRET_KEY": "y" * 25 + "0123456789-abcdefghijklmnopqrstuvw",
    "ALLOWED_HOSTS": "example.si",
    "DATABASE_URL": "sqlite:////tmp/unused.sqlite3",
    "WAGTAILADMIN_BASE_URL": "https://example.si",
    "EMAIL_URL": "smtp://localhost:25",
}


def check(**variables: str) -> subprocess.CompletedProcess:
    env = {k: v for k, v in environment().items() if k not in SECRETS}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "config.settings.production", **variables},
        capture_output=True,
        text=True,
    )


def test_production_has_no_deployment_warning():
    result = check(**SECRETS)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_production_does_not_start_without(name):
    result = check(**{key: value for key, value in SECRETS.items() if key != name})
    assert result.returncode != 0
    assert name in result.stderr


def test_a_taken_port_gives_one_clear_line():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "manage.py", "prepare", "--port", str(port)],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
        )
    assert result.returncode == 1
    assert result.stderr.strip().count("\n") == 0
    assert f"Port {port}" in result.stderr and "make run PORT=" in result.stderr
