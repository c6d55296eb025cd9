"""The CMS side of what all pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Organisation
from .rich_text import KnownDocumentLinkHandler, TranslatedPageLinkHandler


class OneRecordPolicy(ModelPermissionPolicy):
    """Editors change and translate the one record; nobody adds a second or deletes the first."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisation")
    list_display = ["name", "email"]


register_permission_policy(Organisation, OneRecordPolicy(Organisation))
register_snippet(OrganisationViewSet)


@hooks.register("register_rich_text_features", order=100)
def lead_to_translations(features):
    """Take the place of Wagtail's handlers, which ask the database for each link or text."""
    features.register_link_type(TranslatedPageLinkHandler)
    features.register_link_type(KnownDocumentLinkHandler)
