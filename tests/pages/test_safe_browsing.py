"""The way out on every public page, and what a page gives away: titles, icon, referrer."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page

from home.models import HelpPage, StandardPage, WarningSignsPage
from languages.codes import CYRILLIC, content_language, prefix
from languages.scripts import cyrillic_address
from pages.models import Organisation
from publishing import views
from tests.pages.test_every_page import BOOKING, LANGUAGES, OWN_PAGE, paths
from tests.workshops.making import make_booking, make_session
from workshops.private_links import new_token

WORDS = {
    "sl": "Zapustite to stran",
    "en": "Leave this page",
    "sr-latn": "Napustite ovu stranicu",
    "sr-cyrl": "Напустите ову страницу",
    "uk": "Залишити цю сторінку",
}
# Parts of words that tell what a page is about, in any of the languages.
TELLING = re.compile(
    r"trgovin|žrt|zlorab|nasilj|izkorišč|pomoč|opozoril|traffick|victim|abus|violen|exploit|help|warning|sign"
    r"|трговин|жрт|злоупотреб|насиљ|помоћ|упозор|знац|ljudima|zlostavlj|nasilje|eksploat|pomoć|upozor|znac|торгівл|постражд|жертв|насил|експлуат|допомог|ознак",
    re.IGNORECASE,
)


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def way_out(soup: BeautifulSoup):
    """Return the button, which is the first link after the skip link."""
    links = soup.body.find_all("a")
    (link,) = soup.select("a.exit__leave")
    assert link in links[:2]
    assert links[0] is link or links[0]["href"] == "#main"
    assert set(link["rel"]) == {"nofollow", "noreferrer"}
    assert soup.find("script", src=re.compile(r"js/exit"))
    return link


def address(page: Page, language: str) -> str:
    return cyrillic_address(page.url) if language == CYRILLIC else page.url


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_the_way_out_and_leads_to_what_it_can_do(client, language):
    safe_browsing = StandardPage.objects.get(role="safe_browsing", locale__language_code=content_language(language))
    for path in [*paths(language), BOOKING[language]]:
        soup = soup_of(client.get(path))
        link = way_out(soup)
        assert link["href"] == settings.EXIT_URL and WORDS[language] in link.get_text(), path
        assert soup.select_one("a.exit__more")["href"] == address(safe_browsing, language), path


@pytest.mark.django_db
def test_pages_that_belong_to_one_person_have_the_way_out_too(client):
    session = make_session()
    own = f"{BOOKING['uk']}{OWN_PAGE['uk']}/{new_token(booking=session.booking)}/"
    pupils = f"/sl/f/{session.feedback_code}/"
    for path in (
        own,
        f"/en/booking/my/{new_token(booking=make_booking())}/",
        pupils,
        f"{pupils}thanks/",
        "/sl/f/NONE2345/",
    ):
        way_out(soup_of(client.get(path)))
    way_out(soup_of(client.post(BOOKING["sl"], {})))


@pytest.mark.parametrize(
    "view", [views.bad_request, views.permission_denied, views.page_not_found, views.server_error, views.csrf_failure]
)
def test_error_pages_have_the_way_out_without_the_database(view, settings):
    settings.EXIT_URL = "https://weather.example/"
    with translation.override("uk"):
        link = way_out(soup_of(view(RequestFactory().get("/uk/"))))
    assert link["href"] == "https://weather.example/" and WORDS["uk"] in link.get_text()


@pytest.mark.django_db
def test_the_organisation_chooses_where_it_leads(client):
    Organisation.objects.filter(locale__language_code="en").update(exit_url="https://weather.example/")
    assert way_out(soup_of(client.get("/en/")))["href"] == "https://weather.example/"
    assert way_out(soup_of(client.get("/sl/")))["href"] == settings.EXIT_URL


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["http://weather.example/", "javascript:alert(1)", "weather.example", "/sl/"])
def test_the_way_out_is_a_full_and_safe_address(address):
    organisation = Organisation.objects.get(locale__language_code="sl")
    organisation.exit_url = address
    with pytest.raises(ValidationError, match="https://"):
        organisation.full_clean()


@pytest.mark.django_db
def test_without_its_explanation_the_way_out_is_there_all_the_same(client):
    StandardPage.objects.get(role="safe_browsing", locale__language_code="sl").unpublish()
    soup = soup_of(client.get("/sl/"))
    assert way_out(soup) and not soup.select("a.exit__more")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tab_of_private_subjects_says_nothing(client, language):
    for model, chosen in ((HelpPage, {}), (WarningSignsPage, {}), (StandardPage, {"role": "safe_browsing"})):
        page = model.objects.get(locale__language_code=content_language(language), **chosen)
        soup = soup_of(client.get(address(page, language)))
        title = soup.title.get_text()
        assert title and not TELLING.search(title), title
        assert soup.find("meta", property="og:title")["content"] == title


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forgotten_title_does_not_give_the_heading_away(client, language):
    pages = HelpPage.objects.filter(locale__language_code=content_language(language))
    heading = pages.get().title
    pages.update(seo_title="")
    response = client.get(address(pages.get(), language))
    title = soup_of(response).title.get_text()
    assert title and title != heading and not TELLING.search(title)


@pytest.mark.django_db
def test_a_page_without_secrets_falls_back_to_its_heading(client):
    pages = StandardPage.objects.filter(role="", locale__language_code="sl", depth=3)
    page = pages.first()
    Page.objects.filter(pk=page.pk).update(seo_title="")
    assert soup_of(client.get(page.url)).title.get_text() == page.title


@pytest.mark.django_db
def test_every_page_has_the_same_icon(client):
    addresses = [*paths("sl"), BOOKING["sl"], "/sl/nowhere/", f"/sl/f/{make_session().feedback_code}/"]
    icons = {soup_of(client.get(path)).find("link", rel="icon")["href"] for path in addresses}
    assert len(icons) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_send_the_referrer_to_themselves_alone(client, language):
    """Reading pages send none (tests/browser/test_nothing_is_kept.py); Django refuses a form without one."""
    for path in (BOOKING[language], f"/{prefix(language)}/f/{make_session().feedback_code}/"):
        response = client.get(path)
        assert soup_of(response).find("form", method="post")
        assert response["Referrer-Policy"] == "same-origin", path
