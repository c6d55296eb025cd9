"""Pages that explain: what trafficking is, rights, how to stay safe, and the warning signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.blocks import SignGroupBlock
from pages.blocks import BodyBlock
from pages.blocks.reading import blocks_of_type
from pages.choices import Audience
from pages.models import BasePage, PictureMixin
from pages.navigation import attach_targets
from pages.tree import PageAround, children_of


class AwarenessPage(PictureMixin, BasePage):
    """An explanation for one audience, or for everyone; pages below it are listed at its end."""

    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices, default=Audience.GENERAL)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("audience"),
        *PictureMixin.picture_panels,
        FieldPanel("body"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.AwarenessPage"]
    subpage_types = ["home.AwarenessPage", "home.SelfCheckPage"]

    class Meta:
        verbose_name = _("awareness page")
        verbose_name_plural = _("awareness pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "children": self._children() if self.pk else []}

    def _children(self) -> list[PageAround]:
        """Return the pages below this one that its own “read also” lists do not show already."""
        shown = {
            page.translation_key
            for block in blocks_of_type(self.body, "related_pages")
            for page in block.value["pages"]
            if page
        }
        return [page for page in children_of(self) if page.translation_key not in shown]


class WarningSignsPage(PictureMixin, BasePage):
    """Signs grouped by audience, each group with what to do."""

    caution = RichTextField(_("caution"), help_text=_("Stands above all signs: one sign proves nothing."))
    groups = StreamField([("group", SignGroupBlock())], verbose_name=_("groups of signs"))
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *PictureMixin.picture_panels,
        FieldPanel("caution"),
        FieldPanel("groups"),
        FieldPanel("body"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("caution"),
        index.SearchField("groups"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    has_neutral_title = True

    class Meta:
        verbose_name = _("warning signs page")
        verbose_name_plural = _("warning signs pages")

    def get_context(self, request, *args, **kwargs):
        attach_targets(block.value for block in self.groups)
        return super().get_context(request, *args, **kwargs)
