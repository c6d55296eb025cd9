"""Measures what a site costs that has grown: ``make bench-growth``. Needs wrk; PostgreSQL's programs for one row.

Copies the seeded site of the tests (``make test`` makes it), adds articles in all languages, and lets a server and
the worker run on it. Others on the machine disturb wall time: processor time stands beside it where that is known.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import load, machine
from bench.processes import cpu_seconds, free_port, serving
from tests import seeded_site
from tests.services.postgresql import running_postgresql

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench" / "growth"
SECONDS = 5
RUNS = 3
# How many articles the worker makes while readers are measured.
RENDERED = 1000


def log(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


@dataclass
class Spent:
    """Seconds by the clock, and of processor time of processes that ended meanwhile."""

    wall: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.processor:.1f} s of processor time)"


@contextmanager
def spending():
    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    spent, began, before = Spent(), time.monotonic(), used()
    yield spent
    spent.wall, spent.processor = time.monotonic() - began, used() - before


class Grown:
    """A site with so many articles more, and the processes that serve it."""

    def __init__(self, articles: int):
        self.articles, self.port = articles, free_port()
        self.folder = FOLDER / str(articles)
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings.standalone",
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}",
            "PORT": str(self.port),
            "WAGTAILADMIN_BASE_URL": self.address,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        }
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(seeded_site.FOLDER, self.folder)

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "bench.grown", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **self.environment}, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    @contextmanager
    def server(self):
        command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--max-requests", "0"]
        with serving(command, address=f"{self.address}/sl/", folder=ROOT, environment=self.environment) as (pid, _):
            yield pid

    @contextmanager
    def worker(self):
        command = [sys.executable, "manage.py", "run_worker"]
        worker = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **self.environment}, stdout=subprocess.DEVNULL
        )
        try:
            yield worker.pid
        finally:
            worker.terminate()
            worker.wait()

    def stored(self, token: str) -> int:
        """Return how many addresses of copies are on disk with a token."""
        files = (self.folder / "store" / "pages").rglob("index.html.meta")
        return sum("kopija-" in str(file) and token in file.read_text(encoding="utf-8") for file in files)

    def rate(self, pid: int, paths: list[str]) -> load.Run:
        """Ask for many addresses in no order; return the middle one of several runs."""
        file = self.folder / "paths"
        file.write_text("\n".join(paths), encoding="utf-8")
        script = (Path(__file__).parent / "random_paths.lua", {"BENCH_PATHS": str(file)})
        runs = [load.run(self.address, pid=pid, seconds=SECONDS, script=script) for _run in range(RUNS)]
        return sorted(runs, key=lambda run: run.cpu)[RUNS // 2]

    def visible_after(self, title: str, paths: list[str]) -> float:
        """Publish one article; return when all of many readers at once have seen it, in seconds after that."""
        command = [sys.executable, "-m", "bench.grown", "publish", title]
        environment = {**os.environ, **self.environment}
        with (
            ThreadPoolExecutor(16) as readers,
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as publishing,
        ):
            path = next(one for one in paths if one.startswith("/sl/") and one.endswith("/kopija-0/"))

            def shows(_reader) -> bool:
                with urllib.request.urlopen(self.address + path, timeout=30) as answer:  # noqa: S310
                    return title in answer.read().decode()

            began = float(publishing.stdout.readline())
            while not all(readers.map(shows, range(16))):
                time.sleep(0.01)
            return time.time() - began


def measure(articles: int) -> dict[str, str]:
    """Return the rows of one column of the table."""
    site = Grown(articles)
    with spending() as making:
        site.run("make", str(articles))
    log(f"{articles}: made in {making}")
    inside = json.loads(site.run("measure"))
    paths = site.run("paths").split()
    found = {"made in": str(making), "addresses of copies": str(len(paths))}
    found |= {name: f"{value:.3g}" for name, value in inside.items()}
    log(f"{articles}: {found}")
    with spending() as filling:
        site.run("fill")
    log(f"{articles}: stored in {filling}")
    with site.server() as pid:
        stored = [path for path in paths if path.startswith("/sl/")]
        site.rate(pid, stored)
        run = site.rate(pid, stored)
        found["stored pages in Slovenian, at random: requests a second, processor ms, p99 ms, failed"] = (
            f"{run.rate:.0f}, {run.cpu:.3f}, {run.p99:.1f}, {run.failed}"
        )
        found["change is everywhere after, s"] = ", ".join(
            f"{site.visible_after(f'Objavljeno {turn}', paths):.2f}" for turn in range(RUNS)
        )
    log(f"{articles}: {found}")
    shutil.rmtree(site.folder)
    return found


def rendering(articles: int, most_seconds: int) -> dict[str, str]:
    """Let the worker make every page of a new site, while readers ask for pages that are stored already."""
    site = Grown(articles)
    site.run("make", str(articles))
    frame = [path for path in ("/sl/", "/en/", "/sr/", "/uk/", "/sl/novice/", "/sl/pomoc/")]
    with site.server() as pid:
        alone = site.rate(pid, frame)
        with site.worker() as worker:
            began, before = time.monotonic(), cpu_seconds(worker)
            time.sleep(10)
            beside = site.rate(pid, frame)
            expected = len(site.run("paths").split())
            while (made := site.stored("")) < expected and time.monotonic() - began < most_seconds:
                time.sleep(5)
            wall, spent = time.monotonic() - began, cpu_seconds(worker) - before
    shutil.rmtree(site.folder)
    return {
        "pages made in the background": f"{made} of {expected}",
        "in": f"{wall:.0f} s, {spent:.0f} s of processor time",
        "readers of stored pages meanwhile": (
            f"{beside.rate:.0f} requests a second, {beside.cpu:.3f} ms, p99 {beside.p99:.1f} ms"
        ),
        "readers without it": f"{alone.rate:.0f} requests a second, {alone.cpu:.3f} ms, p99 {alone.p99:.1f} ms",
    }


def migrating() -> dict[str, str]:
    """Return how long ``migrate`` takes on an empty database."""
    empty = FOLDER / "empty.sqlite3"
    empty.parent.mkdir(parents=True, exist_ok=True)
    found = {"migrate, SQLite": str(migrate(f"sqlite:///{empty}"))}
    empty.unlink()
    with running_postgresql() as url:
        found["migrate, PostgreSQL"] = str(migrate(url))
    return found


def migrate(url: str) -> Spent:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": url}
    with spending() as spent:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    return spent


def table(columns: dict[str, dict[str, str]]) -> list[str]:
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    lines = [f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    rows = [[name, *(column.get(name, "") for column in columns.values())] for name in names]
    return lines + [f"| {' | '.join(cells)} |" for cells in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[50, 1000, 5000], help="in each language")
    parser.add_argument("--rendering-seconds", type=int, default=600)
    parser.add_argument("--no-migrating", action="store_true")
    options = parser.parse_args()
    load.require_wrk()
    before = os.getloadavg()[0]
    parts = [] if options.no_migrating else [migrating()]
    log(str(parts))
    columns = {f"{count} articles × 4": measure(count) for count in options.articles}
    parts.append(rendering(RENDERED, options.rendering_seconds))
    log(str(parts))
    text = f"# A site that has grown\n\n{machine.description()}; SQLite; load of the machine before {before:.1f}.\n\n"
    text += "\n".join([*table(columns), "", "| | |", "|---|---|"])
    text += "".join(f"\n| {name} | {value} |" for part in parts for name, value in part.items()) + "\n"
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    (results / f"growth-{machine.description()[:10]}.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
