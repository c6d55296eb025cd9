"""Which language a reader gets, and at which address."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "address"),
    [
        ("uk,en;q=0.5", "/uk/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("sr-RS,sr;q=0.9", "/sr/"),
        ("sr-Cyrl-RS", "/sr-cyrl/"),
        ("sr-Cyrl,en;q=0.5", "/sr-cyrl/"),
        ("sr", "/sr/"),
        ("sr-Latn-RS", "/sr/"),
        ("hr-HR,hr;q=0.9", "/sr/"),
        ("bs", "/sr/"),
        ("sl", "/sl/"),
        ("zh-CN,fr;q=0.3", "/sl/"),
        ("", "/sl/"),
        ("%%%;;q=abc", "/sl/"),
    ],
)
def test_bare_address_leads_to_the_language_of_the_browser(client, accepted, address):
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Location"]) == (302, address)
    assert not response.cookies
    assert "Accept-Language" in response["Vary"]


def test_serbian_is_latin_and_lives_at_sr(client):
    response = client.get("/sr/")
    assert b'<html lang="sr-Latn">' in response.content
    assert response["Content-Language"] == "sr-Latn"
    assert client.get("/sr-latn/").status_code == 404


@pytest.mark.parametrize(
    ("path", "words"), [("/sl/nic/", "Te strani"), ("/en/nothing/", "This page"), ("/uk/nema/", "сторінк")]
)
def test_unknown_page_says_so_in_the_language_of_its_address_with_the_help_line(client, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert words in response.content.decode()
    assert 'href="tel:112"' in response.content.decode()


def test_error_pages_do_not_need_the_database(client, django_assert_num_queries):
    from django.test import RequestFactory
    from django.utils import translation

    from publishing.views import server_error

    with translation.override("uk"), django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/uk/"))
    assert response.status_code == 500
    assert 'href="tel:112"' in response.content.decode()
    assert 'lang="uk"' in response.content.decode()


def test_switcher_leads_to_the_same_page_named_in_its_own_language(client):
    html = client.get("/en/").content.decode()
    for code, prefix, name in [
        ("sl", "sl", "Slovenščina"),
        ("sr-Latn", "sr", "Srpski"),
        ("sr-Cyrl", "sr-cyrl", "Српски"),
        ("uk", "uk", "Українська"),
    ]:
        assert f'<a href="/{prefix}/" hreflang="{code}" lang="{code}">{name}</a>' in html


def test_switcher_says_where_a_translation_is_missing_and_leads_to_the_page_above(client):
    from wagtail.models import Page

    page = Page.objects.get(locale__language_code="sl", slug="vijolica")
    ukrainian = page.get_translations().get(locale__language_code="uk")
    ukrainian.unpublish()
    html = client.get(page.url).content.decode()
    parent = ukrainian.get_parent().url
    assert f'<a href="{parent}" hreflang="uk"' in html
    assert "languages__missing" in html
    assert 'rel="alternate" hreflang="uk"' not in html
    assert 'rel="alternate" hreflang="en"' in html
