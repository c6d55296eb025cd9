"""What happens to the translations when an original is published."""

import json
import logging

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, RevisionMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from languages.models import TranslationState

from .originals import has_drafts, is_live
from .states import refresh
from .words import ADDRESSES

logger = logging.getLogger(__name__)


def follow(*, instance: models.Model) -> None:
    """Take a published original over into its translations, as far as no word has to be translated for that.

    Dates, pictures, numbers and links reach every language whose words are up to date. Of records, such as contacts,
    what is the same in each language reaches also those whose words are not.
    """
    source = TranslationSource.objects.filter(object_id=instance.translation_key, locale=instance.locale).first()
    changed = source is not None and _update(source, instance)
    original = refresh(instance=instance)
    if not changed:
        return
    states = {state.locale_id: state for state in original.states.all()}
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        state = states.get(translation.target_locale_id)
        if state is None or not state.target_id:
            continue
        if state.status == TranslationState.Status.CURRENT:
            save_quietly(translation)
        elif not isinstance(instance, Page):
            _copy_synchronised(instance, translation)


def save_quietly(translation: Translation) -> bool:
    """Publish a complete translation anew; where its values are refused, leave it as it is and say so in the log."""
    # A source that was read earlier may be older than its row.
    translation = Translation.objects.select_related("source", "target_locale").get(pk=translation.pk)
    try:
        translation.save_target(user=get_active_log_context().user, publish=True)
    except ValidationError as error:
        logger.warning("The translation %s could not follow its original: %s", translation.uuid, error)
        return False
    return True


def _update(source: TranslationSource, instance: models.Model) -> bool:
    """Bring a source up to date with the published object; say whether anything in it has changed."""
    before, now = json.loads(source.content_json), _content(instance)
    names = [field.field_name for field in get_translatable_fields(type(instance))]
    if all(before.get(name) == now.get(name) for name in names):
        return False
    source.update_from_db()
    _keep_addresses(source)
    return True


def _content(instance: models.Model) -> dict:
    """Return what a source keeps of an object, in the same form."""
    if isinstance(instance, ClusterableModel):
        return json.loads(instance.to_json())
    return json.loads(json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder))


def _keep_addresses(source: TranslationSource) -> None:
    """A new address of the original asks for no new address of its translations."""
    for segment in StringSegment.objects.filter(source=source, context__path__in=ADDRESSES):
        for locale in source.translations.values_list("target_locale", flat=True):
            here = StringTranslation.objects.filter(context=segment.context_id, locale=locale, has_error=False)
            newest = here.order_by("-updated_at").first()
            if newest and not here.filter(translation_of=segment.string_id).exists():
                StringTranslation.objects.create(
                    translation_of_id=segment.string_id,
                    context_id=segment.context_id,
                    locale_id=locale,
                    data=newest.data,
                    translation_type=newest.translation_type,
                )


def _copy_synchronised(instance: models.Model, translation: Translation) -> None:
    """Give a record's translation what is the same in each language, and leave its words alone."""
    target = translation.get_target_instance()
    overridden = set(
        SegmentOverride.objects.filter(
            locale=translation.target_locale_id, context__object_id=instance.translation_key
        ).values_list("context__path", flat=True)
    )
    changed = []
    for synchronised in get_translatable_fields(type(instance)):
        if not isinstance(synchronised, SynchronizedField) or synchronised.field_name in overridden:
            continue
        name = synchronised.get_field(type(instance)).attname
        if getattr(target, name) != getattr(instance, name):
            setattr(target, name, getattr(instance, name))
            changed.append(name)
    if not changed:
        return
    target.save()
    if isinstance(target, RevisionMixin):
        revision = target.save_revision(user=get_active_log_context().user, clean=False)
        if has_drafts(type(target)) and is_live(target):
            # The row is public already, and no other word with it: nothing is published that was not.
            type(target)._base_manager.filter(pk=target.pk).update(
                live_revision=revision, has_unpublished_changes=False
            )
