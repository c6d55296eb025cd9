"""The preparation sheet for teachers: one page to print, with the QR code of the pupils' questions."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from workshops.choices import Audience
from workshops.models import Booking, Session
from workshops.qr import qr_svg, readable_address, short_address
from workshops.responses import private
from workshops.sessions import agreed_sessions

from .stages import PREPARED
from .views import booking_or_404


@dataclass(frozen=True, kw_only=True)
class Code:
    """A session's QR code with the address that it stands for."""

    session: Session
    svg: SafeString
    address: str


@require_safe
def preparation_sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the school prepares; before a date is agreed, lead to the booking's page."""
    booking = booking_or_404(token)
    if booking.status not in PREPARED:
        return private(redirect("workshops:booking", token=token))
    sessions = agreed_sessions(booking=booking)
    workshop = booking.workshop.localized.specific if booking.workshop else None
    context = {
        "booking": booking,
        "token": token,
        "sessions": sessions,
        "slots": [] if sessions else booking.slots.all(),
        "preparation": workshop.preparation if workshop else "",
        "is_translated": workshop is not None and workshop.locale.language_code == get_language(),
        "workshop": workshop,
        "codes": codes_of(booking, sessions),
    }
    return private(render(request, "workshops/preparation.html", context))


def codes_of(booking: Booking, sessions: list[Session]) -> list[Code]:
    """Return the codes of a booking's sessions; only pupils are asked."""
    if booking.audience != Audience.PUPILS:
        return []
    return [Code(session=one, svg=qr_svg(short_address(one)), address=readable_address(one)) for one in sessions]
