"""Looks at a page or record again when readers get something new of it."""

from functools import partial

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import published, unpublished

from languages.translations.states import postponed

from .services import check_object


def look_again(instance: models.Model) -> None:
    """Look once the change is there for good. A mistake of the check is logged and keeps nobody from publishing.

    Whoever changes much in bulk looks at all of it afterwards.
    """
    if isinstance(instance, TranslatableMixin) and not postponed():
        transaction.on_commit(partial(check_object, key=instance.translation_key), robust=True)


def _published(sender, instance, **kwargs) -> None:
    look_again(instance)


def _saved(sender, instance, raw: bool = False, **kwargs) -> None:
    """Records without drafts are public when they are saved."""
    if not raw and not isinstance(instance, DraftStateMixin):
        look_again(instance)


def _deleted(sender, instance, **kwargs) -> None:
    if isinstance(instance, TranslatableMixin) and sender is not Page:
        look_again(instance)


def connect() -> None:
    published.connect(_published, dispatch_uid="languages.checks.published")
    unpublished.connect(_published, dispatch_uid="languages.checks.unpublished")
    post_save.connect(_saved, dispatch_uid="languages.checks.saved")
    post_delete.connect(_deleted, dispatch_uid="languages.checks.deleted")
