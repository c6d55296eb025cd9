"""Keeps ``Original`` and ``TranslationState`` in step with what is published and translated."""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from languages.models import Original, TranslationState

from .originals import has_drafts, is_live, originals_of, target_locales, tracked_models
from .words import ADDRESSES, Piece, count_words, digest, pieces_of, pieces_without_source, wording

Status = TranslationState.Status


class Bulk:
    """What was touched while many objects change, to be refreshed once at the end."""

    def __init__(self):
        self.originals: dict[UUID, type[models.Model] | None] = {}
        self.saved: set[tuple[TranslationSource, Locale]] = set()


_bulk: ContextVar[Bulk | None] = ContextVar("translations_in_bulk", default=None)


@contextmanager
def in_bulk():
    """Keep states once at the end, and let no translation follow by itself: whoever loads many objects does that."""
    if _bulk.get():
        yield
        return
    bulk = Bulk()
    token = _bulk.set(bulk)
    try:
        yield
    finally:
        _bulk.reset(token)
        for key, model in bulk.originals.items():
            refresh_key(key, model=model)
        for source, locale in bulk.saved:
            drafted(source=source, locale=locale)
            _read_from_now_on(source.object_id, locale)
        for key in {source.object_id for source, _locale in bulk.saved}:
            refresh_key(key)


def postponed() -> Bulk | None:
    """Return where to note what was touched, while work in bulk goes on."""
    return _bulk.get()


def refresh_all() -> int:
    """Rebuild every row; return how many originals there are. What translations were made from is kept."""
    seen = []
    locales = target_locales()
    for model in tracked_models():
        for instance in originals_of(model).select_related("locale"):
            if refresh(instance=instance, locales=locales):
                seen.append(instance.translation_key)
    Original.objects.exclude(pk__in=seen).delete()
    return len(seen)


@transaction.atomic
def refresh(*, instance: models.Model, locales: list[Locale] | None = None) -> Original | None:
    """Bring the rows of one original up to date; a draft that was never sent to translation has none.

    Args:
        instance: the original as the database has it, of its most specific class.
        locales: the languages to translate into, where the caller has read them already.
    """
    locales = target_locales() if locales is None else locales
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale).first()
    if source is None and not is_live(instance):
        Original.objects.filter(pk=instance.translation_key).delete()
        return None
    original = _row_of(instance)
    translations = {}
    if source:
        translations = {one.target_locale_id: one for one in source.translations.all()}
    words = pieces_of(source, instance.locale) if source else pieces_without_source(instance)
    for locale in locales:
        pieces = pieces_of(source, locale) if source else words
        _refresh_state(original, locale, pieces, translations.get(locale.pk))
    if digest(words) != original.digest:
        _note_change(original, instance, words)
    return original


def _row_of(instance: models.Model) -> Original:
    values = {
        "content_type": ContentType.objects.get_for_model(type(instance)),
        "object_id": str(instance.pk),
        "title": str(instance)[:255],
        "live": is_live(instance),
    }
    original, _created = Original.objects.update_or_create(pk=instance.translation_key, defaults=values)
    return original


def _note_change(original: Original, instance: models.Model, pieces: list[Piece]) -> None:
    """Note who changed the words; when they are seen for the first time, what the object knows of itself."""
    if original.digest:
        original.changed_at, original.changed_by = timezone.now(), get_active_log_context().user
    else:
        revision = getattr(instance, "live_revision", None) or getattr(instance, "latest_revision", None)
        original.changed_at = getattr(instance, "last_published_at", None) or timezone.now()
        original.changed_by = revision.user if revision else get_active_log_context().user
    original.digest, original.words = digest(pieces), count_words(pieces)
    original.save(update_fields=["changed_at", "changed_by", "digest", "words"])


