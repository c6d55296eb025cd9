"""What was said after the workshop, for the booking's screen at the desk."""

from django import template

from workshops.models import Booking, SchoolFeedback, Session
from workshops.pupil_feedback.services import SHOWN_FROM, results_of

register = template.Library()


@register.inclusion_tag("workshops/desk/feedback.html")
def desk_feedback(booking: Booking) -> dict:
    """Show the school's feedback, and the pupils' for each session, from five answers up."""
    took_place = (Session.State.PLANNED, Session.State.DELIVERED)
    sessions = list(booking.sessions.filter(state__in=took_place))
    return {
        "booking": booking,
        "school": SchoolFeedback.objects.filter(booking=booking).first(),
        "results": results_of(sessions) if sessions else [],
        "shown_from": SHOWN_FROM,
    }
