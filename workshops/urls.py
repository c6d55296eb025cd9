"""Booking a workshop, and a school's own page for its booking. Addresses are translated, like the pages."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import school_search, school_views, views

app_name = "workshops"

urlpatterns = [
    path(pgettext_lazy("address", "booking/"), views.request_booking, name="request"),
    path(pgettext_lazy("address", "booking/schools/"), school_search.search_schools, name="schools"),
    path(pgettext_lazy("address", "booking/my/<str:token>/"), school_views.booking_page, name="booking"),
    path(pgettext_lazy("address", "booking/my/<str:token>/accept/"), school_views.accept, name="accept"),
    path(pgettext_lazy("address", "booking/my/<str:token>/other/"), school_views.other_dates, name="other_dates"),
    path(pgettext_lazy("address", "booking/my/<str:token>/cancel/"), school_views.cancel, name="cancel"),
    path(pgettext_lazy("address", "booking/my/<str:token>/details/"), school_views.change_details, name="details"),
    path(pgettext_lazy("address", "booking/my/<str:token>/calendar.ics"), school_views.calendar, name="calendar"),
]
