"""Headings, running text and quotations."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

_END_OF_PASSAGE = re.compile(r"</(?:p|li|h\d)>")
TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """The heading of a section."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a new section of the page.")
        template = "blocks/heading.html"
        group = _("Text")
        preview_value = "Kaj lahko storite"


class TextBlock(blocks.RichTextBlock):
    """Running text with small headings, lists and links."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    def get_searchable_content(self, value):
        """Return each paragraph and list item by itself, so that an excerpt does not run them together."""
        parts = (get_text_for_indexing(part).strip() for part in _END_OF_PASSAGE.split(value.source))
        return [part for part in parts if part]

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists, links and small headings.")
        template = "blocks/text.html"
        group = _("Text")
        preview_value = "<p>Zaupanja vredna oseba lahko pomaga pri prvem koraku.</p>"


class QuoteBlock(blocks.StructBlock):
    """What someone really said, with a name and a source."""

    text = blocks.TextBlock(label=_("words"))
    author = blocks.CharBlock(label=_("who said it"))
    source = blocks.CharBlock(label=_("where and when"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("A real quotation with its author and source.")
        template = "blocks/quote.html"
        group = _("Text")
        preview_value = {
            "text": "Pomoč ni pogojena s sodelovanjem.",
            "author": "Društvo Ključ",
            "source": "2014",
        }
