"""A share picture is made when a page is published, so that the first program that asks for it need not wait."""

from django.db.transaction import on_commit
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from . import files


@receiver(page_published, dispatch_uid="publishing.share_pictures.make")
def make_picture(sender, instance, **kwargs) -> None:
    """Make the picture once the page is really published; a disk that is full must not keep a page from readers."""
    on_commit(lambda: files.make(instance), robust=True)


@receiver(page_unpublished, dispatch_uid="publishing.share_pictures.remove")
def remove_picture(sender, instance, **kwargs) -> None:
    on_commit(lambda: files.remove(instance), robust=True)
