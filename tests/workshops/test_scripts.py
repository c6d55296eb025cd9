"""A school that writes Serbian Cyrillic: from the form to its mails, and what it typed stays as it was typed."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from languages.models import protected_words
from languages.serbian import to_cyrillic
from tests.workshops.making import make_booking, make_offer, make_session
from tests.workshops.members import sign_in
from tests.workshops.test_booking_form import answers
from workshops.choices import MailEvent
from workshops.feeds import feed_of
from workshops.mail import compose, send
from workshops.models import Booking, Facilitator, MailText, School
from workshops.models.schools import fold
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db
FORM = "/sr-cyrl/zakazivanje/"
TYPED = {"school_name": "OŠ Njegoš", "town": "Ljubno", "contact_name": "Živa Žagar", "room": "sala B"}


def typed_answers(**changes) -> dict:
    return answers("sr-latn", **{**TYPED, **changes})


def is_all_cyrillic(text: str) -> bool:
    return to_cyrillic(text, protected=protected_words()) == text


def test_errors_are_in_cyrillic_and_what_was_typed_is_still_there(client):
    response = client.post(FORM, typed_answers(email="ne znam", participants="mnogo"))
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "Имејл" in soup.find(class_="error-summary").get_text()
    assert is_all_cyrillic(soup.find(class_="error-summary").get_text())
    for name, value in {**TYPED, "email": "ne znam", "participants": "mnogo"}.items():
        assert soup.find("input", {"name": name})["value"] == value
    assert soup.find("textarea", {"name": "notes"}).get_text().strip() == "Dve skupini, ena za drugo."
    assert soup.find("option", {"value": "primary"}).get_text() == "основна школа"
    assert soup.find("form", method="post")["action"] == FORM


def test_from_the_form_to_the_mail_and_its_private_link(client, mailoutbox):
    response = client.post(FORM, typed_answers())
    booking = Booking.objects.get()
    assert response["Location"].startswith(f"{FORM}moje/")
    assert (booking.locale, booking.school_name, booking.workshop.locale.language_code) == (
        "sr-cyrl",
        "OŠ Njegoš",
        "sl",
    )
    page = client.get(response["Location"])
    facts = BeautifulSoup(page.content, "html.parser").main.get_text(" ")
    assert "OŠ Njegoš" in facts and "Ljubno" in facts and booking.reference in facts
    assert booking.reference in BeautifulSoup(page.content, "html.parser").title.get_text()
    to_school, to_desk = sorted(mailoutbox, key=lambda message: message.to[0] != booking.email)
    (link,) = re.findall(r"https?://\S+", to_school.body)
    assert "/sr-cyrl/zakazivanje/moje/" in link
    rest = to_school.body.replace(link, "")
    for name in (booking.reference, booking.school_name, booking.town, booking.contact_name, "info@drustvo-kljuc.si"):
        rest = rest.replace(name, "")
    assert re.findall("[a-zčćđšž]+", rest, re.IGNORECASE) == []
    assert booking.reference in to_school.subject and "Novo naročilo" in to_desk.subject
    assert client.get(urlsplit(link).path).status_code == 200


@pytest.mark.parametrize("event", MailEvent.values)
def test_every_mail_can_be_written_in_cyrillic(event):
    booking = make_booking(locale="sr-cyrl", school_name="OŠ Njegoš", town="Ljubno", contact_name="Ana Ljubić")
    make_offer(booking)
    draft = compose(
        event=MailEvent(event), booking=booking, values={"facilitator": "Maja Lj", "reason": "Žao nam je."}
    )
    latin = compose(event=MailEvent(event), booking=Booking(**{**vars_of(booking), "locale": "sr-latn"}))
    assert latin.subject != draft.subject
    text = draft.body + draft.subject
    for name in ("OŠ Njegoš", "Ljubno", "Ana Ljubić", "Maja Lj", booking.reference):
        text = text.replace(name, "")
    assert is_all_cyrillic(text)
    assert draft.body.count("{link}") == latin.body.count("{link}")


def vars_of(booking: Booking) -> dict:
    return {field.attname: getattr(booking, field.attname) for field in booking._meta.concrete_fields}


def test_without_an_editors_text_a_mail_is_still_in_cyrillic(mailoutbox):
    MailText.objects.all().delete()
    assert send(event=MailEvent.MESSAGE, booking=make_booking(locale="sr-cyrl"))
    assert "Друштво Кључ" in mailoutbox[0].body and "/sr-cyrl/" in mailoutbox[0].body


def test_the_desk_sees_which_script_a_school_reads(client):
    sign_in(client)
    booking = make_booking(locale="sr-cyrl")
    assert "Srpski (ćirilica)" in client.get(reverse("workshops_desk", args=[booking.pk])).content.decode()
    assert "Srpski (ćirilica)" in client.get(reverse("workshops_enter")).content.decode()


def test_the_calendar_is_in_cyrillic_with_the_school_as_it_is_called(client):
    booking = make_booking(locale="sr-cyrl", workshop_title="Ljubav", school_name="OŠ Njegoš", town="Ljubno")
    make_offer(booking)
    token = new_token(booking=booking)
    ours = client.get(f"{FORM}moje/{token}/calendar.ics")
    latin = client.get(f"/sr/zakazivanje/moje/{token}/calendar.ics")
    found = [response.content.decode() for response in (ours, latin) if response.status_code == 200]
    assert len(found) == 2 and "Љубав" in found[0] and "Ljubav" in found[1]
    assert all("OŠ Njegoš" in calendar for calendar in found)


def test_a_facilitators_calendar_is_in_the_script_of_the_facilitator():
    facilitator = Facilitator.objects.create(name="Njego Lj", email="n@example.si", locale="sr-cyrl")
    session = make_session(make_booking(status="confirmed", workshop_title="Ljubav", school_name="OŠ Njegoš"))
    session.facilitators.add(facilitator)
    calendar = feed_of(facilitator).decode().replace("\r\n ", "")
    assert "Љубав" in calendar and "OŠ Njegoš" in calendar and "Njego Lj" in calendar
    assert "Радионице: Njego Lj" in calendar


@pytest.mark.parametrize(
    ("language", "locale", "address"),
    [
        ("sr-latn", "sr-cyrl", "sr-cyrl"),
        ("sr-latn", "sr-latn", "sr"),
        ("sl", "sr-cyrl", "sl"),
        ("other", "sr-cyrl", "sr-cyrl"),
    ],
)
def test_pupils_are_asked_in_the_script_of_their_school(client, language, locale, address):
    session = make_session(make_booking(status="confirmed", language=language, locale=locale))
    response = client.get(f"/f/{session.feedback_code}")
    assert response["Location"] == f"/{address}/f/{session.feedback_code}/"
    assert client.get(response["Location"]).status_code == 200


def test_the_poster_for_pupils_is_in_their_script(client):
    sign_in(client)
    session = make_session(make_booking(status="confirmed", language="sr-latn", locale="sr-cyrl"))
    html = client.get(reverse("workshops_session_qr", args=[session.pk])).content.decode()
    assert 'lang="sr-Cyrl"' in html and session.feedback_code in html and "телефон" in html


class TestInputInCyrillic:
    def test_a_school_of_the_register_is_suggested_and_recognised(self, client):
        School.objects.all().delete()
        school = School.objects.create(name="OŠ Njegoš", town="Ljubno", type="primary", region="savinjska")
        found = client.get(f"{FORM}skole/", {"q": "његош љуб"})
        assert [one["name"] for one in found.json()] == ["OŠ Njegoš"]
        client.post(FORM, typed_answers(school_name="ОШ Његош", town="Љубно"))
        booking = Booking.objects.get()
        assert (booking.school, booking.school_name) == (school, "ОШ Његош")

    def test_a_school_with_a_cyrillic_name_is_found_in_latin(self):
        assert fold("ОШ „Његош“ Џеп") == fold("OŠ „Njegoš“ Džep")

    @pytest.mark.parametrize(
        "query", ["Његош", "njegos", "NJEGOŠ", "љубно", "ljubno", "инјекц", "injekc", "Киї", "К-TEST"]
    )
    @pytest.mark.parametrize("name", ["ОШ Његош Инјекција Київ", "OŠ Njegoš Injekcija Київ"])
    def test_the_desk_finds_a_booking_in_either_script(self, client, query, name):
        sign_in(client)
        make_booking(school_name="OŠ Krk", town="Krk", reference="D-ELSE")
        booking = make_booking(school_name=name, town="Љубно" if "Њ" in name else "Ljubno")
        found = client.get(reverse("bookings:index"), {"q": query}).context["object_list"]
        assert [one.pk for one in found] == [booking.pk]
