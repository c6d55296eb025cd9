"""What the coordinators' desk adds to the CMS."""

from django.urls import path
from wagtail import hooks

from .desk.action_views import act
from .desk.booking import booking_desk
from .desk.bookings import BookingViewSet
from .desk.bulk import AssignBookings, DeclineBookings
from .desk.menu import MENU_HOOK, WorkshopsGroup
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.queue import AttentionMenuItem, AttentionPanel, AttentionView
from .desk.school_merging import merge_view
from .desk.schools import SchoolViewSet
from .desk.upkeep import register_log_actions
from .desk.upkeep_views import assign_booking, choose_school, edit_session, save_notes


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        WorkshopsGroup(),
        BookingViewSet(),
        SchoolViewSet(),
        FacilitatorViewSet(menu_hook=MENU_HOOK, menu_order=50),
        BlockedPeriodViewSet(menu_hook=MENU_HOOK, menu_order=60),
    ]


@hooks.register(MENU_HOOK)
def register_attention():
    return AttentionMenuItem(order=10)


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [
        path("bookings/attention/", AttentionView.as_view(), name="workshops_attention"),
        path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk"),
        path("bookings/<int:pk>/desk/do/<slug:slug>/", act, name="workshops_desk_act"),
        path("bookings/<int:pk>/desk/notes/", save_notes, name="workshops_desk_notes"),
        path("bookings/<int:pk>/desk/assign/", assign_booking, name="workshops_desk_assign"),
        path("bookings/<int:pk>/desk/school/", choose_school, name="workshops_desk_school"),
        path("bookings/<int:pk>/desk/sessions/<int:session_pk>/", edit_session, name="workshops_desk_session"),
        path("schools/merge/<int:pk>/", merge_view, name="workshops_merge_schools"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(AttentionPanel())


hooks.register("register_log_actions", register_log_actions)
hooks.register("register_bulk_action", AssignBookings)
hooks.register("register_bulk_action", DeclineBookings)
