"""Blocks of scenarios and lesson plans."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks import ScenarioBlock
from pages.blocks.choosers import PageChooserBlock
from pages.blocks.guide import AnswerBlock, StepBlock
from pages.navigation import translated_pages


class ScenarioPartBlock(ScenarioBlock):
    """A part of a story that ends with a choice; what to take away stands once, at the end of the page."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    answers = blocks.ListBlock(
        AnswerBlock(),
        min_num=2,
        max_num=4,
        label=_("answers"),
        help_text=_("Two to four. Several may be right; no response shames whoever chose it."),
    )
    takeaway = None

    class Meta:
        label = _("Part of the story")
        description = _("A part of the story with a question and answers that open.")
        preview_value = {
            "title": "Ponudba",
            "story": "Ana dobi sporočilo.",
            "question": "Kaj bi opazili?",
            "answers": [
                {"choice": "Nič", "response": "Poglejte še enkrat."},
                {"choice": "Naglico", "response": "Da. Zakaj se mudi?"},
            ],
        }


class LessonStepBlock(StepBlock):
    """A step of a lesson with the minutes it takes."""

    minutes = blocks.IntegerBlock(label=_("minutes"), min_value=1, max_value=180)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        description = _("A step of the lesson with the minutes it takes.")
        template = "materials/lesson_step.html"
        preview_value = {"title": "Uvod", "minutes": 5, "text": "Povejte, o čem bo govor."}


class ScenarioLinksBlock(blocks.StreamBlock):
    """Scenarios that a lesson works with, in the language of the page they are linked from."""

    scenario = PageChooserBlock("materials.ScenarioPage", label=_("scenario"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "pages": translated_pages(child.value for child in value)}

    class Meta:
        icon = "comment"
        label = _("Scenarios")
        description = _("Scenarios that the lesson works with.")
        template = "materials/scenario_links.html"
        required = False
