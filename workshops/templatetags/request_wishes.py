"""What makes a school's wishes hard to meet, for its own page."""

from django import template

from workshops.availability import warnings_for
from workshops.choices import Status
from workshops.models import Booking

register = template.Library()


@register.inclusion_tag("workshops/wish_warnings.html")
def wish_warnings(booking: Booking) -> dict:
    """Show the tight wishes of a request that nobody has answered yet."""
    if booking.status != Status.RECEIVED:
        return {}
    texts = warnings_for(booking)
    wishes = booking.preferred_dates.all()
    return {"warnings": [(wish, texts[wish.rank]) for wish in wishes if texts.get(wish.rank)]}
