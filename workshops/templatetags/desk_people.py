"""Who leads an agreed workshop, on the booking's screen: asked, answered, and whom to ask next."""

from django import template
from django.utils import timezone

from workshops.facilitators import suitable_each
from workshops.invitations import invitations_of
from workshops.models import Booking, Invitation, Session

register = template.Library()
State = Invitation.State


@register.inclusion_tag("workshops/desk/invitations.html", takes_context=True)
def desk_invitations(context, booking: Booking) -> dict:
    """Show the invitations to each agreed time of a booking, with a form to invite another facilitator.

    Nothing where no date is agreed. Nine queries, however many people there are.
    """
    request = context["request"]
    slots = list(booking.slots.all())
    if not slots:
        return {"times": []}
    now = timezone.now()
    asked = list(invitations_of(booking))
    ranked = suitable_each(
        times=[(slot.starts_at, slot.ends_at) for slot in slots], language=booking.language, booking=booking
    )
    led_by = _leaders(booking)
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
    return {"booking": booking, "times": times, "may_change": may_change, "request": request}


def _leaders(booking: Booking) -> dict[int, dict[int, str]]:
    """Return who is down to lead, by slot: also those who were put there without an invitation."""
    held = booking.sessions.exclude(state=Session.State.CANCELLED).filter(facilitators__isnull=False)
    result: dict[int, dict[int, str]] = {}
    for slot, pk, name in held.values_list("slot_id", "facilitators__pk", "facilitators__name"):
        result.setdefault(slot, {})[pk] = name
    return result
