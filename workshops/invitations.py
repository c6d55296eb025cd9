"""Asking facilitators to lead an agreed workshop: they accept or refuse by a link, and a refusal is remembered."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from languages.scripts import address_in_script, writing
from pages.navigation import absolute

from .choices import MailEvent, Status
from .lifecycle import lock
from .mail import compose, date_and_time, deliver
from .models import Booking, Facilitator, Invitation, Session, Slot
from .private_links import digest_of, new_secret

State = Invitation.State


class InvitationClosed(Exception):
    """The invitation was withdrawn, answered otherwise already, or the workshop is over."""


@transaction.atomic
def invite(*, slot: Slot, facilitator: Facilitator, user: AbstractBaseUser | None = None) -> Invitation | None:
    """Ask a facilitator to lead the workshop that a slot was taken for.

    Somebody who refused this very time is not asked again, nor anybody about the past or about nobody's slot: then
    nothing is sent. Who was asked and has not refused keeps the invitation, whose link is in an e-mail already.
    """
    if slot.starts_at <= timezone.now():
        return None
    booking = _hold(slot)
    if booking is None:
        return None
    earlier = _invitation(slot, facilitator)
    if earlier and earlier.state == State.REFUSED:
        _take_off(slot, facilitator)
        return None
    if earlier and earlier.state != State.WITHDRAWN:
        return earlier
    token = new_secret()
    invitation = _store(slot, facilitator, State.SENT, digest=digest_of(token), answered_at=None)
    with writing(facilitator.locale):
        link = absolute(address_in_script(reverse("workshops:invitation", args=[token])))
    _write(MailEvent.FACILITATOR_INVITED, booking, slot, facilitator, link=link, user=user)
    return invitation


@transaction.atomic
def assign(*, slot: Slot, facilitator: Facilitator) -> Invitation | None:
    """Note that somebody leads the workshop who agreed in another way; no e-mail goes, a later cancellation does.

    An invitation that is out keeps its link.
    """
    if _hold(slot) is None:
        return None
    earlier = _invitation(slot, facilitator)
    keeps_link = earlier is not None and earlier.state != State.WITHDRAWN
    digest = earlier.digest if keeps_link else digest_of(new_secret())
    return _store(slot, facilitator, State.ACCEPTED, digest=digest, answered_at=timezone.now())


def _hold(slot: Slot) -> Booking | None:
    """Lock the booking that took a slot; None if there is none, or the slot was freed meanwhile."""
    booking = slot.taken_by
    if booking is None or not Slot.objects.filter(pk=slot.pk, taken_by=lock(booking)).exists():
        return None
    return booking


def _invitation(slot: Slot, facilitator: Facilitator) -> Invitation | None:
    return Invitation.objects.filter(slot=slot, facilitator=facilitator).first()


def _store(slot: Slot, facilitator: Facilitator, state: State, **values) -> Invitation:
    """Write the one invitation about this time to this person, and put the person on the sessions."""
    invitation, _created = Invitation.objects.update_or_create(
        slot=slot,
        facilitator=facilitator,
        defaults={"state": state, "reason": "", "sent_at": timezone.now(), **values},
    )
    for session in slot.sessions.filter(booking=slot.taken_by):
        session.facilitators.add(facilitator)
    return invitation


def _take_off(slot: Slot, facilitator: Facilitator) -> None:
    """Take somebody off what is still planned; who led a delivered session stays on it."""
    for session in slot.sessions.filter(state=Session.State.PLANNED):
        session.facilitators.remove(facilitator)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a token leads to."""
    invitations = Invitation.objects.select_related("facilitator", "slot__taken_by__school")
    return invitations.filter(digest=digest_of(token)).first()


def is_withdrawn(invitation: Invitation) -> bool:
    """Say whether what was asked no longer holds: then nothing about the booking is shown.

    A slot can pass to another school; who refused it for the first has nothing to do with the second.
    """
    booking = invitation.slot.taken_by
    if booking is None or invitation.state == State.WITHDRAWN:
        return True
    if invitation.state != State.REFUSED:
        return False
    refused_at = invitation.answered_at or invitation.sent_at
    return booking.transitions.filter(to_status=Status.CONFIRMED, at__gt=refused_at).exists()


