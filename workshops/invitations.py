"""Asking facilitators to lead an agreed workshop: they accept or refuse by a link, and a refusal is remembered."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from pages.navigation import absolute

from .choices import MailEvent
from .lifecycle import lock
from .mail import compose, date_and_time, deliver
from .models import Booking, Facilitator, Invitation, Slot
from .private_links import digest_of, new_secret

State = Invitation.State
DOUBLE_CLICK = timedelta(minutes=1)


class InvitationClosed(Exception):
    """The invitation was withdrawn, answered otherwise already, or the workshop is over."""


@transaction.atomic
def invite(*, slot: Slot, facilitator: Facilitator) -> Invitation | None:
    """Ask a facilitator to lead the workshop that a slot was taken for.

    Somebody who refused this very time is not asked again: then, and when nobody holds the slot, nothing is sent.
    Somebody who accepted it, or was asked a moment ago (a double click), keeps that invitation.
    """
    booking = slot.taken_by
    if booking is None or not Slot.objects.filter(pk=slot.pk, taken_by=lock(booking)).exists():
        return None
    earlier = Invitation.objects.filter(slot=slot, facilitator=facilitator).first()
    if earlier and earlier.state == State.REFUSED:
        return None
    if earlier and (earlier.state == State.ACCEPTED or _is_fresh(earlier)):
        return earlier
    token = new_secret()
    invitation, _created = Invitation.objects.update_or_create(
        slot=slot,
        facilitator=facilitator,
        defaults={
            "state": State.SENT,
            "digest": digest_of(token),
            "sent_at": timezone.now(),
            "answered_at": None,
            "reason": "",
        },
    )
    for session in booking.sessions.filter(slot=slot):
        session.facilitators.add(facilitator)
    with translation.override(facilitator.locale):
        link = absolute(reverse("workshops:invitation", args=[token]))
    _write(MailEvent.FACILITATOR_INVITED, booking, slot, facilitator, link=link)
    return invitation


def _is_fresh(invitation: Invitation) -> bool:
    return invitation.state == State.SENT and invitation.sent_at > timezone.now() - DOUBLE_CLICK


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a token leads to."""
    invitations = Invitation.objects.select_related("facilitator", "slot__taken_by")
    return invitations.filter(digest=digest_of(token)).first()


@transaction.atomic
def answer(*, invitation: Invitation, accept: bool, reason: str = "") -> Invitation:
    """Take a facilitator's answer; who refuses is taken off the sessions, and the desk sees that somebody is missing.

    Raises:
        InvitationClosed: if it was withdrawn, or the workshop has begun.
    """
    slot = Slot.objects.select_related("taken_by").get(pk=invitation.slot_id)
    booking = slot.taken_by and lock(slot.taken_by)
    # Once the booking is held, nobody withdraws the invitation or gives the slot to another school.
    slot.refresh_from_db(fields=["taken_by", "starts_at"])
    invitation.refresh_from_db(fields=["state"])
    is_open = booking is not None and slot.taken_by_id == booking.pk and slot.starts_at > timezone.now()
    if not is_open or invitation.state == State.WITHDRAWN:
        raise InvitationClosed
    invitation.state = State.ACCEPTED if accept else State.REFUSED
    invitation.reason, invitation.answered_at = reason.strip()[:300], timezone.now()
    invitation.save(update_fields=["state", "reason", "answered_at"])
    for session in slot.sessions.filter(booking=booking):
        (session.facilitators.add if accept else session.facilitators.remove)(invitation.facilitator)
    return invitation


@transaction.atomic
def withdraw_invitations(*, booking: Booking) -> None:
    """Tell everybody who was asked, and did not refuse, that the workshop does not take place then."""
    invitations = Invitation.objects.filter(
        slot__taken_by=booking, state__in=(State.SENT, State.ACCEPTED), slot__starts_at__gt=timezone.now()
    )
    for invitation in invitations.select_related("facilitator", "slot"):
        _write(MailEvent.FACILITATOR_CANCELLED, booking, invitation.slot, invitation.facilitator)
        Invitation.objects.filter(pk=invitation.pk).update(state=State.WITHDRAWN)


def _write(event: MailEvent, booking: Booking, slot: Slot, facilitator: Facilitator, link: str = "") -> None:
    with translation.override(facilitator.locale):
        dates = date_and_time(slot)
    draft = compose(
        event=event,
        booking=booking,
        language=facilitator.locale,
        to=facilitator.email,
        values={"facilitator": facilitator.name, "dates": dates},
    )
    deliver(draft=draft, booking=booking, link=link)
