"""Gives a loaded object its translations, string by string, as an editor would in the translation editor."""

from collections import defaultdict

from django.db import models, transaction
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .files import ContentError


def _strings(instance: models.Model) -> dict[str, list[str]]:
    """Return the strings of an object by their path, in the order in which they stand there."""
    strings = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string.data)
    return strings


def translate(*, source: TranslationSource, target: models.Model, locale: Locale) -> None:
    """Publish the translation of a source.

    Args:
        source: up to date with its object.
        target: an unsaved object of the same class that holds the translated values, with the same block ids.
        locale: the language to translate into.

    Raises:
        ContentError: where the number of strings differs, or a string stays untranslated.
    """
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context").order_by("order")
    by_path = defaultdict(list)
    for segment in segments:
        by_path[segment.context.path].append(segment)
    translated = _strings(target)
    rows = {}
    for path, originals in by_path.items():
        words = translated.get(path, [])
        if len(words) != len(originals):
            raise ContentError(
                f"{source.object_repr} ({locale.language_code}) {path}: {len(originals)} strings in the original, "
                f"{len(words)} in the translation, from “{originals[0].string.data[:60]}”"
            )
        for segment, text in zip(originals, words, strict=True):
            key = (segment.string_id, segment.context_id)
            rows[key] = StringTranslation(
                translation_of_id=segment.string_id, locale=locale, context_id=segment.context_id, data=text
            )
    StringTranslation.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "has_error", "field_error", "updated_at"],
    )
    total, done = translation.get_progress()
    if total != done:
        raise ContentError(f"{source.object_repr} ({locale.language_code}): {done} of {total} strings translated")
    # One transaction for the many rows of a page; it is published when they are stored.
    with transaction.atomic():
        translation.save_target(publish=True)
