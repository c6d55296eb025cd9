"""A teacher asks for a workshop: happy paths, sad paths, and sending it twice."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.utils import timezone
from freezegun import freeze_time

from workshops.forms import KEY_SALT
from workshops.models import Booking, WorkshopPage
from workshops.references import ALPHABET, new_reference

pytestmark = pytest.mark.django_db
URLS = {"sl": "/sl/narocilo/", "en": "/en/booking/", "sr-latn": "/sr/zakazivanje/", "uk": "/uk/zamovlennia/"}


def form_key(age=timedelta(minutes=1)) -> str:
    with freeze_time(timezone.now() - age):
        return signing.TimestampSigner(salt=KEY_SALT).sign("one-of-a-kind")


def answers(code="sl", **changes) -> dict:
    day = timezone.localdate() + timedelta(days=30)
    return {
        "school_name": "OŠ Črni Vrh",
        "school_type": "primary",
        "town": "Črnomelj",
        "contact_name": "Živa Žagar",
        "contact_role": "svetovalna delavka",
        "email": "ziva@example.si",
        "phone": "031 234 567",
        "workshop": WorkshopPage.objects.filter(locale__language_code=code, audience="pupils").get().pk,
        "audience": "pupils",
        "grade": "9. razred",
        "groups": "2",
        "participants": "48",
        "language": code,
        "place": "in_person",
        "staff_stays": "on",
        "date_1": day.isoformat(),
        "part_1": "morning",
        "date_2": (day + timedelta(days=1)).isoformat(),
        "part_2": "any",
        "date_3": "",
        "part_3": "any",
        "notes": "Dve skupini, ena za drugo.",
        "consent": "on",
        "leave_empty": "",
        "form_key": form_key(),
        **changes,
    }


@pytest.mark.parametrize("language", URLS)
def test_request_is_stored_and_acknowledged_in_the_language_used(client, language):
    response = client.post(URLS[language], answers(language), follow=True)
    booking = Booking.objects.get()
    assert response.status_code == 200
    assert booking.reference in response.content.decode()
    assert (booking.locale, booking.status, booking.source) == (language, "received", "form")
    assert (booking.participants, str(booking.phone)) == (48, "+38631234567")
    assert [wish.part_of_day for wish in booking.preferred_dates.all()] == ["morning", "any"]
    to_school, to_desk = mail.outbox
    assert to_school.to == ["ziva@example.si"]
    assert booking.reference in to_school.subject
    greeting = {"sl": "Pozdravljeni", "en": "Hello", "sr-latn": "Poštovani", "uk": "Вітаємо"}[language]
    assert greeting in to_school.body or language in ("sr-latn", "uk")
    assert booking.workshop_title in to_school.body
    assert to_desk.to == ["info@drustvo-kljuc.si"]
    assert booking.acknowledged_at


def test_page_after_sending_is_private(client):
    response = client.post(URLS["sl"], answers(), follow=True)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    path, _status = response.redirect_chain[-1]
    assert client.get(path[:-3] + "x/").status_code == 404


@pytest.mark.parametrize("language", URLS)
def test_missing_answers_are_named_and_the_others_stay(client, language):
    data = answers(language, school_name="", email="nekaj", participants="0", consent="", phone="12")
    response = client.post(URLS[language], data)
    html = response.content.decode()
    assert response.status_code == 422
    assert not Booking.objects.exists()
    assert set(response.context["form"].errors) == {
        "school_name",
        "email",
        "participants",
        "consent",
        "phone",
    }
    assert 'value="Živa Žagar"' in html and "Dve skupini, ena za drugo." in html and 'value="nekaj"' in html
    for name in ("school_name", "email", "participants", "consent", "phone"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}_error"' in html
    assert re.search(r'<input[^>]+name="email"[^>]+aria-invalid="true"', html)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date_1", "2001-01-01"),
        ("date_1", "31. 2. 2027"),
        ("date_1", "9999-12-31"),
        ("date_1", ""),
        ("part_1", "midnight"),
        ("workshop", "999999"),
        ("workshop", "abc"),
        ("workshop", "9" * 400),
        ("audience", "nobody"),
        ("groups", "-1"),
        ("groups", "99999999999999999999"),
        ("participants", "3.7"),
        ("participants", "10001"),
        ("language", "xx"),
        ("school_name", "x" * 201),
        ("school_name", "\x00"),
        ("notes", "x" * 2001),
        ("phone", "not a phone"),
        ("email", "a@b"),
    ],
)
def test_bad_answer_gets_an_error_and_never_a_500(client, field, value):
    response = client.post(URLS["uk"], answers("uk", **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Booking.objects.exists()


@pytest.mark.parametrize("name", ["OŠ\r\nBcc: x@example.si", "OŠ\rVače", "OŠ \u2028  Vače"])
def test_a_line_break_in_a_name_cannot_reach_a_mails_header(client, name):
    assert client.post(URLS["sl"], answers(school_name=name)).status_code == 302
    booking = Booking.objects.get()
    assert booking.school_name == " ".join(name.split())
    assert [message.recipients() for message in mail.outbox] == [["ziva@example.si"], ["info@drustvo-kljuc.si"]]
    assert all("\n" not in message.subject and "\r" not in message.subject for message in mail.outbox)


def test_the_same_day_twice_is_refused(client):
    data = answers()
    response = client.post(URLS["sl"], {**data, "date_2": data["date_1"], "part_2": data["part_1"]})
    assert "date_2" in response.context["form"].errors


def test_dates_may_be_typed_the_slovenian_way(client):
    day = timezone.localdate() + timedelta(days=40)
    client.post(URLS["sl"], answers(date_1=f"{day.day}. {day.month}. {day.year}"))
    assert Booking.objects.get().preferred_dates.first().date == day


def test_sending_the_same_form_twice_gives_one_booking(client):
    data = answers()
    first = client.post(URLS["sl"], data, follow=True)
    second = client.post(URLS["sl"], data, follow=True)
    assert Booking.objects.count() == 1
    assert len(mail.outbox) == 2
    reference = Booking.objects.get().reference
    assert reference in first.content.decode() and reference in second.content.decode()


def test_going_back_and_changing_an_answer_gives_another_booking(client):
    data = answers()
    client.post(URLS["sl"], data)
    client.post(URLS["sl"], {**data, "participants": "20"})
    assert sorted(Booking.objects.values_list("participants", flat=True)) == [20, 48]


def test_a_mail_server_that_is_down_loses_nothing(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = client.post(URLS["sl"], answers(), follow=True)
    booking = Booking.objects.get()
    assert response.status_code == 200
    assert booking.acknowledged_at is None
    assert booking.reference in response.content.decode()


def test_a_robot_that_fills_every_field_is_refused(client):
    assert client.post(URLS["sl"], answers(leave_empty="x")).status_code == 422
    assert not Booking.objects.exists()


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=3)])
def test_a_form_sent_at_once_or_after_days_is_asked_for_again_with_the_answers_kept(client, age):
    response = client.post(URLS["sl"], answers(form_key=form_key(age)))
    assert response.status_code == 422
    assert 'value="Živa Žagar"' in response.content.decode()


@pytest.mark.parametrize("key", ["", "forged", "one-of-a-kind:abc:def"])
def test_a_forged_form_key_is_refused_and_renewed(client, key):
    response = client.post(URLS["sl"], answers(form_key=key))
    assert response.status_code == 422
    if key:
        renewed = re.search(r'name="form_key" value="([^"]+)"', response.content.decode())[1]
        assert renewed != key


def test_a_form_without_its_cookie_gets_a_friendly_page():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(URLS["uk"], answers("uk"))
    assert response.status_code == 403
    assert 'href="tel:112"' in response.content.decode()


def test_form_page_sets_only_the_csrf_cookie_and_is_not_cached(client):
    response = client.get(URLS["sl"])
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_workshop_page_leads_to_the_form_with_its_workshop_chosen(client):
    page = WorkshopPage.objects.get(locale__language_code="uk", audience="parents")
    html = client.get(f"{URLS['uk']}?workshop={page.slug}").content.decode()
    assert f'<option value="{page.pk}" selected>' in html
    assert client.get(f"{URLS['uk']}?workshop=%00&x=1").status_code == 200


def test_reference_has_no_letters_that_are_misread():
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUV")
    assert re.fullmatch(r"K-[A-Z0-9]{6}", new_reference())
