"""What the coordinators' desk adds to the CMS."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .desk import disclosure, urls
from .desk.bookings import BookingViewSet
from .desk.bulk import AssignBookings, DeclineBookings
from .desk.entering import with_enter_button
from .desk.mail_texts import MailTextViewSet
from .desk.menu import MENU_HOOK, WorkshopsGroup
from .desk.people import BlockedPeriodViewSet, FacilitatorViewSet
from .desk.queue import AttentionMenuItem, AttentionPanel
from .desk.reports import report_menu_item
from .desk.schools import SchoolViewSet
from .desk.snapshots import snapshots_menu_item
from .desk.upkeep import register_log_actions

register_snippet(MailTextViewSet(menu_hook=MENU_HOOK, menu_order=80))
hooks.register("register_admin_urls", lambda: urls.urlpatterns)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_log_actions", disclosure.register_log_actions)
hooks.register("register_bulk_action", AssignBookings)
hooks.register("register_bulk_action", DeclineBookings)
hooks.register("register_reports_menu_item", lambda: report_menu_item)
hooks.register("register_reports_menu_item", lambda: snapshots_menu_item)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        WorkshopsGroup(),
        BookingViewSet(index_view_class=with_enter_button(BookingViewSet.index_view_class)),
        SchoolViewSet(),
        FacilitatorViewSet(menu_hook=MENU_HOOK, menu_order=50),
        BlockedPeriodViewSet(menu_hook=MENU_HOOK, menu_order=60),
    ]


class CalendarMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("workshops.view_booking")


@hooks.register(MENU_HOOK)
def register_attention():
    return AttentionMenuItem(order=10)


@hooks.register(MENU_HOOK)
def register_calendar():
    return CalendarMenuItem(_("Calendar"), reverse("workshops_calendar"), icon_name="date", order=30)


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(AttentionPanel())
    panels.append(disclosure.DisclosuresPanel())
