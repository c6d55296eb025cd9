"""Who leads an agreed workshop, on the booking's screen: asked, answered, and whom to ask next."""

from django import template
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from workshops.disclosure import redacted_for
from workshops.facilitators import suitable_each
from workshops.invitations import invitations_of
from workshops.models import Booking, Invitation, Session

register = template.Library()
State = Invitation.State


@register.inclusion_tag("workshops/desk/invitations.html", takes_context=True)
def desk_invitations(context, booking: Booking) -> dict:
    """Show the invitations to each agreed time of a booking, with a form to invite another facilitator.

    Nothing where no date is agreed. Who could be asked is read only where ``?invite`` wants it: it costs six queries.
    """
    request = context["request"]
    sessions = Session.objects.select_related("slot").prefetch_related("facilitators")
    prefetch_related_objects([booking], Prefetch("sessions", sessions))
    held = [session for session in booking.sessions.all() if session.state != Session.State.CANCELLED]
    slots = list({one.slot_id: one.slot for one in held if one.slot and one.slot.taken_by_id == booking.pk}.values())
    if not slots:
        return {"times": []}
    now = timezone.now()
    wants_to_invite = "invite" in request.GET
    asked = [redacted_for(one, request.user) for one in invitations_of(booking)]
    moments = [(slot.starts_at, slot.ends_at) for slot in slots if wants_to_invite]
    ranked = suitable_each(times=moments, language=booking.language, booking=booking) or [[] for _slot in slots]
    led_by = _leaders(held)
    times = []
    for slot, people in zip(slots, ranked, strict=True):
        own = [invitation for invitation in asked if invitation.slot_id == slot.pk]
        # Who has an answer to give or has refused is not offered again; who was told "not needed" can be.
        taken = {one.facilitator_id for one in own if one.state != State.WITHDRAWN}
        waiting = {one.facilitator_id for one in own if one.state == State.SENT}
        leaders = [name for pk, name in led_by.get(slot.pk, {}).items() if pk not in waiting]
        times.append(
            {
                "slot": slot,
                "invitations": own,
                "leaders": leaders,
                "is_ahead": slot.starts_at > now,
                "people": [one for one in people if one.facilitator.pk not in taken],
            }
        )
    may_change = request.user.has_perm("workshops.change_booking")
    return {
        "booking": booking,
        "times": times,
        "may_change": may_change,
        "wants_to_invite": wants_to_invite,
        "request": request,
    }


def _leaders(held: list[Session]) -> dict[int, dict[int, str]]:
    """Return who is down to lead, by slot: also those who were put there without an invitation."""
    result: dict[int, dict[int, str]] = {}
    for session in held:
        for person in session.facilitators.all():
            result.setdefault(session.slot_id, {})[person.pk] = person.name
    return result
