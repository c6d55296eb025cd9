"""Schools are reminded a week and a day before, each once, and what waits is on the coordinators' first screen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from tests.workshops.making import make_booking, make_offer, make_session, moment
from workshops.desk.attention import needing_attention
from workshops.models import Booking, BookingMessage, SchoolFeedback, Session, Slot
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


def events() -> list[str]:
    return list(BookingMessage.objects.order_by("pk").values_list("event", flat=True))


def test_numbers_are_asked_for_the_day_after_and_twice_more(mailoutbox, monkeypatch):
    session = make_session(ended_days_ago=0, booking=make_booking(status="confirmed", locale="uk"))
    days = []
    for day in range(70):
        now = session.ends_at + timedelta(days=day)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        days += [day] * send_due_reminders(now=now)
        assert send_due_reminders(now=now) == 0
    assert days == [1, 7, 14]
    assert events() == ["numbers_wanted", "numbers_reminder", "numbers_reminder"]
    assert len(mailoutbox) == 3 and "/uk/zamovlennia/moie/" in mailoutbox[0].body


def test_after_a_long_pause_of_the_worker_a_school_is_not_flooded(monkeypatch):
    session = make_session(ended_days_ago=0)
    days = []
    for day in range(20, 70):
        now = session.ends_at + timedelta(days=day)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        days += [day] * send_due_reminders(now=now)
    assert days == [20, 26, 32]


@pytest.mark.parametrize(
    ("booking", "session"),
    [
        ({}, {"participants": 20, "state": "delivered"}),
        ({"status": "reported"}, {"state": "delivered"}),
        ({"status": "cancelled_by_school"}, {"state": "cancelled"}),
        ({"status": "no_show"}, {"state": "no_show"}),
        ({"email": ""}, {}),
        ({"source": "demo"}, {}),
        ({}, {"ended_days_ago": 61}),
        ({}, {"ended_days_ago": -1.5}),
        ({}, {"state": "cancelled"}),
    ],
)
def test_numbers_are_not_asked_for_without_need(mailoutbox, booking, session):
    make_session(make_booking(**{"status": "confirmed", **booking}), **{"ended_days_ago": 2, **session})
    send_due_reminders(now=timezone.now())
    assert {"numbers_wanted", "numbers_reminder"}.isdisjoint(events())


def test_a_delivered_booking_is_asked_while_one_of_its_groups_is_not_counted(mailoutbox):
    booking = make_booking(status="delivered")
    make_session(booking, ended_days_ago=2, state="delivered", participants=20)
    make_session(booking, ended_days_ago=2, state="delivered", group=2)
    assert send_due_reminders(now=timezone.now()) == len(mailoutbox) == 1


def recorded_by_us(**values):
    """Return a session whose numbers a coordinator has recorded."""
    booking = make_booking(**{"status": "delivered", **values})
    return make_session(booking, ended_days_ago=0, state="delivered", participants=20)


def asked_on(session, monkeypatch, first: int = 0) -> list[int]:
    days = []
    for day in range(first, 70):
        now = session.ends_at + timedelta(days=day)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        days += [day] * send_due_reminders(now=now)
    return days


def test_a_school_whose_numbers_we_recorded_is_asked_once_how_it_was(monkeypatch):
    assert asked_on(recorded_by_us(), monkeypatch) == [1]
    assert events() == ["numbers_wanted"]


def test_nobody_is_reminded_of_numbers_that_we_recorded_after_the_first_question(monkeypatch):
    session = make_session(make_booking(status="delivered"), ended_days_ago=0, state="delivered")
    send_due_reminders(now=session.ends_at + timedelta(days=1))
    Session.objects.update(participants=20)
    assert asked_on(session, monkeypatch, first=2) == []


@pytest.mark.parametrize("booking", [{"source": "demo"}, {"email": ""}, {"status": "reported"}])
def test_feedback_is_not_asked_for_where_nobody_can_answer(monkeypatch, booking):
    assert asked_on(recorded_by_us(**booking), monkeypatch) == []


def test_feedback_is_not_asked_for_after_two_months_nor_twice(monkeypatch):
    assert asked_on(recorded_by_us(), monkeypatch, first=60) == []
    session = recorded_by_us()
    SchoolFeedback.objects.create(booking=session.booking, content=5)
    Booking.objects.exclude(pk=session.booking_id).delete()
    assert asked_on(session, monkeypatch) == []


def test_a_school_that_has_told_the_numbers_itself_has_seen_the_questions(monkeypatch):
    session = recorded_by_us()
    Session.objects.update(numbers_confirmed_at=session.ends_at)
    assert asked_on(session, monkeypatch) == []


def test_nothing_is_asked_while_a_later_session_lies_ahead(mailoutbox):
    booking = make_session(ended_days_ago=2).booking
    later = Slot.objects.create(starts_at=moment(20), ends_at=moment(20, hour=9), taken_by=booking)
    make_session(booking, ended_days_ago=-20, slot=later)
    assert send_due_reminders(now=timezone.now()) == 0


def test_a_date_whose_sessions_are_cancelled_is_not_reminded_of(mailoutbox):
    booking = agreed(1)
    make_session(booking, ended_days_ago=-1, state="cancelled")
    assert send_due_reminders(now=timezone.now()) == 0
    make_session(booking, ended_days_ago=-1, group=2)
    assert send_due_reminders(now=timezone.now()) == 1


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
