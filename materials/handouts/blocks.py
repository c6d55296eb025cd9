"""The parts of a handout that come in any number: its lines and the contacts on it."""

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def contact_choices() -> list[tuple[str, str]]:
    """Return every contact by its key, as editors read it in Slovenian; a draft says so, for it is not shown."""
    model = apps.get_model("home", "HelpContact")
    contacts = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return [(one.key, str(one) if one.live else _("%(contact)s (draft)") % {"contact": one}) for one in contacts]


class HandoutLineBlock(blocks.CharBlock):
    """One line of text."""

    class Meta:
        icon = "minus"
        label = _("Line")
        template = "blocks/handout_line.html"
        description = _("One short sentence.")
        preview_value = "Pomoč dobite tudi, če ne sodelujete s policijo."


class HandoutContactBlock(blocks.StructBlock):
    """A contact by its key: number and name come from its record, the note is this handout's own."""

    contact_key = blocks.ChoiceBlock(choices=contact_choices, label=_("contact"))
    note = blocks.CharBlock(
        label=_("what for"), required=False, max_length=120, help_text=_("On a card it stands in place of the name.")
    )

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "blocks/handout_contact.html"
        description = _("A contact from the contact records, with a note of a few words.")
        preview_value = {"contact_key": "si-112", "note": "Kadar ste v nevarnosti."}
