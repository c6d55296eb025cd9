"""The copy behind nginx, configured as docs/deploying.md says, answers like the site itself."""

import gzip
import re

import pytest

from tests.publishing.nginx import Asked

from .conftest import SITE

# Of one transfer, of one file, or of nginx itself.
NOT_COMPARED = {"content-length", "last-modified", "etag", "vary", "content-type"}


def directives(policy: str) -> list[str]:
    return sorted(policy.split("; "))


def test_every_address_of_the_sitemap_answers_in_its_language(mirror, exported):
    addresses = re.findall("<loc>(.*?)</loc>", (exported / "sitemap.xml").read_text())
    for address in addresses:
        path = address.removeprefix(SITE)
        answer = Asked(mirror + path, Accept_Encoding="gzip")
        assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), path
        assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
        language = answer.headers["content-language"]
        assert f'<html lang="{language}">' in gzip.decompress(answer.body).decode(), path
        assert "set-cookie" not in answer.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/sl/", "/sr-cyrl/pomoc/", "/uk/novyny/", "/sl/kako-se-zascititi/vprasanja-o-ponudbi/", "/sl/feed/", "/sl/x/"],
)
def test_headers_are_those_of_the_site(mirror, client, path):
    """The site answers here with the settings of the tests, which speak no TLS either."""
    answer, own = Asked(mirror + path), client.get(path)
    expected = {name.lower(): value for name, value in own.headers.items() if name.lower() not in NOT_COMPARED}
    policy = expected.pop("content-security-policy")
    assert directives(answer.headers["content-security-policy"]) == directives(policy)
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert answer.status == own.status_code and not own.cookies


def test_the_stricter_policy_of_self_checks_holds_in_the_copy(mirror):
    policy = Asked(f"{mirror}/en/staying-safe/questions-about-an-offer/").headers["content-security-policy"]
    assert "connect-src 'none'" in policy and "form-action 'none'" in policy


@pytest.mark.parametrize(
    ("path", "kind", "control"),
    [
        ("/sitemap.xml", "text/xml; charset=utf-8", None),
        ("/robots.txt", "text/plain; charset=utf-8", None),
        ("/.well-known/security.txt", "text/plain; charset=utf-8", None),
        ("/favicon.ico", "image/x-icon", None),
        ("/uk/feed/", "application/atom+xml; charset=utf-8", "max-age=300"),
        ("/static/css/site.*.css", "text/css; charset=utf-8", "immutable"),
        ("/static/js/exit.*.js", "application/javascript; charset=utf-8", "immutable"),
        ("/media/images/*.avif", "image/avif", "max-age=2592000"),
        ("/media/og/*.png", "image/png", "max-age=2592000"),
    ],
)
def test_other_files_have_their_kind_and_their_age(mirror, exported, path, kind, control):
    if "*" in path:
        path = f"/{next(exported.glob(path.lstrip('/'))).relative_to(exported)}"
    answer = Asked(mirror + path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert control is None or control in answer.headers["cache-control"]
    shared = "cross-origin" if path.startswith("/media/og/") else "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == shared


@pytest.mark.parametrize(
    ("path", "language"),
    [("/sl/nikjer/", "sl"), ("/sr/x/y.html", "sr-Latn"), ("/sr-cyrl/x/", "sr-Cyrl"), ("/uk/x", "uk"), ("/x/", "sl")],
)
def test_a_missing_address_is_answered_in_its_language(mirror, path, language):
    answer = Asked(mirror + path)
    assert answer.status == 404 and f'<html lang="{language}">' in answer.body.decode()
    assert "112" in answer.body.decode() and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/sl/narocilo/moje/0123456789abcdef/", "/f/ABCD", "/sl/f/ABCD/", "/en/invitation/x/"]
)
def test_a_link_to_what_is_ones_own_tells_whom_to_write(mirror, path):
    answer = Asked(mirror + path)
    assert answer.status == 404 and "mailto:info@drustvo-kljuc.si" in answer.body.decode()


@pytest.mark.parametrize("path", ["/.nginx/maps.conf", "/.export_site", "/media/", "/static/js/"])
def test_files_about_the_copy_and_lists_of_files_are_not_served(mirror, path):
    assert Asked(mirror + path).status == 404


def test_an_address_without_its_last_slash_leads_to_the_page(mirror):
    answer = Asked(f"{mirror}/sl/pomoc")
    assert (answer.status, answer.headers["location"]) == (301, "/sl/pomoc/")


def test_leaving_works_with_the_script_of_the_copy(mirror, chromium):
    page = chromium.new_page()
    page.route("https://meteo.arso.gov.si/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto(f"{mirror}/sl/pomoc/")
    page.wait_for_function("document.querySelector('.exit__leave').hasAttribute('aria-describedby')")
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://meteo.arso.gov.si/")
    page.close()
