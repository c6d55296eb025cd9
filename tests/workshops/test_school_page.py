"""A school's own page: see, accept, change, cancel, and nobody else's booking."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.workshops.making import make_booking, make_offer, moment
from workshops.models import PrivateLink, Transition
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    return make_booking()


@pytest.fixture
def address(booking):
    return f"/sl/narocilo/moje/{new_token(booking=booking)}/"


def test_page_is_private_and_shows_the_next_step(client, booking, address):
    response = client.get(address)
    assert booking.reference in response.content.decode()
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"


def test_token_is_unguessable_and_kept_only_as_a_digest(client, booking, address):
    token = address.split("/")[-2]
    assert len(token) >= 32
    assert token not in str(list(PrivateLink.objects.values()))
    assert client.get(address.replace(token, token[:-1] + "x")).status_code == 404
    assert client.get("/sl/narocilo/moje/%00/").status_code == 404


def test_school_accepts_a_date(client, booking, address, mailoutbox):
    offer = make_offer(booking)
    assert client.post(f"{address}sprejmi/", {"offer": offer.pk}).status_code == 302
    booking.refresh_from_db()
    offer.slot.refresh_from_db()
    assert (booking.status, offer.slot.taken_by) == ("confirmed", booking)
    assert len(mailoutbox) == 1
    assert client.post(f"{address}sprejmi/", {"offer": offer.pk}).status_code == 302
    assert len(mailoutbox) == 1


def test_the_second_school_sees_what_is_still_free(client, booking, address):
    first = make_booking()
    offer = make_offer(first)
    ours = make_offer(booking, slot=offer.slot)
    other = make_offer(booking, days=31)
    client.post(f"/sl/narocilo/moje/{new_token(booking=first)}/sprejmi/", {"offer": offer.pk})
    response = client.post(f"{address}sprejmi/", {"offer": ours.pk})
    html = response.content.decode()
    assert response.status_code == 409
    assert f'name="offer" value="{other.pk}"' in html and f'name="offer" value="{ours.pk}"' not in html
    booking.refresh_from_db()
    assert booking.status == "offered"


@pytest.mark.parametrize("value", ["", "abc", "-1", "999999999999999999999", "\x00"])
def test_a_bad_offer_is_answered_kindly(client, booking, address, value):
    make_offer(booking)
    assert client.post(f"{address}sprejmi/", {"offer": value}).status_code == 409


def test_another_schools_offer_cannot_be_accepted(client, booking, address):
    theirs = make_offer(make_booking())
    assert client.post(f"{address}sprejmi/", {"offer": theirs.pk}).status_code == 409
    theirs.slot.refresh_from_db()
    assert theirs.slot.taken_by is None


def test_a_date_that_is_past_or_withdrawn_cannot_be_accepted(client, booking, address):
    past, withdrawn = make_offer(booking, days=-1), make_offer(booking, days=5)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    for offer in (past, withdrawn):
        assert client.post(f"{address}sprejmi/", {"offer": offer.pk}).status_code == 409


def test_school_asks_for_other_dates(client, booking, address):
    offer = make_offer(booking)
    client.post(f"{address}drugi-termini/", {"other-reason": "Takrat imamo pouk v naravi."})
    booking.refresh_from_db()
    offer.refresh_from_db()
    assert (booking.status, offer.is_open) == ("waiting", False)
    assert Transition.objects.get().reason == "Takrat imamo pouk v naravi."


def test_school_cancels_with_a_reason_and_only_once(client, booking, address):
    assert client.post(f"{address}odpovej/", {"cancel-reason": "Bolezen"}).status_code == 302
    assert client.post(f"{address}odpovej/", {"cancel-reason": "Bolezen"}).status_code == 409
    booking.refresh_from_db()
    assert booking.status == "cancelled_by_school"


def test_school_changes_numbers_and_errors_keep_what_was_typed(client, booking, address):
    data = {"participants": "31", "contact_name": "Eva Novak", "email": "eva@example.si", "phone": "041 234 567"}
    client.post(f"{address}podatki/", data)
    booking.refresh_from_db()
    assert (booking.participants, booking.contact_name, str(booking.phone)) == (31, "Eva Novak", "+38641234567")
    response = client.post(f"{address}podatki/", {**data, "participants": "0", "contact_name": "Zoja"})
    assert response.status_code == 422 and 'value="Zoja"' in response.content.decode()


def test_calendar_is_tentative_until_confirmed_then_cancelled_under_one_uid(client, booking, address):
    assert client.get(f"{address}calendar.ics").status_code == 404
    offer = make_offer(booking)
    events = []

    def event():
        response = client.get(f"{address}calendar.ics")
        assert response["Content-Type"].startswith("text/calendar")
        calendar = Calendar.from_ical(response.content)
        assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Ljubljana"]
        events.append(calendar.walk("VEVENT")[0])
        return events[-1]

    assert event()["STATUS"] == "TENTATIVE"
    client.post(f"{address}sprejmi/", {"offer": offer.pk})
    assert event()["STATUS"] == "CONFIRMED"
    client.post(f"{address}odpovej/", {"cancel-reason": ""})
    assert event()["STATUS"] == "CANCELLED"
    assert len({one["UID"] for one in events}) == 1
    assert [one["SEQUENCE"] for one in events] == sorted({one["SEQUENCE"] for one in events})


@pytest.mark.parametrize("days", [30, 150, 250])
def test_a_quarter_past_eight_is_that_in_the_calendar_in_summer_and_in_winter(client, booking, address, days):
    make_offer(booking, days=days)
    calendar = Calendar.from_ical(client.get(f"{address}calendar.ics").content)
    start = calendar.walk("VEVENT")[0]["DTSTART"].dt
    assert (start.hour, start.minute) == (8, 15)
    assert start == moment(days=days)
    assert start + timedelta(minutes=45) == calendar.walk("VEVENT")[0]["DTEND"].dt
