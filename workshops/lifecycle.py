"""Moving a booking along its way. Each move asks the table, is logged with its reason, and happens whole or not."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from .choices import Status
from .models import Booking, Transition
from .transitions import OPEN_TO_SCHOOL, TransitionRefused, may_move


@transaction.atomic
def move(
    *,
    booking: Booking,
    to: Status,
    actor: Transition.Actor,
    user: AbstractBaseUser | None = None,
    reason: str = "",
) -> Booking:
    """Move a booking, if the table permits it from where the booking stands now.

    The row changes only while its status is the one that was asked about: of two people who move it at once, the
    second is refused. Every change raises ``sequence``, which calendars need.

    Raises:
        TransitionRefused: if the table does not permit the move, or somebody was faster.
    """
    current = Booking.objects.values_list("status", flat=True).get(pk=booking.pk)
    if not may_move(current, to):
        raise TransitionRefused(current, to)
    changed = Booking.objects.filter(pk=booking.pk, status=current).update(status=to, sequence=F("sequence") + 1)
    if not changed:
        raise TransitionRefused(current, to)
    Transition.objects.create(
        booking=booking, from_status=current, to_status=to, actor=actor, user=user, reason=reason.strip()
    )
    booking.refresh_from_db()
    return booking


@transaction.atomic
def cancel_by_school(*, booking: Booking, reason: str) -> Booking:
    """Let a school cancel its booking; its slot is free for others again."""
    booking = move(booking=booking, to=Status.CANCELLED_BY_SCHOOL, actor=Transition.Actor.SCHOOL, reason=reason)
    booking.slots.update(taken_by=None)
    return booking


@transaction.atomic
def change_details(*, booking: Booking, participants: int, contact_name: str, email: str, phone: str) -> Booking:
    """Let a school change its numbers and its contact, as long as the workshop lies ahead.

    Raises:
        TransitionRefused: if the booking is closed.
    """
    changed = Booking.objects.filter(pk=booking.pk, status__in=OPEN_TO_SCHOOL).update(
        participants=participants,
        contact_name=contact_name,
        email=email,
        phone=phone,
        sequence=F("sequence") + 1,
    )
    if not changed:
        raise TransitionRefused(booking.status, booking.status)
    booking.refresh_from_db()
    return booking
