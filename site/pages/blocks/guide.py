"""Blocks that guide: checklists, signs, steps, scenarios."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ChecklistBlock(blocks.StructBlock):
    """Things to go through one by one."""

    title = blocks.CharBlock(label=_("title"))
    items = blocks.ListBlock(blocks.CharBlock(label=_("item"), max_length=400), label=_("items"))

    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        description = _("Things to go through one by one.")
        template = "blocks/checklist.html"
        group = _("Guide")
        preview_value = {"title": "Preden sprejmete delo", "items": ["Preverite naslov delodajalca."]}


class SignListBlock(blocks.StructBlock):
    """Warning signs; the caution that one sign proves nothing stands above each list."""

    title = blocks.CharBlock(label=_("title"))
    signs = blocks.ListBlock(blocks.CharBlock(label=_("sign"), max_length=400), label=_("signs"))
    note = blocks.TextBlock(label=_("caution"), required=False)

    class Meta:
        icon = "warning"
        label = _("Warning signs")
        description = _("A list of signs with the caution that belongs to it.")
        template = "blocks/sign_list.html"
        group = _("Guide")
        preview_value = {"title": "Na kaj biti pozoren", "signs": ["Dokumenti »na varnem«."], "note": ""}


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("step"))
    text = blocks.TextBlock(label=_("text"), required=False)


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    title = blocks.CharBlock(label=_("title"), required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, in order.")
        template = "blocks/steps.html"
        group = _("Guide")
        preview_value = {
            "title": "Kako poteka",
            "steps": [{"title": "Pišete nam", "text": "Izpolnite obrazec."}],
        }


class AnswerBlock(blocks.StructBlock):
    choice = blocks.CharBlock(label=_("answer"))
    response = blocks.TextBlock(label=_("what we say to it"))


class ScenarioBlock(blocks.StructBlock):
    """An invented story with a question to think about."""

    title = blocks.CharBlock(label=_("title"))
    story = blocks.TextBlock(label=_("story"))
    question = blocks.CharBlock(label=_("question"))
    answers = blocks.ListBlock(AnswerBlock(), label=_("answers"))
    takeaway = blocks.TextBlock(label=_("what to take away"), required=False)

    class Meta:
        icon = "comment"
        label = _("Scenario")
        description = _("An invented story with a question and answers that open.")
        template = "blocks/scenario.html"
        group = _("Guide")
        preview_value = {
            "title": "Ponudba",
            "story": "Ana dobi sporočilo.",
            "question": "Kaj bi opazili?",
            "answers": [{"choice": "Nič", "response": "Poglejte še enkrat."}],
            "takeaway": "",
        }
