"""Offering dates, and a school's answer. The same slot may be offered to many; one school gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from .choices import Status
from .lifecycle import move
from .mail import send
from .models import Booking, Facilitator, Offer, Slot, Transition


class SlotTaken(Exception):
    """Another school was faster, or the offer was withdrawn."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A date to offer, in aware time."""

    starts_at: datetime
    ends_at: datetime
    facilitator: Facilitator | None = None


@transaction.atomic
def offer_dates(*, booking: Booking, proposals: Iterable[Proposal], user: AbstractBaseUser | None) -> Booking:
    """Offer dates to a school and write to it. Dates that were offered before and are not named now stay open.

    Raises:
        TransitionRefused: if dates cannot be offered from where the booking stands.
        ValueError: if there is no date to offer.
    """
    proposals = list(proposals)
    if not proposals:
        raise ValueError("At least one date is needed.")
    booking = move(booking=booking, to=Status.OFFERED, actor=Transition.Actor.COORDINATOR, user=user)
    for proposal in proposals:
        slot, _created = Slot.objects.get_or_create(
            starts_at=proposal.starts_at, facilitator=proposal.facilitator, defaults={"ends_at": proposal.ends_at}
        )
        Offer.objects.update_or_create(booking=booking, slot=slot, defaults={"withdrawn_at": None})
    send_offer(booking=booking)
    return booking


def send_offer(*, booking: Booking) -> None:
    """Write to the school which dates it may choose from."""
    send(booking=booking, template="booking_offer", language=booking.locale, to=booking.email)


@transaction.atomic
def accept_offer(*, booking: Booking, offer: Offer) -> Booking:
    """Give a slot to the school that accepts it first, and confirm its booking.

    The slot changes hands in one conditional update, so that of any number of schools one wins, on every database.
    Accepting the same offer twice is accepting it once.

    Raises:
        SlotTaken: if another school has it, or the offer is not open or not this booking's.
        TransitionRefused: if the booking cannot be confirmed from where it stands.
    """
    if offer.booking_id != booking.pk or offer.withdrawn_at is not None or offer.slot.starts_at <= timezone.now():
        raise SlotTaken
    if booking.status == Status.CONFIRMED and booking.slots.filter(pk=offer.slot_id).exists():
        return booking
    if not Slot.objects.filter(pk=offer.slot_id, taken_by__isnull=True).update(taken_by=booking):
        raise SlotTaken
    booking = move(booking=booking, to=Status.CONFIRMED, actor=Transition.Actor.SCHOOL)
    booking.slots.exclude(pk=offer.slot_id).update(taken_by=None)
    send_confirmation(booking=booking)
    return booking


def send_confirmation(*, booking: Booking) -> None:
    """Write to the school that the date is agreed."""
    send(booking=booking, template="booking_confirmed", language=booking.locale, to=booking.email)


@transaction.atomic
def ask_for_other_dates(*, booking: Booking, reason: str) -> Booking:
    """Withdraw the open offers of a booking, because none suits; it waits for new ones."""
    booking = move(booking=booking, to=Status.WAITING, actor=Transition.Actor.SCHOOL, reason=reason)
    booking.offers.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    return booking
