"""Blocks that only programmes use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import SnippetChooserBlock


class FundingBlock(blocks.StructBlock):
    """A funder with the years of its support."""

    funder = SnippetChooserBlock("programmes.Funder", label=_("funder"))
    first_year = blocks.IntegerBlock(label=_("from year"), required=False, min_value=1990, max_value=2100)
    last_year = blocks.IntegerBlock(label=_("to year"), required=False, min_value=1990, max_value=2100)
    note = blocks.CharBlock(label=_("note"), required=False)

    class Meta:
        icon = "group"
        label = _("Funding")
        description = _("A funder with the years of its support.")
        template = "blocks/funding.html"
        preview_value = {"funder": None, "first_year": 2019, "last_year": 2021, "note": ""}
