"""What readers searched and did not find, added up for editors."""

import django_filters
from django.conf import settings
from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from .models import MissedSearch, language_choices


class MissedSearchFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices)
    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = MissedSearch
        fields = ["language", "day"]


class LanguageColumn(Column):
    def get_value(self, instance):
        return dict(settings.LANGUAGES).get(instance["language"], instance["language"])


class MissedSearchesView(ReportView):
    """Words and how often, the most frequent first."""

    model = MissedSearch
    permission_required = "view"
    page_title = _("Searches without results")
    header_icon = "search"
    filterset_class = MissedSearchFilterSet
    index_url_name = "missed_searches"
    index_results_url_name = "missed_searches_results"
    columns = [
        Column("words", label=_("Words")),
        LanguageColumn("language", label=_("Language")),
        Column("total", label=_("Count")),
        Column("last", label=_("Last on")),
    ]
    list_export = ["words", "language", "total", "last"]
    export_headings = {"words": _("Words"), "language": _("Language"), "total": _("Count"), "last": _("Last on")}
    no_results_message = _("Nothing was searched in vain three times on one day.")

    def get_queryset(self):
        searches = MissedSearch.objects.values("language", "words")
        return searches.annotate(total=Sum("count"), last=Max("day")).order_by("-total", "words", "language")
