"""Every address of the desk below ``/admin/``, other than those that viewsets bring."""

from django.urls import path

from . import disclosure
from .action_views import act
from .booking import booking_desk
from .entering import enter_request
from .month import MonthView
from .people_views import facilitator_calendar, invite_facilitator, withdraw_invitation
from .qr import session_qr
from .queue import AttentionView
from .reports import WorkshopReportView
from .school_merging import merge_view
from .snapshots import NewSnapshotView, SnapshotListView, SnapshotView
from .upkeep_views import assign_booking, choose_school, edit_session, save_notes

urlpatterns = [
    path("bookings/attention/", AttentionView.as_view(), name="workshops_attention"),
    path("bookings/enter/", enter_request, name="workshops_enter"),
    path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk"),
    path("bookings/<int:pk>/desk/do/<slug:slug>/", act, name="workshops_desk_act"),
    path("bookings/<int:pk>/desk/notes/", save_notes, name="workshops_desk_notes"),
    path("bookings/<int:pk>/desk/assign/", assign_booking, name="workshops_desk_assign"),
    path("bookings/<int:pk>/desk/school/", choose_school, name="workshops_desk_school"),
    path("bookings/<int:pk>/desk/sessions/<int:session_pk>/", edit_session, name="workshops_desk_session"),
    path("bookings/<int:pk>/disclosure/", disclosure.disclosure, name="workshops_disclosure"),
    path("bookings/<int:pk>/disclosure/note/", disclosure.note, name="workshops_disclosure_note"),
    path("bookings/<int:pk>/disclosure/lift/", disclosure.lift, name="workshops_disclosure_lift"),
    path("bookings/<int:pk>/invitations/", invite_facilitator, name="workshops_invite"),
    path(
        "bookings/<int:pk>/invitations/<int:invitation>/withdraw/",
        withdraw_invitation,
        name="workshops_withdraw_invitation",
    ),
    path("schools/merge/<int:pk>/", merge_view, name="workshops_merge_schools"),
    path("sessions/<int:pk>/qr/", session_qr, name="workshops_session_qr"),
    path("facilitators/<int:pk>/calendar/", facilitator_calendar, name="workshops_facilitator_calendar"),
    path("workshops/calendar/", MonthView.as_view(), name="workshops_calendar"),
    path("reports/workshops/", WorkshopReportView.as_view(), name="workshops_report"),
    path("reports/workshops/keep/", NewSnapshotView.as_view(), name="workshops_snapshot_new"),
    path("reports/workshops/reported/", SnapshotListView.as_view(), name="workshops_snapshots"),
    path("reports/workshops/reported/<int:pk>/", SnapshotView.as_view(), name="workshops_snapshot"),
]
