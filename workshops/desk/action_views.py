"""Doing something with a booking: its form first, then the e-mail as it would go, then both at once or neither."""

from datetime import timedelta

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from workshops.delivery import CannotBeRecorded
from workshops.lifecycle import Changed, claim
from workshops.mail import Draft
from workshops.models import Booking
from workshops.offers import SlotTaken
from workshops.transitions import TransitionRefused

from .access import for_coordinators
from .actions import ACTIONS, Action
from .booking import booking_page, breadcrumbs, find_booking
from .choosing import Choices
from .mail_forms import DraftForm

# Within this time the same words of the same person are a second click.
SECOND_CLICK = timedelta(minutes=10)


@for_coordinators
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Take an action's form; show the e-mail where there is one; do it once that was looked at."""
    booking, action = find_booking(pk, request.user), ACTIONS.get(slug)
    if action is None:
        raise Http404
    if request.method == "GET":
        return redirect(f"{reverse('workshops_desk', args=[pk])}?do={slug}#{slug}-section")
    if not action.is_open(booking):
        return _too_late(request, booking)
    form = action.form(booking, Choices(), data=request.POST)
    step = request.POST.get("step")
    if step == "back" or not form.is_valid():
        # What was written in the e-mail stays to be copied, should the form be wrong by now.
        kept = {name: request.POST.get(f"mail-{name}", "") for name in ("subject", "body")}
        bound = {slug: form}
        return booking_page(request, booking, status=200 if step == "back" else 422, bound=bound, kept=kept)
    draft = action.draft(booking, form)
    if draft is None:
        return _carry_out(request, booking, action, form, None, None)
    if step != "send":
        return _preview(request, booking, action, form, DraftForm(draft=draft))
    mail = DraftForm(request.POST, draft=draft)
    if not mail.is_valid():
        return _preview(request, booking, action, form, mail, status=422)
    return _carry_out(request, booking, action, form, mail, mail.edited())


def _carry_out(
    request: HttpRequest, booking: Booking, action: Action, form, mail: DraftForm | None, draft: Draft | None
) -> HttpResponse:
    """Do it as a whole, for the booking as it was looked at; who comes second is told, and keeps what was typed."""
    try:
        with transaction.atomic():
            claim(booking=booking, sequence=form.cleaned_data["sequence"])
            action.carry_out(booking, form, request.user, draft)
    except (SlotTaken, Changed) as refusal:
        booking = find_booking(booking.pk, request.user)
        if draft and _was_sent(booking, request, draft):
            messages.success(request, action.done)
            return redirect("workshops_desk", pk=booking.pk)
        if not action.is_open(booking):
            return _too_late(request, booking)
        return _once_more(request, booking, action, mail, taken=isinstance(refusal, SlotTaken))
    except (TransitionRefused, CannotBeRecorded):
        return _too_late(request, find_booking(booking.pk, request.user))
    text = [action.done]
    if draft:
        text.append(_("An e-mail to the school is on its way.") if draft.to else _("No e-mail was sent."))
    messages.success(request, " ".join(str(part) for part in text))
    return redirect("workshops_desk", pk=booking.pk)


def _once_more(request: HttpRequest, booking: Booking, action: Action, mail: DraftForm | None, *, taken: bool):
    """Show the same again, for the booking as it is now."""
    text = _("The booking has changed since you opened it. Please look at it again before you go on.")
    if taken:
        text = _("Another school has this time by now. Please go back and choose another one.")
    data = request.POST.copy()
    data["sequence"] = str(booking.sequence)
    form = action.form(booking, Choices(), data=data)
    if mail is None or not form.is_valid():
        messages.warning(request, text)
        return booking_page(request, booking, status=409, bound={action.slug: form})
    return _preview(request, booking, action, form, mail, status=409, notice=text)


def _preview(request: HttpRequest, booking: Booking, action: Action, form, mail: DraftForm, status=200, notice=""):
    data = form.data.copy()
    if status == 200:
        data["sequence"] = str(booking.sequence)
    carried = [(name, value) for name in form.fields for value in data.getlist(name)]
    context = {
        "booking": booking,
        "action": action,
        "carried": carried,
        "mail": mail,
        "draft": mail.draft,
        "summary": action.summary(booking, form),
        "warnings": action.warnings(booking, form),
        "notice": notice,
        "breadcrumbs_items": breadcrumbs(booking, label=action.label),
        "header_title": f"{booking.reference}: {action.label}",
        "header_icon": action.icon,
    }
    return render(request, "workshops/desk/preview.html", context, status=status)


def _was_sent(booking: Booking, request: HttpRequest, draft: Draft) -> bool:
    same = booking.messages.filter(subject=draft.subject[:250], body=draft.body, user=request.user)
    return bool(draft.to) and same.filter(created_at__gt=timezone.now() - SECOND_CLICK).exists()


def _too_late(request: HttpRequest, booking: Booking) -> HttpResponse:
    text = _("Nothing was done: the booking is “%(status)s” by now, by somebody else or by a second click.")
    messages.warning(request, text % {"status": booking.get_status_display()})
    return redirect("workshops_desk", pk=booking.pk)
