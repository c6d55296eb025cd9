"""Help contacts in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import HelpContact


class HelpContactViewSet(SnippetViewSet):
    model = HelpContact
    icon = "help"
    menu_label = _("Help contacts")
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", "number", "country", "kind", "verified_on", "live"]
    list_filter = ["country", "kind", "live"]
    list_per_page = 50


register_snippet(HelpContactViewSet)
