"""The booking form and what a school sees after sending it."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from .forms import BookingForm, new_form_key
from .models import Booking, WorkshopPage
from .services import request_booking as store_request

SIGNING_SALT = "workshops.received"
TOKEN_AGE = 7 * 24 * 3600


def _initial(request: HttpRequest) -> dict:
    """Choose the workshop that the reader came from; anything unknown is ignored."""
    initial = {"form_key": new_form_key(), "language": request.LANGUAGE_CODE}
    slug = request.GET.get("workshop", "")
    page = WorkshopPage.objects.live().filter(locale__language_code=request.LANGUAGE_CODE, slug=slug).first()
    return {**initial, "workshop": page, "audience": page.audience} if page else initial


def _private(response: HttpResponse) -> HttpResponse:
    """Keep a page out of caches and search engines; its form needs a Referer of its own origin."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def request_booking(request: HttpRequest) -> HttpResponse:
    """Show the form; store a valid request and lead to its acknowledgement."""
    if request.method == "POST":
        form = BookingForm(request.POST)
        if form.is_valid():
            booking = store_request(request=form.booking_request(), form_key=form.cleaned_data["form_key"])
            token = signing.dumps(booking.pk, salt=SIGNING_SALT)
            return _private(redirect("workshops:received", token=token))
        status = 422
    else:
        form, status = BookingForm(initial=_initial(request)), 200
    return _private(render(request, "workshops/booking_form.html", {"form": form}, status=status))


@require_safe
def booking_received(request: HttpRequest, token: str) -> HttpResponse:
    """Acknowledge a request: its reference and what happens next. The link works for a week."""
    try:
        pk = signing.loads(token, salt=SIGNING_SALT, max_age=TOKEN_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    booking = Booking.objects.prefetch_related("preferred_dates").filter(pk=pk).first()
    if booking is None:
        raise Http404
    return _private(render(request, "workshops/booking_received.html", {"booking": booking}))
