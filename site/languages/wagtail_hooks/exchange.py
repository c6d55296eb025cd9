"""What this app adds to the CMS."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .. import urls
from ..checks.editor import warn_in_editor
from ..exchange.access import may_change, may_exchange
from ..models import GlossaryTerm

# Before wagtail-localize, so that its addresses for PO files lead to ours.
hooks.register("register_admin_urls", lambda: urls.urlpatterns, order=-10)


class TranslatorsMenuItem(MenuItem):
    """An entry of the reports menu for those who may change something that is translated."""

    def is_shown(self, request) -> bool:
        return may_exchange(request.user)


@hooks.register("register_reports_menu_item")
def register_translators():
    return TranslatorsMenuItem(
        _("For translators"),
        reverse("languages_translators"),
        name="translators",
        icon_name="wagtail-localize-language",
        order=9010,
    )


@hooks.register("register_reports_menu_item")
def register_consistency():
    return TranslatorsMenuItem(
        _("Consistency of translations"),
        reverse("languages_consistency"),
        name="consistency",
        icon_name="check",
        order=9020,
    )


def translators_button(**query) -> Button:
    url = f"{reverse('languages_translators')}?{urlencode(query)}"
    return Button(_("For translators (PO file)"), url, icon_name="download", priority=65)


def page_buttons(page, user, view_name=None, next_url=None):
    if not page.is_root() and page.permissions_for_user(user).can_edit():
        yield translators_button(page=page.pk)


hooks.register("register_page_header_buttons", page_buttons)
hooks.register("register_page_listing_more_buttons", page_buttons)


@hooks.register("register_snippet_listing_buttons")
def snippet_buttons(snippet, user, next_url=None):
    if isinstance(snippet, TranslatableMixin) and may_change(user, type(snippet)):
        yield translators_button(record=f"{snippet._meta.label_lower}:{snippet.pk}")


class GlossaryViewSet(SnippetViewSet):
    """The glossary, under Snippets."""

    model = GlossaryTerm
    icon = "list-ul"
    menu_label = _("Glossary")
    list_display = ["term", "section", "is_checked"]
    list_filter = ["section", "is_checked"]
    search_fields = ["term", "forms", "wordings__wording"]
    list_per_page = 50
    copy_view_enabled = False


register_snippet(GlossaryViewSet)
# Before wagtail-localize takes the screen over.
hooks.register("before_edit_page", warn_in_editor, order=-10)
hooks.register("before_edit_snippet", warn_in_editor, order=-10)
