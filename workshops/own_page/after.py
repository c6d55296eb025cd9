"""After the workshop: the school tells numbers and feedback in one form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from workshops.feedback import take_answers
from workshops.responses import private
from workshops.sessions import awaiting_numbers
from workshops.transitions import TransitionRefused

from .after_forms import AfterForm
from .views import booking_or_404, no_longer_possible, show


@require_http_methods(["POST"])
def tell_numbers(request: HttpRequest, token: str) -> HttpResponse:
    """Take numbers and feedback; what was typed stays where something is missing."""
    booking = booking_or_404(token)
    sessions = awaiting_numbers(booking=booking)
    if not sessions:
        return no_longer_possible(request, token, booking)
    form = AfterForm(request.POST, booking=booking, sessions=sessions)
    if not form.is_valid():
        return show(request, token, booking, status=422, after_form=form)
    try:
        take_answers(booking=booking, numbers=form.numbers(), feedback=form.feedback(), now=timezone.now())
    except (TransitionRefused, ValueError):
        return no_longer_possible(request, token, booking)
    return private(redirect("workshops:booking", token=token))
