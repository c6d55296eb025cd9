"""Days and times become moments, also on the nights when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wording import said
from tests.workshops.making import make_booking
from workshops.calendars import calendar_of
from workshops.desk.booking_forms import OfferForm
from workshops.desk.choosing import Choices
from workshops.models import Slot
from workshops.offers import Proposal, confirm_date
from workshops.times import moment

LJUBLJANA = ZoneInfo("Europe/Ljubljana")
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)


def local(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LJUBLJANA)


@pytest.mark.parametrize(("day", "hour"), [(date(2027, 1, 15), 7), (date(2027, 6, 15), 6)])
def test_a_quarter_past_eight_is_that_in_ljubljana(day, hour):
    assert moment(day, time(8, 15)) == datetime(day.year, day.month, day.day, hour, 15, tzinfo=UTC)


def test_a_time_that_is_skipped_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match=said("There is no such time on this day: the clocks are put forward.")):
        moment(FORWARD, time(2, 30))


def test_of_a_time_that_comes_twice_it_is_the_first():
    assert moment(BACK, time(2, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@given(day=st.dates(), at=st.times())
@settings(max_examples=300, deadline=None)
def test_any_day_and_time_is_a_moment_or_a_sentence(day, at):
    try:
        assert timezone.localtime(moment(day, at)).date() == day
    except ValueError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("day", "hour", "minute"), [(FORWARD, 1, 30), (FORWARD, 2, 45), (BACK, 1, 30), (BACK, 2, 45)]
)
def test_a_proposal_keeps_its_length_when_the_clocks_change(day, hour, minute):
    start = local(day, hour, minute)
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=90))
    assert proposal.ends_at - proposal.starts_at == timedelta(minutes=90)
    assert proposal.starts_at == start.astimezone(UTC)


@pytest.mark.django_db
@freeze_time("2027-02-01")
@pytest.mark.parametrize(("day", "hour", "minute"), [(FORWARD, 1, 30), (FORWARD, 2, 45), (BACK, 2, 45)])
def test_groups_across_the_change_follow_each_other_without_a_gap(day, hour, minute):
    booking = make_booking(groups=3)
    start = local(day, hour, minute)
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=135))
    booking = confirm_date(booking=booking, proposal=proposal, user=None)
    sessions = list(booking.sessions.all())
    assert [session.ends_at - session.starts_at for session in sessions] == 3 * [timedelta(minutes=45)]
    assert all(one.ends_at == other.starts_at for one, other in pairwise(sessions))
    assert calendar_of(booking)


@pytest.mark.django_db
@freeze_time("2027-02-01")
@pytest.mark.parametrize(
    ("day", "start", "field"),
    [
        ("2027-03-28", "02:30", "time_1"),
        ("9999-12-31", "23:30", "date_1"),
        ("0001-01-01", "00:00", "date_1"),
        ("2026-10-25", "02:30", "date_1"),
    ],
)
def test_a_date_that_cannot_be_is_explained(day, start, field):
    form = OfferForm({"date_1": day, "time_1": start}, booking=make_booking(), slug="offer", choices=Choices())
    assert not form.is_valid() and field in form.errors


@pytest.mark.django_db
@freeze_time("2027-02-01")
def test_a_date_on_the_night_of_the_change_can_be_offered():
    form = OfferForm(
        {"date_1": "2027-10-31", "time_1": "02:30"}, booking=make_booking(groups=2), slug="offer", choices=Choices()
    )
    assert form.is_valid()
    (proposal,) = form.proposals()
    assert proposal.ends_at - proposal.starts_at == timedelta(minutes=90)
    assert not Slot.objects.exists()
