"""Posters and cards on any page: ``{% handouts as list %}{% include "materials/handout_offers.html" %}``."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from materials.handouts.files import Offered, offered

register = template.Library()


@register.simple_tag
def handouts() -> list[Offered]:
    """Return the handouts in the active language, with their files in every language."""
    return offered(language=get_language() or settings.LANGUAGE_CODE)
