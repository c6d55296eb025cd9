"""An editor says that a translation is still right although the original has changed."""

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.models import TranslationState

from .differences import changes
from .following import save_quietly
from .guard import missing_pieces
from .states import refresh_key, state_pieces


@transaction.atomic
def declare_right(*, state: TranslationState, user) -> int:
    """Carry the translation over to the changed strings and publish it anew; return how many are missing then.

    A string that is entirely new has no translation to carry over: while there is one, the translation is outdated.
    """
    pieces = state_pieces(state)
    if state.by_hand:
        _note_as_right(state)
        return 0
    translation = Translation.objects.select_related("source", "target_locale").get(
        source__object_id=state.original_id, target_locale=state.locale_id
    )
    for change in changes(state.basis, pieces):
        if change.now is not None and change.translation is not None:
            _carry_over(translation, change.path, change.now, change.translation, user)
    missing = len(missing_pieces(translation))
    if not missing:
        _note_as_right(state)
        save_quietly(translation)
    refresh_key(state.original_id)
    return missing


def _carry_over(translation: Translation, path: str, text: str, words: str, user) -> None:
    segment = StringSegment.objects.filter(source=translation.source, context__path=path, string__data=text).first()
    if segment is None:
        return
    StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=translation.target_locale,
        defaults={
            "data": words,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": user,
            "updated_at": timezone.now(),
        },
    )


def _note_as_right(state: TranslationState) -> None:
    """Take the words of today as what the translation was made from."""
    state.basis = [list(piece) for piece in state_pieces(state)]
    state.save(update_fields=["basis"])
    refresh_key(state.original_id)
