"""Small forms of the booking's screen, each saved by itself: notes, who takes care, school, session."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from workshops.delivery import CannotBeRecorded, correct_session, may_correct
from workshops.models import School

from .access import coordinators, for_coordinators
from .booking import NotesForm, booking_page, breadcrumbs, find_booking
from .choosing import Choices
from .session_forms import SessionForm, happened
from .upkeep import NotesChanged, assign, change_notes, link_school


class AssignForm(forms.Form):
    """Who takes care of a booking; nobody is an answer."""

    assignee = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class LinkForm(forms.Form):
    """A school of the register; none takes the link away."""

    school = forms.IntegerField(required=False, min_value=1, max_value=2**62)


@for_coordinators
@require_POST
def save_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the internal notes, unless somebody else has changed them meanwhile: then both texts are shown."""
    booking = find_booking(pk, request.user)
    if getattr(booking, "texts_are_hidden", False) and booking.internal_notes:
        raise PermissionDenied
    form = NotesForm(request.POST)
    if not form.is_valid():
        return booking_page(request, booking, status=422, notes_form=form)
    data = form.cleaned_data
    try:
        change_notes(booking=booking, text=data["internal_notes"], seen=data["seen"], by=request.user)
    except NotesChanged:
        booking.refresh_from_db()
        form.data = {**form.data.dict(), "seen": booking.internal_notes}
        form.add_error("internal_notes", _("Somebody has changed the notes meanwhile. Put the two together, please."))
        return booking_page(request, booking, status=409, notes_form=form, notes_meanwhile=booking.internal_notes)
    messages.success(request, _("The notes are saved."))
    return redirect("workshops_desk", pk=pk)


@for_coordinators
@require_POST
def assign_booking(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the booking to a coordinator, to oneself, or to nobody."""
    booking, form = find_booking(pk, request.user), AssignForm(request.POST)
    key = form.cleaned_data["assignee"] if form.is_valid() else 0
    person = coordinators().filter(pk=key).first() if key else None
    if key is not None and person is None:
        messages.error(request, _("Only a coordinator can take care of a booking."))
    else:
        assign(booking=booking, to=person, by=request.user)
        name = (person.get_full_name() or person.get_username()) if person else ""
        messages.success(request, _("%s takes care of it.") % name if name else _("Nobody takes care of it now."))
    return redirect("workshops_desk", pk=pk)


@for_coordinators
@require_POST
def choose_school(request: HttpRequest, pk: int) -> HttpResponse:
    """Link the booking with a school of the register, or take the link away."""
    booking, form = find_booking(pk, request.user), LinkForm(request.POST)
    key = form.cleaned_data["school"] if form.is_valid() else 0
    school = School.objects.filter(pk=key).first() if key else None
    if key is not None and school is None:
        messages.error(request, _("This school is no longer in the register."))
    else:
        link_school(booking=booking, school=school, by=request.user)
        text = _("The booking is linked with the register.") if school else _("The link with the register is gone.")
        messages.success(request, text)
    return redirect("workshops_desk", pk=pk)


@for_coordinators
@require_http_methods(["GET", "POST"])
def edit_session(request: HttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Change what is known of a session, before it and after it."""
    booking = find_booking(pk, request.user)
    session = get_object_or_404(booking.sessions, pk=session_pk)
    if not may_correct(booking=booking, session=session):
        return _closed(request, pk)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, session=session, choices=Choices(), happened=happened(booking))
    if data is not None and form.is_valid():
        try:
            correct_session(booking=booking, record=form.record(), user=request.user)
        except CannotBeRecorded:
            session.refresh_from_db(fields=["state"])
            if not may_correct(booking=booking, session=session):
                return _closed(request, pk)
            form.add_error(None, _("At least one session of a delivered booking must have taken place."))
        else:
            messages.success(request, _("The session is saved."))
            return redirect("workshops_desk", pk=pk)
    context = {
        "booking": booking,
        "session": session,
        "form": form,
        "breadcrumbs_items": breadcrumbs(booking, label=_("Session")),
        "header_title": f"{booking.reference}: {_('Session')}",
        "header_icon": "calendar",
    }
    return render(request, "workshops/desk/session.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(request, _("This session cannot be changed any more."))
    return redirect("workshops_desk", pk=pk)