def may_answer(invitation: Invitation, *, accept: bool, now: datetime) -> bool:
    """Say whether an answer can (still) be given: the first one until the start, another until the day before.

    Who refused can take it back as long as nobody else has accepted.
    """
    if is_withdrawn(invitation) or invitation.slot.starts_at <= now:
        return False
    if invitation.state == State.SENT:
        return True
    if invitation.state == (State.ACCEPTED if accept else State.REFUSED):
        return True
    if timezone.localdate(invitation.slot.starts_at) <= timezone.localdate(now):
        return False
    return not accept or not _is_led_by_another(invitation)


def _is_led_by_another(invitation: Invitation) -> bool:
    others = invitation.slot.invitations.exclude(pk=invitation.pk)
    return others.filter(state=State.ACCEPTED).exists()


@transaction.atomic
def answer(*, invitation: Invitation, accept: bool, reason: str = "") -> Invitation:
    """Take a facilitator's answer; who refuses is taken off the sessions, and the desk sees that somebody is missing.

    The same answer twice is one answer.

    Raises:
        InvitationClosed: if it was withdrawn, the workshop has begun, or it is too late to change one's mind.
    """
    state = State.ACCEPTED if accept else State.REFUSED
    slot = Slot.objects.select_related("taken_by").get(pk=invitation.slot_id)
    if slot.taken_by is None:
        raise InvitationClosed
    # Once the booking is held, nobody withdraws the invitation or gives the slot to another school.
    booking = lock(slot.taken_by)
    invitation = Invitation.objects.select_related("slot__taken_by", "facilitator").get(pk=invitation.pk)
    if invitation.slot.taken_by_id != booking.pk or not may_answer(invitation, accept=accept, now=timezone.now()):
        raise InvitationClosed
    if invitation.state == state:
        return invitation
    invitation.state, invitation.reason, invitation.answered_at = state, reason.strip()[:300], timezone.now()
    invitation.save(update_fields=["state", "reason", "answered_at"])
    if not accept:
        _take_off(invitation.slot, invitation.facilitator)
    else:
        for session in invitation.slot.sessions.filter(booking=booking):
            session.facilitators.add(invitation.facilitator)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, user: AbstractBaseUser | None = None) -> bool:
    """Take back one invitation and tell the person, who is taken off the sessions; say whether there was one."""
    # Who answers at this moment has answered before this, or finds the invitation withdrawn.
    booking = _hold(invitation.slot)
    if booking is None or not _withdraw(invitation, booking, user):
        return False
    _take_off(invitation.slot, invitation.facilitator)
    return True


@transaction.atomic
def withdraw_invitations(*, booking: Booking) -> None:
    """Tell everybody who was asked, and did not refuse, that the workshop does not take place then."""
    invitations = Invitation.objects.filter(slot__taken_by=booking, slot__starts_at__gt=timezone.now())
    for invitation in invitations.select_related("facilitator", "slot"):
        _withdraw(invitation, booking)


def _withdraw(invitation: Invitation, booking: Booking, user: AbstractBaseUser | None = None) -> bool:
    """Withdraw what is open; of two who do it at once, one writes the e-mail."""
    open_ones = Invitation.objects.filter(
        pk=invitation.pk, state__in=(State.SENT, State.ACCEPTED), slot__starts_at__gt=timezone.now()
    )
    if not open_ones.update(state=State.WITHDRAWN, answered_at=timezone.now()):
        return False
    _write(MailEvent.FACILITATOR_CANCELLED, booking, invitation.slot, invitation.facilitator, user=user)
    return True


def invitations_of(booking: Booking) -> QuerySet[Invitation]:
    """Return who was asked about the agreed times of a booking, in the order of asking."""
    invitations = Invitation.objects.filter(slot__taken_by=booking)
    return invitations.select_related("facilitator", "slot__taken_by").order_by("sent_at", "pk")


def _write(
    event: MailEvent,
    booking: Booking,
    slot: Slot,
    facilitator: Facilitator,
    link: str = "",
    user: AbstractBaseUser | None = None,
) -> None:
    with writing(facilitator.locale):
        dates = date_and_time(slot)
    draft = compose(
        event=event,
        booking=booking,
        language=facilitator.locale,
        to=facilitator.email,
        values={"facilitator": facilitator.name, "dates": dates},
    )
    deliver(draft=draft, booking=booking, link=link, user=user)
