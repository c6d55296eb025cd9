"""What the coordinators' desk adds to the CMS."""

from django.urls import path
from wagtail import hooks

from .desk.attention import AttentionPanel
from .desk.booking import booking_desk
from .desk.bookings import BookingViewSet
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.reports import WorkshopReportView, report_menu_item
from .desk.schools import SchoolViewSet
from .desk.snapshots import NewSnapshotView, SnapshotListView, SnapshotView, snapshots_menu_item


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [BookingViewSet(), SchoolViewSet(), FacilitatorViewSet(), BlockedPeriodViewSet()]


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk")]


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(AttentionPanel())


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path("reports/workshops/", WorkshopReportView.as_view(), name="workshops_report"),
        path("reports/workshops/keep/", NewSnapshotView.as_view(), name="workshops_snapshot_new"),
        path("reports/workshops/reported/", SnapshotListView.as_view(), name="workshops_snapshots"),
        path("reports/workshops/reported/<int:pk>/", SnapshotView.as_view(), name="workshops_snapshot"),
    ]


@hooks.register("register_reports_menu_item")
def show_report_in_menu():
    return report_menu_item


@hooks.register("register_reports_menu_item")
def show_snapshots_in_menu():
    return snapshots_menu_item
