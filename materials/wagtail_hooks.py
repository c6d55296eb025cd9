"""Handouts in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Handout


class HandoutViewSet(SnippetViewSet):
    model = Handout
    icon = "doc-full-inverse"
    menu_label = _("Posters and cards")
    list_display = ["title", "kind", "headline", "live"]
    list_filter = ["kind", "live"]
    list_per_page = 50


register_snippet(HandoutViewSet)
