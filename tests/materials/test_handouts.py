"""What stands on handouts, who keeps them, and how readers are offered them."""

import re
from base64 import b64decode

import pytest
import segno
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from home.models import HelpContact
from materials.handouts import rendering
from materials.handouts.contents import sheet_of
from materials.models import Handout

pytestmark = pytest.mark.django_db

PREFIXES = {"sl": "sl", "en": "en", "sr-latn": "sr", "sr-cyrl": "sr-cyrl", "uk": "uk"}


def handout(kind: str, language: str = "sl") -> Handout:
    return Handout.objects.select_related("locale", "image").get(kind=kind, locale__language_code=language)


def squares(svg: str) -> list[list[bool]]:
    """Return the dark squares of a code as they are drawn: rows of lines, relative to each other."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    drawn = [[False] * size for _row in range(size)]
    x, y = 0.0, 0.0
    path = re.search(r'stroke="#000"[^>]* d="([^"]+)"', svg)[1]
    for command, numbers in re.findall(r"([Mmh])([\d. -]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for column in range(round(x), round(x + values[0])):
                drawn[int(y)][column] = True
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return drawn


def expected(address: str) -> list[list[bool]]:
    return [
        [bool(square) for square in row] for row in segno.make(address, error="m", micro=False).matrix_iter(border=4)
    ]


def help_address(settings, code: str) -> str:
    language = "sr-latn" if code == "sr-cyrl" else code
    slug = Page.objects.get(locale__language_code=language, content_type__model="helppage").slug
    return f"{settings.SITE_URL}/{PREFIXES[code]}/{slug}/"


@pytest.mark.parametrize("code", PREFIXES)
def test_the_code_on_a_poster_leads_to_the_help_page_in_its_language_and_script(settings, code):
    poster = handout("poster", "sr-latn" if code == "sr-cyrl" else code)
    soup = BeautifulSoup(rendering.html_of(poster, code=code), "html.parser")
    address = help_address(settings, code)
    svg = b64decode(soup.select_one(".handout__qr")["src"].split(",")[1]).decode()
    assert squares(svg) == expected(address)
    assert soup.select_one(".handout__address").text == address.split("://")[1].rstrip("/")


@pytest.mark.parametrize("code", PREFIXES)
def test_the_code_of_printed_pages_leads_to_the_same_place(client, settings, code):
    response = client.get(f"/{PREFIXES[code]}/help.svg")
    assert squares(response.content.decode()) == expected(help_address(settings, code))
    assert response["Content-Type"] == "image/svg+xml" and "public" in response["Cache-Control"]
    assert "style" not in response.content.decode() and not response.cookies


def test_serbian_is_written_in_both_scripts():
    latin, cyrillic = (rendering.html_of(handout("card", "sr-latn"), code=code) for code in ("sr-latn", "sr-cyrl"))
    assert "Korisni brojevi" in latin and 'lang="sr-Latn"' in latin
    assert "Корисни бројеви" in cyrillic and 'lang="sr-Cyrl"' in cyrillic


def test_only_published_contacts_that_work_from_slovenia_are_shown():
    poster = handout("poster")
    keys = ["ua-527", "ua-line-abroad", "rs-192", "si-karitas", "si-113", "si-112"]
    poster.contacts = [("contact", {"contact_key": key, "note": ""}) for key in keys]
    assert [contact.reach for contact in sheet_of(poster).contacts] == ["+38 044 284 19 15", "113", "112"]
    HelpContact.objects.filter(key="si-113").update(live=False)
    assert [contact.reach for contact in sheet_of(poster).contacts] == ["+38 044 284 19 15", "112"]


def test_a_card_leaves_out_the_society_even_where_it_was_chosen():
    card = handout("card")
    card.contacts = [("contact", {"contact_key": key, "note": ""}) for key in ("si-kljuc-email", "si-112")]
    html = rendering.html_of(card, code="sl")
    assert "112" in html and "kljuc" not in html.lower() and "ključ" not in html.lower()


@pytest.mark.parametrize("words", ["Društvo Ključ", "info@drustvo-kljuc.si", "Друштво Кључ", "Товариство «Ключ»"])
def test_a_card_that_names_the_society_is_refused(words):
    card = handout("card")
    card.closing = words
    with pytest.raises(ValidationError):
        card.clean()
    poster = handout("poster")
    poster.closing = words
    poster.clean()


def test_the_note_on_the_anonymous_line_stands_on_every_sheet():
    for language, words in {"sl": "i za nujne", "en": "ot for emergencies", "uk": "е для екстрених"}.items():
        for kind in ("poster", "card"):
            assert words in rendering.html_of(handout(kind, language), code=language)


def test_readers_see_every_language_from_every_language(client):
    for address in ("/sl/gradiva/", "/en/materials/", "/sr/materijali/", "/sr-cyrl/materijali/", "/uk/materialy/"):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        for offer in soup.select(".handout-offer"):
            assert [link["lang"] for link in offer.select("a[lang]")] == ["sl", "en", "sr-Latn", "sr-Cyrl", "uk"]
            assert offer.img["alt"]


def test_the_list_costs_the_same_few_queries_however_much_there_is(client, django_assert_max_num_queries):
    client.get("/sl/gradiva/")
    with django_assert_max_num_queries(10):
        client.get("/sl/gradiva/")


def test_the_print_view_is_a_page_with_one_heading_and_copies_nobody_has_to_hear(client):
    soup = BeautifulSoup(client.get("/sl/gradiva-za-tisk/card/").content, "html.parser")
    main = soup.main
    assert len(main.find_all("h1")) == 1
    assert len(main.select(".pocket-card")) == 10 and len(main.select(".pocket-card[aria-hidden=true]")) == 9
    assert client.get("/sl/gradiva-za-tisk/none/").status_code == 404


def test_the_preview_shows_the_sheet_as_it_is_being_written():
    poster = handout("poster", "sr-latn")
    assert [code for code, _name in poster.preview_modes] == ["sr-latn", "sr-cyrl"]
    poster.headline = "Nov naslov"
    assert "Nov naslov" in poster.serve_preview(None, "sr-latn").content.decode()
    assert "Нов наслов" in poster.serve_preview(None, "sr-cyrl").content.decode()


def test_editors_write_drafts_and_moderators_publish(client, django_user_model):
    address = reverse("wagtailsnippets_materials_handout:edit", args=[handout("poster").pk])
    for group, publishes in (("Editors", False), ("Moderators", True)):
        user = django_user_model.objects.create_user(group, password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        page = client.get(address)
        assert page.status_code == 200
        assert ("action-publish" in page.content.decode()) == publishes
