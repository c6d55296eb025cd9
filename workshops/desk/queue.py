"""The queue of what waits: a screen of its own, the first rows of it on the CMS's first screen, and its menu item."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import DateColumn, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .access import is_coordinator
from .attention import needing_attention
from .columns import AssigneeColumn, ReasonsColumn, ReferenceColumn, SchoolColumn

SHOWN = 10
PER_PAGE = 50


def queue_table(bookings: list) -> Table:
    """Return the table of bookings with since when and why each waits."""
    columns = [
        ReferenceColumn(sort_key=None),
        SchoolColumn(sort_key=None),
        ReasonsColumn("reasons", label=_("Why")),
        DateColumn("since", label=_("Since")),
        AssigneeColumn(sort_key=None),
    ]
    return Table(columns, bookings, classname="listing desk-cards", caption=_("Bookings that wait for you"))


class AttentionPanel(Component):
    """The queue on the CMS's first screen, for coordinators."""

    name = "bookings_needing_attention"
    template_name = "workshops/desk/attention_panel.html"
    order = 50

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        if not is_coordinator(request.user):
            return {"hidden": True}
        queue = needing_attention(now=timezone.now())
        return {"table": queue_table(queue[:SHOWN]), "total": len(queue), "shown": SHOWN, "request": request}


class AttentionView(WagtailAdminTemplateMixin, TemplateView):
    """The whole queue, oldest first."""

    template_name = "workshops/desk/attention.html"
    page_title = _("Needs attention")
    header_icon = "tasks"

    def dispatch(self, request, *args, **kwargs):
        if not is_coordinator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def page(self):
        paginator = WagtailPaginator(needing_attention(now=timezone.now()), PER_PAGE)
        return paginator.get_page(self.request.GET.get("p"))

    def get_context_data(self, **kwargs):
        numbers = self.page.paginator.get_elided_page_range(self.page.number)
        table = queue_table(self.page.object_list)
        return {
            **super().get_context_data(**kwargs),
            "table": table,
            "media": table.media,
            "page_obj": self.page,
            "total": self.page.paginator.count,
            "elided_page_range": numbers,
        }


class AttentionMenuItem(MenuItem):
    """The first item of the desk's menu, with how many wait."""

    def __init__(self, **kwargs):
        url = reverse_lazy("workshops_attention")
        super().__init__(_("Needs attention"), url, name="attention", icon_name="tasks", **kwargs)

    def is_shown(self, request) -> bool:
        return is_coordinator(request.user)

    def render_component(self, request):
        total = len(needing_attention(now=timezone.now()))
        label = format_lazy("{} ({})", self.label, total) if total else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)
