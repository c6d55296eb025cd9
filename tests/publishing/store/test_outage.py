"""The public site stays up when everything behind it is down: no database, no Django, also after a restart."""

import re
import time
from contextlib import ExitStack, contextmanager
from email.message import Message
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import OperationalError, connections

from home.models import StandardPage
from publishing.store.changes import start_generation
from publishing.store.render import CannotAnswerError
from tests.services.conftest import run_script
from tests.services.postgresql import running_postgresql
from tests.serving import copy_database, environment_of, free_port, serving

FORMS = {
    "sl": "/sl/search/?q=pomoč",
    "en": "/en/search/?q=help",
    "sr-Cyrl": "/sr-cyrl/search/?q=pomoć",
    "uk": "/uk/search/?q=x",
}
LISTS = ("/sl/novice/2014/", "/en/news/2014/7/", "/sr-cyrl/programi/?kind=health", "/uk/prohramy/?kind=prevention")


def ask(address: str) -> tuple[int, Message, str]:
    try:
        with urlopen(address.encode("ascii", "ignore").decode(), timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()


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
        addresses = [*addresses_of(site), *(site + path for path in LISTS)]
        assert ask(f"{site}/sl/feed/")[0] == 200
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
    with ExitStack() as server:
        url = server.enter_context(running_postgresql())
        run_script("make_tables.py", database_url=url)
        environment = environment_of(tmp_path / "none", free_port(), WEB_CONCURRENCY="2") | {"DATABASE_URL": url}
        number, unnumbered = run_script("make_home.py", database_url=url).split()
        assert int(number) > 1 and unnumbered == "0"
        with serving(environment) as site:
            pages = [f"{site}{path}" for path in ("/sl/", "/sitemap.xml", "/robots.txt")]
            assert {ask(one)[0] for one in pages} == {200}
            server.close()
            time.sleep(1)
            assert {ask(one)[0] for one in pages} == {200}
    with serving(environment) as site:
        answers = [ask(one) for one in pages]
        assert {status for status, _headers, _text in answers} == {200}
        assert {headers.get("X-Served") for _status, headers, _text in answers} == {"last-good-copy"}


@pytest.fixture
def stored(reader):
    """A page that was made once, and of which there is a newer generation."""
    reader.get("/sl/")
    start_generation()
    reader.notice()
    return reader


@pytest.mark.parametrize("error", [CannotAnswerError("500"), TimeoutError()], ids=["fault", "silence"])
def test_a_page_that_django_cannot_make_is_the_last_good_one_and_marked(stored, error, caplog):
    make = stored.store.make
    stored.store.make = fail_with(error)
    for _time in range(3):
        answer = stored.get("/sl/")
        assert (answer.status, answer.headers["X-Served"]) == (200, "last-good-copy")
    assert len([record for record in caplog.records if record.name == "publishing.store.trouble"]) == 1
    stored.store.make = make
    stored.store.trouble.forget()
    stored.store.watch.look()
    assert "X-Served" not in stored.get("/sl/").headers


def fail_with(error):
    def make(*args, **kwargs):
        raise error

    return make


def test_one_page_that_finds_no_database_saves_the_others_the_attempt(stored, monkeypatch):
    stored.get("/en/")
    start_generation()
    stored.notice()
    monkeypatch.setattr("publishing.store.generation._read", fail_with(OperationalError("no connection")))
    # The thread that does it is another process's in these tests.
    stored.store.watch.look_soon = stored.store.watch.look
    tried = []
    stored.store.make = lambda path, *args, **kwargs: tried.append(path) or fail_with(CannotAnswerError("503"))()
    assert {stored.get(path).headers["X-Served"] for path in ("/sl/", "/en/", "/sl/")} == {"last-good-copy"}
    assert tried == ["/sl/"]


def test_a_page_that_is_gone_is_not_the_last_good_one(reader):
    page = StandardPage.objects.filter(locale__language_code="sl").last()
    reader.get(page.url)
    page.unpublish()
    reader.notice()
    reader.store.make = fail_with(CannotAnswerError("500"))
    assert reader.get(page.url).status == 404


def test_who_is_signed_in_reads_the_last_good_page_too_when_nothing_else_works(stored):
    stored.store.watch.answers = False
    assert stored.get("/sl/", HTTP_COOKIE="sessionid=x").headers["X-Served"] == "last-good-copy"


def test_a_form_without_a_database_says_so_plainly_and_names_whom_to_turn_to(db, client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("no connection")

    client.raise_request_exception = False
    monkeypatch.setattr("search.views.search", refuse)
    for language, path in FORMS.items():
        answer = client.get(path)
        text = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "120")
        assert f'lang="{language}"' in text and 'href="tel:112"' in text and "mailto:" in text
