"""What is measured side by side: our site in several ways, and what a user would pick instead."""

import gzip
import os
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from bench.processes import free_port, serving

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
ARTICLE = "/sl/novice/dvajset-let-drustva-kljuc/"
GUNICORN = [sys.executable, "-m", "gunicorn"]
OURS = [*GUNICORN, "-c", "gunicorn.conf.py", "--max-requests", "0"]
# For applications that know no event loop: gunicorn's usual worker.
IN_THREADS = ["-k", "gthread", "--threads", "4"]
PLAIN = ["-w", "2", *IN_THREADS, "--preload", "--log-level", "warning", "--no-control-socket"]


@dataclass(frozen=True)
class Contestant:
    """A server and the address that is asked for.

    Attributes:
        name: as it stands in the table.
        command: starts it; folder and environment belong to it.
        address: what wrk asks for.
        workers: processes that must be there before it is measured.
    """

    name: str
    command: list[str]
    address: str
    folder: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)
    workers: int = 2


def ours(
    name: str, *, port: int, path: str = ARTICLE, arguments: tuple[str, ...] = (), **environment: str
) -> Contestant:
    """Return our site under its own settings of gunicorn, but for ``arguments``."""
    return Contestant(
        name,
        [*OURS, *arguments],
        f"http://127.0.0.1:{port}{path}",
        environment={**our_environment(port), **environment},
    )


def our_environment(port: int) -> dict[str, str]:
    site = FOLDER / "site"
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.standalone",
        "VAR_DIR": str(site),
        "DATABASE_URL": f"sqlite:///{site / 'site.sqlite3'}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WAGTAILADMIN_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }


def prepare_ours() -> None:
    """Make the site with its content under var/bench, once."""
    if (FOLDER / "site" / "site.sqlite3").exists():
        return
    print("Making the site with its content…", flush=True)
    (FOLDER / "site").mkdir(parents=True, exist_ok=True)
    manage("prepare", "--port", "0")


def manage(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **our_environment(8000)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def keep_answer(contestant: Contestant) -> None:
    """Keep what our site answers to a browser, for applications that give back the same bytes."""
    folder = FOLDER / "answer"
    folder.mkdir(parents=True, exist_ok=True)
    with serving(contestant.command, address=contestant.address, folder=ROOT, environment=contestant.environment):
        asked = urllib.request.Request(contestant.address, headers={"Accept-Encoding": "br"})  # noqa: S310
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            headers = [
                (name.lower(), value)
                for name, value in answer.getheaders()
                if name.lower() not in ("server", "date", "connection")
            ]
            body = answer.read()
    lines = "\n".join(f"{name}: {value}" for name, value in headers)
    (folder / "answer").write_bytes(lines.encode() + b"\n\n" + body)
    page = brotli.decompress(body) if ("content-encoding", "br") in headers else body
    (folder / "page.html").write_bytes(page)
    (folder / "page.html.gz").write_bytes(gzip.compress(page))
    (folder / "page.html.br").write_bytes(brotli.compress(page))


def under_threads() -> list[Contestant]:
    """Return our site, stored and made anew, under gunicorn's threads: the other worker to choose from."""
    how = {"arguments": (*IN_THREADS, "config.wsgi:application")}
    return [
        ours("our stored page, under gthread", port=free_port(), **how),
        ours("our page made anew each time, under gthread", port=free_port(), PAGE_STORE="off", **how),
    ]


def same_bytes() -> list[Contestant]:
    """Return applications that give back one answer of ours, under our settings of gunicorn."""
    found = []
    for name, module, path, how in (
        ("bare application, same bytes", "bench.bare:application", "/", []),
        ("bare application, under gthread", "bench.bare:in_threads", "/", IN_THREADS),
        (
            "the same page through WhiteNoise, under gthread",
            "bench.whitenoise_file:application",
            "/page.html",
            IN_THREADS,
        ),
    ):
        port = free_port()
        environment = {
            **our_environment(port),
            "BENCH_ANSWER": str(FOLDER / "answer" / "answer"),
            "BENCH_FOLDER": str(FOLDER / "answer"),
        }
        found.append(
            Contestant(name, [*OURS, *how, module], f"http://127.0.0.1:{port}{path}", environment=environment)
        )
    return found


PLAIN_SETTINGS = """import os

from .base import *

DEBUG = False
SECRET_KEY = "only for measuring, on loopback"
ALLOWED_HOSTS = ["127.0.0.1"]
if os.environ.get("BENCH_CACHE"):
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
"""


def plain_wagtail() -> list[Contestant]:
    """Return a fresh ``wagtail start`` site, as it comes and behind Django's page cache."""
    folder = FOLDER / "plain"
    environment = {"DJANGO_SETTINGS_MODULE": "plain.settings.measured", "PYTHONPATH": str(folder)}
    if not (folder / "db.sqlite3").exists():
        print("Making a fresh Wagtail site…", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run(
            [sys.executable, "-m", "wagtail.bin.wagtail", "start", "plain", str(folder)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (folder / "plain" / "settings" / "measured.py").write_text(PLAIN_SETTINGS, encoding="utf-8")
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=folder, env={**os.environ, **environment}, check=True
            )
    found = []
    for name, extra in (
        ("`wagtail start`", {}),
        ("`wagtail start` behind Django’s page cache", {"BENCH_CACHE": "1"}),
    ):
        port = free_port()
        command = [*GUNICORN, *PLAIN, "-b", f"127.0.0.1:{port}", "plain.wsgi:application"]
        found.append(
            Contestant(
                name, command, f"http://127.0.0.1:{port}/", folder=folder, environment={**environment, **extra}
            )
        )
    return found


NGINX = """daemon off; pid {folder}/nginx.pid; error_log stderr error; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
  access_log off; types {{ text/html html; }} default_type application/octet-stream;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; gzip_static on; }}
}}
"""


def nginx(name: str, root: Path, path: str) -> Contestant:
    """Return nginx with two processes on a folder of files."""
    port = free_port()
    folder = FOLDER / f"nginx-{port}"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, port=port, root=root), encoding="utf-8")
    return Contestant(name, ["nginx", "-c", str(file), "-p", str(folder)], f"http://127.0.0.1:{port}{path}")


def nginx_on_export() -> list[Contestant]:
    """Return nginx on the exported site, and on one plain file of the same bytes; nothing where nginx is missing."""
    if not shutil.which("nginx"):
        print("nginx is missing, and left out. On Debian and Ubuntu: apt-get install nginx-light", flush=True)
        return []
    export = FOLDER / "export"
    shutil.rmtree(export, ignore_errors=True)
    manage("export_site", str(export))
    return [
        nginx("exported site under nginx", export, ARTICLE),
        nginx("one file of the same bytes under nginx", FOLDER / "answer", "/page.html"),
    ]
