"""A language is switched on and off in the CMS; one that is off is gone for readers."""

import pytest
from django.conf import settings
from wagtail.models import Page

from languages import services
from languages.models import SiteLanguage
from languages.switching.services import lead_russian_readers, switch_language
from pages.visibility import visible
from tests.languages.at_the_cms import member_of, page, said
from tests.workshops.making import make_booking, make_session
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_ukrainian():
    switch_language(code="uk", on=False)


@pytest.fixture
def moderator(client):
    client.force_login(member_of("Moderators"))
    return client


def test_a_moderator_switches_a_language_off_and_on_and_reads_before_what_follows(moderator):
    listing = moderator.get("/admin/site-languages/").content.decode()
    assert "Українська" in listing
    count = Page.objects.live().filter(locale__language_code="uk").count()
    before = moderator.get("/admin/site-languages/uk/").content.decode()
    assert str(count) in before and "/uk/" in before
    moderator.post("/admin/site-languages/uk/", {"to": "off"})
    assert [code for code, _name in services.reading_languages()] == ["sl", "en", "sr-latn"]
    moderator.post("/admin/site-languages/uk/", {"to": "on"})
    assert [code for code, _name in services.reading_languages()] == ["sl", "en", "sr-latn", "uk"]
    assert Page.objects.live().filter(locale__language_code="uk").count() == count


def test_only_who_has_the_right_switches_languages(client):
    client.force_login(member_of("Editors"))
    for path in ("", "uk/", "russian/"):
        response = client.post(f"/admin/site-languages/{path}", {"to": "off", "to_ukrainian": "on"})
        assert response.status_code in (302, 403, 405)
    assert not SiteLanguage.objects.exists()
    assert "/admin/site-languages/" not in client.get("/admin/").content.decode()


def test_slovenian_stays_on(moderator):
    assert "Slovenščina" in said(moderator.post("/admin/site-languages/sl/", {"to": "off"}))
    with pytest.raises(ValueError, match="always on"):
        switch_language(code="sl", on=False)
    assert services.is_read("sl")


def test_slovenian_stays_on_whatever_the_database_says(client):
    from wagtail.models import Locale

    SiteLanguage.objects.create(locale=Locale.objects.get(language_code="sl"), is_on=False)
    assert client.get("/sl/").status_code == 200
    assert visible(Page.objects.filter(locale__language_code="sl")).exists()


@pytest.mark.parametrize("code", ["de", "x", "sl-si"])
def test_an_unknown_language_is_not_found(moderator, code):
    assert moderator.get(f"/admin/site-languages/{code}/").status_code == 404


def test_a_language_that_is_off_is_gone_from_switcher_hreflang_and_sitemap(client, without_ukrainian):
    for address in ("/sl/", "/en/", page("vijolica").url, "/sl/narocilo/"):
        html = client.get(address).content.decode()
        assert "/uk/" not in html and 'hreflang="uk"' not in html, address
        assert 'hreflang="sr-Latn"' in html
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/uk/" not in sitemap and "/sr/" in sitemap


def test_its_addresses_say_so_in_a_language_that_the_reader_can_read(client, without_ukrainian):
    for address in ("/uk/", "/uk/novyny/", "/uk/zamovlennia/", "/uk/nema/takoi.html"):
        response = client.get(address, headers={"Accept-Language": "uk, hr;q=0.8"})
        html = response.content.decode()
        assert response.status_code == 404, address
        assert 'lang="sr-Latn"' in html and response["Content-Language"] == "sr-Latn"
        assert 'href="/en/"' in html and 'href="/uk/"' not in html
        assert "Accept-Language" in response["Vary"]
    assert client.post("/uk/zamovlennia/", {}).status_code == 404


def test_other_languages_and_the_cms_go_on(moderator, without_ukrainian):
    ukrainian = page("novyny", "uk")
    assert moderator.get("/en/").status_code == 200
    assert moderator.get(f"/admin/pages/{ukrainian.pk}/edit/").status_code == 200
    assert ukrainian.make_preview_request().status_code == 200


def test_a_link_that_was_sent_to_somebody_goes_on_in_another_language(client, without_ukrainian):
    booking = make_booking(locale="uk", language="uk")
    token = new_token(booking=booking)
    response = client.get(f"/uk/zamovlennia/moie/{token}/", headers={"Accept-Language": "uk,en;q=0.5"})
    assert (response.status_code, response["Location"]) == (307, f"/en/booking/my/{token}/")
    assert client.get(response["Location"]).status_code == 200


def test_pupils_are_asked_in_a_language_that_is_on(client, without_ukrainian):
    session = make_session(make_booking(locale="uk", language="uk"))
    response = client.get(f"/f/{session.feedback_code}")
    assert response["Location"].startswith("/sl/f/")


@pytest.mark.parametrize(
    ("accepted", "address"),
    [
        ("uk,en;q=0.5", "/en/"),
        ("uk", "/sl/"),
        ("me", "/sr/"),
        ("sh-Latn", "/sr/"),
        ("cnr-ME,cnr;q=0.9", "/sr/"),
        ("sr-Cyrl", "/sr-cyrl/"),
        ("sr-Latn-RS", "/sr/"),
        ("en;q=0.1, hr;q=0.9", "/sr/"),
        ("en;q=0, uk;q=0", "/sl/"),
        ("*", "/sl/"),
        ("fr, *;q=0.5, en;q=0.1", "/sl/"),
        ("en;q=high", "/sl/"),
        (";;;,,,=", "/sl/"),
        ("x" * 5000, "/sl/"),
        ("ru", "/sl/"),
        ("ru,en;q=0.4", "/en/"),
    ],
)
def test_the_browser_s_wish_leads_only_to_languages_that_are_on(client, without_ukrainian, accepted, address):
    assert client.get("/", headers={"Accept-Language": accepted})["Location"] == address


def test_russian_leads_to_ukrainian_only_if_an_editor_chose_so(moderator):
    wish = {"headers": {"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.4"}}
    assert moderator.get("/", **wish)["Location"] == "/en/"
    moderator.post("/admin/site-languages/russian/", {"to_ukrainian": "on"})
    assert "checked" in moderator.get("/admin/site-languages/").content.decode()
    assert moderator.get("/", **wish)["Location"] == "/uk/"
    moderator.post("/admin/site-languages/russian/", {})
    assert moderator.get("/", **wish)["Location"] == "/en/"


def test_russian_never_leads_to_a_language_that_is_off(client, without_ukrainian):
    lead_russian_readers(to_ukrainian=True)
    assert client.get("/", headers={"Accept-Language": "ru,en;q=0.4"})["Location"] == "/en/"


def test_a_page_asks_for_the_languages_once_a_second_at_most(client, django_assert_num_queries):
    services.reading_languages()
    with django_assert_num_queries(0):
        services.reading_languages()
        services.is_read("uk")
    services.forget()
    with django_assert_num_queries(1):
        services.reading_languages()


def test_another_process_sees_a_switch_within_a_second(monkeypatch):
    """An update that sends no signal stands for another process."""
    switch_language(code="uk", on=True)
    assert services.is_read("uk")
    SiteLanguage.objects.filter(locale__language_code="uk").update(is_on=False)
    now = services.time.monotonic()
    monkeypatch.setattr(services.time, "monotonic", lambda: now + 1.01)
    assert not services.is_read("uk")


def test_every_language_counts_as_on_without_a_database(monkeypatch):
    from django.db import OperationalError

    def fails(*fields):
        raise OperationalError

    monkeypatch.setattr(SiteLanguage.objects, "values_list", fails)
    assert services.reading_languages() == settings.LANGUAGES
