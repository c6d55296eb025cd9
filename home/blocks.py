"""Blocks that only the home page, the warning signs and the self-check use."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks import FigureBlock
from pages.blocks.choosers import ChoiceBlock, PageChooserBlock
from pages.blocks.text import TEXT_FEATURES
from pages.choices import Audience, Icon
from pages.counters import count_of


class DoorBlock(blocks.StructBlock):
    """A large link from the home page: what it is, for whom, and where it leads."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.CharBlock(label=_("text"))
    page = PageChooserBlock(label=_("page"))
    icon = ChoiceBlock(choices=Icon.choices, label=_("icon"))

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

    counter = ChoiceBlock(
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

    audience = ChoiceBlock(choices=Audience.choices, label=_("audience"))
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


class Weight(models.TextChoices):
    """What “yes” to a question of a self-check means."""

    SIGN = "sign", _("a sign")
    STRONG = "strong", _("a strong sign")
    DANGER = "danger", _("danger now")


class SelfCheckQuestionValue(blocks.StructValue):
    """A question that knows how much “yes” adds to the sum; danger stands above any sum."""

    @property
    def points(self) -> int:
        return {Weight.SIGN: 1, Weight.STRONG: 2}.get(self.get("weight"), 0)

    @property
    def kind(self) -> str:
        """Return what stands above the explanation; a plain sign needs no words."""
        weight = self.get("weight")
        return Weight(weight).label if weight in (Weight.STRONG, Weight.DANGER) else ""


class SelfCheckQuestionBlock(blocks.StructBlock):
    """A question to answer with yes, no or not sure, and what “yes” may mean."""

    text = blocks.CharBlock(label=_("question"), max_length=200, help_text=_("One that can be answered “yes”."))
    help = blocks.TextBlock(
        label=_("why we ask"), required=False, help_text=_("One or two sentences, shown under the question.")
    )
    weight = ChoiceBlock(choices=Weight.choices, default=Weight.SIGN, label=_("“yes” means"))
    explanation = blocks.RichTextBlock(
        features=TEXT_FEATURES,
        label=_("explanation"),
        help_text=_("Shown after “yes” or “not sure”: what it may mean and what is safe to do. Never a verdict."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        description = _("A question with what “yes” may mean.")
        template = "blocks/self_check_question.html"
        value_class = SelfCheckQuestionValue
        preview_value = {
            "text": "Ali se morate odločiti še danes?",
            "help": "Pod pritiskom težje premislimo.",
            "weight": "strong",
            "explanation": "<p>Poštena ponudba počaka do jutri.</p>",
        }


class SelfCheckDegreeBlock(blocks.StructBlock):
    """What answers of one degree may mean, and what to do."""

    title = blocks.CharBlock(label=_("title"), help_text=_("What was noticed, not what the reader is."))
    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("what it may mean"))
    what_to_do = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("what to do"))

    class Meta:
        icon = "list-ul"
        description = _("What the answers may mean, and what to do.")
        template = "blocks/self_check_degree.html"
        preview_value = {
            "title": "Opazili ste več znakov",
            "text": "<p>Niso dokaz, so pa dober razlog za pogovor.</p>",
            "what_to_do": "<p>Vprašajte za nasvet.</p>",
        }


class SelfCheckDegreesBlock(blocks.StreamBlock):
    """The four degrees, each exactly once."""

    danger = SelfCheckDegreeBlock(label=_("Danger now"))
    several = SelfCheckDegreeBlock(label=_("Several signs"))
    some = SelfCheckDegreeBlock(label=_("Some signs"))
    none = SelfCheckDegreeBlock(label=_("No sign"))

    class Meta:
        block_counts = {name: {"min_num": 1, "max_num": 1} for name in ("danger", "several", "some", "none")}
