"""Possible days, and what makes a wish tight."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from tests.workshops.making import make_booking
from tests.workshops.test_booking_form import URLS, answers
from workshops import availability
from workshops.availability import Tight
from workshops.days_off import is_day_off
from workshops.models import BlockedPeriod, Booking, DeskSettings, Facilitator, PreferredDate, Session
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)  # a Monday


@pytest.fixture(autouse=True)
def today():
    with freeze_time("2027-03-01 10:00:00"):
        yield


def facilitator(name="Zala", **values) -> Facilitator:
    return Facilitator.objects.create(name=name, email="zala@example.si", **values)


def away(person, first, last=None):
    BlockedPeriod.objects.create(facilitator=person, first_day=first, last_day=last or first)


def session(person, day, hour=9, state="planned", booking=None) -> Session:
    start = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, hour))
    one = Session.objects.create(
        booking=booking or make_booking(), starts_at=start, ends_at=start + timedelta(hours=1), state=state
    )
    one.facilitators.add(person)
    return one


def known(first=TODAY, last=TODAY + timedelta(days=60)):
    return availability.read(first=first, last=last)


def booking_with(*days, **values) -> Booking:
    booking = make_booking(**values)
    for rank, day in enumerate(days, start=1):
        PreferredDate.objects.create(booking=booking, rank=rank, date=day)
    return booking


def reasons(day, language="sl"):
    return known(first=day, last=day).reasons(day, language=language)


def test_the_next_days_are_weekdays_after_the_lead_time():
    facilitator()
    days = known().possible(language="sl")
    assert days == [date(2027, 3, day) for day in (15, 16, 17, 18, 19, 22)]


def test_the_lead_time_is_a_setting():
    facilitator()
    DeskSettings.objects.update_or_create(defaults={"lead_days": 3})
    assert known().possible()[0] == date(2027, 3, 4)
    assert "3 " in known().text(Tight.NEAR)


def test_without_facilitators_no_day_is_promised_and_none_is_called_full():
    facilitator(is_active=False)
    assert known().possible() == []
    assert reasons(date(2027, 3, 15)) == []


def test_nobody_comes_on_days_on_which_everybody_is_away():
    first, second = facilitator("Ana"), facilitator("Bor")
    away(first, date(2027, 3, 10), date(2027, 3, 16))
    away(second, date(2027, 3, 16), date(2027, 3, 30))
    assert reasons(date(2027, 3, 16)) == [Tight.NOBODY]
    assert reasons(date(2027, 3, 15)) == reasons(date(2027, 3, 17)) == []
    assert date(2027, 3, 16) not in known().possible()


def test_only_those_who_speak_the_language_count():
    facilitator("Ana")
    olena = facilitator("Olena", speaks_ukrainian=True)
    away(olena, date(2027, 3, 15))
    assert reasons(date(2027, 3, 15), "uk") == [Tight.NOBODY]
    assert reasons(date(2027, 3, 15), "sl") == reasons(date(2027, 3, 15), "other") == []
    assert reasons(date(2027, 3, 15), "en") == [Tight.NOBODY]


def test_a_day_is_full_when_everybody_leads_as_many_workshops_as_they_can():
    person = facilitator(most_per_day=2)
    session(person, date(2027, 3, 15), hour=0)
    session(person, date(2027, 3, 15), hour=23, state="cancelled")
    assert reasons(date(2027, 3, 15)) == []
    session(person, date(2027, 3, 15), hour=23)
    assert reasons(date(2027, 3, 15)) == [Tight.NOBODY]
    assert reasons(date(2027, 3, 16)) == []


def test_a_booking_is_not_warned_of_its_own_workshops():
    booking = booking_with(date(2027, 3, 15))
    session(facilitator(most_per_day=1), date(2027, 3, 15), booking=booking)
    assert availability.warnings_for(booking) == {1: []}


def test_weekends_and_public_holidays_are_days_off():
    days_off = [date(2027, 3, 20), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 2), date(2028, 4, 17)]
    assert all(is_day_off(day) for day in days_off)
    assert not any(is_day_off(day) for day in (date(2027, 3, 30), date(2027, 4, 26)))


def test_every_wish_is_told_what_speaks_against_it():
    away(facilitator(), date(2027, 3, 15), date(2027, 3, 20))
    booking = booking_with(date(2027, 3, 5), date(2027, 3, 20), date(2027, 3, 23))
    warnings = availability.warnings_for(booking)
    assert [len(warnings[rank]) for rank in (1, 2, 3)] == [1, 2, 0]
    assert "14" in warnings[1][0]
    assert availability.warnings_for(booking_with(date(2027, 2, 26)))[1] == [Tight.PAST.label]
    assert availability.warnings_for(make_booking()) == {}


def test_reading_costs_the_same_with_many_people_and_workshops(django_assert_num_queries):
    DeskSettings.load()
    booking = booking_with(date(2027, 3, 15), date(2027, 3, 16), date(2027, 3, 17))
    for number in range(10):
        person = facilitator(str(number))
        away(person, date(2027, 3, 15))
        session(person, date(2027, 3, 16))
    with django_assert_num_queries(4):
        known().possible()
    with django_assert_num_queries(5):
        availability.warnings_for(booking)


def test_the_form_lists_possible_days_as_plain_text(client):
    facilitator()
    html = client.get(URLS["en"]).content.decode()
    assert "hidden" in html[html.index("data-offered") :][:25]
    html = client.get(URLS["sl"]).content.decode()
    assert "<li>ponedeljek, 15. marec 2027</li>" in html
    assert html.count("data-marks=") == 5


def test_the_form_lists_no_days_without_facilitators(client):
    html = client.get(URLS["sl"]).content.decode()
    assert "data-offered" not in html


def test_a_tight_wish_is_taken_and_the_schools_page_warns_of_it_until_somebody_answers(client):
    from tests.workshops.test_booking_form import form_key

    data = answers(date_1="2027-03-01", date_2="2027-03-20", date_3="2027-04-06", form_key=form_key())
    html = client.post(URLS["sl"], data, follow=True).content.decode()
    booking = Booking.objects.get()
    assert booking.preferred_dates.count() == 3
    for texts in availability.warnings_for(booking).values():
        assert all(text in html for text in texts)
    assert str(Tight.DAY_OFF.label) in html
    Booking.objects.update(status="waiting")
    page = client.get(f"{URLS['sl']}moje/{new_token(booking=booking)}/")
    assert page.status_code == 200
    assert str(Tight.DAY_OFF.label) not in page.content.decode()


def test_a_day_that_is_past_or_more_than_a_year_away_is_refused(client):
    for day in ("2027-02-28", "2028-04-05"):
        assert "date_1" in client.post(URLS["sl"], answers(date_1=day)).context["form"].errors
