"""Funders in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Funder


class FunderViewSet(SnippetViewSet):
    model = Funder
    icon = "group"
    menu_label = _("Funders")
    list_display = ["name", "website"]


register_snippet(FunderViewSet)
