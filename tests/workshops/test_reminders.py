"""Schools are reminded a week and a day before, each once, and what waits is on the coordinators' first screen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from tests.workshops.making import make_booking, make_offer, moment
from workshops.desk.attention import needing_attention
from workshops.models import Booking, Slot
from workshops.reminders import send_due_reminders

pytestmark = pytest.mark.django_db


def agreed(days: int, **values) -> Booking:
    booking = make_booking(status="confirmed", **values)
    start = moment(days=days, hour=23)
    Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45), taken_by=booking)
    return booking


@pytest.mark.parametrize(("days", "expected"), [(8, 0), (7, 1), (3, 1), (2, 1), (1, 1), (-1, 0)])
def test_a_reminder_is_due_within_a_week_and_never_afterwards(mailoutbox, days, expected):
    agreed(days)
    assert send_due_reminders(now=timezone.now()) == len(mailoutbox) == expected


def test_a_school_is_reminded_twice_in_its_language_and_no_more(mailoutbox):
    booking = agreed(7, locale="uk")
    for passed in (0, 0, 3, 6, 6, 6.5):
        send_due_reminders(now=moment(0, hour=6, minute=0) + timedelta(days=passed))
    assert len(mailoutbox) == 2
    assert booking.reference in mailoutbox[0].subject and "/uk/zamovlennia/moie/" in mailoutbox[0].body


@pytest.mark.parametrize("status", ["cancelled_by_school", "offered", "delivered"])
def test_only_agreed_dates_are_reminded_of(mailoutbox, status):
    Booking.objects.filter(pk=agreed(1).pk).update(status=status)
    call_command("send_reminders")
    assert mailoutbox == []


def test_what_waits_is_listed_longest_first_and_nothing_else():
    now = timezone.now()
    received, waiting = make_booking(), make_booking(status="waiting")
    make_booking(status="declined")
    make_offer(make_booking())
    over = agreed(-2)
    agreed(5)
    stale = make_booking(status="offered")
    Booking.objects.filter(pk=stale.pk).update(created_at=now - timedelta(days=8))
    found = list(needing_attention(now=now))
    assert found[0] == stale
    assert set(found) == {received, waiting, over, stale}


def test_coordinators_see_the_queue_and_editors_do_not(client, django_assert_max_num_queries):
    booking = make_booking()
    for group, sees in (("Coordinators", True), ("Editors", False)):
        user = User.objects.create_user(group, password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        html = client.get("/admin/").content.decode()
        assert (booking.reference in html) == sees
    Booking.objects.all().delete()
    client.force_login(User.objects.get(username="Coordinators"))
    with django_assert_max_num_queries(25):
        assert "attention-section" in client.get("/admin/").content.decode()
