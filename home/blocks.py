"""Blocks that only the home page and the warning signs use."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks import FigureBlock
from pages.blocks.choosers import PageChooserBlock
from pages.blocks.text import TEXT_FEATURES
from pages.choices import Audience, Icon
from pages.counters import count_of


class DoorBlock(blocks.StructBlock):
    """A large link from the home page: what it is, for whom, and where it leads."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.CharBlock(label=_("text"))
    page = PageChooserBlock(label=_("page"))
    icon = blocks.ChoiceBlock(choices=Icon.choices, label=_("icon"))

    class Meta:
        icon = "link"
        label = _("Door")
        description = _("A large link with an icon.")
        template = "blocks/door.html"
        preview_value = {
            "title": "Prepoznajte znake",
            "text": "Na kaj biti pozoren.",
            "page": None,
            "icon": "eye",
        }


class CountedFigureBlock(FigureBlock):
    """A figure that may go on counting: what was counted since is added, and said."""

    counter = blocks.ChoiceBlock(
        choices=[("young_people_reached", _("young people reached, from delivered workshops"))],
        required=False,
        label=_("goes on counting"),
        help_text=_("The desk’s settings hold the base figure, and to which day it counts."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        name = value.get("counter")
        return {**context, "count": count_of(name) if name else None, "today": timezone.localdate()}

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "blocks/figure.html"
        description = _("One number with its date, which may go on counting.")
        preview_value = {**FigureBlock._meta_class.preview_value, "counter": ""}


class SignGroupBlock(blocks.StructBlock):
    """The signs that one audience may notice, and what to do then."""

    audience = blocks.ChoiceBlock(choices=Audience.choices, label=_("audience"))
    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), required=False)
    signs = blocks.ListBlock(blocks.CharBlock(label=_("sign"), max_length=400), label=_("signs"))
    what_to_do = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("what to do"))
    page = PageChooserBlock(label=_("read more on"), required=False)

    class Meta:
        icon = "warning"
        label = _("Group of signs")
        description = _("The signs for one audience with what to do.")
        template = "blocks/sign_group.html"
        preview_value = {
            "audience": "young_people",
            "title": "Mladi",
            "intro": "",
            "signs": ["Novi, precej starejši »prijatelji«."],
            "what_to_do": "<p>Pogovorite se z nekom, ki mu zaupate.</p>",
            "page": None,
        }