def _refresh_state(original: Original, locale: Locale, pieces: list[Piece], translation: Translation | None) -> None:
    state, created = TranslationState.objects.get_or_create(original=original, locale=locale)
    target = _target_of(original, locale)
    by_hand = target is not None and not (translation and translation.enabled)
    if target is None:
        state.basis, state.drafted, state.incomplete, state.confirmed = [], [], False, False
    elif created and is_live(target):
        # Seen for the first time: it was made from what is translated now.
        state.basis = [list(piece) for piece in pieces if by_hand or piece.translation]
        state.drafted = state.basis
    missing = [piece for piece in pieces if piece.translation is None]
    state.total, state.done = len(pieces), len(pieces) - len(missing)
    state.words_left = 0 if by_hand else count_words(missing)
    state.by_hand, state.target_id = by_hand, str(target.pk) if target else ""
    state.status = _status(state, target, pieces)
    if not (target and is_live(target)):
        state.incomplete = False
    state.save()


def _target_of(original: Original, locale: Locale) -> models.Model | None:
    model = original.content_type.model_class()
    wanted = ("pk", *(("live", "has_unpublished_changes") if has_drafts(model) else ()))
    return model._base_manager.filter(translation_key=original.pk, locale=locale).only(*wanted).first()


def _status(state: TranslationState, target: models.Model | None, pieces: list[Piece]) -> str:
    if target is None:
        return Status.MISSING
    complete = state.by_hand or state.done == state.total
    if not is_live(target):
        return Status.DRAFT if complete else Status.IN_PROGRESS
    if wording(state.basis) != wording(pieces):
        return Status.OUTDATED
    if not complete:
        return Status.IN_PROGRESS
    changed = not state.by_hand and _translations(state.basis) != _translations(pieces)
    return Status.DRAFT if changed or getattr(target, "has_unpublished_changes", False) else Status.CURRENT


def _translations(pieces: Iterable) -> dict[tuple[str, str], str | None]:
    """Return the translation of each string; of an address, whatever the original's address is."""
    return {(path, "" if path in ADDRESSES else text): translation for path, text, translation in pieces}


def refresh_key(key: UUID, *, model: type[models.Model] | None = None) -> None:
    """Bring the rows of the original with a translation key up to date; its class is found where it is not given."""
    model = model or _model_of(key)
    if model is None:
        return
    instance = originals_of(model).filter(translation_key=key).select_related("locale").first()
    if instance:
        refresh(instance=instance)
    else:
        Original.objects.filter(pk=key).delete()


def _model_of(key: UUID) -> type[models.Model] | None:
    original = Original.objects.filter(pk=key).select_related("content_type").first()
    source = None if original else TranslationSource.objects.filter(object_id=key).first()
    content_type = original.content_type if original else source and source.specific_content_type
    return content_type.model_class() if content_type else None


def drafted(*, source: TranslationSource, locale: Locale) -> None:
    """Note what a translation is made from that is about to be saved."""
    if not TranslationState.objects.filter(original=source.object_id, locale=locale).exists():
        refresh_key(source.object_id)
    pieces = [list(piece) for piece in pieces_of(source, locale)]
    TranslationState.objects.filter(original=source.object_id, locale=locale).update(drafted=pieces)


def published(*, key: UUID, locale: Locale) -> None:
    """Note that readers now see what was last saved."""
    _read_from_now_on(key, locale)
    refresh_key(key)


def _read_from_now_on(key: UUID, locale: Locale) -> None:
    state = TranslationState.objects.filter(original=key, locale=locale).first()
    if state and state.drafted and not state.by_hand:
        state.basis = state.drafted
        state.incomplete = any(translation is None for _path, _text, translation in state.basis)
        state.confirmed = False
        state.save(update_fields=["basis", "incomplete", "confirmed"])


def state_pieces(state: TranslationState) -> list[Piece]:
    """Return the published strings of a state's original, with their translations into its language."""
    source = TranslationSource.objects.filter(object_id=state.original_id).first()
    if source:
        return pieces_of(source, state.locale)
    instance = originals_of(state.original.content_type.model_class()).filter(pk=state.original.object_id).first()
    return pieces_without_source(instance) if instance else []
