"""What a coordinator or a school decides about a booking, with everything that follows from it."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from .choices import MailEvent, Status
from .invitations import withdraw_invitations
from .lifecycle import lock, move
from .mail import Draft, compose, deliver, send
from .models import Booking, Session, Transition
from .offers import withdraw_offers
from .sessions import cancel_sessions
from .transitions import OPEN_TO_SCHOOL, TransitionRefused

# Decisions of ours that the school must hear of, and the text that tells it.
MAIL = {
    Status.WAITING: MailEvent.WAITING_LIST,
    Status.DECLINED: MailEvent.DECLINED,
    Status.CANCELLED_BY_US: MailEvent.CANCELLED_BY_US,
}
# Moves that need more than a decision: a date, or what really happened. They have services of their own.
ELSEWHERE = {Status.OFFERED, Status.CONFIRMED, Status.DELIVERED, Status.CANCELLED_BY_SCHOOL}
ENDED = {Status.DECLINED, Status.CANCELLED_BY_SCHOOL, Status.CANCELLED_BY_US, Status.DUPLICATE}


def compose_decision(*, booking: Booking, to: Status, reason: str = "") -> Draft | None:
    """Return the e-mail that tells the school of a decision; None where it need not hear of it."""
    return compose(event=MAIL[to], booking=booking, values={"reason": reason.strip()}) if to in MAIL else None


@transaction.atomic
def decide(
    *,
    booking: Booking,
    to: Status,
    user: AbstractBaseUser | None,
    reason: str = "",
    draft: Draft | None = None,
) -> Booking:
    """Move a booking as a coordinator decides, free what it held, and write to the school where it must know.

    Raises:
        TransitionRefused: if the table does not permit the move, or it is none to be merely decided.
    """
    if to in ELSEWHERE:
        raise TransitionRefused(booking.status, to)
    lock(booking)
    draft = draft or compose_decision(booking=booking, to=to, reason=reason)
    booking = move(booking=booking, to=to, actor=Transition.Actor.COORDINATOR, user=user, reason=reason)
    if to in ENDED:
        _free(booking)
    if to == Status.WAITING:
        withdraw_offers(booking=booking)
    if to == Status.NO_SHOW:
        booking.sessions.filter(state=Session.State.PLANNED).update(state=Session.State.NO_SHOW)
    if draft:
        deliver(draft=draft, booking=booking, user=user)
    return booking


@transaction.atomic
def cancel_by_school(*, booking: Booking, reason: str) -> Booking:
    """Let a school cancel its booking; its slot is free for others again, and everybody concerned hears of it."""
    lock(booking)
    to_desk = compose(
        event=MailEvent.CANCELLED_FOR_DESK,
        booking=booking,
        language="sl",
        to=settings.BOOKINGS_EMAIL,
        values={"reason": reason},
    )
    booking = move(booking=booking, to=Status.CANCELLED_BY_SCHOOL, actor=Transition.Actor.SCHOOL, reason=reason)
    _free(booking)
    send(event=MailEvent.CANCELLED_BY_SCHOOL, booking=booking, values={"reason": reason})
    deliver(draft=to_desk, booking=booking)
    return booking


@transaction.atomic
def cancelled_elsewhere(
    *, booking: Booking, user: AbstractBaseUser | None, reason: str = "", draft: Draft | None = None
) -> Booking:
    """Note that a school has cancelled by phone or e-mail; ``draft`` confirms it, if something is to be written.

    Raises:
        TransitionRefused: if the table does not permit the move.
    """
    booking = move(
        booking=booking,
        to=Status.CANCELLED_BY_SCHOOL,
        actor=Transition.Actor.COORDINATOR,
        user=user,
        reason=reason,
    )
    _free(booking)
    if draft:
        deliver(draft=draft, booking=booking, user=user)
    return booking


@transaction.atomic
def change_details(*, booking: Booking, **values) -> Booking:
    """Let a school change its numbers and its contact, as long as the workshop lies ahead.

    Raises:
        TransitionRefused: if the booking is closed.
    """
    changed = Booking.objects.filter(pk=booking.pk, status__in=OPEN_TO_SCHOOL).update(
        **values, sequence=F("sequence") + 1
    )
    if not changed:
        raise TransitionRefused(booking.status, booking.status)
    booking.refresh_from_db()
    return booking


def _free(booking: Booking) -> None:
    """Give back what the booking held: facilitators are told, its time can be offered to others."""
    withdraw_invitations(booking=booking)
    withdraw_offers(booking=booking)
    cancel_sessions(booking=booking)
    booking.slots.update(taken_by=None)
