"""Addresses without a language: short enough for a classroom’s board, or in the language of their owner."""

from django.urls import path, re_path

from .facilitator_pages.views import calendar_feed
from .pupil_feedback.views import short_address

urlpatterns = [
    # With or without the last slash: people type it.
    re_path(r"^f/(?P<code>[^/]{1,40})/?$", short_address, name="feedback"),
    path("calendar/<str:token>.ics", calendar_feed, name="facilitator_calendar"),
]
