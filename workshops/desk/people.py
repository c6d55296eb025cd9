"""Facilitators, and when they are away, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from workshops.models import BlockedPeriod, Facilitator


class FacilitatorViewSet(ModelViewSet):
    """Who leads workshops."""

    model = Facilitator
    icon = "user"
    menu_label = _("Facilitators")
    name = "facilitators"
    add_to_admin_menu = True
    menu_order = 152
    list_display = ["name", "get_kind_display", "email", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "email"]
    copy_view_enabled = False
    form_fields = [
        "name",
        "kind",
        "email",
        "speaks_slovenian",
        "speaks_english",
        "speaks_serbian",
        "speaks_ukrainian",
        "most_per_day",
        "is_active",
    ]


class BlockedPeriodIndexView(IndexView):
    """Fetches the facilitators with the periods: one query, however many are listed."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("facilitator")


class BlockedPeriodViewSet(ModelViewSet):
    """When facilitators are away."""

    model = BlockedPeriod
    index_view_class = BlockedPeriodIndexView
    icon = "date"
    menu_label = _("Blocked periods")
    name = "blocked_periods"
    add_to_admin_menu = True
    menu_order = 153
    list_display = ["facilitator", "first_day", "last_day", "reason"]
    list_filter = ["facilitator"]
    copy_view_enabled = False
    form_fields = ["facilitator", "first_day", "last_day", "reason"]
