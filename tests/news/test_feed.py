"""The feed of news as an independent reader sees it, and what RFC 4287 asks for."""

from datetime import date, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from languages.codes import html_code, prefix
from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGES = ["sl", "en", "sr-latn", "uk"]


@pytest.fixture
def read(client):
    def reader(language: str = "sl"):
        feed = feedparser.parse(client.get(f"/{prefix(language)}/feed/").content)
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        return feed

    return reader


def articles(language: str):
    return NewsPage.objects.live().filter(locale__language_code=language).order_by("-date", "-pk")


def add_article(**values) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="sl")
    number = NewsPage.objects.count()
    body = values.pop("body", [("text", "<p>Besedilo.</p>")])
    article = NewsPage(
        **{
            "title": f"Novica {number}",
            "slug": f"novica-{number}",
            "lead": "Uvod.",
            "date": date(2026, 11, 1),
            **values,
        }
    )
    article.body = body
    index.add_child(instance=article)
    article.save_revision().publish()
    return article


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_all_articles_of_its_language_newest_first(read, language, settings):
    feed = read(language)
    expected = list(articles(language).select_related("locale"))
    assert [entry.title for entry in feed.entries] == [article.title for article in expected]
    assert [entry.link for entry in feed.entries] == [settings.SITE_URL + article.url for article in expected]
    assert [entry.summary for entry in feed.entries] == [article.lead for article in expected]
    assert feed.feed.language == html_code(language)
    assert feed.feed.author == "Društvo Ključ (info@drustvo-kljuc.si)"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"{settings.SITE_URL}/{prefix(language)}/feed/"
    index = NewsIndexPage.objects.get(locale__language_code=language)
    assert links["alternate"] == settings.SITE_URL + index.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_what_the_standard_asks_for(client, language):
    response = client.get(f"/{prefix(language)}/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert urlsplit(element.findtext(f"{ATOM}id")).scheme == "urn"
        moment = timezone.datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
        assert moment.tzinfo is not None
        assert element.find(f"{ATOM}author/{ATOM}name") is not None
        assert len([link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_an_id_is_of_one_language_and_stays_when_title_and_address_change(read):
    assert not {entry.id for entry in read("sl").entries} & {entry.id for entry in read("uk").entries}
    article = articles("sl").first()
    before = read().entries[0]
    article.title, article.slug = "Nov naslov", "nov-naslov"
    article.save_revision().publish()
    after = read().entries[0]
    assert (after.title, after.id) == ("Nov naslov", before.id)
    assert after.link != before.link
    assert after.updated_parsed >= before.updated_parsed


def test_an_article_whose_day_is_unknown_has_no_day_of_publication(read):
    by_title = {entry.title: entry for entry in read().entries}
    for article in articles("sl"):
        known = article.date_precision == "day"
        assert ("published" in by_title[article.title]) == known
        if known:
            assert by_title[article.title].published.startswith(article.date.isoformat())


def test_the_content_has_the_words_of_the_article_and_no_relative_link(read, settings):
    for entry in read().entries:
        soup = BeautifulSoup(entry.content[0].value, "html.parser")
        addresses = [tag[name] for name in ("href", "src") for tag in soup.find_all(attrs={name: True})]
        assert addresses and all(urlsplit(address).scheme for address in addresses)
        assert addresses[-1] == entry.link
    article = add_article(body=[("heading", "Kje in kdaj"), ("text", "<p>Dobimo se <b>v petek</b>.</p>")])
    entry = next(entry for entry in read().entries if entry.title == article.title)
    assert "Kje in kdaj" in entry.content[0].value and "<b>v petek</b>" in entry.content[0].value


def test_it_holds_twenty_articles_in_a_number_of_queries_that_does_not_grow(client, read):
    with CaptureQueriesContext(connection) as few:
        client.get("/sl/feed/")
    page = NewsPage.objects.filter(locale__language_code="sl").first()
    for _number in range(20):
        add_article(body=[("text", f'<p><a linktype="page" id="{page.pk}">Vijolica</a></p>')])
    with CaptureQueriesContext(connection) as many:
        client.get("/sl/feed/")
    assert 0 < len(many) <= len(few) <= 8
    assert len(read().entries) == 20


def test_drafts_and_restricted_articles_are_not_in_it(read):
    draft, restricted = articles("sl")[:2]
    draft.unpublish()
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert not {draft.title, restricted.title} & {entry.title for entry in read().entries}


def test_a_feed_without_articles_is_valid_and_does_not_change_by_itself(client, read):
    for article in articles("sl"):
        article.unpublish()
    feed = read()
    assert feed.entries == [] and feed.feed.title
    assert client.get("/sl/feed/")["ETag"] == client.get("/sl/feed/")["ETag"]
    NewsIndexPage.objects.get(locale__language_code="sl").unpublish()
    assert read().feed.updated


def test_a_reader_that_asks_again_is_told_that_nothing_has_changed(client):
    first = client.get("/sl/feed/")
    same = client.get("/sl/feed/", headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert client.get("/sl/feed/", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    add_article(last_published_at=timezone.now() + timedelta(hours=1))
    changed = client.get("/sl/feed/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


@pytest.mark.parametrize("title", ["Vdor \x0b\x00 znaka", "Mi & vi <script>alert(1)</script>", "]]> &amp; „tako“ 🔑"])
def test_any_title_that_an_editor_pastes_can_be_read(read, title):
    article = articles("sl").first()
    NewsPage.objects.filter(pk=article.pk).update(title=title, lead=title)
    entry = read().entries[0]
    shown = title.replace("\x0b", "").replace("\x00", "")
    assert (entry.title_detail.type, entry.title_detail.value) == ("text/plain", shown)
    assert entry.summary_detail.value == shown
    assert "<script>" not in entry.content[0].value


def test_every_page_names_the_feed_and_the_list_of_news_links_to_it(client):
    soup = BeautifulSoup(client.get("/uk/").content, "html.parser")
    link = soup.find("link", type="application/atom+xml")
    assert (link["rel"], link["href"]) == (["alternate"], "/uk/feed/")
    index = NewsIndexPage.objects.get(locale__language_code="uk")
    main = BeautifulSoup(client.get(index.url).content, "html.parser").main
    assert main.find("a", href="/uk/feed/").get_text(strip=True)


@pytest.mark.parametrize("path", ["/sl/feed", "/sl/feed/x/", "/feed/", "/xx/feed/"])
def test_other_addresses_are_no_feed(client, path):
    assert client.get(path).status_code in (301, 404)


def test_a_feed_is_only_read(client):
    assert client.post("/sl/feed/").status_code == 405
    head = client.head("/sl/feed/")
    assert head.status_code == 200 and head.content == b""
