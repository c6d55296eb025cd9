"""No half-translated page goes public: every way to publish passes here."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from languages.models import TranslationState

from .originals import has_drafts, is_live
from .states import drafted, postponed, published, refresh_key
from .words import Piece, pieces_of


class IncompleteTranslation(ValidationError):
    """A translation that lacks strings was about to become public, and no editor has confirmed that."""

    def __init__(self, translation: Translation, missing: list[Piece]):
        self.translation = translation
        self.missing = missing
        # By field, as wagtail-localize expects of what happens while it publishes.
        super().__init__({NON_FIELD_ERRORS: [_("Some texts are not translated yet, so this was not published.")]})


def missing_pieces(translation: Translation) -> list[Piece]:
    """Return the strings that would be public in the source language."""
    return [piece for piece in pieces_of(translation.source, translation.target_locale) if piece.translation is None]


def confirm(*, translation: Translation, confirmed: bool = True) -> None:
    """Let the next publication pass although strings are missing; or take that back."""
    refresh_key(translation.source.object_id)
    _states(translation).update(confirmed=confirmed)


def _states(translation: Translation):
    return TranslationState.objects.filter(original=translation.source.object_id, locale=translation.target_locale_id)


def refuse_incomplete(translation: Translation) -> None:
    """Raise where strings are missing.

    Raises:
        IncompleteTranslation: unless an editor has confirmed that it may be published like this.
    """
    missing = missing_pieces(translation)
    if missing and not _states(translation).filter(confirmed=True).exists():
        raise IncompleteTranslation(translation, missing)


def translation_of(instance: Model) -> Translation | None:
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def _saving(translation: Translation, save: Callable[[], None], *, public: bool) -> None:
    """Note what is saved from which words; ``public`` says that readers see it by that alone."""
    source, locale = translation.source, translation.target_locale
    if bulk := postponed():
        bulk.originals.setdefault(source.object_id, None)
        save()
        bulk.saved.add((source, locale))
        return
    # Before: outside of a transaction it is published while it is saved.
    drafted(source=source, locale=locale)
    save()
    if public:
        published(key=source.object_id, locale=locale)
    else:
        refresh_key(source.object_id)


def guard_saving() -> None:
    """Put the guard before wagtail-localize saves a translation: it writes to the public row before it publishes.

    The library offers no hook there. It is pinned, and a test fails when this no longer takes hold.
    """
    save_target = Translation.save_target

    def guarded(self, user=None, publish=True):
        target = self.source.specific_content_type.get_all_objects_for_this_type(
            translation_key=self.source.object_id, locale=self.target_locale_id
        ).first()
        public = target is not None and is_live(target)
        with_drafts = has_drafts(self.source.specific_content_type.model_class())
        if public and with_drafts and not publish:
            # Sending a page to translation saves what it refers to as drafts: that would take contacts offline.
            return None
        # A record without drafts has to be there before it can be translated.
        if publish and (with_drafts or target is not None):
            refuse_incomplete(self)
        return _saving(self, lambda: save_target(self, user=user, publish=publish), public=not with_drafts)

    Translation.save_target = guarded
