"""What a request holds beyond the bare wish: details for the day, the school of the register, the privacy text."""

import re

import pytest
from django.utils import timezone, translation
from wagtail.models import Page

from tests.workshops.test_booking_form import URLS, answers
from workshops.models import Booking, School, WorkshopIndexPage, WorkshopPage
from workshops.privacy import privacy_page, privacy_version

pytestmark = pytest.mark.django_db
DETAILS = {
    "best_time": "od 10. do 11. ure",
    "day_contact_name": "Bor Šuštar",
    "day_contact_phone": "040 123 456",
    "accompanying": "3",
    "unsuitable_dates": "12. maja imamo športni dan",
    "room": "knjižnica",
    "has_projector": "on",
    "parking": "za šolo",
    "access_needs": "dostop brez stopnic",
    "counsellor": "Ana Đurić",
    "parents_informed": "on",
    "please_call": "on",
    "heard_from": "colleague",
}


def school(name="OŠ Črni Vrh", town="Črnomelj", **values) -> School:
    return School.objects.create(name=name, town=town, type="primary", region="jugovzhodna_slovenija", **values)


def test_details_for_the_day_are_stored(client):
    assert client.post(URLS["sl"], answers(**DETAILS)).status_code == 302
    booking = Booking.objects.get()
    assert str(booking.day_contact_phone) == "+38640123456"
    assert booking.accompanying == 3
    assert all(getattr(booking, name) for name in (*DETAILS, "staff_stays"))


def test_details_may_all_be_left_out(client):
    assert client.post(URLS["sl"], answers()).status_code == 302
    booking = Booking.objects.get()
    assert booking.accompanying == 0
    assert not any(getattr(booking, name) for name in DETAILS)


@pytest.mark.parametrize("name", ["best_time", "room", "parking", "access_needs", "counsellor", "unsuitable_dates"])
def test_one_line_answers_stay_on_one_line(client, name):
    client.post(URLS["sl"], answers(**{name: "ena\r\n  dve"}))
    assert getattr(Booking.objects.get(), name) == "ena dve"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accompanying", "49"),
        ("accompanying", "-1"),
        ("day_contact_phone", "12"),
        ("heard_from", "a bird"),
        ("room", "x" * 121),
        ("access_needs", "x" * 301),
    ],
)
def test_a_bad_detail_is_named_and_the_other_answers_stay(client, field, value):
    response = client.post(URLS["sl"], answers(**{field: value}))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert 'value="Živa Žagar"' in response.content.decode()


@pytest.mark.parametrize(
    ("audience", "place", "status"),
    [("pupils", "in_person", 422), ("pupils", "online", 302), ("parents", "in_person", 302)],
)
def test_with_pupils_in_the_room_a_member_of_staff_stays(client, audience, place, status):
    response = client.post(URLS["sl"], answers(audience=audience, place=place, staff_stays=""))
    assert response.status_code == status
    if status == 422:
        assert set(response.context["form"].errors) == {"staff_stays"}


@pytest.mark.parametrize("language", URLS)
def test_bookings_share_the_original_workshop_and_keep_its_title_as_the_school_read_it(client, language):
    data = answers(language)
    client.post(URLS[language], data)
    booking = Booking.objects.get()
    assert booking.workshop.locale.language_code == "sl"
    assert booking.workshop_title == WorkshopPage.objects.get(pk=data["workshop"]).title


def test_a_school_of_the_register_is_recognised_without_diacritics_and_case(client):
    known = school()
    school("OŠ Črni Vrh", "Kočevje")
    client.post(URLS["sl"], answers(school_name="oš  crni vrh", town="CRNOMELJ"))
    booking = Booking.objects.get()
    assert booking.school == known
    assert booking.school_name == "oš crni vrh"


def test_a_school_that_could_be_two_stays_free_text(client):
    school()
    school()
    client.post(URLS["sl"], answers())
    assert Booking.objects.get().school is None


@pytest.mark.parametrize(
    "values",
    [{"is_active": False}, {"name": "OŠ Črni"}, {"town": "Metlika"}, {"name": "OŠ", "town": "Črni Vrh Črnomelj"}],
)
def test_another_school_is_not_taken_for_it(client, values):
    school(**values)
    client.post(URLS["sl"], answers())
    assert Booking.objects.get().school is None


@pytest.mark.parametrize("language", URLS)
def test_the_privacy_text_of_this_language_stands_beside_the_consent_and_its_version_is_kept(client, language):
    with translation.override(language):
        page = privacy_page()
    assert page.language == language
    html = client.get(URLS[language]).content.decode()
    assert re.search(rf'<a href="{page.url}" target="_blank" rel="noopener">', html)
    client.post(URLS[language], answers(language))
    published = Page.objects.get(pk=page.pk)
    version = f"{published.live_revision_id} ({timezone.localdate(published.last_published_at)})"
    assert Booking.objects.get().privacy_version == version


def test_a_school_is_never_shown_a_privacy_text_that_is_not_live_or_in_another_language(client):
    with translation.override("uk"):
        Page.objects.filter(pk=privacy_page().pk).update(live=False)
        assert privacy_page() is None
        assert privacy_version() == ""
    assert client.post(URLS["uk"], answers("uk")).status_code == 302
    assert Booking.objects.get().privacy_version == ""


def test_a_site_without_a_privacy_text_takes_requests(client):
    WorkshopIndexPage.objects.update(privacy_page=None)
    assert client.get(URLS["sl"]).status_code == 200
    assert client.post(URLS["sl"], answers()).status_code == 302


def test_the_form_says_twice_that_it_is_no_help_channel_and_whom_to_call(client):
    html = client.get(URLS["sl"]).content.decode()
    form = html[html.index("data-booking-form") : html.index("</form>")]
    assert html[: html.index("data-booking-form")].count('href="tel:112"') >= 1
    assert form.count('href="tel:112"') == form.count('href="tel:113"') == 1
    assert form.index("tel:112") < form.index("<textarea")


def test_each_language_may_have_a_privacy_text_of_its_own():
    other = Page.objects.live().filter(locale__language_code="uk", depth=3).exclude(pk=_pk_of("uk")).first()
    WorkshopIndexPage.objects.filter(locale__language_code="uk").update(privacy_page=other)
    assert _pk_of("uk") == other.pk
    assert _pk_of("sl") != other.pk


def _pk_of(language: str) -> int:
    with translation.override(language):
        return privacy_page().pk
