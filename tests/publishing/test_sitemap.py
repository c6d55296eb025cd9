"""The sitemap as another program reads it: against the protocol's schema, with the alternates of each address."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from wagtail.models import Page, PageViewRestriction

from publishing import sitemaps
from tests.seeded_site import ROOT

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(ROOT / "tests" / "publishing" / "schemas" / "sitemap.xsd"))


@pytest.fixture
def read(client, schema):
    """Read a file of the sitemap as {address: (last change, {hreflang: address})}, once it is valid."""

    def reader(address: str = "/sitemap.xml") -> dict:
        tree = etree.fromstring(client.get(address).content)
        schema.assertValid(tree)
        return {
            url.findtext("s:loc", namespaces=NAMES): (
                url.findtext("s:lastmod", namespaces=NAMES),
                {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)},
            )
            for url in tree.findall("s:url", NAMES)
        }

    return reader


def path_of(address: str, settings) -> str:
    assert address.startswith(f"{settings.SITE_URL}/")
    return address.removeprefix(settings.SITE_URL)


def test_every_live_translation_is_there_with_the_time_it_was_published(read, settings):
    entries = read()
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    addresses = {settings.SITE_URL + page.url for page in pages}
    cyrillic = {address.replace("/sr/", "/sr-cyrl/") for address in addresses if "/sr/" in address}
    assert cyrillic
    assert set(entries) == addresses | cyrillic
    for page in pages:
        changed, _alternates = entries[settings.SITE_URL + page.url]
        assert abs((datetime.fromisoformat(changed) - page.last_published_at).total_seconds()) < 1


def test_alternates_name_each_other_and_x_default_is_the_original(read):
    entries = read()
    for address, (_changed, alternates) in entries.items():
        assert set(alternates) == {"sl", "en", "sr-Latn", "sr-Cyrl", "uk", "x-default"}
        assert address in alternates.values()
        assert alternates["x-default"] == alternates["sl"]
        assert all(entries[other][1] == alternates for other in alternates.values())


def test_each_address_answers_and_says_of_itself_what_the_sitemap_says(read, client, settings):
    for address, (_changed, alternates) in read().items():
        response = client.get(path_of(address, settings))
        assert response.status_code == 200, address
        soup = BeautifulSoup(response.content, "html.parser")
        assert soup.find("link", rel="canonical")["href"] == address
        assert soup.find("meta", property="og:url")["content"] == address
        links = soup.find_all("link", rel="alternate", hreflang=True)
        assert {link["hreflang"]: link["href"] for link in links} == alternates
        assert soup.find("meta", {"name": "robots"}) is None


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client, settings):
    settings.SITE_URL = "https://example.si"
    settings.ALLOWED_HOSTS = ["*"]
    tree = etree.fromstring(client.get("/sitemap.xml", headers={"Host": "other.example"}).content)
    addresses = [*tree.xpath("//s:loc/text()", namespaces=NAMES), *tree.xpath("//x:link/@href", namespaces=NAMES)]
    assert addresses and all(address.startswith("https://example.si/") for address in addresses)


def test_an_unpublished_page_leaves_the_sitemap_and_the_alternates_of_its_translations(read, settings):
    page = Page.objects.get(slug="vijolica", locale__language_code="sl")
    english = page.get_translations().get(locale__language_code="en")
    page.unpublish()
    entries = read()
    assert settings.SITE_URL + page.url not in entries
    assert set(entries[settings.SITE_URL + english.url][1]) == {"en", "sr-Latn", "sr-Cyrl", "uk"}


def test_a_restricted_page_and_all_below_it_are_left_out(read, settings):
    parent = Page.objects.get(slug="programi", locale__language_code="sl")
    PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
    assert not [address for address in read() if address.startswith(settings.SITE_URL + parent.url)]


def test_more_pages_than_one_file_holds_are_spread_and_keep_their_alternates(client, read, schema, monkeypatch):
    whole = read()
    monkeypatch.setattr(sitemaps, "PER_FILE", 50)
    index = etree.fromstring(client.get("/sitemap.xml").content)
    schema.assertValid(index)
    parts = index.xpath("//s:sitemap/s:loc/text()", namespaces=NAMES)
    assert len(parts) > 2
    spread = {}
    for part in parts:
        spread |= read("/sitemap.xml" + part.partition("/sitemap.xml")[2])
    assert spread == whole


@pytest.mark.parametrize("number", ["0", "-1", "2", "abc", "1e9", "٣"])
def test_a_file_that_is_not_there_is_not_found(client, number):
    assert client.get("/sitemap.xml", {"p": number}).status_code == 404


def test_it_costs_the_same_queries_however_many_pages_there_are(client, django_assert_max_num_queries):
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(8):
        client.get("/sitemap.xml")
