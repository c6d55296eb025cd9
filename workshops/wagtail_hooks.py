"""What the coordinators' desk adds to the CMS."""

from django.urls import path
from wagtail import hooks

from .desk import disclosure
from .desk.attention import AttentionPanel
from .desk.booking import booking_desk
from .desk.bookings import BookingViewSet
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.schools import SchoolViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [BookingViewSet(), SchoolViewSet(), FacilitatorViewSet(), BlockedPeriodViewSet()]


@hooks.register("register_admin_urls")
def register_desk_urls():
    return [
        path("bookings/<int:pk>/desk/", booking_desk, name="workshops_desk"),
        path("bookings/<int:pk>/disclosure/", disclosure.disclosure, name="workshops_disclosure"),
        path("bookings/<int:pk>/disclosure/note/", disclosure.note, name="workshops_disclosure_note"),
        path("bookings/<int:pk>/disclosure/lift/", disclosure.lift, name="workshops_disclosure_lift"),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(AttentionPanel())
    panels.append(disclosure.DisclosuresPanel())


hooks.register("register_log_actions", disclosure.register_log_actions)
