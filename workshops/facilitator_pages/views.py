"""A facilitator's invitation, behind an unguessable link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workshops.invitations import InvitationClosed, answer, invitation_of
from workshops.responses import private


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked, and take the answer."""
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        try:
            answer(invitation=invitation, accept=request.POST.get("answer") == "accept")
        except InvitationClosed:
            return private(render(request, "workshops/invitation.html", {"invitation": invitation}, status=409))
        return private(redirect("workshops:invitation", token=token))
    return private(render(request, "workshops/invitation.html", {"invitation": invitation}))
