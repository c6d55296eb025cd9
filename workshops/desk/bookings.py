"""Bookings in the CMS: listed, searched, filtered, exported without contact details."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from workshops.models import Booking, Session

from .access import for_coordinators
from .columns import AssigneeColumn, DatesColumn, ReferenceColumn, SchoolColumn, StatusColumn
from .exports import SafeExportMixin
from .filters import SEARCHED, BookingFilterSet, search_bookings
from .hidden import HidesTexts
from .menu import MENU_HOOK

AGREED = (Session.State.PLANNED, Session.State.DELIVERED)


def _agreed_date(booking: Booking) -> str:
    first = next(iter(booking.agreed_sessions), None)
    return f"{timezone.localtime(first.starts_at):%Y-%m-%d %H:%M}" if first else ""


# Heading and value of each exported column: nothing about a person.
EXPORT = {
    "reference": (_("Reference"), lambda one: one.reference),
    "status": (_("Status"), lambda one: one.get_status_display()),
    "received": (_("Received"), lambda one: f"{timezone.localtime(one.created_at):%Y-%m-%d}"),
    "date": (_("Agreed date"), _agreed_date),
    "school": (_("School"), lambda one: one.school_name),
    "type": (_("Type"), lambda one: one.get_school_type_display()),
    "town": (_("Town"), lambda one: one.town),
    "region": (_("Region"), lambda one: one.school.get_region_display() if one.school else ""),
    "workshop": (_("Workshop"), lambda one: one.workshop_title),
    "audience": (_("Audience"), lambda one: one.get_audience_display()),
    "groups": (_("Groups"), lambda one: one.groups),
    "participants": (_("Expected participants"), lambda one: one.participants),
    "language": (_("Language"), lambda one: one.get_language_display()),
    "place": (_("In person or online"), lambda one: one.get_place_display()),
    "source": (_("Came by"), lambda one: one.get_source_display()),
}


class BookingIndexView(HidesTexts, SafeExportMixin, IndexView):
    """The list; what its rows show is fetched with it."""

    template_name = "workshops/desk/bookings/index.html"
    table_classname = "listing desk-cards"

    def get_base_queryset(self):
        agreed = Session.objects.filter(state__in=AGREED).order_by("starts_at")
        return (
            Booking.objects.select_related("school", "assignee")
            .defer("notes", "internal_notes")
            .prefetch_related("preferred_dates", Prefetch("sessions", agreed, to_attr="agreed_sessions"))
        )

    def search_queryset(self, queryset):
        return search_bookings(queryset, self.search_query) if self.is_searching else queryset

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in EXPORT.items()}

    @cached_property
    def show_export_buttons(self):
        return self.user_has_permission("change")


@for_coordinators
def _to_the_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the one screen of a booking: whatever is changed is changed there, and logged."""
    return redirect("workshops_desk", pk=pk)


class BookingViewSet(ModelViewSet):
    """Requests from schools: listed, searched, filtered; each leads to its own screen."""

    model = Booking
    icon = "calendar-alt"
    menu_label = _("Bookings")
    name = "bookings"
    menu_hook = MENU_HOOK
    menu_order = 20
    index_view_class = BookingIndexView
    list_display = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="booking"),
        ReferenceColumn(),
        SchoolColumn(),
        StatusColumn(),
        DatesColumn(),
        AssigneeColumn(),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = BookingFilterSet
    search_fields = list(SEARCHED)
    list_export = list(EXPORT)
    export_headings = {name: heading for name, (heading, _value) in EXPORT.items()}
    export_filename = "bookings"
    list_per_page = 50
    ordering = "-created_at"
    # The inspect view would show what only the booking's own screen may.
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields = ["internal_notes"]

    @property
    def edit_view(self):
        return _to_the_desk


class NoBookingByHand(ModelPermissionPolicy):
    """A booking is made by the form and its service alone, and never deleted by hand."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


register_permission_policy(Booking, NoBookingByHand(Booking))
