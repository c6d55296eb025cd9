"""Disclosures on the desk's screens: the flag with its protocol, and texts as the reader may see them."""

from django import template
from wagtail.models import ModelLogEntry

from workshops import disclosure
from workshops.models import Booking, DeskSettings

register = template.Library()


@register.inclusion_tag("workshops/desk/disclosure.html", takes_context=True)
def desk_disclosure(context, booking: Booking) -> dict:
    """Show the button that notes a disclosure; once noted, what to do now, and who may do what."""
    request = context["request"]
    if booking.disclosed_at is None:
        return {"booking": booking, "request": request}
    noted = ModelLogEntry.objects.for_instance(booking).filter(action=disclosure.NOTED).select_related("user").first()
    return {
        "booking": booking,
        "request": request,
        "noted_by": noted and noted.user_display_name,
        "may_read": disclosure.may_read(request.user),
        "protocol": DeskSettings.load(request_or_site=request).protocol,
    }


@register.simple_tag(takes_context=True)
def visible(context, value: str, booking: Booking) -> str:
    """Return a free text as the reader may see it: ``{% visible step.reason booking as reason %}``."""
    return disclosure.visible_text(value, booking=booking, user=context["request"].user)
