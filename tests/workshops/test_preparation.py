"""The preparation sheet: in the reader's language, with the contacts as they are recorded, and the pupils' code."""

import re

import pytest
from django.apps import apps

from tests.workshops.making import make_booking, make_session
from workshops.models import WorkshopPage
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db


def sheet(client, booking, language: str = "en"):
    # The address is the page's own link to it.
    own = {"en": "/en/booking/my", "sl": "/sl/narocilo/moje", "uk": "/uk/zamovlennia/moie"}[language]
    html = client.get(f"{own}/{new_token(booking=booking)}/").content.decode()
    links = re.findall(r'class="button" href="([^"]+)"', html)
    return client.get(links[0]) if links else None


@pytest.fixture
def booking():
    workshop = WorkshopPage.objects.get(locale__language_code="sl", audience="pupils")
    booking = make_booking(status="confirmed", workshop=workshop, room="Učilnica 7", counsellor="Maja Zver")
    make_session(booking, ended_days_ago=-5, place="OŠ Krško, Krško")
    return booking


def test_the_sheet_says_when_where_and_what_to_prepare_and_is_private(client, booking):
    response = sheet(client, booking)
    html = response.content.decode()
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert "OŠ Krško, Krško" in html and "Učilnica 7" in html and "Maja Zver" in html
    assert "Set up a projector and sound for the film." in html
    assert " style=" not in html


def test_the_workshops_own_words_are_in_the_readers_language(client, booking):
    for language in ("sl", "uk"):
        page = WorkshopPage.objects.get(locale__language_code=language, audience="pupils")
        sentence = re.findall(r"<li[^>]*>([^<]+)", page.preparation)[0]
        assert sentence in sheet(client, booking, language).content.decode()


def test_whom_to_call_comes_from_the_contact_records(client, booking):
    contacts = apps.get_model("home", "HelpContact").objects
    contacts.filter(key="si-tom", locale__language_code="en").update(number="116 999")
    contacts.filter(key="si-113", locale__language_code="en").update(live=False)
    html = sheet(client, booking).content.decode()
    body = html.split('class="sheet__contacts"')[1].split("</ul>")[0]
    assert "116 999" in body and "112" in body and "113" not in body.replace("116 999", "")


def test_each_group_of_pupils_has_its_code_with_the_address_beside_it(client, booking):
    first = booking.sessions.get()
    second = make_session(booking, group=2, ended_days_ago=-5)
    html = sheet(client, booking).content.decode()
    for session in (first, second):
        assert re.search(rf'role="img" aria-label="QR code for [^"]+/f/{session.feedback_code}"><svg', html)
        assert f'/f/<wbr><span class="short-address__code">{session.feedback_code}</span>' in html


def test_adults_are_not_given_the_pupils_code(client, booking):
    booking.audience = "parents"
    booking.save()
    assert "<svg viewBox" not in sheet(client, booking).content.decode().split('class="sheet ')[1].split("</main>")[0]


@pytest.mark.parametrize("status", ["received", "offered", "waiting", "cancelled_by_school"])
def test_before_a_date_is_agreed_there_is_no_sheet(client, status):
    booking = make_booking(status=status)
    assert sheet(client, booking) is None
    token = new_token(booking=booking)
    response = client.get(f"/en/booking/my/{token}/preparation/")
    assert (response.status_code, response["Location"]) == (302, f"/en/booking/my/{token}/")


def test_a_booking_without_its_workshop_page_or_sessions_still_has_a_sheet(client, booking):
    booking.sessions.all().delete()
    booking.workshop = None
    booking.save()
    assert sheet(client, booking).status_code == 200
    assert client.get("/en/booking/my/unknown/preparation/").status_code == 404
