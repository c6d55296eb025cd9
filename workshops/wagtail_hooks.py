"""What the coordinators' desk adds to the CMS."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .desk.attention import AttentionPanel
from .desk.booking import booking_desk
from .desk.bookings import BookingViewSet
from .desk.entering import enter_request, with_enter_button
from .desk.mail_texts import MailTextViewSet
from .desk.month import MonthView
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.people_views import facilitator_calendar, invite_facilitator, withdraw_invitation
from .desk.qr import session_qr
from .desk.reports import WorkshopReportView, report_menu_item
from .desk.schools import SchoolViewSet
from .desk.snapshots import NewSnapshotView, SnapshotListView, SnapshotView, snapshots_menu_item

register_snippet(MailTextViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    bookings = BookingViewSet(index_view_class=with_enter_button(BookingViewSet.index_view_class))
    return [bookings, SchoolViewSet(), FacilitatorViewSet(), BlockedPeriodViewSet()]


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [
        path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk"),
        path("sessions/<int:pk>/qr/", session_qr, name="workshops_session_qr"),
    ]


@hooks.register("register_admin_urls")
def register_people_urls():
    return [
        path("workshops/calendar/", MonthView.as_view(), name="workshops_calendar"),
        path("facilitators/<int:pk>/calendar/", facilitator_calendar, name="workshops_facilitator_calendar"),
        path("bookings/<int:pk>/invitations/", invite_facilitator, name="workshops_invite"),
        path(
            "bookings/<int:pk>/invitations/<int:invitation>/withdraw/",
            withdraw_invitation,
            name="workshops_withdraw_invitation",
        ),
    ]


class CalendarMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("workshops.view_booking")


@hooks.register("register_admin_menu_item")
def register_calendar_menu_item():
    return CalendarMenuItem(_("Calendar"), reverse("workshops_calendar"), icon_name="date", order=151)


@hooks.register("register_admin_urls")
def register_entering():
    return [path("bookings/enter/", enter_request, name="workshops_enter")]


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
