"""A page with a session's QR code, for the facilitator to project or to print."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from languages.conversion import convert_response
from languages.scripts import is_cyrillic, writing
from workshops.models import Session
from workshops.pupil_feedback.services import OPEN_FOR, language_of
from workshops.qr import short_address


@require_safe
def session_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the code with its address in large letters, in the language of the workshop: pupils read it."""
    if not request.user.has_perm("workshops.view_booking"):
        raise PermissionDenied
    session = get_object_or_404(Session.objects.select_related("booking"), pk=pk)
    context = {
        "session": session,
        "address": short_address(session),
        "last_day": session.ends_at + OPEN_FOR,
    }
    with writing(language_of(session)):
        response = render(request, "workshops/desk/qr.html", context)
        if is_cyrillic():
            convert_response(response)
    return response
