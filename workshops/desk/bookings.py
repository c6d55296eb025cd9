"""Bookings in the CMS: listed, searched, filtered."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from workshops.models import Booking

from .hidden import HidesTexts

READ_ONLY = (
    (_("School"), ("school_name", "school_type", "town")),
    (_("Contact"), ("contact_name", "contact_role", "email", "phone")),
    (
        _("Workshop"),
        ("workshop_title", "audience", "grade", "groups", "participants", "language", "place", "notes"),
    ),
    (_("Record"), ("reference", "created_at", "consent_at", "acknowledged_at", "locale", "source")),
)


class BookingIndexView(HidesTexts, generic.IndexView):
    pass


class BookingEditView(HidesTexts, generic.EditView):
    pass


class BookingInspectView(HidesTexts, generic.InspectView):
    pass


class BookingViewSet(ModelViewSet):
    """Requests from schools: listed, searched, filtered; coordinators note where each one stands."""

    model = Booking
    index_view_class = BookingIndexView
    edit_view_class = BookingEditView
    inspect_view_class = BookingInspectView
    icon = "calendar-alt"
    menu_label = _("Bookings")
    name = "bookings"
    add_to_admin_menu = True
    menu_order = 150
    list_display = [
        TitleColumn(
            "reference",
            label=_("Reference"),
            url_name="workshops_desk",
            sort_key="reference",
            accessor="reference",
        ),
        "school_name",
        "town",
        "workshop_title",
        "participants",
        Column("get_status_display", label=_("Status"), accessor="get_status_display", sort_key="status"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    list_filter = ["status", "audience", "school_type", "place", "language"]
    search_fields = ["reference", "school_name", "town", "contact_name", "email"]
    list_export = [
        "reference",
        "status",
        "created_at",
        "school_name",
        "town",
        "workshop_title",
        "participants",
    ]
    list_per_page = 50
    ordering = "-created_at"
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields = ["internal_notes"]
    panels = [
        MultiFieldPanel([FieldPanel("internal_notes")], heading=_("Internal notes")),
        *[
            MultiFieldPanel([FieldPanel(name, read_only=True) for name in names], heading=heading)
            for heading, names in READ_ONLY
        ],
    ]


class NoBookingByHand(ModelPermissionPolicy):
    """A booking is made by the form and its service alone, and never deleted by hand."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


register_permission_policy(Booking, NoBookingByHand(Booking))
