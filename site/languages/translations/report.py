"""The translations report: originals down, languages across."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from languages.models import Original, TranslationState

from .access import may_see_any, visible_originals
from .chips import Chip, chip, label_of, note_of
from .links import edit_url
from .originals import target_locales, tracked_models


def content_types(request):
    return ContentType.objects.filter(
        pk__in=[content_type.pk for content_type in ContentType.objects.get_for_models(*tracked_models()).values()]
    )


class TypeFilter(django_filters.ModelChoiceFilter):
    class field_class(django_filters.fields.ModelChoiceField):
        def label_from_instance(self, obj):
            return capfirst(obj.name)


class TranslationsFilterSet(WagtailFilterSet):
    """Type, and language with status: one state has to fulfil both."""

    content_type = TypeFilter(queryset=content_types, label=_("Type"))
    language = django_filters.ModelChoiceFilter(
        queryset=lambda request: Locale.objects.filter(pk__in=[locale.pk for locale in target_locales()]),
        label=_("Language"),
        method="narrow",
    )
    status = django_filters.ChoiceFilter(choices=TranslationState.Status.choices, label=_("Status"), method="narrow")

    class Meta:
        model = Original
        fields = ["content_type", "language", "status"]

    def narrow(self, queryset, name, value):
        chosen = {"language": "locale", "status": "status"}
        wanted = {chosen[one]: self.form.cleaned_data.get(one) for one in chosen}
        states = TranslationState.objects.filter(
            original=OuterRef("pk"), **{key: wish for key, wish in wanted.items() if wish}
        )
        return queryset.filter(Exists(states))


class OriginalColumn(TitleColumn):
    """The title, with its type and whether the original itself is public."""

    cell_template_name = "languages/translations/title_cell.html"


class ChangedColumn(Column):
    """When the words of the original last changed, and who changed them."""

    cell_template_name = "languages/translations/changed_cell.html"


class WordsColumn(Column):
    """How many words are left in all languages together."""

    cell_template_name = "languages/translations/words_cell.html"


class ChipColumn(Column):
    """The state in one language."""

    cell_template_name = "languages/translations/chip_cell.html"

    def __init__(self, locale: Locale):
        super().__init__(f"language_{locale.language_code}", label=str(locale), classname="translation-cell")
        self.locale = locale

    def get_value(self, instance: Original) -> Chip | None:
        state = instance.by_locale.get(self.locale.pk)
        return chip(instance, state) if state else None


def with_states(originals):
    """Read the states of originals in one query; what they were made from is large and left out."""
    states = TranslationState.objects.select_related("locale").defer("basis", "drafted")
    return originals.select_related("content_type", "changed_by").prefetch_related(
        Prefetch("states", queryset=states, to_attr="read_states")
    )


class TranslationsReportView(ReportView):
    """All originals that the user may work on, with the state of each language."""

    model = Original
    template_name = "languages/translations/report.html"
    results_template_name = "languages/translations/report_results.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations_report"
    index_results_url_name = "translations_report_results"
    filterset_class = TranslationsFilterSet
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    default_ordering = "title"
    table_classname = "listing translation-table"
    verbose_name_plural = _("translations")
    export_filename = "translations"

    def dispatch(self, request, *args, **kwargs):
        if not may_see_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self) -> list[Locale]:
        return target_locales()

    @cached_property
    def columns(self):
        return [
            OriginalColumn(
                "title",
                label=_("Title"),
                sort_key="title",
                get_url=lambda original: edit_url(original.content_type, original.object_id),
            ),
            ChangedColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
            *(ChipColumn(locale) for locale in self.locales),
            WordsColumn("words_left", label=_("Words to translate"), sort_key="words_left"),
        ]

    def get_base_queryset(self):
        words = Coalesce(Sum("states__words_left", filter=Q(states__locale__in=self.locales)), 0)
        return with_states(visible_originals(self.request.user).annotate(words_left=words))

    def get_filtered_queryset(self):
        # ReportView filters what BaseListingView has filtered already.
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list):
        for original in object_list:
            original.by_locale = {state.locale_id: state for state in original.read_states}
        return object_list

    # Spreadsheets

    @cached_property
    def list_export(self) -> list[str]:
        codes = [locale.language_code for locale in self.locales]
        return ["title", "type", "changed_at", "changed_by", *codes, "words_left"]

    @cached_property
    def export_headings(self) -> dict:
        names = {locale.language_code: str(locale) for locale in self.locales}
        return {
            "title": _("Title"),
            "type": _("Type"),
            "changed_at": _("Changed"),
            "changed_by": _("Changed by"),
            "words_left": _("Words to translate"),
            **names,
        }

    def to_row_dict(self, item: Original) -> dict:
        states = {state.locale.language_code: state for state in item.read_states}
        texts = {code: ", ".join(filter(None, [label_of(state), note_of(state)])) for code, state in states.items()}
        return {
            "title": item.title,
            "type": capfirst(item.content_type.name),
            "changed_at": item.changed_at,
            "changed_by": str(item.changed_by or ""),
            **{locale.language_code: texts.get(locale.language_code, "") for locale in self.locales},
            "words_left": item.words_left,
        }


def counts_by_language(user) -> dict[int, dict[str, int]]:
    """Return, for each language, how many of the user's originals have each status, in one query."""
    counts: dict[int, dict[str, int]] = {}
    states = TranslationState.objects.filter(original__in=visible_originals(user))
    for locale, status, number in states.values_list("locale", "status").annotate(Count("pk")).order_by():
        counts.setdefault(locale, {})[status] = number
    return counts
