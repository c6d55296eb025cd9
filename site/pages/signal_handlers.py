"""Sizes of pictures are made when a picture is saved, not while a reader waits."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Picture

# What components/picture.html asks for.
FORMATS = ("avif", "webp")
WIDTHS = (400, 560, 1200)
RENDITIONS = tuple(f"format-{name}|width-{width}" for name in FORMATS for width in WIDTHS)


@receiver(post_save, sender=Picture)
def make_renditions(sender, instance: Picture, raw: bool = False, **kwargs) -> None:
    """Make every size that templates use."""
    if not raw and instance.file:
        instance.get_renditions(*RENDITIONS)
