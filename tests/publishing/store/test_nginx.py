"""nginx serves finished pages from the store's files, configured as docs/deploying.md says."""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import seeded_site
from tests.publishing.nginx import Asked, nginx, sample
from tests.serving import copy_database, environment_of, free_port, serving

GUNICORN = "http://127.0.0.1:8000"
FILES = "/path/to/site/var/store/files"
# Of one transfer, or of the server.
NOT_COMPARED = {"server", "date", "etag", "last-modified", "connection", "vary"}


class Site:
    """gunicorn and nginx before it; the files can be read by others, as on a machine where nginx has its own user."""

    def __init__(self, folder: Path, stack: ExitStack):
        self.folder, self.gunicorn = folder, stack.enter_context(ExitStack())
        copy_database(folder / "site.sqlite3")
        self.environment = environment_of(
            folder / "site.sqlite3", free_port(), WEB_CONCURRENCY="2", PAGE_STORE_FILES="on"
        )
        self.own = self.gunicorn.enter_context(serving(self.environment))
        listed = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", Asked(f"{self.own}/sitemap.xml").body.decode())
        beside = [
            "/robots.txt",
            "/sitemap.xml",
            "/.well-known/security.txt",
            "/sl/feed/",
            "/uk/feed/",
            "/sr-cyrl/help.svg",
        ]
        self.paths = listed + beside
        with ThreadPoolExecutor(4) as readers:
            assert {one.status for one in readers.map(Asked, [self.own + path for path in self.paths])} == {200}
        self.manage("nginx_pages", str(folder / "pages"))
        self.address = stack.enter_context(nginx(self._block(), folder / "nginx", user="nobody"))

    def manage(self, *arguments: str) -> str:
        """Run a command in a process of its own; return what it prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=seeded_site.ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def _block(self) -> str:
        """Return the sample for nginx with the one for pages in its place."""
        places = {"site/var/store": str(self.folder / "store"), "pages": str(self.folder / "pages")}
        maps, locations = (sample("Pages from nginx", number=number, **places) for number in (0, 1))
        whole = sample("nginx", **{"site/var": str(seeded_site.FOLDER)})
        replaced = re.sub(r" +location / \{.*\n +location @site .*\n", lambda _found: locations, whole)
        assert replaced != whole
        return maps + replaced.replace(GUNICORN, self.own)


@pytest.fixture(scope="module")
def site():
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "nginx").mkdir()
    mask = os.umask(0o022)
    try:
        with ExitStack() as stack:
            yield Site(folder, stack)
    finally:
        os.umask(mask)
        shutil.rmtree(folder)


def directives(headers: dict[str, str]) -> dict[str, object]:
    kept = {name: value for name, value in headers.items() if name not in NOT_COMPARED}
    return {**kept, "content-security-policy": set(kept["content-security-policy"].split("; "))}


def is_from_file(answer: Asked) -> bool:
    """Say whether nginx has sent a page itself: its tags consist of date and size."""
    return bool(re.fullmatch(r'"[0-9a-f]{8}-[0-9a-f]+"', answer.headers.get("etag", "")))


def test_every_address_of_the_sitemap_and_beside_it_is_answered_as_gunicorn_answers(site):
    assert len(site.paths) > 100
    for path in site.paths:
        answer, own = Asked(site.address + path), Asked(site.own + path)
        assert (answer.status, answer.body) == (200, own.body), path
        assert directives(answer.headers) == directives(own.headers), path
        assert is_from_file(answer) and not is_from_file(own), path


def test_what_anybody_may_read_is_sent_as_http_wants_it(site):
    page = f"{site.address}/sl/"
    whole = Asked(page)
    head, small = Asked(page, method="HEAD"), Asked(page, Accept_Encoding="gzip")
    again = Asked(page, If_None_Match=whole.headers["etag"], Cookie="other=1")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(whole.body)))
    assert small.headers["content-encoding"] == "gzip" and gzip.decompress(small.body) == whole.body
    assert whole.headers["vary"] == small.headers["vary"] == "Accept-Encoding"
    assert (again.status, again.body) == (304, b"") and again.headers["cache-control"] == "private, no-cache"
    assert all(is_from_file(one) for one in (whole, head, small, again))


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/sl/?utm=1", {}),
        ("/sl/programi/?kind=health", {}),
        ("/sl/programi/=kind=health", {}),
        ("/sl/?", {}),
        ("/sl/", {"method": "POST"}),
        ("/sl/", {"Cookie": "a=b; sessionid=x"}),
        ("/sl/", {"Authorization": "Basic eDp4"}),
        ("/sl//", {}),
        ("/sl/./", {}),
        ("/%73l/", {}),
        ("/sl", {}),
        ("/", {}),
        ("/sl/search/", {}),
        ("/admin/login/", {}),
    ],
)
def test_all_else_is_answered_by_gunicorn(site, path, more):
    answer, own = Asked(site.address + path, **more), Asked(site.own + path, **more)
    assert not is_from_file(answer)
    assert answer.status == own.status
    assert len(answer.body) == len(own.body) or "csrf" in own.body.decode()


def test_a_page_with_headers_that_nginx_was_not_told_of_is_answered_by_gunicorn(site):
    page = f"{site.address}/sl/pomoc/"
    before = Asked(page)
    folder = site.folder / "store" / "files" / "current" / "sl" / "pomoc"
    names = {file: file.with_name(file.name.replace("=sl.", "=sl.0")) for file in folder.glob("=*")}
    for file, other in names.items():
        file.rename(other)
    answer = Asked(page)
    for file, other in names.items():
        other.rename(file)
    assert is_from_file(before) and not is_from_file(answer) and answer.body == before.body


def test_nothing_else_of_the_store_can_be_read(site):
    files = site.folder / "store" / "files"
    name = next((files / "current" / "sl").glob("=*")).name
    assert Asked(f"{site.address}/sl/").status == 200
    inside = [f"/sl/{name}", f"/sl/{name}.gz", f"/current/sl/{name}", f"/last/sl/{name}", "/last/", "/.lock"]
    outside = ["/../pages/sl/index.html", "/sl/../../pages/robots.txt", "/pages/sl/index.html", "/reads.json"]
    for path in [*inside, *outside, *(path.replace("..", "%2e%2e") for path in outside)]:
        assert Asked(site.address + path).status in (400, 404), path


TITLE = "Povsem nova vsebina"
CHANGE = """
import time
from wagtail.models import Page
page = next(page for page in Page.objects.live().specific() if page.url == "{path}")
{change}
print(time.time())
"""


def seconds_until_seen(site: Site, path: str, change: str, is_seen: Callable[[Asked], bool]) -> float:
    """Let a process of its own change a page; return how many seconds later readers of it see that."""

    def look() -> float:
        until = time.time() + 30
        while time.time() < until:
            if is_seen(Asked(site.address + path)):
                return time.time()
            time.sleep(0.02)
        raise AssertionError("The change is not seen.")

    with ThreadPoolExecutor(1) as looking:
        seen = looking.submit(look)
        done = float(site.manage("shell", "--no-imports", "-c", CHANGE.format(path=path, change=change)))
        return seen.result() - done


def test_changes_are_seen_within_a_second_and_last_good_copies_when_gunicorn_stops(site):
    """The last of these tests: it stops the site."""
    changed, gone = [path for path in site.paths if path.startswith("/sl/novice/")][1:3]
    seconds = [
        seconds_until_seen(site, changed, f"page.title = '{TITLE}'; page.save_revision().publish()", shows_title),
        seconds_until_seen(site, gone, "page.unpublish()", lambda answer: answer.status == 404),
    ]
    assert max(seconds) < 1
    for _time in range(20):
        answer = Asked(site.address + changed)
        assert shows_title(answer) and Asked(site.address + gone).status == 404
    assert is_from_file(answer)
    site.gunicorn.close()
    marks = {}
    for path in site.paths:
        answer = Asked(site.address + path)
        assert answer.status == (200 if path != gone else 503), path
        marks[path] = answer.headers.get("x-served")
    assert marks[changed] is None and marks["/sl/pomoc/"] == marks["/sl/feed/"] == "last-good-copy"
    for query, status in {"utm=1": 200, "a&page=2": 503}.items():
        assert Asked(f"{site.address}/sl/novice/?{query}", Cookie="sessionid=x").status == status
    assert Asked(f"{site.address}/sl/pomoc/", method="POST").status == 503


def shows_title(answer: Asked) -> bool:
    return TITLE in answer.body.decode()
