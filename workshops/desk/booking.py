"""One booking on one screen: facts, wishes, dates, messages, what happened, and what can be done now."""

from datetime import datetime, time

from django import forms
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import HeaderButton

from workshops.choices import Status
from workshops.delivery import may_correct
from workshops.disclosure import redacted_for
from workshops.facilitators import suitable_each
from workshops.models import Booking, Offer, ReportSnapshot, Session
from workshops.models.schools import fold
from workshops.register.search import SchoolQuery, matching_schools
from workshops.transitions import may_move

from .access import coordinators, for_coordinators
from .actions import ACTIONS, OfferDates, open_actions
from .booking_forms import ROWS, length_of
from .choosing import Choices
from .columns import tone
from .timeline import messages_of, steps_of

# When a wish for a part of the day would most likely begin.
LIKELY_HOUR = {"morning": 9, "afternoon": 14, "evening": 18, "any": 9}
SUGGESTED = 6
# Where the people for each wish matter: no date is agreed yet.
WISHES_COUNT = (Status.RECEIVED, Status.OFFERED, Status.WAITING)


def find_booking(pk: int, user) -> Booking:
    """Return a booking with what every page about it needs, as somebody may see it."""
    offers = Prefetch("offers", Offer.objects.select_related("slot__facilitator"))
    bookings = Booking.objects.select_related("school", "workshop", "assignee").prefetch_related(offers)
    return redacted_for(get_object_or_404(bookings, pk=pk), user)


def _wishes(booking: Booking) -> list[dict]:
    """Return each day that the school wishes, with the most likely start and who could lead the workshop then."""
    wishes = list(booking.preferred_dates.all())
    starts = [timezone.make_aware(datetime.combine(one.date, time(LIKELY_HOUR[one.part_of_day]))) for one in wishes]
    ranked = [[] for _wish in wishes]
    if booking.status in WISHES_COUNT:
        length = length_of(booking)
        times = [(start, start + length) for start in starts]
        ranked = suitable_each(times=times, language=booking.language, booking=booking)
    now = timezone.now()
    return [
        {
            "wish": wish,
            "start": start,
            "is_past": start <= now,
            "people": [(one, one.reasons) for one in people],
        }
        for wish, start, people in zip(wishes, starts, ranked, strict=True)
    ]


def _offer_initial(wishes: list[dict]) -> dict:
    """Fill the form in with what the school wishes, and with the best person who has nothing against it."""
    ahead = [wish for wish in wishes if not wish["is_past"]]
    initial = {}
    for row, wish in zip(ROWS, ahead, strict=False):
        best = next((one.facilitator.pk for one, reasons in wish["people"] if not reasons), "")
        initial |= {f"date_{row}": wish["wish"].date, f"time_{row}": wish["start"].time(), f"facilitator_{row}": best}
    return initial


def _sections(booking: Booking, wishes: list[dict], choices: Choices, bound: dict, unfolded: str) -> list[dict]:
    """Return the actions that are open, each with its form; one that was sent and refused comes first, unfolded."""
    sections = []
    for action in open_actions(booking):
        if action.slug in bound:
            form = bound[action.slug]
        elif action.slug == OfferDates.slug:
            form = action.form(booking, choices, initial=_offer_initial(wishes))
        else:
            form = action.form(booking, choices)
        is_unfolded = action.slug in bound or action.slug == unfolded
        sections.append({"action": action, "form": form, "unfolded": is_unfolded})
    return sorted(sections, key=lambda section: section["action"].slug not in bound)


def _schools(booking: Booking, request: HttpRequest) -> dict:
    """Return schools of the register that this may be: found by what was searched for, else by what was typed."""
    if booking.school or (booking.status not in WISHES_COUNT and "school" not in request.GET):
        return {"schools": None, "school_query": ""}
    query = SchoolQuery({"q": request.GET.get("school") or f"{booking.school_name} {booking.town}"})
    found = list(matching_schools(query.cleaned_data["q"])[:SUGGESTED]) if query.is_valid() else []
    if not found and "school" not in request.GET and booking.town:
        found = list(matching_schools(fold(booking.town))[:SUGGESTED])
    return {"schools": found, "school_query": request.GET.get("school", "")[:100]}


class NotesForm(forms.Form):
    """Internal notes, with what stood there when they were opened."""

    internal_notes = forms.CharField(
        label=_("Internal notes"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


def booking_page(
    request: HttpRequest,
    booking: Booking,
    *,
    status: int = 200,
    bound: dict | None = None,
    unfolded: str = "",
    **context,
) -> HttpResponse:
    """Render the screen; ``bound`` holds forms that were sent and come back with what is wrong in them."""
    choices = Choices()
    reported = ReportSnapshot.sessions.through.objects.filter(session=OuterRef("pk"))
    held = Session.objects.select_related("programme", "funder", "slot").annotate(is_reported=Exists(reported))
    held = held.prefetch_related("facilitators")
    prefetch_related_objects([booking], Prefetch("sessions", held))
    wishes = _wishes(booking)
    if ranked := next((wish["people"] for wish in wishes if wish["people"]), None):
        # Everybody who leads workshops was read already.
        choices.know([one.facilitator for one, _reasons in ranked])
    sessions = list(booking.sessions.all())
    for session in sessions:
        session.may_be_corrected = may_correct(booking=booking, session=session, is_reported=session.is_reported)
    notes = NotesForm(initial={"internal_notes": booking.internal_notes, "seen": booking.internal_notes})
    steps = steps_of(booking)
    title = f"{booking.reference} · {booking.school_name}"
    context = {
        "booking": booking,
        "tone": tone(booking.status),
        "since": next((step.at for step in steps if step.status), booking.created_at),
        "wishes": wishes,
        "sections": _sections(booking, wishes, choices, bound or {}, unfolded),
        "offers": booking.offers.all(),
        "sessions": sessions,
        "waits_for_session": booking.status == Status.CONFIRMED
        and any(one.state == Session.State.PLANNED and one.starts_at > timezone.now() for one in sessions),
        "steps": steps,
        "written": messages_of(booking),
        "notes_form": notes,
        "people": coordinators(),
        "may_be_confirmed": may_move(booking.status, Status.CONFIRMED),
        "breadcrumbs_items": breadcrumbs(booking, leaf=True),
        "header_title": title,
        "header_icon": "calendar-alt",
        "header_buttons": [
            HeaderButton(_("History"), url=reverse("bookings:history", args=[booking.pk]), icon_name="history")
        ],
        **_schools(booking, request),
        **context,
    }
    return render(request, "workshops/desk/booking.html", context, status=status)


def breadcrumbs(booking: Booking, *, leaf: bool = False, label: str = "") -> list[dict]:
    """Return the way from the first screen to a booking, or to a page below it."""
    own = {"url": "" if leaf else reverse("workshops_desk", args=[booking.pk]), "label": booking.reference}
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("bookings:index"), "label": _("Bookings")},
        own,
        *([] if leaf else [{"url": "", "label": label}]),
    ]


@for_coordinators
@require_safe
def booking_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a booking; ``?do=`` unfolds one of the actions."""
    booking = find_booking(pk, request.user)
    action = ACTIONS.get(request.GET.get("do", ""))
    return booking_page(request, booking, unfolded=action.slug if action else "")
