"""Sessions of a booking: made when a date is agreed, then delivered or not, with what really happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from publishing.store.changes import start_generation

from .choices import Place, Status
from .lifecycle import lock, move
from .models import Booking, Session, Slot, Transition

State = Session.State


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How many came to one session."""

    session: Session
    participants: int
    staff_present: int | None = None


@transaction.atomic
def make_sessions(*, booking: Booking, slot: Slot) -> list[Session]:
    """Plan a session for each group, one after the other in the agreed time; earlier plans are cancelled."""
    length = (slot.ends_at - slot.starts_at) / booking.groups
    address = f"{booking.school_name}, {booking.town}"
    sessions = []
    for group in range(1, booking.groups + 1):
        start = slot.starts_at + length * (group - 1)
        session, _created = Session.objects.update_or_create(
            booking=booking,
            slot=slot,
            group=group,
            defaults={
                "starts_at": start,
                "ends_at": start + length,
                "state": State.PLANNED,
                "place": "" if booking.place == Place.ONLINE else address,
            },
        )
        session.facilitators.set([slot.facilitator] if slot.facilitator else [])
        sessions.append(session)
    made = [session.pk for session in sessions]
    booking.sessions.filter(state=State.PLANNED).exclude(pk__in=made).update(state=State.CANCELLED)
    return sessions


def cancel_sessions(*, booking: Booking) -> None:
    """Cancel what is planned; what was delivered stays."""
    booking.sessions.filter(state=State.PLANNED).update(state=State.CANCELLED)


@transaction.atomic
def confirm_numbers(*, booking: Booking, numbers: Iterable[Numbers], now: datetime) -> Booking:
    """Take the real numbers from the school; the last word counts until the booking is reported.

    A confirmed booking whose sessions are over is delivered by this: whoever counts the participants was there.

    Raises:
        TransitionRefused: if the booking is not delivered and cannot be, or is reported already.
        ValueError: if a session is not this booking's, or not over, or another one still lies ahead.
    """
    booking = lock(booking)
    if booking.sessions.filter(state=State.PLANNED, ends_at__gt=now).exists():
        raise ValueError("This booking is not over.")
    if booking.status != Status.DELIVERED:
        booking = move(booking=booking, to=Status.DELIVERED, actor=Transition.Actor.SCHOOL)
        _mark_delivered(booking)
    numbers = list(numbers)
    if any(one.session.booking_id != booking.pk or one.session.ends_at > now for one in numbers):
        raise ValueError("These numbers are not about a session of this booking that is over.")
    _store(booking, numbers, numbers_confirmed_at=now)
    return booking


def _mark_delivered(booking: Booking) -> None:
    for session in booking.sessions.filter(state=State.PLANNED):
        minutes = Decimal((session.ends_at - session.starts_at).total_seconds()) / 60
        session.state = State.DELIVERED
        session.hours = session.hours or (minutes / 60).quantize(Decimal("0.01"))
        session.save(update_fields=["state", "hours"])


def _store(booking: Booking, numbers: Iterable[Numbers], **values) -> None:
    for one in numbers:
        booking.sessions.filter(pk=one.session.pk, state=State.DELIVERED).update(
            participants=one.participants, staff_present=one.staff_present, **values
        )
    # The public figure counts them, and an update of rows tells nobody.
    start_generation(strict=False)


def agreed_sessions(*, booking: Booking) -> list[Session]:
    """Return what is agreed with a school or has taken place, in the order of time."""
    return list(booking.sessions.filter(state__in=(State.PLANNED, State.DELIVERED)))


def awaiting_numbers(*, booking: Booking) -> list[Session]:
    """Return the sessions that the school may (still) count: none before the last planned one is over."""
    if booking.status not in (Status.CONFIRMED, Status.DELIVERED):
        return []
    sessions = agreed_sessions(booking=booking)
    now = timezone.now()
    if any(one.ends_at > now and one.state == State.PLANNED for one in sessions):
        return []
    return [one for one in sessions if one.ends_at <= now]
