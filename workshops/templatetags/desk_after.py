"""What was said after the workshop, for the booking's screen at the desk."""

from django import template

from workshops.models import Booking, SchoolFeedback, Session
from workshops.pupil_feedback.services import SHOWN_FROM, results_of

register = template.Library()


@register.inclusion_tag("workshops/desk/feedback.html", takes_context=True)
def desk_feedback(context, booking: Booking) -> dict:
    """Show the school's feedback, and the pupils' for each session, from five answers up.

    Where a disclosure was noted, free text is shown only if the page says so with ``may_read_text``.
    """
    took_place = (Session.State.PLANNED, Session.State.DELIVERED)
    sessions = list(booking.sessions.filter(state__in=took_place))
    return {
        "booking": booking,
        "school": SchoolFeedback.objects.filter(booking=booking).first(),
        "results": results_of(sessions) if sessions else [],
        "shown_from": SHOWN_FROM,
        "shows_texts": booking.disclosed_at is None or bool(context.get("may_read_text")),
    }
