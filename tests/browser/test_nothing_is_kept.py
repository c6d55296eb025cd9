"""A reader leaves nothing behind: no cookie, no storage, no request to anybody else, no address in a log."""

import os
import re
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.browser.typical import BOOKING, paths
from tests.seeded_site import ROOT
from tests.serving import _wait_for, copy_database, environment_of, free_port

# Addresses that are nobody's (RFC 5737, RFC 3849), as a proxy would pass them on.
CANARIES = ("203.0.113.77", "198.51.100.7", "2001:db8::77")
FORWARDED = {"X-Forwarded-For": CANARIES[0], "X-Real-IP": CANARIES[1], "Forwarded": f'for="[{CANARIES[2]}]"'}
STORED = """async () => {
  const databases = await indexedDB.databases();
  const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
  return [localStorage.length, sessionStorage.length, databases.length, workers.length, document.cookie, window.name];
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Serve the site as ``make run`` does; give its address and what its log holds."""
    folder = tmp_path_factory.mktemp("logged")
    copy_database(folder / "site.sqlite3")
    environment = environment_of(folder / "site.sqlite3", free_port())
    log = folder / "log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=file,
            stderr=file,
        )
        try:
            _wait_for(environment["WAGTAILADMIN_BASE_URL"], server)
            yield environment["WAGTAILADMIN_BASE_URL"], log
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.mark.parametrize("language", BOOKING)
def test_reading_keeps_nothing_and_asks_nobody_else(chromium, served, language):
    site_url, _log = served
    context = chromium.new_context(base_url=site_url, extra_http_headers=FORWARDED)
    page = context.new_page()
    others, policies = [], {}
    page.on("request", lambda sent: others.append(sent.url) if not sent.url.startswith((site_url, "data:")) else None)
    read = paths(language)
    assert len(read) > 36
    for path in read:
        policies[path] = page.goto(path).headers["referrer-policy"]
    assert page.evaluate(STORED) == [0, 0, 0, 0, "", ""]
    assert context.cookies() == []
    assert set(policies.values()) == {"no-referrer"}
    page.goto(BOOKING[language])
    page.locator("#id_school_name").fill("OŠ Vače")
    assert page.evaluate(STORED)[:4] == [0, 0, 0, 0]
    assert {cookie["name"] for cookie in context.cookies()} == {"csrftoken"}
    assert others == []
    context.close()


def test_the_log_names_no_address_even_of_what_is_refused(served):
    site_url, log = served
    for path, headers, data in (
        ("/sl/nowhere/", {}, None),
        ("/sl/narocilo/", {}, b"school_name=x"),
        ("/sl/", {"Host": "elsewhere.example"}, None),
        ("/media/documents/x.pdf", {}, None),
    ):
        with pytest.raises(HTTPError):
            urlopen(Request(site_url + path, data, {**FORWARDED, **headers}))
    written = log.read_text()
    assert "/sl/nowhere/" in written and "elsewhere.example" in written and "CSRF" in written
    for address in CANARIES:
        assert address not in written
    assert not re.search(r"\b127\.0\.0\.1(?!:\d)", written)
