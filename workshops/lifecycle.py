"""Moving a booking along its way. Each move asks the table, is logged with its reason, and happens whole or not."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from .choices import Status
from .models import Booking, Transition
from .transitions import TransitionRefused, may_move


def lock(booking: Booking) -> Booking:
    """Read a booking anew and hold it until the transaction ends: what a page showed may be out of date.

    Whoever changes a booking, its dates or its invitations locks the booking first, so that nobody waits in a circle.
    """
    booking.refresh_from_db(from_queryset=Booking.objects.select_for_update(no_key=True))
    return booking


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


class Changed(Exception):
    """Somebody has changed the booking since it was looked at."""


def claim(*, booking: Booking, sequence: int | None) -> Booking:
    """Take a booking to change it, in the caller's transaction, as it was when somebody looked at it.

    Of two who looked at the same state, or of two clicks on one button, the second is refused.

    Raises:
        Changed: if it is no longer in that state.
    """
    taken = sequence is not None and Booking.objects.filter(pk=booking.pk, sequence=sequence).update(
        sequence=F("sequence") + 1
    )
    if not taken:
        raise Changed
    booking.refresh_from_db()
    return booking
