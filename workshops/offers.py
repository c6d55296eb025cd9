"""Offering dates, and a school's answer. The same slot may be offered to many; one school gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone, translation

from .choices import MailEvent, Status
from .invitations import invite, withdraw_invitations
from .lifecycle import move
from .mail import Draft, compose, deliver, lines, send
from .models import Booking, Facilitator, Offer, Slot, Transition
from .sessions import make_sessions


class SlotTaken(Exception):
    """Another school was faster, or the offer was withdrawn."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A date to offer, in aware time."""

    starts_at: datetime
    ends_at: datetime
    facilitator: Facilitator | None = None


@transaction.atomic
def offer_dates(
    *,
    booking: Booking,
    proposals: Iterable[Proposal],
    user: AbstractBaseUser | None,
    draft: Draft | None = None,
) -> Booking:
    """Offer dates to a school and write to it. Dates that were offered before and are not named now stay open.

    ``draft`` is the e-mail as a coordinator has changed it.

    Raises:
        TransitionRefused: if dates cannot be offered from where the booking stands.
        ValueError: if there is no date to offer.
    """
    proposals = list(proposals)
    if not proposals:
        raise ValueError("At least one date is needed.")
    booking = move(booking=booking, to=Status.OFFERED, actor=Transition.Actor.COORDINATOR, user=user)
    for proposal in proposals:
        slot = _slot(proposal)
        Offer.objects.update_or_create(booking=booking, slot=slot, defaults={"withdrawn_at": None})
    deliver(draft=draft or compose(event=MailEvent.DATES_OFFERED, booking=booking), booking=booking, user=user)
    return booking


def compose_offer(*, booking: Booking, proposals: Iterable[Proposal]) -> Draft:
    """Return the e-mail that would offer these dates, together with those that are open already."""
    still_open = [offer.slot for offer in booking.offers.select_related("slot") if offer.is_open]
    new = [proposal for proposal in proposals if all(_differ(slot, proposal) for slot in still_open)]
    dates = sorted([*still_open, *new], key=lambda one: one.starts_at)
    with translation.override(booking.locale):
        offers = lines(dates)
    return compose(event=MailEvent.DATES_OFFERED, booking=booking, values={"offers": offers})


def _differ(slot: Slot, proposal: Proposal) -> bool:
    return (slot.starts_at, slot.facilitator_id) != (proposal.starts_at, getattr(proposal.facilitator, "pk", None))


def _slot(proposal: Proposal) -> Slot:
    slot, _created = Slot.objects.get_or_create(
        starts_at=proposal.starts_at, facilitator=proposal.facilitator, defaults={"ends_at": proposal.ends_at}
    )
    return slot


@transaction.atomic
def accept_offer(*, booking: Booking, offer: Offer) -> Booking:
    """Give a slot to the school that accepts it first, and confirm its booking.

    Accepting the same offer twice is accepting it once.

    Raises:
        SlotTaken: if another school has it, or the offer is not open or not this booking's.
        TransitionRefused: if the booking cannot be confirmed from where it stands.
    """
    if offer.booking_id != booking.pk or offer.withdrawn_at is not None or offer.slot.starts_at <= timezone.now():
        raise SlotTaken
    if booking.status == Status.CONFIRMED and booking.slots.filter(pk=offer.slot_id).exists():
        return booking
    booking = _agree(booking=booking, slot=offer.slot, actor=Transition.Actor.SCHOOL)
    send(event=MailEvent.CONFIRMED, booking=booking)
    return booking


@transaction.atomic
def confirm_date(
    *, booking: Booking, proposal: Proposal, user: AbstractBaseUser | None, draft: Draft | None = None
) -> Booking:
    """Agree on a date for a school that said yes by phone or e-mail, and write to it.

    Raises:
        SlotTaken: if another school has this time of this facilitator.
        TransitionRefused: if the booking cannot be confirmed from where it stands.
    """
    booking = _agree(booking=booking, slot=_slot(proposal), actor=Transition.Actor.COORDINATOR, user=user)
    deliver(draft=draft or compose(event=MailEvent.CONFIRMED, booking=booking), booking=booking, user=user)
    return booking


def compose_confirmation(*, booking: Booking, proposal: Proposal) -> Draft:
    """Return the e-mail that would confirm a date."""
    with translation.override(booking.locale):
        dates = lines([proposal])
    return compose(event=MailEvent.CONFIRMED, booking=booking, values={"dates": dates})


def _agree(*, booking: Booking, slot: Slot, actor: Transition.Actor, user: AbstractBaseUser | None = None) -> Booking:
    """Take a slot, confirm the booking and plan its sessions.

    The slot changes hands in one conditional update, so that of any number of schools one wins, on every database.
    """
    if not Slot.objects.filter(pk=slot.pk, taken_by__isnull=True).update(taken_by=booking):
        raise SlotTaken
    booking = move(booking=booking, to=Status.CONFIRMED, actor=actor, user=user)
    withdraw_invitations(booking=booking)
    booking.slots.exclude(pk=slot.pk).update(taken_by=None)
    slot.refresh_from_db()
    make_sessions(booking=booking, slot=slot)
    if slot.facilitator:
        invite(slot=slot, facilitator=slot.facilitator)
    return booking


@transaction.atomic
def ask_for_other_dates(*, booking: Booking, reason: str) -> Booking:
    """Withdraw the open offers of a booking, because none suits; it waits for new ones."""
    booking = move(booking=booking, to=Status.WAITING, actor=Transition.Actor.SCHOOL, reason=reason)
    withdraw_offers(booking=booking)
    return booking


def withdraw_offers(*, booking: Booking) -> None:
    """Take back every offer that is open; what was accepted stays."""
    booking.offers.filter(withdrawn_at=None, slot__taken_by=None).update(withdrawn_at=timezone.now())
