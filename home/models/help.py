"""The page that every other page leads to: whom to call."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.contacts import contacts_by_country, searchable_text
from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin


class HelpPage(PictureMixin, BasePage):
    """Contacts by country, from the contact records, between two texts."""

    intro = StreamField(BodyBlock(), verbose_name=_("before the contacts"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("after the contacts"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *PictureMixin.picture_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("contacts_text"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    frame_role = "help"
    has_neutral_title = True

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def contacts_text(self) -> str:
        """Return what contacts are found by, one a line."""
        return searchable_text(language=self.locale.language_code)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "countries": contacts_by_country(language=self.locale.language_code)}
