"""What the coordinators' desk adds to the CMS."""

from django.urls import path
from wagtail import hooks

from .desk.attention import AttentionPanel
from .desk.booking import booking_desk
from .desk.bookings import BookingViewSet
from .desk.entering import enter_request, with_enter_button
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.schools import SchoolViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    bookings = BookingViewSet(index_view_class=with_enter_button(BookingViewSet.index_view_class))
    return [bookings, SchoolViewSet(), FacilitatorViewSet(), BlockedPeriodViewSet()]


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk")]


@hooks.register("register_admin_urls")
def register_entering():
    return [path("bookings/enter/", enter_request, name="workshops_enter")]


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(AttentionPanel())
