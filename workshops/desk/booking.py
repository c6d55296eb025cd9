"""One booking on one screen: facts, timeline, and the actions that its state permits."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workshops.choices import Status
from workshops.decisions import decide
from workshops.disclosure import redacted_for
from workshops.facilitators import suitable
from workshops.models import Booking
from workshops.offers import offer_dates
from workshops.transitions import PERMITTED, TransitionRefused

from .booking_forms import MoveForm, OfferForm

# When a wish for a part of the day would most likely begin.
LIKELY_HOUR = {"morning": 9, "afternoon": 14, "evening": 18, "any": 9}


def _facilitators_for_wishes(booking: Booking) -> list:
    """Return, for each day that the school wishes, who could lead the workshop, the best first."""
    wishes = []
    for wish in booking.preferred_dates.all():
        start = timezone.make_aware(datetime.combine(wish.date, time(LIKELY_HOUR[wish.part_of_day])))
        people = suitable(starts_at=start, ends_at=start + timedelta(hours=1), language=booking.language)
        wishes.append((wish, people))
    return wishes


@require_http_methods(["GET", "POST"])
def booking_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a booking; move it, or offer dates."""
    if not request.user.has_perm("workshops.change_booking"):
        raise PermissionDenied
    booking = get_object_or_404(Booking.objects.select_related("school", "workshop"), pk=pk)
    booking = redacted_for(booking, request.user)
    action = request.POST.get("action")
    move_form = MoveForm(request.POST if action == "move" else None, booking=booking)
    offer_form = OfferForm(request.POST if action == "offer" else None, booking=booking)
    try:
        if action == "move" and move_form.is_valid():
            to = Status(move_form.cleaned_data["to"])
            reason = move_form.cleaned_data["reason"]
            decide(booking=booking, to=to, user=request.user, reason=reason)
            messages.success(request, _("The booking has a new status."))
            return redirect("workshops_desk", pk=pk)
        if action == "offer" and offer_form.is_valid():
            offer_dates(booking=booking, proposals=offer_form.proposals(), user=request.user)
            messages.success(request, _("The dates are offered; an e-mail is on its way to the school."))
            return redirect("workshops_desk", pk=pk)
    except TransitionRefused:
        messages.error(request, _("This is no longer possible: somebody has changed the booking. Please look again."))
        return redirect("workshops_desk", pk=pk)
    context = {
        "booking": booking,
        "move_form": move_form,
        "offer_form": offer_form,
        "may_offer": Status.OFFERED in PERMITTED[Status(booking.status)],
        "offers": booking.offers.select_related("slot__facilitator"),
        "timeline": booking.transitions.select_related("user"),
        "wishes": _facilitators_for_wishes(booking),
        "page_title": booking.reference,
        "header_icon": "calendar-alt",
    }
    return render(request, "workshops/desk/booking.html", context, status=422 if action else 200)
