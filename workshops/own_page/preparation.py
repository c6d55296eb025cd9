"""The preparation sheet for teachers: one page to print, with the QR code of the pupils' questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from workshops.choices import Audience
from workshops.models import Booking, Session
from workshops.qr import ShortAddress, short_address
from workshops.responses import private
from workshops.sessions import agreed_sessions

from .stages import PREPARED
from .views import booking_or_404


@require_safe
def preparation_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the school prepares; before a date is agreed, lead to the booking's page."""
    booking = booking_or_404(token)
    if booking.status not in PREPARED:
        return private(redirect("workshops:booking", token=token))
    sessions = agreed_sessions(booking=booking)
    workshop = booking.workshop.localized if booking.workshop else None
    is_translated = workshop is not None and workshop.locale.language_code == get_language()
    context = {
        "booking": booking,
        "token": token,
        "sessions": sessions,
        "slots": [] if sessions else booking.slots.all(),
        "preparation": workshop.preparation if workshop else "",
        "is_translated": is_translated,
        "workshop": workshop,
        "title": workshop.title if is_translated else booking.workshop_title,
        "addresses": addresses_of(booking, sessions),
    }
    return private(render(request, "workshops/preparation.html", context))


def addresses_of(booking: Booking, sessions: list[Session]) -> list[ShortAddress]:
    """Return the short addresses of a booking's sessions; only pupils are asked."""
    return [short_address(one) for one in sessions] if booking.audience == Audience.PUPILS else []
