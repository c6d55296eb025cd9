"""Reported to funders, in the CMS: made from a report, listed, read; never changed and never deleted."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView

from workshops.models import ReportSnapshot
from workshops.reports.charts import chart_of
from workshops.reports.dimensions import Dimension, names_of
from workshops.reports.periods import Period
from workshops.reports.snapshots import (
    ConfirmationNeeded,
    FiguresChanged,
    NothingToReport,
    make_snapshot,
    preview,
)
from workshops.reports.tables import value_name

from .report_downloads import FORMATS, download
from .report_forms import ReportForm, SnapshotForm
from .reports import ForCoordinators, ReportsMenuItem


class NewSnapshotView(ForCoordinators, TemplateView):
    """What would be kept, with what a coordinator should know first; a POST keeps it."""

    permission_required = "change"
    template_name = "workshops/desk/snapshot_new.html"
    page_title = gettext_lazy("Keep as reported")

    @cached_property
    def asked(self) -> ReportForm:
        return ReportForm(self.request.GET)

    def get_breadcrumbs_items(self):
        report_url = f"{reverse('workshops_report')}?{self.asked.query}"
        return [
            *self.breadcrumbs_items,
            {"url": report_url, "label": _("Workshops")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, form: SnapshotForm | None = None, **kwargs):
        self.preview = preview(filters=self.asked.filters)
        title = [str(self.preview.table["title"])]
        if funder := self.asked.filters.only.get(Dimension.FUNDER):
            title.insert(0, value_name(Dimension.FUNDER, funder))
        return {
            **super().get_context_data(**kwargs),
            "asked": self.asked,
            "preview": self.preview,
            "table": self.preview.table,
            "more_without_numbers": self.preview.table["without_numbers"] - len(self.preview.without_numbers),
            "form": form or SnapshotForm(initial={"title": " – ".join(title)[:200]}),
            "report_url": f"{reverse('workshops_report')}?{self.asked.query}",
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = SnapshotForm(request.POST)
        if form.is_valid():
            try:
                snapshot = make_snapshot(
                    title=form.cleaned_data["title"],
                    filters=self.asked.filters,
                    asked=self.asked.understood,
                    seen=form.cleaned_data["seen"],
                    confirmed=form.cleaned_data["confirmed"],
                    user=request.user,
                )
            except FiguresChanged:
                form.add_error(None, _("The figures have changed since you opened this page. Please look again."))
            except ConfirmationNeeded:
                form.add_error("confirmed", _("Please confirm that these sessions should be reported again."))
            except NothingToReport:
                form.add_error(None, _("There is no session to report."))
            else:
                messages.success(request, _("The report is kept as it is now."))
                return redirect("workshops_snapshot", pk=snapshot.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SnapshotListView(ForCoordinators, BaseListingView):
    """Everything that was reported, the latest first."""

    model = ReportSnapshot
    page_title = gettext_lazy("Reported to funders")
    verbose_name_plural = gettext_lazy("reports that were kept")
    index_url_name = "workshops_snapshots"
    paginate_by = 50
    default_ordering = "-created_at"
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), url_name="workshops_snapshot", sort_key="title"),
        Column(
            "period", label=gettext_lazy("Period"), accessor=lambda one: Period.from_key(one.filters["period"]).name
        ),
        Column("funder", label=gettext_lazy("Funder"), accessor="funder_name"),
        UserColumn("created_by", label=gettext_lazy("By")),
        DateColumn("created_at", label=gettext_lazy("Made"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[ReportSnapshot]:
        return ReportSnapshot.objects.defer("table").select_related("created_by__wagtail_userprofile")

    @cached_property
    def no_results_message(self) -> str:
        return _("Nothing was kept yet. Choose a period and a funder in the report, and keep it there.")

    def get_context_data(self, *args, **kwargs):
        names = names_of(Dimension.FUNDER)
        context = super().get_context_data(*args, **kwargs)
        for snapshot in context["object_list"]:
            funder = snapshot.filters.get("funder")
            snapshot.funder_name = names.get(funder, "–") if funder else _("all")
        return context


class SnapshotView(ForCoordinators, TemplateView):
    """One report as it was handed over, from what was kept; ``export`` gives it as a file."""

    template_name = "workshops/desk/snapshot.html"

    def get(self, request: HttpRequest, pk: int, *args, **kwargs) -> HttpResponse:
        self.snapshot = get_object_or_404(ReportSnapshot.objects.select_related("created_by"), pk=pk)
        kind = request.GET.get("export")
        if kind in FORMATS:
            return download(table=self.snapshot.table, kind=kind, name=f"reported-{pk}")
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.snapshot.title

    def get_breadcrumbs_items(self):
        index = {"url": reverse("workshops_snapshots"), "label": SnapshotListView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.snapshot.title}]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "snapshot": self.snapshot,
            "table": self.snapshot.table,
            "chart": chart_of(self.snapshot.table),
            "download_url": f"{self.request.path}?export=",
        }


snapshots_menu_item = ReportsMenuItem(
    SnapshotListView.page_title,
    reverse_lazy("workshops_snapshots"),
    name="workshops-snapshots",
    icon_name="lock",
    order=110,
)
