"""The heat strip on the CMS's first screen: how far each language is, at a glance."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from languages.models import TranslationState

from .access import may_see_any
from .originals import target_locales
from .report import counts_by_language


@dataclass(frozen=True)
class Part:
    """A part of a strip: a status, how many originals have it, and where they are listed."""

    status: str
    label: str
    number: int
    url: str


@dataclass(frozen=True)
class Strip:
    """One language: its parts in the order from done to missing."""

    name: str
    parts: list[Part]


def strip(locale: Locale, counts: dict[str, int]) -> Strip:
    statuses = [status for status in reversed(TranslationState.Status) if counts.get(status)]
    report = reverse("translations_report")
    parts = [
        Part(
            status=status.value,
            label=str(status.label),
            number=counts[status],
            url=f"{report}?{urlencode({'language': locale.pk, 'status': status.value})}",
        )
        for status in statuses
    ]
    return Strip(str(locale), parts)


class TranslationsPanel(Component):
    """One strip for each language, for whoever may translate something."""

    name = "translations"
    template_name = "languages/translations/panel.html"
    heading = _("Translations")
    order = 60

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not may_see_any(user):
            return {"hidden": True}
        counts = counts_by_language(user)
        return {"strips": [strip(locale, counts.get(locale.pk, {})) for locale in target_locales()]}
