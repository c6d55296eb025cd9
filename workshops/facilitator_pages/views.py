"""What a facilitator sees without an account: an invitation to answer, and a calendar to subscribe to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from workshops.choices import Place
from workshops.feeds import facilitator_of, feed_of, send_new_address
from workshops.invitations import InvitationClosed, answer, invitation_of, is_withdrawn, may_answer
from workshops.models import Invitation, Session
from workshops.responses import private

from .forms import ACCEPT, AnswerForm


def _invitation(token: str) -> Invitation:
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404
    return invitation


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked, and take the answer. Reading it answers nothing: mail programs follow links too."""
    invitation = _invitation(token)
    if request.method != "POST":
        return _page(request, token, invitation)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, token, invitation, status=422, form=form)
    accept = form.cleaned_data["answer"] == ACCEPT
    try:
        answer(invitation=invitation, accept=accept, reason="" if accept else form.cleaned_data["reason"])
    except InvitationClosed:
        return _page(request, token, _invitation(token), status=409, form=form, came_too_late=True)
    return private(redirect("workshops:invitation", token=token))


def _page(request: HttpRequest, token: str, invitation: Invitation, status: int = 200, **context) -> HttpResponse:
    now = timezone.now()
    withdrawn = is_withdrawn(invitation)
    booking = None if withdrawn else invitation.slot.taken_by
    accepted = booking is not None and invitation.state == Invitation.State.ACCEPTED
    sessions = []
    if booking is not None:
        sessions = list(booking.sessions.filter(slot=invitation.slot).exclude(state=Session.State.CANCELLED))
    context = {
        "invitation": invitation,
        "token": token,
        "booking": booking,
        "sessions": sessions,
        "is_online": booking is not None and booking.place == Place.ONLINE,
        "is_over": invitation.slot.starts_at <= now,
        "is_accepted": accepted,
        "may_accept": may_answer(invitation, accept=True, now=now),
        "may_refuse": may_answer(invitation, accept=False, now=now),
        # Free text may tell of a case once a disclosure is noted.
        "shows_free_text": accepted and booking.disclosed_at is None,
        "form": AnswerForm(),
        **context,
    }
    return private(render(request, "workshops/invitation.html", context, status=status))


@require_http_methods(["POST"])
def mail_calendar_address(request: HttpRequest, token: str) -> HttpResponse:
    """Send the facilitator a new address of the private calendar: to the known mailbox alone, so that an invitation
    that was passed on opens no calendar."""
    invitation = _invitation(token)
    sent = invitation.facilitator.is_active and send_new_address(facilitator=invitation.facilitator)
    return _page(request, token, invitation, calendar_sent=sent, calendar_not_sent=not sent)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a facilitator's calendar to the program that subscribes to it."""
    facilitator = facilitator_of(token)
    if facilitator is None:
        raise Http404
    response = HttpResponse(feed_of(facilitator), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return private(response)
