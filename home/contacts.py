"""Which contacts a page shows, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pages import records, scope
from pages.prepared import rows

from .dialling import Place, reached_from

EMERGENCY = ("emergency", "police")


@dataclass(frozen=True)
class Country:
    """A country's contacts under its name."""

    code: str
    name: str
    contacts: list


def live_contacts(*, language: str) -> list:
    """Return published contacts with their words in a language, in the editors' order."""
    return [contact for contact in _read_once(language) if contact.is_reachable]


def _read_once(language: str) -> list:
    """Read the contacts for lists and blocks of a page together, with those that the page has chosen."""

    def read() -> list:
        here = _read(_contacts, language)
        scope.put(("emergency contacts", language), [contact for contact in here if _is_emergency(contact)])
        return here

    return scope.kept(("contacts", language), read)


def _read(query: Callable[..., QuerySet], language: str) -> list:
    """Return the contacts of a query that belong to a language; blocks find those that their page has chosen."""
    found = rows(query, language=language, page=records.key_of_page())
    records.remember(apps.get_model("home", "HelpContact"), found)
    return [contact for contact in found if contact.is_here]


def _contacts(*, language: str, page: str, **narrower) -> QuerySet:
    model = apps.get_model("home", "HelpContact")
    here = Q(live=True, locale__language_code=language, **narrower)
    return model.objects.filter(here | records.chosen_by(page, model)).annotate(is_here=here)


def _emergency(*, language: str, page: str) -> QuerySet:
    return _contacts(language=language, page=page, country=Place.SLOVENIA, kind__in=EMERGENCY)


def _is_emergency(contact) -> bool:
    return contact.country == Place.SLOVENIA and contact.kind in EMERGENCY


def by_country(contacts: list) -> list[Country]:
    """Return contacts in groups, Slovenia first: that is where the society works and most readers are."""
    names = {
        "si": _("In Slovenia"),
        "eu": _("In the European Union"),
        "rs": _("In Serbia"),
        "ua": _("In Ukraine"),
    }
    groups = [Country(code, name, [c for c in contacts if c.country == code]) for code, name in names.items()]
    return [group for group in groups if group.contacts]


def emergency_contacts(*, language: str) -> list:
    """Return what stands in every footer: emergency and police numbers that work in Slovenia.

    Most pages show no other contact: then only these are read.
    """
    found = scope.kept(("emergency contacts", language), lambda: _read(_emergency, language))
    return [contact for contact in found if contact.is_reachable]


def reachable(contacts: Iterable, place: str) -> list:
    """Return the contacts that can be reached from a place, each with the number that works there."""
    return [here for contact in contacts if (here := reached_from(contact, place))]


@dataclass(frozen=True)
class Help:
    """Whom to call from one place.

    Attributes:
        emergency: always there, whichever language was chosen.
        speaking: those known to speak the chosen language; none when no language was chosen.
        others: all others, those of the place first; those known to speak other languages come last, because an
            interpreter may be there.
    """

    emergency: list
    speaking: list
    others: list


def help_from(contacts: Iterable, *, place: str, spoken: str = "") -> Help:
    """Sort contacts by how they can help from a place, in a language code. Nobody who can be reached is left out."""
    here = reachable(contacts, place)
    rest = [contact for contact in here if contact.kind not in EMERGENCY]
    speaking = [contact for contact in rest if spoken and spoken in contact.speaks]
    others = [contact for contact in rest if contact not in speaking]
    return Help(
        emergency=[contact for contact in here if contact.kind in EMERGENCY],
        speaking=speaking,
        others=sorted(others, key=lambda contact: (bool(spoken and contact.speaks), contact.country != place)),
    )


def contacts_by_key(*, language: str, keys: Iterable[str]) -> list:
    """Return the published contacts that are named, in that order; one that is not published is left out."""
    keys = list(keys)
    found = {contact.key: contact for contact in live_contacts(language=language) if contact.key in keys}
    return [found[key] for key in keys if key in found]


def searchable_text(*, language: str) -> str:
    """Return the words and numbers of every published contact, one contact a line."""
    contacts = live_contacts(language=language)
    parts = [(one.name, one.number, one.number_abroad, one.email, one.purpose) for one in contacts]
    return "\n".join(" · ".join(filter(None, part)) for part in parts)
