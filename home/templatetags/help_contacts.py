"""Emergency numbers for the page frame."""

from django import template
from django.utils.translation import get_language

from home.contacts import emergency_contacts as find_emergency_contacts

register = template.Library()


@register.simple_tag
def emergency_contacts() -> list:
    """Return the emergency numbers in the active language."""
    return find_emergency_contacts(language=get_language() or "sl")
