"""What programs ask for first: robots.txt and security.txt."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from freezegun import freeze_time
from wagtail.models import Page

from tests.pages.test_every_page import BOOKING, OWN_PAGE


@pytest.fixture
def robots(client):
    reader = RobotFileParser()
    reader.parse(client.get("/robots.txt").content.decode().splitlines())
    return reader


@pytest.mark.django_db
def test_crawlers_may_read_every_page_with_its_pictures_and_feeds(robots, client):
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    paths = [page.url for page in pages]
    paths += [*BOOKING.values(), "/sl/feed/", "/uk/feed/", "/media/og/x.png", "/media/images/x.webp", "/static/x.css"]
    assert [path for path in paths if not robots.can_fetch("*", path)] == []
    assert robots.site_maps() == ["http://127.0.0.1:8000/sitemap.xml"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/f/ABCD", "/calendar/x.ics", "/sl/search/?query=x"])
def test_crawlers_are_kept_from_what_is_not_for_them(robots, path):
    assert not robots.can_fetch("*", path)


@pytest.mark.parametrize("language", BOOKING)
def test_what_belongs_to_one_person_is_kept_from_crawlers_in_each_language(robots, language):
    for path in (f"{BOOKING[language]}{OWN_PAGE[language]}/token/", f"/{BOOKING[language].split('/')[1]}/f/ABCD/"):
        assert not robots.can_fetch("*", path)


def test_it_is_known_whom_to_tell_of_a_weakness(client, settings):
    settings.SITE_URL = "https://example.si"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:info@drustvo-kljuc.si"
    assert fields["Canonical"] == "https://example.si/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "sl, en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_the_answer_stays_the_same_all_day(client):
    answers = set()
    for moment in ("2026-11-27 00:00:01", "2026-11-27 23:59:59"):
        with freeze_time(moment):
            answers.add(client.get("/.well-known/security.txt").content)
    assert len(answers) == 1
