"""The pupils' questions, their thank-you page, and the short address that leads there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from languages.scripts import address_in_script, writing
from workshops.responses import private

from .forms import PupilForm
from .services import Phase, language_of, phase_of, session_of, store_answer


@require_safe
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the address on the board to the questions in the language of the workshop; never from a cache."""
    session = session_of(code)
    if session is None:
        return _unknown(request)
    with writing(language_of(session)):
        address = address_in_script(reverse("workshops:pupil_feedback", args=[session.feedback_code]))
        return private(HttpResponseRedirect(address))


# Exempt because pupils get no cookie, a CSRF cookie neither. Nothing of a user's is at stake: there is no session and
# no right that a forged request could borrow. The form's signed key, made for one delivered form and valid for some
# hours, takes the cookie's place; it also makes a reload and a double click one answer.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a session's pupils, and keep what they answer."""
    session = session_of(code)
    if session is None:
        return _unknown(request)
    phase = phase_of(session, now=timezone.now())
    if phase != Phase.OPEN:
        return _page(request, "closed", {"phase": phase}, status=200 if phase == Phase.AHEAD else 410)
    form = PupilForm(request.POST if request.method == "POST" else None, session=session)
    if form.is_valid():
        store_answer(
            session=session,
            answers=form.answers(),
            language=translation.get_language(),
            submission=form.cleaned_data["key"],
        )
        return private(redirect("workshops:pupil_feedback_thanks", code=session.feedback_code))
    return _page(request, "form", {"form": form, "session": session}, status=422 if form.is_bound else 200)


@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thank, and say whom to talk to, whatever was answered."""
    session = session_of(code)
    if session is None:
        return _unknown(request)
    is_open = phase_of(session, now=timezone.now()) == Phase.OPEN
    return _page(request, "thanks", {"session": session, "is_open": is_open})


def _unknown(request: HttpRequest) -> HttpResponse:
    return _page(request, "closed", {"phase": "unknown"}, status=404)


def _page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    return private(render(request, f"workshops/pupil_feedback/{name}.html", context, status=status))
