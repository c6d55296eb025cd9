"""The public site stays up when everything behind it is down: no database, no Django, also after a restart."""

import re
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import OperationalError, connections

from publishing.store.render import CannotAnswerError
from tests.publishing.store.conftest import Reader
from tests.serving import copy_database, environment_of, free_port, serving
from tests.services.postgresql import running_postgresql

FORMS = {"sl": "/sl/search/?q=pomoč", "en": "/en/search/?q=help", "sr-Cyrl": "/sr-cyrl/search/?q=pomoć", "uk": "/uk/search/?q=x"}


def ask(address: str) -> tuple[int, dict, str]:
    try:
        with urlopen(address.encode("ascii", "ignore").decode(), timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def addresses_of(site: str) -> list[str]:
    """Return every address of the sitemap, at this site's port."""
    return [site + path for path in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", ask(f"{site}/sitemap.xml")[2])]


@contextmanager
def moved_away(database):
    """Take the database away, as a broken disk would; bring it back."""
    connections["default"].close()
    files = {file: file.with_name(f"gone-{file.name}") for file in database.parent.glob(f"{database.name}*")}
    for file, gone in files.items():
        file.rename(gone)
    try:
        yield
    finally:
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink()
        for file, gone in files.items():
            gone.rename(file)


def test_without_a_database_every_page_of_the_sitemap_is_served_also_after_a_restart(tmp_path):
    database = tmp_path / "site.sqlite3"
    copy_database(database)
    environment = environment_of(database, free_port(), WEB_CONCURRENCY="2")
    with serving(environment) as site:
        addresses = addresses_of(site)
        assert len(addresses) > 100 and {ask(one)[0] for one in addresses} == {200}
        with moved_away(database):
            assert {ask(one)[0] for one in addresses} == {200}
    with moved_away(database), serving(environment) as site:
        answers = [ask(one) for one in [*addresses, f"{site}/sitemap.xml", f"{site}/sl/feed/"]]
        assert {status for status, _headers, _text in answers} == {200}
        assert {headers.get("X-Served") for _status, headers, _text in answers} == {"last-good-copy"}
        for language, path in FORMS.items():
            status, headers, text = ask(site + path)
            assert (status, headers["Retry-After"]) == (503, "120")
            assert f'lang="{language}"' in text and 'href="tel:112"' in text and "mailto:" in text
        assert ask(f"{site}/healthz")[0] == 200
        status, _headers, text = ask(f"{site}/readyz")
        assert status == 503 and "database: failed" in text and str(database) not in text
    with serving(environment) as site:
        _status, headers, _text = ask(addresses[0])
        assert "X-Served" not in headers


def test_postgresql_that_stops_takes_no_page_with_it(tmp_path):
    from tests.services.conftest import run_script

    with running_postgresql() as url:
        run_script("make_tables.py", database_url=url)
        environment = environment_of(tmp_path / "none", free_port(), DATABASE_URL=url, WEB_CONCURRENCY="2")
        with serving(environment) as site:
            paths = ["/robots.txt", "/sitemap.xml", "/sl/feed/"]
            assert {ask(site + path)[0] for path in paths} == {200}
            stop = site
    del stop
