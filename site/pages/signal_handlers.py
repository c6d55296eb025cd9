"""Sizes of pictures are made when a picture is saved or a page is published, never while a reader waits."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from publishing.store.changes import start_generation

from .models import Picture
from .pictures import SIZES
from .references import referenced


@receiver(post_save, sender=Picture)
def make_sizes(sender, instance: Picture, raw: bool = False, **kwargs) -> None:
    """Make every size that templates use."""
    if not raw and instance.file:
        instance.get_renditions(*SIZES)


@receiver(page_published)
def make_missing_sizes(sender, instance: Page, **kwargs) -> None:
    """Make what a published page shows and does not have: sizes may have been removed, or changed with the design."""
    used = referenced(Picture, [str(instance.pk)])
    for picture in Picture.objects.filter(pk__in=used).prefetch_related("renditions"):
        if set(SIZES) - picture.sizes.keys():
            picture.get_renditions(*SIZES)
            # They may be ready only after the page is, and nobody is told of sizes.
            start_generation(strict=False)
