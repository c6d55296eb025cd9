"""Questions that help a reader to think an offer or a situation over. Answers never leave the browser."""

from csp.decorators import csp_replace
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.blocks import SelfCheckDegreesBlock, SelfCheckQuestionBlock, Weight
from pages.blocks import BodyBlock
from pages.models import BasePage


class SelfCheckPageForm(WagtailAdminPageForm):
    """Sees to it that each degree can be reached; a draft may be unfinished."""

    def clean(self):
        cleaned = super().clean()
        questions = [block.value for block in cleaned.get("questions") or []]
        if self.is_deferred_validation or not questions:
            return cleaned
        if not any(question["weight"] == Weight.DANGER for question in questions):
            self.add_error("questions", _("One question must ask about danger now: “yes” to it shows whom to call."))
        most = sum(question.points for question in questions)
        if cleaned.get("several_from") and cleaned["several_from"] > most:
            message = _("The answers to these questions add up to %(most)d at most: nobody would reach this number.")
            self.add_error("several_from", message % {"most": most})
        return cleaned


class SelfCheckPage(BasePage):
    """Questions with what “yes” may mean; the answers add up to one of four degrees, never to a verdict.

    A checklist for reading, which the page's own script turns into questions to answer.
    """

    intro = RichTextField(
        _("before the questions"), help_text=_("That one sign proves nothing; what to do in danger.")
    )
    questions = StreamField([("question", SelfCheckQuestionBlock())], verbose_name=_("questions"))
    several_from = models.PositiveSmallIntegerField(
        _("several signs, from"),
        default=3,
        validators=[MinValueValidator(2)],
        help_text=_("A sign counts 1, a strong sign 2. From this sum on readers see “several signs”."),
    )
    degrees = StreamField(SelfCheckDegreesBlock(), verbose_name=_("what the answers mean"))
    ending = StreamField(
        BodyBlock(block_counts={"contacts": {"min_num": 1}}),
        verbose_name=_("whom to call"),
        help_text=_("Stands below every answer; contacts belong here."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("several_from"),
        FieldPanel("degrees"),
        FieldPanel("ending"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("questions"),
        index.SearchField("degrees"),
    ]

    base_form_class = SelfCheckPageForm
    has_neutral_title = True

    parent_page_types = ["home.HomePage", "home.AwarenessPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("self-check page")
        verbose_name_plural = _("self-check pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        order = list(SelfCheckDegreesBlock.base_blocks)
        return {**context, "degrees": sorted(self.degrees, key=lambda block: order.index(block.block_type))}

    # Nothing on this page may send anything anywhere: the browser itself holds to it.
    @method_decorator(csp_replace({"connect-src": ["'none'"], "form-action": ["'none'"]}))
    def serve(self, request, *args, **kwargs):
        return super().serve(request, *args, **kwargs)
