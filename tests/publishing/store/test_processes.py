"""What editors change, all processes show within a second: two of them, as ``make run`` starts them."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import HelpContact, HelpPage, StandardPage
from languages.models import SiteLanguage
from news.models import NewsIndexPage, NewsPage
from pages.models import Organisation

LANGUAGES = ("sl", "en", "sr-latn", "uk")
# Enough for both processes to be among those that answer.
AT_ONCE = 16
NEW = "Povsem nova vsebina"


def fetch(address: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address), timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


class Site:
    """The served site; says what all its processes answer."""

    def __init__(self, address: str):
        self.address = address

    def everywhere(self, path: str) -> list[tuple[int, str]]:
        """Return what many readers get at once; somebody has been there before, so that the page is ready."""
        fetch(self.address + path)
        with ThreadPoolExecutor(AT_ONCE) as readers:
            return list(readers.map(fetch, [self.address + path] * AT_ONCE))

    def warm(self, *paths: str) -> None:
        for path in paths:
            assert {status for status, _text in self.everywhere(path)} == {200}, path


def in_a_second(check) -> None:
    """Wait as long as readers may wait to see a change, and look."""
    time.sleep(1)
    check()


@pytest.fixture
def site(served):
    return Site(served)


def test_published_and_unpublished_news_are_everywhere_and_nowhere_within_a_second(site):
    news = NewsPage.objects.filter(locale__language_code="sl").first()
    index = NewsIndexPage.objects.get(locale__language_code="sl")
    site.warm(news.url, index.url, "/sl/feed/", "/sitemap.xml")
    news.title = NEW
    news.save_revision().publish()

    def shown():
        for path in (news.url, index.url, "/sl/feed/"):
            assert all(NEW in text for _status, text in site.everywhere(path)), path

    in_a_second(shown)
    news.unpublish()

    def gone():
        assert {status for status, _text in site.everywhere(news.url)} == {404}
        for path in (index.url, "/sl/feed/", "/sitemap.xml"):
            assert not any(NEW in text or news.url in text for _status, text in site.everywhere(path)), path

    in_a_second(gone)


def test_a_page_that_moves_is_at_its_new_address_and_not_at_the_old_one(site):
    page = StandardPage.objects.filter(locale__language_code="sl", numchild=0, depth=3).last()
    old = page.url
    site.warm(old, "/sitemap.xml")
    page.slug = "povsem-nov-naslov"
    page.save_revision().publish()
    new = StandardPage.objects.get(pk=page.pk).url

    def moved():
        assert {status for status, _text in site.everywhere(new)} == {200}
        assert all(
            f"{new}</loc>" in text and f"{old}</loc>" not in text for _s, text in site.everywhere("/sitemap.xml")
        )
        # The old address leads to the new one.
        assert site.everywhere(old) == site.everywhere(new)

    in_a_second(moved)


def test_contacts_and_settings_change_in_every_language_and_script(site):
    paths = {code: HelpPage.objects.get(locale__language_code=code).url for code in LANGUAGES}
    paths["sr-cyrl"] = paths["sr-latn"].replace("/sr/", "/sr-cyrl/")
    site.warm(*paths.values())
    # Digits and an address are the same in both scripts.
    for contact in HelpContact.objects.filter(kind="organisation"):
        contact.number = "040 999 999"
        contact.save()
    for organisation in Organisation.objects.all():
        organisation.email = "novo@example.si"
        organisation.save()

    def changed():
        for path in paths.values():
            for _status, text in site.everywhere(path):
                assert "novo@example.si" in text and "040 999 999" in text, path

    in_a_second(changed)


def test_a_language_that_is_switched_off_is_gone_from_every_process(site):
    sitemap = fetch(f"{site.address}/sitemap.xml")[1]
    paths = [path for path in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", sitemap) if path.startswith("/sr")][:6]
    site.warm(*paths, "/sl/", "/sitemap.xml")
    SiteLanguage.objects.update_or_create(
        locale=Locale.objects.get(language_code="sr-latn"), defaults={"is_on": False}
    )

    def gone():
        for path in paths:
            assert {status for status, _text in site.everywhere(path)} == {404}, path
        for path in ("/sl/", "/sitemap.xml"):
            assert not any("/sr" in text for _status, text in site.everywhere(path))

    in_a_second(gone)


def test_a_page_that_becomes_private_is_nowhere_within_a_second(site):
    page = Page.objects.get(pk=StandardPage.objects.filter(locale__language_code="en").last().pk)
    site.warm(page.url)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")

    def gone():
        assert not any(f"<title>{page.title}" in text for _status, text in site.everywhere(page.url))

    in_a_second(gone)
