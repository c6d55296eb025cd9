"""The booking form."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from . import availability
from .forms import BookingForm, new_form_key
from .limits import may_request
from .models import WorkshopPage
from .privacy import privacy_page
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
    status = 200
    if request.method == "POST":
        form, status = BookingForm(request.POST), 422
        if form.is_valid():
            if may_request(request):
                booking = store_request(request=form.booking_request(), form_key=form.cleaned_data["form_key"])
                return private(redirect("workshops:booking", token=new_token(booking=booking)))
            form.add_error(None, _too_many())
            status = 429
    else:
        form = BookingForm(initial=_initial(request))
    context = {
        "form": form,
        "privacy_page": privacy_page(),
        "days": availability.for_form(language=form["language"].value()),
    }
    return private(render(request, "workshops/booking_form.html", context, status=status))


def _too_many() -> str:
    text = _(
        "Many requests came from your network within an hour, so this one was not sent. Your answers are still here: "
        "please send them again in an hour, or write to %(email)s."
    )
    return text % {"email": settings.BOOKINGS_EMAIL}
