"""What the real server does: nobody's address in its log, and one answer to a malformed request."""

import re
import socket
import subprocess
import sys
import time

import pytest

from tests.seeded_site import ROOT, environment


@pytest.mark.parametrize(
    ("worker", "said"),
    [([], ""), (["-k", "gthread", "config.wsgi:application"], "Invalid request")],
    ids=["event loop", "threads"],
)
def test_a_malformed_request_leaves_no_address_in_the_log(tmp_path, worker, said):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = environment(PORT=str(port), WEB_CONCURRENCY="1")
    log = tmp_path / "log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *worker],
            cwd=ROOT,
            env=env,
            stderr=file,
            stdout=file,
        )
        try:
            answer = _send(port, b"GET / HTTP/1.1\r\nbad header\r\n\r\n")
        finally:
            server.terminate()
            server.wait(timeout=20)
    assert answer.startswith(b"HTTP/1.1 400")
    assert said in log.read_text() and not re.search(r"127\.0\.0\.1", log.read_text())


def test_a_process_that_serves_readers_loads_nothing_that_only_the_desk_or_an_api_needs():
    large = ("openpyxl", "pypdf", "weasyprint", "icalendar", "ninja")
    found = _python(f"import sys, config.asgi; print(*(name for name in {large} if name in sys.modules))")
    assert found.split() == []


def test_whoever_installs_wagtails_api_gets_it_whole():
    found = _python(
        "from config.settings import standalone; standalone.INSTALLED_APPS.append('wagtail.api.v3')\n"
        "import django; django.setup()\n"
        "from wagtail.api.v3.api import api; print(*(prefix for prefix, router in api._routers))"
    )
    assert {"/pages/", "/images/", "/snippets/", "/redirects/"} <= set(found.split())


def _python(code: str) -> str:
    env = {**environment(), "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout


def _send(port: int, content: bytes) -> bytes:
    for _attempt in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(content)
                return connection.recv(4096)
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise AssertionError("The server did not start.")
