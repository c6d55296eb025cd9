"""What this app adds to the CMS."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import TranslatableMixin

from . import urls
from .exchange.access import may_change, may_exchange

# Before wagtail-localize, so that its addresses for PO files lead to ours.
hooks.register("register_admin_urls", lambda: urls.urlpatterns, order=-10)


class ForTranslatorsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_exchange(request.user)


@hooks.register("register_reports_menu_item")
def register_translators():
    return ForTranslatorsMenuItem(
        _("For translators"),
        reverse("languages_translators"),
        name="translators",
        icon_name="wagtail-localize-language",
        order=9010,
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
