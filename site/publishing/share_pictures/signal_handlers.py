"""A share picture is drawn when a program first asks for it; publishing only removes what is no longer true."""

from django.db.transaction import on_commit
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from . import files


@receiver(page_published, dispatch_uid="publishing.share_pictures.remove_earlier")
def remove_earlier_picture(sender, instance, **kwargs) -> None:
    """Remove pictures with earlier titles once the page is really published; a fault must not stop that."""
    on_commit(lambda: files.remove_earlier(instance), robust=True)


@receiver(page_unpublished, dispatch_uid="publishing.share_pictures.remove")
def remove_picture(sender, instance, **kwargs) -> None:
    on_commit(lambda: files.remove(instance), robust=True)
