"""What was said after the workshop, for the booking's screen at the desk."""

from django import template

from workshops.disclosure import is_hidden
from workshops.models import Booking, SchoolFeedback, Session
from workshops.pupil_feedback.services import SHOWN_FROM, results_of

register = template.Library()


@register.inclusion_tag("workshops/desk/feedback.html", takes_context=True)
def desk_feedback(context, booking: Booking) -> dict:
    """Show the school's feedback, and the pupils' for each session, from five answers up.

    Where a disclosure was noted, free text is for the safeguarding group alone.
    """
    took_place = (Session.State.PLANNED, Session.State.DELIVERED)
    sessions = [session for session in booking.sessions.all() if session.state in took_place]
    return {
        "booking": booking,
        "school": SchoolFeedback.objects.filter(booking=booking).first(),
        "results": results_of(sessions) if sessions else [],
        "shown_from": SHOWN_FROM,
        "shows_texts": not is_hidden(booking=booking, user=context["request"].user),
    }
