"""The report on how hard pages are to read, the hardest first."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from languages.exchange.access import editable_pages, may_change_pages
from search.models import Readability, language_choices

from .meaning import meaning_of


class ReadabilityFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(
        field_name="entry__language", label=_("Language"), choices=language_choices
    )

    class Meta:
        model = Readability
        fields = ["language"]


class PageColumn(TitleColumn):
    """The title, which leads to the editor."""

    def get_value(self, instance):
        return instance.entry.title


class LanguageColumn(Column):
    def get_value(self, instance):
        return dict(language_choices()).get(instance.entry.language, instance.entry.language)


class MeaningColumn(Column):
    def get_value(self, instance):
        return meaning_of(instance.lix)


class ReadabilityView(ReportView):
    """Published pages that somebody may change, with their figures, sorted by any of them."""

    model = Readability
    page_title = _("Plain language")
    header_icon = "glasses"
    template_name = "search/readability_report.html"
    filterset_class = ReadabilityFilterSet
    index_url_name = "readability_report"
    index_results_url_name = "readability_report_results"
    default_ordering = "-lix"
    is_searchable = True
    search_fields = ["entry__title"]
    search_backend_name = None
    export_filename = "plain-language"
    columns = [
        PageColumn(
            "title",
            label=_("Page"),
            sort_key="entry__title",
            get_url=lambda one: reverse("wagtailadmin_pages:edit", args=[one.entry.object_id]),
        ),
        LanguageColumn("language", label=_("Language"), sort_key="entry__language"),
        Column("lix", label="LIX", sort_key="lix"),
        MeaningColumn("meaning", label=_("Meaning")),
        Column("words_a_sentence", label=_("Words a sentence"), sort_key="words_a_sentence"),
        Column("long_share", label=_("Long words, %"), sort_key="long_share"),
        Column("long_sentences", label=_("Sentences over 25 words"), sort_key="long_sentences"),
        Column("words", label=_("Words"), sort_key="words"),
    ]
    list_export = ["title", "language", "lix", "words_a_sentence", "long_share", "long_sentences", "words", "hardest"]
    export_headings = {
        "title": _("Page"),
        "language": _("Language"),
        "lix": "LIX",
        "words_a_sentence": _("Words a sentence"),
        "long_share": _("Long words, %"),
        "long_sentences": _("Sentences over 25 words"),
        "words": _("Words"),
        "hardest": _("Hardest sentence"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not may_change_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Readability]:
        pages = editable_pages(self.request.user).values("pk")
        return Readability.objects.filter(entry__object_id__in=pages).select_related("entry")

    def get_filtered_queryset(self):
        # ReportView filters what BaseListingView has filtered already.
        return self.get_queryset()

    def to_row_dict(self, item: Readability) -> dict:
        return {
            "title": item.entry.title,
            "language": item.entry.language,
            **{name: getattr(item, name) for name in self.list_export[2:-1]},
            "hardest": item.hardest[0] if item.hardest else "",
        }
