"""When states are kept and originals followed: after publishing, saving, translating and deleting."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import published, unpublished
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationSource,
)

from . import states
from .following import follow
from .originals import has_drafts, is_live, is_original, is_tracked, source_locale


@dataclass(frozen=True)
class Refresh:
    """A refresh that waits for the end of the transaction."""

    key: UUID

    def __call__(self) -> None:
        states.refresh_key(self.key)


def refresh_soon(key: UUID, model: type | None = None) -> None:
    """Refresh an object's states once, when the transaction ends: a file of strings touches the same ones often."""
    if bulk := states.postponed():
        bulk.originals.setdefault(key, model)
    elif not connection.in_atomic_block:
        states.refresh_key(key)
    elif Refresh(key) not in (waiting[1] for waiting in connection.run_on_commit):
        transaction.on_commit(Refresh(key))


@receiver(published, dispatch_uid="languages.published")
def after_publishing(sender, instance, **kwargs) -> None:
    if not is_tracked(type(instance)) or not is_live(instance):
        return
    if is_original(instance):
        _follow(instance)
    elif not states.postponed():
        states.published(key=instance.translation_key, locale=instance.locale)


def _follow(instance: Model) -> None:
    if bulk := states.postponed():
        bulk.originals[instance.translation_key] = type(instance)
    else:
        follow(instance=type(instance)._base_manager.get(pk=instance.pk))


@receiver(unpublished, dispatch_uid="languages.unpublished")
def after_unpublishing(sender, instance, **kwargs) -> None:
    model = instance.specific_class if isinstance(instance, Page) else type(instance)
    if is_tracked(model):
        refresh_soon(instance.translation_key)


@receiver(post_save, dispatch_uid="languages.record_saved")
def after_saving_a_record(sender, instance, raw=False, **kwargs) -> None:
    """A record without drafts is public as soon as it is saved."""
    if raw or not is_tracked(sender) or has_drafts(sender):
        return
    if is_original(instance):
        _follow(instance)
    else:
        refresh_soon(instance.translation_key)


@receiver(post_delete, dispatch_uid="languages.deleted")
def after_deleting(sender, instance, **kwargs) -> None:
    if is_tracked(sender):
        refresh_soon(instance.translation_key)


@receiver([post_save, post_delete], sender=StringTranslation, dispatch_uid="languages.string_translated")
def after_translating(sender, instance, **kwargs) -> None:
    if instance.context:
        refresh_soon(instance.context.object_id)


@receiver(post_save, sender=Translation, dispatch_uid="languages.translation_saved")
def after_starting_or_stopping(sender, instance, **kwargs) -> None:
    refresh_soon(instance.source.object_id)


@receiver(post_save, sender=TranslationSource, dispatch_uid="languages.source_saved")
def after_saving_a_source(sender, instance, **kwargs) -> None:
    refresh_soon(instance.object_id)


@receiver(pre_save, sender=TranslationSource, dispatch_uid="languages.one_source")
def refuse_second_source(sender, instance, **kwargs) -> None:
    if instance.locale_id != source_locale().pk:
        raise ValidationError(_("Translations are made from the Slovenian original alone."))


@receiver(pre_save, sender=LocaleSynchronization, dispatch_uid="languages.no_aliases")
def refuse_synchronisation(sender, instance, **kwargs) -> None:
    raise ValidationError(_("Languages are not filled with copies: each page is translated."))
