"""Search in the CMS: the words that editors keep, and what readers did not find."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from languages.exchange.access import may_change_pages

from .forms import SearchWordsForm
from .models import SearchWords
from .readability.editor import name_long_sentences
from .readability.report import ReadabilityView
from .reports import MissedSearchesView


class SearchWordsViewSet(SnippetViewSet):
    model = SearchWords
    icon = "search"
    menu_label = _("Search words")
    list_display = [
        "words",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("get_kind_display", label=_("These words"), sort_key="kind"),
    ]
    list_filter = ["language", "kind"]
    list_per_page = 50
    search_fields = ["words"]

    def get_form_class(self, for_update=False):
        return SearchWordsForm


class MissedSearchesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("site_search.view_missedsearch")


class ReadabilityMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_change_pages(request.user)


register_snippet(SearchWordsViewSet)
# Before wagtail-localize takes the screen over.
hooks.register("before_edit_page", name_long_sentences, order=-10)


@hooks.register("register_admin_urls")
def register_report_urls():
    results = MissedSearchesView.as_view(results_only=True)
    readability_results = ReadabilityView.as_view(results_only=True)
    return [
        path("reports/readability/", ReadabilityView.as_view(), name="readability_report"),
        path("reports/readability/results/", readability_results, name="readability_report_results"),
        path("reports/searches/", MissedSearchesView.as_view(), name="missed_searches"),
        path("reports/searches/results/", results, name="missed_searches_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_report():
    label = _("Searches without results")
    return MissedSearchesMenuItem(label, reverse_lazy("missed_searches"), icon_name="search", order=1200)


@hooks.register("register_reports_menu_item")
def register_readability():
    return ReadabilityMenuItem(
        _("Plain language"), reverse_lazy("readability_report"), icon_name="glasses", order=1210
    )
