"""Emergency numbers for the page frame, and whom to talk to."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from home.contacts import contacts_by_key, live_contacts
from home.contacts import emergency_contacts as find_emergency_contacts

register = template.Library()


@register.simple_tag
def emergency_contacts(place: str = "", known: list | None = None) -> list:
    """Return the emergency numbers in the active language; on the page of a place those that it knows to work there.

    Without records, those that always hold: they are Slovenia's, and shown for no other place.
    """
    found = known if place else find_emergency_contacts(language=_language())
    return found if found or place not in ("", "si") else _always()


@register.simple_tag
def contacts_named(*keys: str) -> list:
    """Return the contact records of these keys in the active language; without any, the numbers that always hold."""
    return contacts_by_key(language=_language(), keys=keys) or _always()


@register.simple_tag
def nearest_contacts(most: int = 4) -> list:
    """Return the first contacts in Slovenia in the active language; without records, the numbers that always hold."""
    return [one for one in live_contacts(language=_language()) if one.country == "si"][:most] or _always()


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _always() -> list[dict]:
    return [{"number": number, "tel": number, "name": what} for number, what in settings.EMERGENCY_NUMBERS]
