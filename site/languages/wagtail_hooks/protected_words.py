"""Words that stay in Latin script, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import ProtectedWord


class ProtectedWordViewSet(SnippetViewSet):
    model = ProtectedWord
    icon = "lock"
    menu_label = _("Words in Latin script")
    list_display = ["text", "example"]
    list_per_page = 100


register_snippet(ProtectedWordViewSet)
