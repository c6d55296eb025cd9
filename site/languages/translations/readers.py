"""What readers are told about a translation, without a query more."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from languages.models import TranslationState


def _states():
    return TranslationState.objects.filter(original=OuterRef("translation_key"), locale=OuterRef("locale"))


def with_translation_state(pages: QuerySet) -> QuerySet:
    """Let each page know the state of its translation."""
    return pages.annotate(
        translation_status=Subquery(_states().values("status")[:1]),
        translation_incomplete=Subquery(_states().values("incomplete")[:1]),
    )


def notice_for(page) -> str:
    """Return which notice a page read with its state carries: ``incomplete``, ``outdated`` or none."""
    if getattr(page, "translation_incomplete", False):
        return "incomplete"
    outdated = getattr(page, "translation_status", "") == TranslationState.Status.OUTDATED
    return "outdated" if outdated else ""


def translated_completely(records: QuerySet) -> QuerySet:
    """Leave out records without drafts that are still in the source language."""
    return records.exclude(Exists(_states().filter(incomplete=True)))
