"""A school's own page for its booking, behind an unguessable link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workshops import decisions, offers
from workshops.calendars import calendar_of
from workshops.choices import Status
from workshops.models import Booking
from workshops.private_links import booking_of
from workshops.responses import private
from workshops.sessions import agreed_sessions, awaiting_numbers
from workshops.transitions import OPEN_TO_SCHOOL, TransitionRefused

from .after_forms import AfterForm
from .forms import AcceptForm, DetailsForm, ReasonForm
from .stages import PREPARED, is_over, stage_of


def booking_or_404(token: str) -> Booking:
    """Return the booking of a token; a token that leads nowhere is a page that is not here."""
    booking = booking_of(token)
    if booking is None:
        raise Http404
    return booking


def show(request: HttpRequest, token: str, booking: Booking, status: int = 200, **context) -> HttpResponse:
    """Render the booking's page; forms that are not given are fresh ones."""
    details = {name: getattr(booking, name) for name in DetailsForm.base_fields}
    offered = booking.offers.select_related("slot") if booking.status == Status.OFFERED else []
    open_offers = [offer for offer in offered if offer.is_open and offer.slot.starts_at > timezone.now()]
    sessions = agreed_sessions(booking=booking)
    slots = [] if sessions else list(booking.slots.all())
    over = is_over(sessions or slots, now=timezone.now())
    countable = awaiting_numbers(booking=booking)
    context = {
        "booking": booking,
        "token": token,
        "stage": stage_of(booking, countable=countable, has_offers=bool(open_offers), over=over),
        "sessions": sessions,
        "slots": slots,
        "offers": open_offers,
        "is_open": booking.status in OPEN_TO_SCHOOL and not over,
        "is_prepared": booking.status in PREPARED,
        "has_calendar": calendar_of(booking) is not None,
        "has_told": bool(countable) and all(one.numbers_confirmed_at for one in countable),
        "after_form": AfterForm(booking=booking, sessions=countable) if countable else None,
        "details_form": DetailsForm(initial=details),
        "cancel_form": ReasonForm(prefix="cancel"),
        "other_form": ReasonForm(prefix="other"),
        **context,
    }
    return private(render(request, "workshops/booking_page.html", context, status=status))


def is_open_to_school(booking: Booking) -> bool:
    """Say whether a school can still change or cancel: not once everything agreed is over."""
    agreed = agreed_sessions(booking=booking) or list(booking.slots.all())
    return booking.status in OPEN_TO_SCHOOL and not is_over(agreed, now=timezone.now())


def no_longer_possible(request: HttpRequest, token: str, booking: Booking) -> HttpResponse:
    """Show where a booking stands now to somebody whose page was out of date."""
    booking.refresh_from_db()
    notice = _("This is no longer possible. The page shows where your booking stands now.")
    return show(request, token, booking, status=409, notice=notice)


@require_safe
def booking_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a booking stands, and what the school can do."""
    return show(request, token, booking_or_404(token))


@require_http_methods(["POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take an offered date; if another school was faster, show what is still free."""
    booking = booking_or_404(token)
    form = AcceptForm(request.POST)
    offer = (
        booking.offers.select_related("slot").filter(pk=form.cleaned_data["offer"]).first()
        if form.is_valid()
        else None
    )
    try:
        if offer is None:
            raise offers.SlotTaken
        offers.accept_offer(booking=booking, offer=offer)
    except (offers.SlotTaken, TransitionRefused):
        booking.refresh_from_db()
        notice = _("This date is no longer free: another school was faster. Please choose another one.")
        return show(request, token, booking, status=409, notice=notice)
    return private(redirect("workshops:booking", token=token))


@require_http_methods(["POST"])
def other_dates(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for other dates than those offered."""
    booking = booking_or_404(token)
    form = ReasonForm(request.POST, prefix="other")
    if not form.is_valid():
        return show(request, token, booking, status=422, other_form=form)
    return _act(request, token, booking, lambda: offers.ask_for_other_dates(booking=booking, reason=_reason(form)))


@require_http_methods(["POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel the booking."""
    booking = booking_or_404(token)
    form = ReasonForm(request.POST, prefix="cancel")
    if not form.is_valid():
        return show(request, token, booking, status=422, cancel_form=form)
    return _act(request, token, booking, lambda: decisions.cancel_by_school(booking=booking, reason=_reason(form)))


@require_http_methods(["POST"])
def change_details(request: HttpRequest, token: str) -> HttpResponse:
    """Change numbers and contact."""
    booking = booking_or_404(token)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return show(request, token, booking, status=422, details_form=form)
    return _act(request, token, booking, lambda: decisions.change_details(booking=booking, **form.values()))


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar file of the booking's dates."""
    booking = booking_or_404(token)
    content = calendar_of(booking)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{booking.reference}.ics"'
    return private(response)


def _reason(form: ReasonForm) -> str:
    return form.cleaned_data["reason"]


def _act(request: HttpRequest, token: str, booking: Booking, action) -> HttpResponse:
    """Do something to a booking and show it again; say so where it is no longer possible."""
    if not is_open_to_school(booking):
        return no_longer_possible(request, token, booking)
    try:
        action()
    except TransitionRefused:
        return no_longer_possible(request, token, booking)
    return private(redirect("workshops:booking", token=token))
