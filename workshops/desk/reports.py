"""Reports in the CMS: figures by year and dimension, as a table, a chart and files."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import policy_registry

from workshops.models import Booking
from workshops.reports.charts import chart_of
from workshops.reports.counting import report
from workshops.reports.tables import table_of

from .report_downloads import FORMATS, download
from .report_forms import ReportForm


class ForCoordinators(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """What holds for each screen about reports: whoever may see bookings may see what they add up to."""

    permission_required = "view"
    header_icon = "table"

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(Booking)


class ReportsMenuItem(MenuItem):
    """An entry of the reports menu for those who may see bookings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("workshops.view_booking")


class WorkshopReportView(ForCoordinators, TemplateView):
    """The report that an address asks for; ``export`` gives it as a file."""

    template_name = "workshops/desk/report.html"
    page_title = _("Workshops")
    header_icon = "calendar-alt"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": _("Reports")}, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.form = ReportForm(request.GET)
        self.report = report(filters=self.form.filters)
        kind = request.GET.get("export")
        if kind in FORMATS:
            name = f"workshops-{self.form.filters.period.key}-{self.form.filters.dimension.value}"
            return download(table=table_of(self.report), kind=kind, name=name)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        table = table_of(self.report, with_sessions=False)
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "report": self.report,
            "table": table,
            "chart": chart_of(table),
            "download_url": f"{self.request.path}?{self.form.query}&export=",
            "snapshot_url": f"{reverse('workshops_snapshot_new')}?{self.form.query}",
        }


report_menu_item = ReportsMenuItem(
    _("Workshops"), reverse_lazy("workshops_report"), name="workshops-report", icon_name="calendar-alt", order=100
)
