"""Pictures as readers get them: in modern formats, in the sizes that were made before."""

from django import template
from wagtail.images.models import Picture as PictureElement

from pages.models import Picture
from pages.pictures import FORMATS, specification

register = template.Library()


@register.simple_tag
def picture_sizes(image: Picture, widths: str, **attributes: str) -> str:
    """Return the element for a picture; nothing while it has no sizes, which are never made here."""
    wanted = [specification(kind, int(width)) for kind in FORMATS for width in widths.split()]
    made = {name: image.sizes[name] for name in wanted if name in image.sizes}
    return PictureElement(made, attributes).__html__() if made else ""
