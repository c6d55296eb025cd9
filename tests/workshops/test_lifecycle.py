"""Where a booking may go, and what each move leaves behind."""

import itertools
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from tests.workshops.making import make_booking, make_offer, make_session, moment
from workshops.choices import Status
from workshops.decisions import cancel_by_school, change_details
from workshops.delivery import Record, correct_session, record_sessions
from workshops.feedback import take_answers
from workshops.invitations import assign, invite, withdraw
from workshops.lifecycle import move
from workshops.models import Booking, Facilitator, Slot, Transition
from workshops.transitions import PERMITTED, TransitionRefused

pytestmark = pytest.mark.django_db
COORDINATOR = Transition.Actor.COORDINATOR


@pytest.mark.parametrize(("current", "wanted"), list(itertools.product(Status, Status)))
def test_only_what_the_table_permits_happens(current, wanted):
    booking = make_booking(status=current)
    if wanted in PERMITTED[current]:
        assert move(booking=booking, to=wanted, actor=COORDINATOR).status == wanted
        assert Transition.objects.filter(from_status=current, to_status=wanted).count() == 1
    else:
        with pytest.raises(TransitionRefused):
            move(booking=booking, to=wanted, actor=COORDINATOR)
        booking.refresh_from_db()
        assert booking.status == current
        assert not Transition.objects.exists()


def test_every_status_is_in_the_table():
    assert set(PERMITTED) == set(Status)
    assert set().union(*PERMITTED.values()) <= set(Status)


def test_a_stale_object_cannot_skip_the_table():
    booking = make_booking()
    stale = type(booking).objects.get(pk=booking.pk)
    move(booking=booking, to=Status.DECLINED, actor=COORDINATOR)
    assert stale.status == Status.RECEIVED
    with pytest.raises(TransitionRefused):
        move(booking=stale, to=Status.CONFIRMED, actor=COORDINATOR)


def test_each_change_raises_the_sequence():
    booking = make_booking()
    move(booking=booking, to=Status.OFFERED, actor=COORDINATOR)
    change_details(booking=booking, participants=5, contact_name="Eva", email="e@example.si", phone="+38631234567")
    assert (booking.sequence, booking.participants) == (2, 5)


def test_cancelling_frees_the_slot():
    booking = make_booking()
    offer = make_offer(booking)
    type(offer.slot).objects.filter(pk=offer.slot_id).update(taken_by=booking)
    cancel_by_school(booking=booking, reason="bolezen")
    offer.slot.refresh_from_db()
    assert offer.slot.taken_by is None
    assert Transition.objects.get().reason == "bolezen"


@pytest.mark.parametrize("status", [Status.DECLINED, Status.DELIVERED, Status.REPORTED, Status.DUPLICATE])
def test_a_closed_booking_cannot_be_changed(status):
    booking = make_booking(status=status)
    with pytest.raises(TransitionRefused):
        change_details(booking=booking, participants=5, contact_name="E", email="e@example.si", phone="+38631234567")


def recorded():
    session = make_session()
    records = [Record(session=session, took_place=True)]
    return lambda: record_sessions(booking=session.booking, records=records, user=None, now=timezone.now())


def corrected():
    session = make_session(make_booking(status="delivered"), state="delivered")
    return lambda: correct_session(
        booking=session.booking, record=Record(session=session, took_place=True), user=None
    )


def answered():
    session = make_session()
    return lambda: take_answers(booking=session.booking, numbers=[], feedback={}, now=timezone.now())


def time_of_a_school() -> tuple[Slot, Facilitator]:
    booking = make_booking(status="confirmed")
    slot = Slot.objects.create(starts_at=moment(), ends_at=moment() + timedelta(minutes=45), taken_by=booking)
    return slot, Facilitator.objects.create(name="Zala", email="zala@example.si")


def assigned():
    slot, person = time_of_a_school()
    return lambda: assign(slot=slot, facilitator=person)


def withdrawn():
    slot, person = time_of_a_school()
    invitation = invite(slot=slot, facilitator=person)
    return lambda: withdraw(invitation=invitation)


@pytest.mark.parametrize("service", [recorded, corrected, answered, assigned, withdrawn])
def test_the_booking_is_held_before_what_belongs_to_it(service, monkeypatch, django_assert_max_num_queries):
    act, held, lock = service(), [], QuerySet.select_for_update

    def noted(queryset, **options):
        held.append((queryset.model, len(queries)))
        return lock(queryset, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    with django_assert_max_num_queries(100) as queries:
        act()
    model, before = held[0]
    assert model is Booking
    writes = [
        one["sql"] for one in queries.captured_queries[:before] if not one["sql"].startswith(("SELECT", "SAVE"))
    ]
    assert writes == []
