"""Handouts behind the language: public, and cacheable like pages."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "handouts"

urlpatterns = [path(pgettext_lazy("address", "handouts/<slug:key>/"), views.print_view, name="print")]
