"""What waits for a coordinator: why, since when, and that it leaves the queue once it is settled."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.workshops.making import make_booking, make_offer, moment
from tests.workshops.members import sign_in
from workshops.desk.attention import Reason, needing_attention
from workshops.models import (
    Booking,
    BookingMessage,
    Facilitator,
    Invitation,
    Reminder,
    Session,
    Transition,
)
from workshops.offers import Proposal, confirm_date

pytestmark = pytest.mark.django_db


def queue() -> dict[int, tuple]:
    """Return reasons and since when, by booking."""
    return {one.pk: (one.reasons, one.since) for one in needing_attention(now=timezone.now())}


def reasons(booking: Booking) -> list[Reason]:
    return queue().get(booking.pk, ([], None))[0]


def agreed(days: int, facilitator: Facilitator | None = None, **values) -> Booking:
    start = moment(days)
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=facilitator)
    return confirm_date(booking=make_booking(**values), proposal=proposal, user=None)


def test_a_new_request_and_the_waiting_list_wait_since_they_got_there():
    new, waiting = make_booking(), make_booking(status="waiting")
    step = Transition.objects.create(booking=waiting, to_status="waiting", actor="coordinator")
    assert reasons(new) == [Reason.NEW]
    assert queue()[waiting.pk] == ([Reason.WAITING], step.at)


@pytest.mark.parametrize(("days", "waits"), [(6, False), (8, True)])
def test_an_offer_waits_once_it_is_unanswered_for_a_week(days, waits):
    booking = make_booking(status="offered")
    step = Transition.objects.create(booking=booking, to_status="offered", actor="coordinator")
    Transition.objects.filter(pk=step.pk).update(at=timezone.now() - timedelta(days=days))
    assert (reasons(booking) == [Reason.UNANSWERED]) == waits


def test_a_date_that_is_over_waits_to_be_recorded():
    booking = agreed(-2)
    assert queue()[booking.pk] == ([Reason.OVER], booking.sessions.get().ends_at)
    Booking.objects.filter(pk=booking.pk).update(status="delivered")
    assert reasons(booking) == []


def test_missing_numbers_wait_only_after_the_last_reminder():
    booking = agreed(-30)
    Booking.objects.filter(pk=booking.pk).update(status="delivered")
    booking.sessions.update(state=Session.State.DELIVERED)
    slot = booking.slots.get()
    Reminder.objects.create(slot=slot, kind=Reminder.Kind.NUMBERS_AGAIN)
    assert reasons(booking) == []
    last = Reminder.objects.create(slot=slot, kind=Reminder.Kind.NUMBERS_LAST)
    assert queue()[booking.pk] == ([Reason.NUMBERS], last.sent_at)
    booking.sessions.update(participants=0)
    assert reasons(booking) == []


@pytest.mark.parametrize(("days", "waits"), [(13, True), (20, False)])
def test_nobody_to_lead_a_workshop_is_noticed_within_two_weeks(days, waits):
    assert (reasons(agreed(days)) == [Reason.NOBODY]) == waits


def test_a_refusal_is_told_from_nobody_and_ends_when_somebody_else_leads():
    zala, bor = (Facilitator.objects.create(name=name, email="x@example.si") for name in ("Zala", "Bor"))
    booking = agreed(5, zala)
    Invitation.objects.update(state="accepted")
    assert reasons(booking) == []
    session = booking.sessions.get()
    at = timezone.now() - timedelta(hours=3)
    Invitation.objects.filter(facilitator=zala).update(state="refused", answered_at=at)
    session.facilitators.clear()
    assert queue()[booking.pk] == ([Reason.REFUSED], at)
    session.facilitators.add(bor)
    assert reasons(booking) == []


@pytest.mark.parametrize(
    ("days_ahead", "asked_days_ago", "waits"), [(30, 2, False), (30, 4, True), (5, 0, True), (-1, 4, False)]
)
def test_an_invitation_without_an_answer_waits_after_three_days_or_when_the_workshop_is_near(
    days_ahead, asked_days_ago, waits
):
    booking = agreed(30, Facilitator.objects.create(name="Zala", email="x@example.si"))
    start, asked = moment(days_ahead), timezone.now() - timedelta(days=asked_days_ago)
    booking.slots.update(starts_at=start, ends_at=start + timedelta(minutes=45))
    Invitation.objects.update(sent_at=asked)
    assert queue().get(booking.pk) == (([Reason.SILENT], asked) if waits else None)
    for state in ("accepted", "refused", "withdrawn"):
        Invitation.objects.update(state=state)
        assert reasons(booking) == []
    Invitation.objects.update(state="sent")
    Booking.objects.update(status="cancelled_by_us")
    assert reasons(booking) == []


def test_an_email_that_was_given_up_waits_until_it_is_written_again():
    booking = make_booking(status="declined")

    def message(number: int, status: str) -> BookingMessage:
        OutgoingMail.objects.create(recipient="a", sender="b", mime=b"", message_id=f"<{number}>", status=status)
        return BookingMessage.objects.create(booking=booking, event="declined", subject="S", message_id=f"<{number}>")

    message(1, "sent")
    assert reasons(booking) == []
    lost = message(2, "dead")
    assert queue()[booking.pk] == ([Reason.MAIL], lost.created_at)
    message(3, "dead")
    assert reasons(booking) == [Reason.MAIL]
    message(4, "queued")
    assert reasons(booking) == []


@pytest.mark.parametrize(("status", "waits"), [("received", True), ("offered", True), ("confirmed", False)])
def test_a_school_that_wants_a_call_waits_until_a_date_is_agreed(status, waits):
    assert (Reason.PHONE in reasons(make_booking(status=status, please_call=True))) == waits


def test_a_booking_stands_once_with_all_its_reasons_since_the_first():
    booking = make_booking(please_call=True)
    found = needing_attention(now=timezone.now())
    assert len(found) == 1 and found[0].reasons == [Reason.NEW, Reason.PHONE]
    assert found[0].since == booking.created_at


def test_the_oldest_comes_first():
    bookings = [make_booking() for _number in range(3)]
    for days, booking in zip((1, 9, 5), bookings, strict=True):
        Booking.objects.filter(pk=booking.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert list(needing_attention(now=timezone.now())) == [bookings[1], bookings[2], bookings[0]]


def test_what_is_settled_does_not_wait():
    for status in ("declined", "cancelled_by_school", "cancelled_by_us", "duplicate", "delivered", "reported"):
        make_booking(status=status)
    make_offer(make_booking())
    assert queue() == {}


# The screens.


def test_the_screen_says_why_and_leads_to_the_booking(client):
    sign_in(client)
    booking = make_booking(please_call=True)
    html = client.get(reverse("workshops_attention")).content.decode()
    assert reverse("workshops_desk", args=[booking.pk]) in html
    assert "desk-status--waits" in html


def test_an_empty_queue_says_so(client):
    sign_in(client)
    assert client.get(reverse("workshops_attention")).status_code == 200
    assert "(0)" not in client.get("/admin/").content.decode()


def many_bookings(number: int = 300) -> None:
    start = Booking.objects.count()
    one = make_booking()
    names = {field.name for field in Booking._meta.concrete_fields} - {"id", "reference", "submission"}
    values = {name: getattr(one, name) for name in names}
    one.delete()
    Booking.objects.bulk_create(
        Booking(**values, reference=f"K-{start + index}", submission=f"many-{start + index}")
        for index in range(number)
    )


def test_the_screens_are_paginated_and_cost_the_same_with_many(client, django_assert_max_num_queries):
    sign_in(client)
    many_bookings()
    for page in ("/admin/", reverse("workshops_attention"), reverse("workshops_attention") + "?p=3"):
        with django_assert_max_num_queries(25):
            html = client.get(page).content.decode()
        assert 10 <= html.count("/desk/") <= 60, page
    assert "(300)" in html
    for page in ("x", "-1", "999", str(10**30)):
        assert client.get(reverse("workshops_attention"), {"p": page}).status_code == 200
