"""Pages about the organisation and the site itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin


class PageRole(models.TextChoices):
    """What the frame of every page uses a standard page for."""

    SAFE_BROWSING = "safe_browsing", _("safe browsing, beside “Leave this page”")


class StandardPage(PictureMixin, BasePage):
    """About, contact, privacy, accessibility and the like."""

    role = models.CharField(
        _("part in the frame"),
        max_length=20,
        choices=PageRole.choices,
        blank=True,
        help_text=_("Only for a page directly below the home page."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, *PictureMixin.picture_panels, FieldPanel("body")]
    promote_panels = [*BasePage.promote_panels, FieldPanel("role")]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def has_neutral_title(self) -> bool:
        return self.role == PageRole.SAFE_BROWSING
