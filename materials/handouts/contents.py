"""What a sheet shows: contacts that work from Slovenia, and the address of the help page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from home.contacts import contacts_by_key
from pages.qr import help_address, qr_data_address, readable

if TYPE_CHECKING:
    from materials.models import Handout

# Cards on a sheet of A4: two columns of 85 mm, five rows of 55 mm.
CARDS = 10


@dataclass(frozen=True)
class Contact:
    """One contact as it is printed. ``reach`` is a number or an e-mail address."""

    reach: str
    name: str
    note: str
    is_email: bool


@dataclass(frozen=True)
class Sheet:
    """A handout with what comes from elsewhere. ``address`` is empty where no code is printed."""

    handout: "Handout"
    contacts: list[Contact]
    address: str
    qr: str

    @property
    def readable_address(self) -> str:
        """Return the address as people type it."""
        return readable(self.address)

    @property
    def copies(self) -> range:
        return range(CARDS if self.handout.is_card else 1)


def sheet_of(handout: "Handout") -> Sheet:
    """Gather what a sheet shows, in the active language and script.

    A card carries nothing that names the society: no organisation among its contacts, no address, no code.
    """
    address = "" if handout.is_card else help_address()
    return Sheet(handout, _contacts(handout), address, qr_data_address(address) if address else "")


def _contacts(handout: "Handout") -> list[Contact]:
    chosen = {block.value["contact_key"]: block.value["note"] or "" for block in handout.contacts}
    found = contacts_by_key(language=handout.locale.language_code, keys=chosen)
    contacts = []
    for one in found:
        if handout.is_card and one.kind == "organisation":
            continue
        number = number_from_slovenia(one)
        if reach := number or ("" if handout.is_card else one.email):
            contacts.append(Contact(reach, one.name, chosen[one.key], is_email=not number))
    return contacts


def number_from_slovenia(contact) -> str:
    """Return the number to dial in Slovenia, where these sheets hang; empty if none works from here."""
    if contact.from_slovenia:
        return contact.number
    return contact.number_abroad if contact.from_elsewhere else ""
