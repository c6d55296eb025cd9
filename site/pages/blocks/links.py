"""Blocks that lead on: calls to action, contacts, documents, related pages."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import DocumentChooserBlock, PageChooserBlock, SnippetChooserBlock
from pages.navigation import attach_targets, translated_pages


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next: a page, or the booking form."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.TextBlock(label=_("text"), required=False)
    label = blocks.CharBlock(label=_("button"))
    page = PageChooserBlock(label=_("page"), required=False)
    booking = blocks.BooleanBlock(label=_("leads to the booking form"), required=False)

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["booking"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose either a page or the booking form."))]
            )
        return value

    def get_context(self, value, parent_context=None):
        attach_targets([value])
        return super().get_context(value, parent_context)

    class Meta:
        icon = "link"
        label = _("Call to action")
        description = _("One thing to do next, with a button.")
        template = "blocks/call_to_action.html"
        group = _("Lead on")
        preview_value = {
            "title": "Naročite delavnico",
            "text": "",
            "label": "Naročite",
            "page": None,
            "booking": True,
        }


class ContactsBlock(blocks.StructBlock):
    """Help contacts from the contact records, so that a number is changed in one place."""

    title = blocks.CharBlock(label=_("title"))
    contacts = blocks.ListBlock(SnippetChooserBlock("home.HelpContact"), label=_("contacts"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "contacts": [contact for contact in value["contacts"] if contact and contact.live]}

    class Meta:
        icon = "user"
        label = _("Contacts")
        description = _("Help contacts, from the contact records.")
        template = "blocks/contacts.html"
        group = _("Lead on")
        preview_value = {"title": "Koga poklicati", "contacts": []}


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    document = DocumentChooserBlock(label=_("document"))


class DownloadsBlock(blocks.StructBlock):
    """Documents to take along."""

    title = blocks.CharBlock(label=_("title"))
    documents = blocks.ListBlock(DownloadBlock(), label=_("documents"))

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("Documents to take along (PDF).")
        template = "blocks/downloads.html"
        group = _("Lead on")
        preview_value = {"title": "Za natis", "documents": []}


class RelatedPagesBlock(blocks.StructBlock):
    """Pages to read next, in the language of the page they stand on."""

    title = blocks.CharBlock(label=_("title"))
    pages = blocks.ListBlock(PageChooserBlock(), label=_("pages"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "pages": translated_pages(value["pages"])}

    class Meta:
        icon = "doc-full"
        label = _("Read also")
        description = _("Pages to read next.")
        template = "blocks/related_pages.html"
        group = _("Lead on")
        preview_value = {"title": "Preberite tudi", "pages": []}
