"""Addresses without a language, short enough for a classroom’s board."""

from django.urls import re_path

from .pupil_feedback.views import short_address

# With or without the last slash: people type it.
urlpatterns = [re_path(r"^f/(?P<code>[^/]{1,40})/?$", short_address, name="feedback")]
