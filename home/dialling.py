"""From where a contact can be reached, and by which of its numbers."""

from copy import copy

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """Where a reader may be. The codes are those of the contacts' countries, and stand in addresses."""

    SLOVENIA = "si", _("In Slovenia")
    SERBIA = "rs", _("In Serbia")
    UKRAINE = "ua", _("In Ukraine")
    EU = "eu", _("Elsewhere in the EU")


TICKS = {"si": "from_slovenia", "rs": "from_serbia", "ua": "from_ukraine", "eu": "from_eu"}


def number_from(contact, place: str) -> str:
    """Return the number that works from a place, or nothing.

    At home that is the contact's own number. Elsewhere it is the number from abroad or, where an editor has ticked
    that it works there, the own one.
    """
    ticked = getattr(contact, TICKS[place])
    if place == contact.country:
        return (contact.number or contact.number_abroad) if ticked else ""
    if not (ticked or contact.from_elsewhere):
        return ""
    if contact.number_abroad:
        return contact.number_abroad
    return contact.number if ticked or contact.number.startswith("+") else ""


def reached_from(contact, place: str):
    """Return a copy of a contact as it is reached from a place, with one number that works there; or nothing."""
    has_number = bool(contact.number or contact.number_abroad)
    number = number_from(contact, place)
    if has_number and not number:
        return None
    here = copy(contact)
    here.number, here.number_abroad = number, ""
    # That a short message arrives is known of the contact's own country alone.
    here.sms = contact.sms and place == contact.country
    if number:
        here.where = ""
    return here
