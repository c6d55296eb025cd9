"""The list of help contacts in the CMS: what should be verified, and one click to say that it was."""

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from languages.translations.one_source import with_what_to_offer

from .models import HelpContact
from .verifying import PERMISSION
from .verifying_views import VerifyView

STATES = [
    ("due", _("to verify: never, or more than 180 days ago")),
    ("never", _("never verified")),
    ("fresh", _("verified in the last 180 days")),
]


class HelpContactFilterSet(WagtailFilterSet):
    verification = django_filters.ChoiceFilter(
        label=_("Verification"), choices=STATES, method="by_verification", widget=forms.RadioSelect, empty_label=None
    )

    class Meta:
        model = HelpContact
        fields = ["country", "kind", "live"]

    def by_verification(self, contacts, name, value):
        chosen = {"due": contacts.due, "never": contacts.never_verified, "fresh": contacts.fresh}
        return chosen[value]() if value in chosen else contacts


class VerifiedColumn(Column):
    """When it was verified, a flag where that is too long ago, and the button."""

    cell_template_name = "home/admin/verified_cell.html"

    def __init__(self):
        super().__init__("verified_on", label=_("Verified on"), sort_key="verified_on")

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        may = request.user.has_perm(PERMISSION) and instance.is_reachable
        return {
            **super().get_cell_context_data(instance, parent_context),
            "contact": instance,
            "address": reverse("verify_help_contact", args=[instance.pk]) if may else "",
            "back": request.get_full_path() if not request.GET.get("_w_filter_fragment") else "",
            "csrf_token": parent_context.get("csrf_token"),
        }


class HelpContactIndexView(IndexView):
    """Contacts with what their rows show, in a number of queries that does not grow."""

    def get_base_queryset(self):
        return with_what_to_offer(super().get_base_queryset().select_related("locale"))


class HelpContactViewSet(SnippetViewSet):
    model = HelpContact
    icon = "help"
    menu_label = _("Help contacts")
    add_to_admin_menu = True
    menu_order = 250
    index_view_class = HelpContactIndexView
    list_display = ["name", "number", "country", "kind", VerifiedColumn(), "live"]
    filterset_class = HelpContactFilterSet
    list_per_page = 50


def verify_urls() -> list:
    return [path("help-contacts/<int:pk>/verified/", VerifyView.as_view(), name="verify_help_contact")]
