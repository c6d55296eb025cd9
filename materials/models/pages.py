"""Scenarios and lesson plans for schools, and their list."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from languages.codes import html_code
from materials.blocks import LessonStepBlock, ScenarioLinksBlock, ScenarioPartBlock
from materials.forms import LessonPlanPageForm
from pages.blocks import BodyBlock
from pages.blocks.text import TEXT_FEATURES
from pages.cards import cards_below
from pages.models import BasePage, PictureMixin
from pages.structured_data import organisation, organisation_id


def points(name: str, label: str) -> list[tuple[str, blocks.Block]]:
    """Return the one block of a list of short sentences."""
    return [(name, blocks.CharBlock(label=label, max_length=400))]


class MaterialIndexPage(BasePage):
    """All materials, by kind; those below the page are listed by themselves."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["materials.ScenarioPage", "materials.LessonPlanPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of materials")
        verbose_name_plural = _("lists of materials")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "lessons": cards_below(self, LessonPlanPage),
            "scenarios": cards_below(self, ScenarioPage),
        }


class MaterialPage(PictureMixin, BasePage):
    """One thing to take into a class. Abstract."""

    for_whom = models.CharField(_("for whom"), max_length=200, help_text=_("Age or grade."))

    on_cards = ("image", "for_whom")
    # What readers see above the title; each kind says its own.
    kind: str

    class Meta:
        abstract = True

    def structured_data(self, navigation) -> list[dict]:
        """Return the page as a learning resource."""
        resource = {
            "@type": "LearningResource",
            "@id": f"{navigation.canonical}#resource",
            "name": self.title,
            "description": self.lead,
            "url": navigation.canonical,
            "inLanguage": html_code(navigation.language),
            "learningResourceType": self.kind,
            "audience": {"@type": "EducationalAudience", "audienceType": self.for_whom, "educationalRole": "student"},
            "provider": organisation_id(),
        }
        return [organisation(navigation), resource]


class ScenarioPage(MaterialPage):
    """An invented story in parts, each with a choice; then what to take away and whom to call.

    Nothing is asked of the browser but to open an answer. Printed, it is a sheet for the class, with the responses on
    a page of their own that the teacher keeps.
    """

    parts = StreamField([("part", ScenarioPartBlock())], verbose_name=_("parts of the story"))
    takeaway = RichTextField(_("what to take away"), features=TEXT_FEATURES)
    discussion = StreamField(
        points("question", _("question")),
        verbose_name=_("to talk about in class"),
        blank=True,
        help_text=_("Open questions. Nobody has to speak about themselves."),
    )
    ending = StreamField(
        BodyBlock(block_counts={"contacts": {"min_num": 1}}),
        verbose_name=_("whom to call"),
        help_text=_("Contacts belong here."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("for_whom"),
        *PictureMixin.picture_panels,
        FieldPanel("parts"),
        FieldPanel("takeaway"),
        FieldPanel("discussion"),
        FieldPanel("ending"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("parts"),
        index.SearchField("takeaway"),
        index.SearchField("discussion"),
    ]

    parent_page_types = ["materials.MaterialIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    @property
    def kind(self) -> str:
        return gettext("Story with choices")


class LessonPlanPage(MaterialPage):
    """A lesson step by step, with what to do when a pupil confides."""

    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), default=45, validators=[MinValueValidator(1)]
    )
    aims = StreamField(points("aim", _("aim")), verbose_name=_("aims"))
    needs = StreamField(points("item", _("item")), verbose_name=_("what you need"), blank=True)
    steps = StreamField(
        [("step", LessonStepBlock())],
        verbose_name=_("steps"),
        help_text=_("Their minutes together are the duration of the lesson."),
    )
    care = RichTextField(
        _("if a pupil confides"),
        features=TEXT_FEATURES,
        help_text=_("Listen, do not promise secrecy, and whom to call."),
    )
    scenarios = StreamField(ScenarioLinksBlock(), verbose_name=_("scenarios"), blank=True)
    ending = StreamField(
        BodyBlock(block_counts={"contacts": {"min_num": 1}}),
        verbose_name=_("whom to call"),
        help_text=_("Contacts belong here, then whatever else leads on."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("for_whom"), FieldPanel("duration_minutes")]),
        *PictureMixin.picture_panels,
        FieldPanel("aims"),
        FieldPanel("needs"),
        FieldPanel("steps"),
        FieldPanel("care"),
        FieldPanel("scenarios"),
        FieldPanel("ending"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("aims"),
        index.SearchField("needs"),
        index.SearchField("steps"),
        index.SearchField("care"),
    ]

    base_form_class = LessonPlanPageForm

    parent_page_types = ["materials.MaterialIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("lesson plan")
        verbose_name_plural = _("lesson plans")

    @property
    def kind(self) -> str:
        return gettext("Lesson plan")

    @property
    def minutes_of_steps(self) -> int:
        """Return how long all steps take together."""
        return sum(block.value["minutes"] or 0 for block in self.steps)

    def structured_data(self, navigation) -> list[dict]:
        organisation_node, resource = super().structured_data(navigation)
        audience = {**resource["audience"], "educationalRole": "teacher"}
        return [organisation_node, {**resource, "audience": audience, "timeRequired": f"PT{self.duration_minutes}M"}]
