"""Booking a workshop. The address is translated, like the page."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "workshops"

urlpatterns = [
    path(pgettext_lazy("address", "booking/"), views.request_booking, name="request"),
    path(pgettext_lazy("address", "booking/received/<str:token>/"), views.booking_received, name="received"),
]
