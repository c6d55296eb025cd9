"""The texts of pages and records with their translations, in the order in which they stand there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource, get_edit_url

from languages.places import Place, place_of

SEPARATOR = ":"


@dataclass(frozen=True)
class TranslatedObject:
    """A page or record in its two languages."""

    translation: Translation
    original: models.Model
    target: models.Model

    @cached_property
    def model(self) -> type[models.Model]:
        return self.translation.source.specific_content_type.model_class()

    @property
    def key(self) -> UUID:
        return self.translation.source.object_id

    @cached_property
    def title(self) -> str:
        return str(self.original)

    @cached_property
    def address(self) -> str:
        """The address of the original; empty for a record."""
        return (self.original.full_url or "") if isinstance(self.original, Page) else ""

    @cached_property
    def edit_url(self) -> str:
        return get_edit_url(self.target) or ""


@dataclass(frozen=True)
class Unit:
    """One text: what a translator sees as one entry."""

    object: TranslatedObject
    string_id: int
    context_id: int
    path: str
    field_path: str
    text: str
    translation: str
    has_error: bool

    @property
    def context(self) -> str:
        return f"{self.object.key}{SEPARATOR}{self.path}"

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text

    @cached_property
    def place(self) -> Place:
        return place_of(self.object.model, self.field_path)


def source_locale() -> Locale:
    """Return the language that everything is written in first."""
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def objects_of(*, sources: models.QuerySet, locale: Locale) -> list[TranslatedObject]:
    """Return what of the sources is in translation to a language: pages as the tree has them, then records.

    The number of queries grows with the kinds of records alone.
    """
    translations = (
        Translation.objects.filter(source__in=sources, target_locale=locale, enabled=True)
        .select_related("source__specific_content_type", "source__locale", "target_locale")
        .order_by("source__specific_content_type__model", "source__object_repr", "pk")
    )
    by_model: dict[type[models.Model], list[Translation]] = {}
    for translation in translations:
        model = translation.source.specific_content_type.model_class()
        if model is not None:
            by_model.setdefault(Page if issubclass(model, Page) else model, []).append(translation)
    found = []
    for model, group in sorted(by_model.items(), key=lambda pair: pair[0] is not Page):
        found += _with_instances(model, group, locale)
    return found


def _with_instances(model, translations: list[Translation], locale: Locale) -> list[TranslatedObject]:
    keys = [translation.source.object_id for translation in translations]
    instances = {
        (instance.translation_key, instance.locale_id): instance
        for instance in model._default_manager.filter(translation_key__in=keys).select_related("locale")
    }
    objects = []
    for translation in translations:
        source = translation.source
        original = instances.get((source.object_id, source.locale_id))
        target = instances.get((source.object_id, locale.pk))
        if original is not None and target is not None:
            objects.append(TranslatedObject(translation, original, target))
    return sorted(objects, key=lambda one: one.original.path) if model is Page else objects


def units_of(*, objects: Iterable[TranslatedObject], locale: Locale) -> list[Unit]:
    """Return the texts of many objects in two queries; a text that stands twice in one place comes once."""
    by_source = {one.translation.source_id: one for one in objects}
    segments = (
        StringSegment.objects.filter(source__in=list(by_source))
        .select_related("string", "context")
        .order_by("order", "pk")
    )
    translations = {
        (string, context): (data, has_error)
        for string, context, data, has_error in StringTranslation.objects.filter(
            locale=locale, context__object__in=[one.key for one in by_source.values()]
        ).values_list("translation_of_id", "context_id", "data", "has_error")
    }
    units: dict[int, dict[tuple[str, str], Unit]] = {pk: {} for pk in by_source}
    for segment in segments:
        data, has_error = translations.get((segment.string_id, segment.context_id), ("", False))
        unit = Unit(
            object=by_source[segment.source_id],
            string_id=segment.string_id,
            context_id=segment.context_id,
            path=segment.context.path,
            field_path=segment.context.field_path or segment.context.path,
            text=segment.string.data,
            translation=data,
            has_error=has_error,
        )
        units[segment.source_id].setdefault(unit.key, unit)
    return [unit for group in units.values() for unit in group.values()]


def sources_of(*, keys: Iterable[UUID] | models.QuerySet) -> models.QuerySet:
    """Return the Slovenian originals among objects; what was sent on from another language is left alone."""
    return TranslationSource.objects.filter(object_id__in=keys, locale=source_locale())


def sources_of_model(model: type[models.Model]) -> models.QuerySet:
    content_type = ContentType.objects.get_for_model(model)
    return TranslationSource.objects.filter(specific_content_type=content_type, locale=source_locale())
