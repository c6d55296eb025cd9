"""Booking a workshop, and a school's own page for its booking. Addresses are translated, like the pages."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views
from .facilitator_pages import views as facilitator_pages
from .own_page import after, preparation
from .own_page import views as own_page
from .pupil_feedback import views as pupils
from .register.search import search_schools

app_name = "workshops"

urlpatterns = [
    path(pgettext_lazy("address", "booking/"), views.request_booking, name="request"),
    path(pgettext_lazy("address", "booking/schools/"), search_schools, name="schools"),
    path(pgettext_lazy("address", "booking/my/<str:token>/"), own_page.booking_page, name="booking"),
    path(pgettext_lazy("address", "booking/my/<str:token>/accept/"), own_page.accept, name="accept"),
    path(pgettext_lazy("address", "booking/my/<str:token>/other/"), own_page.other_dates, name="other_dates"),
    path(pgettext_lazy("address", "booking/my/<str:token>/cancel/"), own_page.cancel, name="cancel"),
    path(pgettext_lazy("address", "booking/my/<str:token>/details/"), own_page.change_details, name="details"),
    path(pgettext_lazy("address", "booking/my/<str:token>/calendar.ics"), own_page.calendar, name="calendar"),
    path(pgettext_lazy("address", "booking/my/<str:token>/numbers/"), after.tell_numbers, name="numbers"),
    path(
        pgettext_lazy("address", "booking/my/<str:token>/preparation/"),
        preparation.preparation_sheet,
        name="preparation",
    ),
    # Not translated: the short address leads here, and a language switch must find the same page.
    path("f/<str:code>/", pupils.pupil_feedback, name="pupil_feedback"),
    path("f/<str:code>/thanks/", pupils.thanks, name="pupil_feedback_thanks"),
    path(pgettext_lazy("address", "invitation/<str:token>/"), facilitator_pages.invitation_page, name="invitation"),
    path(
        pgettext_lazy("address", "invitation/<str:token>/calendar/"),
        facilitator_pages.mail_calendar_address,
        name="invitation_calendar",
    ),
]
