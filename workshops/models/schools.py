"""The register of schools: what a booking, a suggestion and a report agree to call a school."""

import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.serbian import to_latin
from workshops.choices import Region, SchoolType


def fold(text: str) -> str:
    """Return text as it is compared: in Latin script, without diacritics, case and needless spaces.

    “Črni  Vrh” and “Чрни Врх” become “crni vrh”.
    """
    letters = unicodedata.normalize("NFKD", to_latin(text))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # Đ is a letter of its own in Unicode, not a D with a sign.
    return " ".join(plain.casefold().replace("đ", "d").split())


class School(models.Model):
    """One school or organisation; its e-mail is the school's own, never a person's.

    ``register_number`` is the key of an import; a school that was added by hand has none.
    """

    register_number = models.CharField(_("register number"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    type = models.CharField(_("type"), max_length=20, choices=SchoolType.choices)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100)
    municipality = models.CharField(_("municipality"), max_length=100, blank=True)
    region = models.CharField(_("statistical region"), max_length=24, choices=Region.choices)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Only active schools are suggested in the booking form.")
    )
    # Name and town, folded: SQLite and PostgreSQL then find without diacritics in the same way.
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"

    def save(self, *args, update_fields=None, **kwargs):
        self.register_number = self.register_number or None
        self.search_text = fold(f"{self.name} {self.town}")
        if update_fields is not None:
            update_fields = {*update_fields, "search_text"}
        super().save(*args, update_fields=update_fields, **kwargs)
