"""What every page is built from: the base page, pictures, and the organisation's own details."""

from functools import cache

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageManager, PageViewRestriction, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.search import index

from languages.together.permissions import FollowingPermissionTester
from languages.translations.copying import CopyWithoutAliasForm
from languages.translations.publishing import GuardedPublishing

from . import pictures
from .addresses import address_of
from .visibility import visible


class CardQuerySet(PageQuerySet):
    """Pages as lists show them."""

    def for_cards(self, *, language: str | None = None):
        """Return live, public pages with what a card needs alone; ``pictures.expected`` adds their pictures."""
        pages = visible(self)
        if language:
            pages = pages.filter(locale__language_code=language)
        return pages.only("path", "url_path", "title", "search_description", "lead", *self.model.on_cards)


class BasePage(GuardedPublishing, Page):
    """A page with a lead. Abstract: nothing here belongs to one kind of page."""

    objects = PageManager.from_queryset(CardQuerySet)()

    lead = models.TextField(
        _("lead"), help_text=_("One or two sentences: what the reader gets. Shown large under the title.")
    )

    content_panels = [*Page.content_panels, FieldPanel("lead")]

    search_fields = [*Page.search_fields, index.SearchField("lead")]

    copy_form_class = CopyWithoutAliasForm
    # "help" for the page that every other page leads to by its header.
    frame_role = ""
    # The Open Graph type of this kind of page.
    og_type = "website"
    # Fields that a card shows besides title and lead.
    on_cards: tuple[str, ...] = ()
    # Relations that are read with the page itself.
    read_with: tuple[str, ...] = ()
    # True once routing has seen that neither this page nor one above it has a restriction.
    has_no_restriction = False
    # True where the tab, the history and a shared link must not say what the page is about.
    has_neutral_title = False
    # What of a page's address follows its own, where the page answers at several; the same in every language.
    subpath = ""
    # All subpaths at which pages of this kind answer beside their own address, the same for every reader: the page
    # store keeps them as it keeps the page. What the page reads of the query may stand there too.
    further_subpaths: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def tab_title(self) -> str:
        """Return the title for the tab, the history and shared links; never the heading of a page that is private."""
        return self.seo_title or (gettext("Information") if self.has_neutral_title else self.title)

    @property
    def url(self) -> str | None:
        return address_of(self.url_path)

    def structured_data(self, navigation) -> list[dict]:
        """Return what this kind of page is to machines, beyond breadcrumbs and questions (pages.structured_data)."""
        return []

    @classmethod
    def can_create_at(cls, parent):
        """Pages are written in the source language; others come by translation."""
        return super().can_create_at(parent) and parent.locale.language_code == settings.LANGUAGE_CODE

    def can_move_to(self, parent):
        own_language = parent.is_root() or parent.locale_id == self.locale_id
        return super().can_move_to(parent) and own_language

    def permissions_for_user(self, user):
        return FollowingPermissionTester(user, self)

    def get_view_restrictions(self):
        return _no_restrictions() if self.has_no_restriction else super().get_view_restrictions()


@cache
def _no_restrictions() -> models.QuerySet:
    """Return an empty query that was made before: even to ask for nothing, Django builds SQL."""
    nothing = PageViewRestriction.objects.none()
    len(nothing)
    return nothing


class PictureMixin(models.Model):
    """A leading picture with its alternative text, which is translated with the page."""

    image = models.ForeignKey(
        "pages.Picture",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )

    picture_panels = [
        MultiFieldPanel([FieldPanel("image"), FieldPanel("picture_alt")], heading=_("Picture")),
    ]

    class Meta:
        abstract = True

    @property
    def picture(self):
        """Return the picture with its sizes, read together with all others that the request shows."""
        return pictures.find([self.image_id])[0]


class Picture(AbstractImage):
    """An uploaded picture with its credit. Alternative text stands where the picture is used, in each language."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def sizes(self) -> dict[str, AbstractRendition]:
        """Return the sizes that have been made, by their specification."""
        return {rendition.filter_spec: rendition for rendition in self.renditions.all()}


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"


class Organisation(TranslatableMixin, models.Model):
    """The organisation's name, address and footer; one record, translated like a page."""

    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=200)
    footer_text = models.TextField(_("footer text"))
    emergency_text = models.CharField(
        _("text above the emergency numbers"),
        max_length=200,
        help_text=_("Shown in the footer of each page."),
    )
    email = models.EmailField(_("e-mail"))
    website = models.URLField(_("website"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    exit_url = models.URLField(
        _("where “Leave this page” leads"),
        blank=True,
        validators=[URLValidator(schemes=["https"], message=_("Give a full address that begins with https://."))],
        help_text=_("A page that nobody wonders about, such as a weather forecast. Left empty, it is the usual one."),
    )
    facebook = models.URLField("Facebook", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    linkedin = models.URLField("LinkedIn", blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("footer_text"),
        FieldPanel("emergency_text"),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("website"), FieldPanel("address")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("facebook"), FieldPanel("instagram"), FieldPanel("linkedin")],
            heading=_("Social media"),
        ),
        FieldPanel("exit_url"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation and footer")
        verbose_name_plural = _("organisation and footer")

    def __str__(self) -> str:
        return self.name

    @property
    def social_links(self) -> list[tuple[str, str]]:
        """Return (name, address) of each social medium that the organisation uses."""
        links = [("Facebook", self.facebook), ("Instagram", self.instagram), ("LinkedIn", self.linkedin)]
        return [(name, url) for name, url in links if url]
