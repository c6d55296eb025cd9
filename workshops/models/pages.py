"""The catalogue of workshops."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from pages.blocks import BodyBlock
from pages.cards import cards_below
from pages.models import BasePage, PictureMixin
from pages.navigation import absolute
from pages.structured_data import organisation, organisation_id
from workshops.choices import Audience


class WorkshopIndexPage(BasePage):
    """What we offer to schools, and how booking works."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked beside the consent in the booking form; its version is kept with each booking."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), PageChooserPanel("privacy_page")]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["workshops.WorkshopPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of workshops")
        verbose_name_plural = _("lists of workshops")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "workshops": cards_below(self, WorkshopPage)}


class WorkshopPage(PictureMixin, BasePage):
    """One workshop: for whom, how long, and what the school prepares."""

    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices)
    duration_minutes = models.PositiveSmallIntegerField(_("duration in minutes"))
    languages = models.CharField(_("languages"), max_length=250, blank=True)
    group_size = models.CharField(_("group size"), max_length=250, blank=True)
    place = models.CharField(_("place"), max_length=250, blank=True)
    preparation = RichTextField(_("what the school prepares"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audience"), FieldPanel("duration_minutes")]),
                FieldPanel("languages"),
                FieldPanel("group_size"),
                FieldPanel("place"),
            ],
            heading=_("At a glance"),
        ),
        *PictureMixin.picture_panels,
        FieldPanel("preparation"),
        FieldPanel("body"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("preparation"), index.SearchField("body")]

    parent_page_types = ["workshops.WorkshopIndexPage"]
    subpage_types = []
    on_cards = ("image", "audience")

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    def structured_data(self, navigation) -> list[dict]:
        """Return the workshop as a service: it is held when a school asks, so it is no event."""
        service = {
            "@type": "Service",
            "@id": f"{navigation.canonical}#service",
            "name": self.title,
            "description": self.lead,
            "url": navigation.canonical,
            "provider": organisation_id(),
            "audience": {"@type": "Audience", "audienceType": self.get_audience_display()},
            "availableChannel": {"@type": "ServiceChannel", "serviceUrl": absolute(reverse("workshops:request"))},
        }
        return [organisation(navigation), service]
