"""Emergency numbers for the page frame."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from home.contacts import emergency_contacts as find_emergency_contacts

register = template.Library()


@register.simple_tag
def emergency_contacts() -> list:
    """Return the emergency numbers in the active language; without records, those that always hold."""
    found = find_emergency_contacts(language=get_language() or "sl")
    return found or [{"number": number, "tel": number, "name": what} for number, what in settings.EMERGENCY_NUMBERS]
