"""Services act on what is true now, not on what a page showed: a double click, and two people at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.workshops.making import make_booking, make_offer, moment
from workshops.choices import MailEvent, Status
from workshops.decisions import cancel_by_school, decide
from workshops.invitations import InvitationClosed, answer, invite
from workshops.models import Booking, Facilitator, Invitation, Offer, Session, Slot
from workshops.offers import Proposal, SlotTaken, accept_offer, ask_for_other_dates, confirm_date, offer_dates
from workshops.sessions import Numbers, confirm_numbers
from workshops.transitions import TransitionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return Facilitator.objects.create(name="Zala", email="zala@example.si")


def as_shown(row):
    """Return a row as another page holds it, which hears of no change."""
    return type(row).objects.get(pk=row.pk)


def proposal(facilitator=None, **values) -> Proposal:
    start = moment(**values)
    return Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=facilitator)


def delivered(booking: Booking) -> Session:
    end = timezone.now() - timedelta(days=1)
    Booking.objects.filter(pk=booking.pk).update(status=Status.DELIVERED)
    return Session.objects.create(
        booking=booking, starts_at=end - timedelta(minutes=45), ends_at=end, state=Session.State.DELIVERED
    )


def test_the_school_that_has_the_date_is_not_told_that_another_was_faster(mailoutbox):
    booking = make_booking()
    offer = make_offer(booking)
    twice = as_shown(booking), as_shown(offer)
    accept_offer(booking=booking, offer=offer)
    assert accept_offer(booking=twice[0], offer=twice[1]).status == Status.CONFIRMED
    assert len(mailoutbox) == Session.objects.count() == 1


def test_an_offer_that_was_withdrawn_meanwhile_cannot_be_accepted():
    booking = make_booking()
    offer = make_offer(booking)
    shown = as_shown(booking), as_shown(offer)
    ask_for_other_dates(booking=booking, reason="")
    with pytest.raises(SlotTaken):
        accept_offer(booking=shown[0], offer=shown[1])
    assert Slot.objects.get(pk=offer.slot_id).taken_by is None


def test_a_booking_that_was_declined_meanwhile_cannot_be_accepted(mailoutbox):
    booking = make_booking()
    offer = make_offer(booking)
    shown = as_shown(booking), as_shown(offer)
    decide(booking=booking, to=Status.DECLINED, user=None)
    with pytest.raises((SlotTaken, TransitionRefused)):
        accept_offer(booking=shown[0], offer=shown[1])
    assert not Session.objects.exists() and len(mailoutbox) == 1


def test_a_double_click_offers_and_writes_once(mailoutbox, facilitator):
    booking = make_booking()
    shown = as_shown(booking)
    offer_dates(booking=booking, proposals=[proposal(facilitator)], user=None)
    offer_dates(booking=shown, proposals=[proposal(facilitator)], user=None)
    assert (len(mailoutbox), booking.transitions.count(), Offer.objects.count()) == (1, 1, 1)


def test_another_date_a_moment_later_is_offered_and_written_about(mailoutbox):
    booking = make_booking()
    for days in (30, 31):
        offer_dates(booking=booking, proposals=[proposal(days=days)], user=None)
    assert (len(mailoutbox), Offer.objects.count()) == (2, 2)


def test_one_time_that_stands_twice_for_nobody_in_particular_can_still_be_offered():
    for _number in range(2):
        Slot.objects.create(starts_at=moment(), ends_at=moment() + timedelta(minutes=45))
    booking = offer_dates(booking=make_booking(), proposals=[proposal()], user=None)
    assert booking.offers.count() == 1


def test_a_time_of_nobody_in_particular_is_there_for_a_second_school(mailoutbox):
    confirm_date(booking=make_booking(), proposal=proposal(), user=None)
    second = offer_dates(booking=make_booking(), proposals=[proposal()], user=None)
    assert second.offers.get().is_open and "08:15" in mailoutbox[-1].body


def test_a_time_of_a_facilitator_that_a_school_has_is_not_offered_to_another(mailoutbox, facilitator):
    confirm_date(booking=make_booking(), proposal=proposal(facilitator), user=None)
    mailoutbox.clear()
    for service in (
        lambda **how: offer_dates(proposals=[proposal(facilitator)], **how),
        lambda **how: confirm_date(proposal=proposal(facilitator), **how),
    ):
        with pytest.raises(SlotTaken):
            service(booking=make_booking(), user=None)
    assert not mailoutbox


def test_a_time_offered_for_one_group_is_long_enough_for_two(facilitator):
    short = proposal(facilitator)
    double = Proposal(starts_at=moment(), ends_at=moment() + timedelta(minutes=90), facilitator=facilitator)
    offer_dates(booking=make_booking(), proposals=[short], user=None)
    booking = offer_dates(booking=make_booking(groups=2), proposals=[double], user=None)
    booking = accept_offer(booking=booking, offer=booking.offers.get())
    assert [session.ends_at - session.starts_at for session in booking.sessions.all()] == 2 * [timedelta(minutes=45)]


def test_a_school_that_keeps_the_date_it_has_is_confirmed_again(facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    offer_dates(booking=booking, proposals=[proposal(facilitator, days=40)], user=None)
    booking = confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    assert booking.status == Status.CONFIRMED
    assert [slot.starts_at for slot in booking.slots.all()] == [moment()]
    assert Invitation.objects.get().state == Invitation.State.SENT


def test_a_confirmation_that_is_clicked_twice_is_sent_once(mailoutbox, facilitator):
    booking = make_booking()
    shown = as_shown(booking)
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    with pytest.raises(TransitionRefused):
        confirm_date(booking=shown, proposal=proposal(facilitator), user=None)
    assert len(mailoutbox) == 2 and Session.objects.count() == 1


def test_fewer_groups_leave_no_session_behind(facilitator):
    booking = make_booking(groups=3)
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    offer_dates(booking=booking, proposals=[proposal(days=40)], user=None)
    Booking.objects.filter(pk=booking.pk).update(groups=2)
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    assert booking.sessions.filter(state=Session.State.PLANNED).count() == 2


def test_a_facilitator_is_asked_once_and_an_answer_is_not_forgotten(mailoutbox, facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    invitation = Invitation.objects.get()
    answer(invitation=invitation, accept=True)
    mailoutbox.clear()
    invite(slot=invitation.slot, facilitator=facilitator)
    assert Invitation.objects.get().state == Invitation.State.ACCEPTED
    assert not mailoutbox


def test_nobody_is_asked_to_lead_what_was_cancelled_meanwhile(mailoutbox, facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(), user=None)
    slot = Slot.objects.select_related("taken_by").get()
    cancel_by_school(booking=booking, reason="")
    mailoutbox.clear()
    assert invite(slot=slot, facilitator=facilitator) is None
    assert not mailoutbox and not Invitation.objects.exists()


def test_an_answer_that_comes_after_the_cancellation_changes_nothing(facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    shown = Invitation.objects.select_related("slot__taken_by", "facilitator").get()
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    with pytest.raises(InvitationClosed):
        answer(invitation=shown, accept=True)
    assert Invitation.objects.get().state == Invitation.State.WITHDRAWN


def test_numbers_of_a_booking_that_was_reported_meanwhile_stay():
    booking = make_booking()
    session = delivered(booking)
    booking.refresh_from_db()
    shown = as_shown(booking)
    decide(booking=booking, to=Status.REPORTED, user=None)
    with pytest.raises(TransitionRefused):
        confirm_numbers(booking=shown, numbers=[Numbers(session=session, participants=99)], now=timezone.now())
    session.refresh_from_db()
    assert session.participants is None


def test_a_workshop_that_lies_ahead_is_not_delivered_by_an_empty_count(facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    with pytest.raises(ValueError):
        confirm_numbers(booking=booking, numbers=[], now=timezone.now())
    booking.refresh_from_db()
    assert booking.status == Status.CONFIRMED


@pytest.mark.parametrize("to", [Status.CONFIRMED, Status.OFFERED, Status.DELIVERED])
def test_what_needs_more_than_a_decision_is_not_merely_decided(to):
    booking = make_booking(status="offered" if to != Status.DELIVERED else "confirmed")
    with pytest.raises(TransitionRefused):
        decide(booking=booking, to=to, user=None)


def test_the_mail_that_tells_of_an_agreed_date_is_written_for_each_of_the_concerned(facilitator):
    booking = make_booking()
    confirm_date(booking=booking, proposal=proposal(facilitator), user=None)
    assert {message.event for message in booking.messages.all()} == {
        MailEvent.CONFIRMED,
        MailEvent.FACILITATOR_INVITED,
    }
