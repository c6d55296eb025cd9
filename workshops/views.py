"""The booking form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .forms import BookingForm, new_form_key
from .models import WorkshopPage
from .private_links import new_token
from .responses import private
from .services import request_booking as store_request


def _initial(request: HttpRequest) -> dict:
    """Choose the workshop that the reader came from; anything unknown is ignored."""
    initial = {"form_key": new_form_key(), "language": request.LANGUAGE_CODE}
    slug = request.GET.get("workshop", "")
    page = WorkshopPage.objects.live().filter(locale__language_code=request.LANGUAGE_CODE, slug=slug).first()
    return {**initial, "workshop": page, "audience": page.audience} if page else initial


@require_http_methods(["GET", "HEAD", "POST"])
def request_booking(request: HttpRequest) -> HttpResponse:
    """Show the form; store a valid request and lead to its own page."""
    if request.method == "POST":
        form = BookingForm(request.POST)
        if form.is_valid():
            booking = store_request(request=form.booking_request(), form_key=form.cleaned_data["form_key"])
            return private(redirect("workshops:booking", token=new_token(booking=booking)))
        status = 422
    else:
        form, status = BookingForm(initial=_initial(request)), 200
    return private(render(request, "workshops/booking_form.html", {"form": form}, status=status))
