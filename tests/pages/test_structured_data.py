"""What pages say to machines: valid JSON-LD in the words of schema.org, and nothing that readers do not see."""

import json
import re
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from rdflib import RDF, SDO, Graph, URIRef
from wagtail.models import Page

from languages.codes import html_code
from news.models import NewsPage
from pages.models import Organisation
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

LANGUAGES = ["sl", "en", "sr-latn", "uk"]
VOCABULARY = "https://schema.org/"
# What search engines ask of each type before they show it.
REQUIRED = {
    "NGO": {"name", "url", "logo"},
    "WebSite": {"name", "url"},
    "BreadcrumbList": {"itemListElement"},
    "NewsArticle": {"headline", "image", "datePublished", "dateModified", "author", "publisher", "inLanguage"},
    "FAQPage": {"mainEntity"},
    "Service": {"name", "provider"},
    "LearningResource": {"name", "description", "learningResourceType", "inLanguage", "audience", "provider"},
    "Event": {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer"},
}
ISO_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")


def soup_of(client, page: Page) -> BeautifulSoup:
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def data_of(soup: BeautifulSoup) -> dict:
    (script,) = soup.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def node(client, page: Page, kind: str) -> dict | None:
    return next((item for item in data_of(soup_of(client, page))["@graph"] if item["@type"] == kind), None)


def read_as_linked_data(data: dict) -> Graph:
    """Read with rdflib; the vocabulary stands for the context that would be fetched from schema.org."""
    assert data["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps({**data, "@context": {"@vocab": VOCABULARY}}), format="json-ld")


def article(language: str = "sl", **lookup) -> NewsPage:
    return NewsPage.objects.filter(locale__language_code=language, **lookup).select_related("locale").first()


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_in_the_words_of_schema_org(client, language, settings):
    for page in Page.objects.live().filter(depth__gt=1, locale__language_code=language).select_related("locale"):
        soup = soup_of(client, page)
        data = data_of(soup)
        for item in data["@graph"]:
            assert not REQUIRED[item["@type"]] - item.keys(), page.url
        graph = read_as_linked_data(data)
        for _subject, predicate, value in graph:
            if predicate == RDF.type:
                assert str(value).removeprefix(VOCABULARY) in SDO, value
                continue
            assert str(predicate).removeprefix(VOCABULARY) in SDO, predicate
            if str(predicate).removeprefix(VOCABULARY) in ("url", "item", "logo", "image", "mainEntityOfPage"):
                assert str(value).startswith(settings.SITE_URL) or not isinstance(value, URIRef), page.url
            if str(predicate).startswith(f"{VOCABULARY}date"):
                assert ISO_MOMENT.fullmatch(value), value
        # Whatever is referred to stands in the same page.
        subjects = set(graph.subjects())
        references = [str(value) for value in graph.objects() if isinstance(value, URIRef) and "#" in value]
        assert [address for address in references if URIRef(address) not in subjects] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_breadcrumbs_are_those_that_readers_see(client, language):
    for page in Page.objects.live().filter(depth__gt=2, locale__language_code=language).select_related("locale"):
        soup = soup_of(client, page)
        seen = [item.get_text(strip=True) for item in soup.find("nav", class_="breadcrumbs").find_all("li")]
        (list_of_items,) = [item for item in data_of(soup)["@graph"] if item["@type"] == "BreadcrumbList"]
        items = list_of_items["itemListElement"]
        assert [item["name"] for item in items] == seen
        assert [item["position"] for item in items] == list(range(1, len(seen) + 1))
        assert items[-1]["item"] == soup.find("link", rel="canonical")["href"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_answers_are_those_that_readers_see(client, language):
    count = 0
    for page in Page.objects.live().filter(depth__gt=1, locale__language_code=language).select_related("locale"):
        soup = soup_of(client, page)
        seen = [
            (words(item.summary.get_text()), words(item.find(class_="text").get_text()))
            for item in soup.select(".disclosure > .disclosure__item")
        ]
        faq = next((item for item in data_of(soup)["@graph"] if item["@type"] == "FAQPage"), None)
        said = [(words(q["name"]), words(q["acceptedAnswer"]["text"])) for q in faq["mainEntity"]] if faq else []
        assert said == seen, page.url
        count += len(said)
    assert count > 25


def test_the_home_page_says_who_we_are(client):
    home = Page.objects.get(depth=2, locale__language_code="en")
    Organisation.objects.filter(locale=home.locale).update(facebook="https://www.facebook.com/example")
    organisation = node(client, home, "NGO")
    assert organisation["name"] == "Društvo Ključ"
    assert organisation["alternateName"] == "Centre for Fight against Trafficking in Human Beings"
    assert organisation["email"] == "info@drustvo-kljuc.si"
    assert organisation["sameAs"] == ["https://www.facebook.com/example"]
    assert "address" not in organisation
    assert node(client, home, "WebSite")["inLanguage"] == ["sl", "en", "sr-Latn", "uk"]
    assert node(client, home, "BreadcrumbList") is None


def test_a_home_page_without_a_record_of_the_organisation_still_opens(client):
    Organisation.objects.all().delete()
    assert node(client, Page.objects.get(depth=2, locale__language_code="sl"), "NGO")["name"] == "Društvo Ključ"


@pytest.mark.parametrize(("precision", "shown"), [("day", "2014-07-30"), ("month", "2014-07"), ("year", "2014")])
def test_an_article_says_its_date_as_exactly_as_it_is_known(client, precision, shown):
    page = article("uk")
    NewsPage.objects.filter(pk=page.pk).update(date=date(2014, 7, 30), date_precision=precision)
    data = node(client, page, "NewsArticle")
    assert data["datePublished"] == shown
    assert (data["headline"], data["inLanguage"]) == (page.title, html_code("uk"))
    assert data["dateModified"][:10] == page.last_published_at.date().isoformat()


def test_a_workshop_is_a_service_that_can_be_asked_for(client, settings):
    page = WorkshopPage.objects.filter(locale__language_code="sr-latn").select_related("locale").first()
    service = node(client, page, "Service")
    assert service["name"] == page.title
    assert service["availableChannel"]["serviceUrl"] == f"{settings.SITE_URL}/sr/zakazivanje/"


def test_an_article_about_an_event_says_when_and_where(client):
    page = article()
    assert node(client, page, "Event") is None
    NewsPage.objects.filter(pk=page.pk).update(
        event_starts_on=date(2026, 12, 3),
        event_starts_at=time(17),
        event_ends_at=time(18, 30),
        event_place="Mestna hiša",
        event_address="Mestni trg 1, Ljubljana",
        event_online="https://example.si/srecanje",
    )
    soup = soup_of(client, page)
    (event,) = [item for item in data_of(soup)["@graph"] if item["@type"] == "Event"]
    assert (event["startDate"], event["endDate"]) == ("2026-12-03T17:00:00+01:00", "2026-12-03T18:30:00+01:00")
    assert event["location"] == [
        {"@type": "Place", "name": "Mestna hiša", "address": "Mestni trg 1, Ljubljana"},
        {"@type": "VirtualLocation", "url": "https://example.si/srecanje"},
    ]
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert not REQUIRED["Event"] - event.keys()
    facts = soup.find("dl", class_="facts").get_text(" ", strip=True)
    assert "3. decembra 2026, 17:00" in facts or "3. december 2026, 17:00" in facts
    assert "18:30" in facts and "Mestna hiša, Mestni trg 1, Ljubljana" in facts


def test_an_event_of_whole_days_has_no_time(client):
    page = article()
    NewsPage.objects.filter(pk=page.pk).update(
        event_starts_on=date(2026, 10, 18), event_ends_on=date(2026, 10, 20), event_place="Ljubljana"
    )
    event = node(client, page, "Event")
    assert (event["startDate"], event["endDate"]) == ("2026-10-18", "2026-10-20")
    assert event["location"] == {"@type": "Place", "name": "Ljubljana", "address": "Ljubljana"}
    assert event["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")


def test_nothing_in_the_data_can_end_its_element(client):
    page = article()
    text = "</script><script>alert(1)</script> & <!--"
    NewsPage.objects.filter(pk=page.pk).update(title=text, lead=text)
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html and "<!--" not in html
    assert node(client, page, "NewsArticle")["headline"] == text


def test_an_address_that_is_no_page_says_nothing(client):
    assert b"ld+json" not in client.get("/sl/narocilo/").content
