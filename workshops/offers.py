"""Offering dates, and a school's answer. The same slot may be offered to many; one school gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from languages.scripts import writing

from .choices import MailEvent, Status
from .invitations import invite, withdraw_invitations
from .lifecycle import lock, move
from .mail import Draft, compose, deliver, lines, send
from .models import Booking, Facilitator, Offer, Slot, Transition
from .sessions import make_sessions
from .transitions import TransitionRefused

DOUBLE_CLICK = timedelta(minutes=1)


class SlotTaken(TransitionRefused):
    """Another school was faster, or the offer was withdrawn."""

    def __init__(self):
        Exception.__init__(self, "This time is no longer free.")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A date to offer, in aware time; kept in UTC, with the length that was meant, also when the clocks change."""

    starts_at: datetime
    ends_at: datetime
    facilitator: Facilitator | None = None

    def __post_init__(self):
        # Between times of one zone Python reckons as the clock on the wall does: 45 minutes are 45 minutes.
        length = self.ends_at - self.starts_at
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))
        object.__setattr__(self, "ends_at", self.starts_at + length)


@transaction.atomic
def offer_dates(
    *,
    booking: Booking,
    proposals: Iterable[Proposal],
    user: AbstractBaseUser | None,
    draft: Draft | None = None,
) -> Booking:
    """Offer dates to a school and write to it. Dates that were offered before and are not named now stay open.

    The same dates in the same words within a minute are a double click, and offered once.

    ``draft`` is the e-mail as a coordinator has changed it.

    Raises:
        TransitionRefused: if dates cannot be offered from where the booking stands.
        SlotTaken: if another school has a time of that facilitator.
        ValueError: if there is no date to offer.
    """
    proposals = list(proposals)
    if not proposals:
        raise ValueError("At least one date is needed.")
    draft = draft or compose_offer(booking=lock(booking), proposals=proposals)
    if _was_just_sent(draft, booking):
        return booking
    booking = move(booking=booking, to=Status.OFFERED, actor=Transition.Actor.COORDINATOR, user=user)
    for proposal in proposals:
        slot = _slot(proposal, booking)
        if slot.taken_by_id not in (None, booking.pk):
            raise SlotTaken
        Offer.objects.update_or_create(booking=booking, slot=slot, defaults={"withdrawn_at": None})
    deliver(draft=draft, booking=booking, user=user)
    return booking


def _was_just_sent(draft: Draft, booking: Booking) -> bool:
    latest = booking.messages.filter(event=draft.event, created_at__gt=timezone.now() - DOUBLE_CLICK)
    return latest.filter(recipient=draft.to, subject=draft.subject[:250], body=draft.body).exists()


def compose_offer(*, booking: Booking, proposals: Iterable[Proposal]) -> Draft:
    """Return the e-mail that would offer these dates, together with those that are open already."""
    still_open = [offer.slot for offer in booking.offers.select_related("slot") if offer.is_open]
    new = [proposal for proposal in proposals if all(_differ(slot, proposal) for slot in still_open)]
    dates = sorted([*still_open, *new], key=lambda one: one.starts_at)
    with writing(booking.locale):
        offers = lines(dates)
    return compose(event=MailEvent.DATES_OFFERED, booking=booking, values={"offers": offers})


def _differ(slot: Slot, proposal: Proposal) -> bool:
    return (slot.starts_at, slot.facilitator_id) != (proposal.starts_at, getattr(proposal.facilitator, "pk", None))


def _slot(proposal: Proposal, booking: Booking) -> Slot:
    """Return the slot of a time and a facilitator; times of nobody in particular are as many as are needed.

    Where it was offered with another length before, the longer one holds until a school has it.
    """
    who_and_when = {"starts_at": proposal.starts_at, "facilitator": proposal.facilitator}
    if proposal.facilitator is None:
        slots = Slot.objects.filter(Q(taken_by=None) | Q(taken_by=booking), **who_and_when)
        slot = slots.order_by("pk").first() or Slot.objects.create(**who_and_when, ends_at=proposal.ends_at)
    else:
        slot, _created = Slot.objects.get_or_create(**who_and_when, defaults={"ends_at": proposal.ends_at})
    if Slot.objects.filter(pk=slot.pk, taken_by=None, ends_at__lt=proposal.ends_at).update(ends_at=proposal.ends_at):
        slot.ends_at = proposal.ends_at
    return slot


@transaction.atomic
def accept_offer(*, booking: Booking, offer: Offer) -> Booking:
    """Give a slot to the school that accepts it first, and confirm its booking.

    Accepting the same offer twice is accepting it once.

    Raises:
        SlotTaken: if another school has it, or the offer is not open or not this booking's.
        TransitionRefused: if the booking cannot be confirmed from where it stands.
    """
    lock(booking)
    offer = booking.offers.select_related("slot").filter(pk=offer.pk).first()
    if offer is None or offer.withdrawn_at is not None or offer.slot.starts_at <= timezone.now():
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

    A booking that holds this very time already, and was offered others, keeps it.

    Raises:
        SlotTaken: if another school has this time of this facilitator.
        TransitionRefused: if the booking cannot be confirmed from where it stands.
    """
    lock(booking)
    slot = _slot(proposal, booking)
    Slot.objects.filter(pk=slot.pk, taken_by=None).update(ends_at=proposal.ends_at)
    booking = _agree(booking=booking, slot=slot, actor=Transition.Actor.COORDINATOR, user=user)
    deliver(draft=draft or compose(event=MailEvent.CONFIRMED, booking=booking), booking=booking, user=user)
    return booking


def compose_confirmation(*, booking: Booking, proposal: Proposal) -> Draft:
    """Return the e-mail that would confirm a date."""
    with writing(booking.locale):
        dates = lines([proposal])
    return compose(event=MailEvent.CONFIRMED, booking=booking, values={"dates": dates})


def _agree(*, booking: Booking, slot: Slot, actor: Transition.Actor, user: AbstractBaseUser | None = None) -> Booking:
    """Take a slot, confirm the booking and plan its sessions.

    The slot changes hands in one conditional update, so that of any number of schools one wins, on every database.
    """
    if not Slot.objects.filter(Q(taken_by=None) | Q(taken_by=booking), pk=slot.pk).update(taken_by=booking):
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
