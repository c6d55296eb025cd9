"""Programmes shaped like records of good practice, their index, and who pays for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from pages.blocks import BodyBlock
from pages.cards import cards_below
from pages.models import BasePage, PictureMixin

from .blocks import FundingBlock
from .choices import Kind, OrganisationKind, Status
from .forms import ProgrammeFilterForm


class Funder(TranslatableMixin, index.Indexed, models.Model):
    """Who paid for a programme."""

    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("website")]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ProgrammeIndexPage(BasePage):
    """All programmes: those that run, then those that are completed; can be filtered by kind."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["programmes.ProgrammePage"]
    max_count_per_parent = 1
    # What makes another page of it (publishing.store).
    store_parameters = ("kind",)
    further_subpaths = tuple(f"?kind={kind}" for kind in Kind.values)

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        form = ProgrammeFilterForm(request.GET or None)
        kind = form.kind_or_all
        programmes = [page for page in cards_below(self, ProgrammePage) if kind in ("", page.kind)]
        return {
            **context,
            "form": form,
            "kinds": Kind.choices,
            "chosen_kind": kind,
            "running": [page for page in programmes if page.status == Status.RUNNING],
            "completed": [page for page in programmes if page.status == Status.COMPLETED],
        }


class ProgrammePage(PictureMixin, BasePage):
    """One programme: what for, for whom, how, with which results, and who paid."""

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RUNNING)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    start_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    area = models.CharField(_("area"), max_length=200, blank=True)
    organisation = models.CharField(
        _("organisation"),
        max_length=10,
        choices=OrganisationKind.choices,
        default=OrganisationKind.SOCIETY,
    )
    organisation_name = models.CharField(_("name of the partner"), max_length=200, blank=True)
    goal = RichTextField(_("goal"))
    beneficiaries = RichTextField(_("who benefits"))
    body = StreamField(BodyBlock(), verbose_name=_("how it works"), blank=True)
    results = StreamField(BodyBlock(), verbose_name=_("results"), blank=True)
    evaluation = RichTextField(_("evaluation"), blank=True)
    funding = StreamField([("funding", FundingBlock())], verbose_name=_("funding"), blank=True)
    closing = StreamField(BodyBlock(), verbose_name=_("closing text"), blank=True)
    team = RichTextField(_("team"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    source_name = models.CharField(_("original source"), max_length=250, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
                FieldPanel("area"),
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("organisation_name")]),
            ],
            heading=_("At a glance"),
        ),
        *PictureMixin.picture_panels,
        FieldPanel("goal"),
        FieldPanel("beneficiaries"),
        FieldPanel("body"),
        FieldPanel("results"),
        FieldPanel("evaluation"),
        FieldPanel("funding"),
        FieldPanel("team"),
        FieldPanel("closing"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_name", "contact_email", "website", "source_name", "source_url")],
            heading=_("Contact and source"),
        ),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("goal"),
        index.SearchField("beneficiaries"),
        index.SearchField("body"),
        index.SearchField("results"),
        index.SearchField("evaluation"),
        index.SearchField("area"),
        index.SearchField("organisation_name"),
        index.SearchField("team"),
        index.SearchField("closing"),
    ]

    parent_page_types = ["programmes.ProgrammeIndexPage"]
    subpage_types = []
    on_cards = ("image", "kind", "status")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    @property
    def years(self) -> str:
        """Return the years as readers write them: 2019–2023, since 2002, 2021."""
        if not self.start_year:
            return str(self.end_year or "")
        if self.end_year == self.start_year:
            return str(self.start_year)
        if self.end_year:
            return f"{self.start_year}–{self.end_year}"
        return (
            _("since %(year)s") % {"year": self.start_year} if self.status == Status.RUNNING else str(self.start_year)
        )
