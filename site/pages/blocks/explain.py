"""Blocks that explain: callouts, the three elements of trafficking, questions that open."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.choices import CalloutKind

from .choosers import ChoiceBlock
from .text import TEXT_FEATURES


class CalloutBlock(blocks.StructBlock):
    """A short text set apart from the rest."""

    kind = ChoiceBlock(choices=CalloutKind.choices, default=CalloutKind.DID_YOU_KNOW, label=_("kind"))
    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        description = _("“Did you know?” or something important, set apart from the text.")
        template = "blocks/callout.html"
        group = _("Explain")
        preview_value = {
            "kind": "did_you_know",
            "title": "Ali ste vedeli?",
            "text": "<p>Meje ni treba prestopiti.</p>",
        }


class ElementBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    text = blocks.TextBlock(label=_("text"))


class ThreeElementsBlock(blocks.StructBlock):
    """Act, means and purpose, drawn as a figure that reads as a list."""

    caption = blocks.CharBlock(label=_("caption"))
    act = ElementBlock(label=_("act"))
    means = ElementBlock(label=_("means"))
    purpose = ElementBlock(label=_("purpose"))
    note = blocks.TextBlock(label=_("note"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Three elements")
        description = _("The UN and EU definition as a figure: act, means, purpose.")
        template = "blocks/three_elements.html"
        group = _("Explain")
        preview_value = {
            "caption": "Definicija OZN in EU",
            "act": {"title": "Dejanje", "text": "novačenje, prevoz, namestitev"},
            "means": {"title": "Sredstvo", "text": "grožnja, sila, prevara"},
            "purpose": {"title": "Namen", "text": "izkoriščanje"},
            "note": "",
        }


class DisclosureItemBlock(blocks.StructBlock):
    summary = blocks.CharBlock(label=_("question"))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("answer"))


class DisclosureBlock(blocks.ListBlock):
    """Questions whose answers open; no script needed."""

    def __init__(self, child_block=None, **kwargs):
        super().__init__(child_block or DisclosureItemBlock(), **kwargs)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions whose answers open when asked for.")
        template = "blocks/disclosure.html"
        group = _("Explain")
        preview_value = [{"summary": "Koliko stane delavnica?", "text": "<p>Povemo ob odgovoru.</p>"}]
