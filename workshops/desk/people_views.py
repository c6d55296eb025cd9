"""What a coordinator does about a facilitator: the private calendar, and invitations to an agreed workshop."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workshops.feeds import new_address, revoke_address, send_new_address
from workshops.invitations import assign, invitations_of, invite, withdraw
from workshops.models import Booking, Facilitator, Invitation, Slot
from workshops.responses import private


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def facilitator_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Make, send or revoke the address of a private calendar. A new address is shown in this one response alone."""
    _require(request, "workshops.change_facilitator")
    facilitator = get_object_or_404(Facilitator, pk=pk)
    action = request.POST.get("action")
    if action == "make":
        context = {
            "facilitator": facilitator,
            "address": new_address(facilitator=facilitator),
            "page_title": _("Private calendar"),
        }
        return private(render(request, "workshops/desk/calendar_address.html", context))
    if action == "send":
        if send_new_address(facilitator=facilitator):
            messages.success(request, _("A new address is on its way to %(email)s.") % {"email": facilitator.email})
        else:
            messages.error(request, _("Nothing was sent: an address went out less than five minutes ago."))
    elif action == "revoke":
        revoke_address(facilitator=facilitator)
        messages.success(request, _("The address no longer works."))
    return redirect("facilitators:edit", pk)


class InviteForm(forms.Form):
    """Whom to ask, or to put down without asking, for which agreed time of a booking."""

    action = forms.ChoiceField(choices=[("invite", "invite"), ("assign", "assign")])
    slot = forms.ModelChoiceField(queryset=Slot.objects.none())
    facilitator = forms.ModelChoiceField(queryset=Facilitator.objects.filter(is_active=True))

    def __init__(self, *args, booking: Booking, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].queryset = booking.slots.select_related("taken_by")


@require_POST
def invite_facilitator(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a facilitator by e-mail to lead an agreed workshop, or put one down who said yes in another way."""
    _require(request, "workshops.change_booking")
    booking = get_object_or_404(Booking, pk=pk)
    form = InviteForm(request.POST, booking=booking)
    if not form.is_valid():
        messages.error(request, _("Please choose a facilitator; the date must still be agreed."))
        return redirect("workshops_desk", pk=pk)
    slot, facilitator = form.cleaned_data["slot"], form.cleaned_data["facilitator"]
    names = {"name": facilitator.name}
    if form.cleaned_data["action"] == "assign":
        if assign(slot=slot, facilitator=facilitator):
            messages.success(request, _("%(name)s leads this workshop now. No e-mail was sent.") % names)
        else:
            messages.error(request, _("Please choose a facilitator; the date must still be agreed."))
    elif invitation := invite(slot=slot, facilitator=facilitator, user=request.user):
        if invitation.state == Invitation.State.SENT:
            messages.success(request, _("%(name)s is invited by e-mail.") % names)
        else:
            messages.success(request, _("%(name)s has accepted already.") % names)
    else:
        messages.error(request, _("%(name)s was not asked: refused this time before, or it is past.") % names)
    return redirect("workshops_desk", pk=pk)


@require_POST
def withdraw_invitation(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    """Take back an invitation to an agreed workshop of a booking; the facilitator hears of it."""
    _require(request, "workshops.change_booking")
    booking = get_object_or_404(Booking, pk=pk)
    found = invitations_of(booking).filter(pk=invitation).first()
    if found is not None and withdraw(invitation=found, user=request.user):
        messages.success(
            request, _("The invitation is withdrawn; an e-mail tells %(name)s.") % {"name": found.facilitator.name}
        )
    else:
        messages.error(request, _("This invitation cannot be withdrawn any more."))
    return redirect("workshops_desk", pk=pk)
