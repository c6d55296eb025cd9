"""The home page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import CountedFigureBlock, DoorBlock
from news.models import NewsPage
from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin
from pages.navigation import attach_targets
from pages.structured_data import organisation, website
from programmes.choices import Status
from programmes.models import ProgrammePage


class HomePage(PictureMixin, BasePage):
    """What this is in one sentence, three doors, doors by audience, figures, programmes and news."""

    doors = StreamField([("door", DoorBlock())], verbose_name=_("doors"), max_num=3, blank=True)
    audiences = StreamField([("door", DoorBlock())], verbose_name=_("doors by audience"), blank=True)
    figures = StreamField([("figure", CountedFigureBlock())], verbose_name=_("figures"), blank=True)
    closing = StreamField(BodyBlock(), verbose_name=_("closing text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *PictureMixin.picture_panels,
        FieldPanel("doors"),
        FieldPanel("audiences"),
        FieldPanel("figures"),
        FieldPanel("closing"),
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("closing")]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.AwarenessPage",
        "home.WarningSignsPage",
        "home.HelpPage",
        "home.SelfCheckPage",
        "home.StandardPage",
        "programmes.ProgrammeIndexPage",
        "news.NewsIndexPage",
        "workshops.WorkshopIndexPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def structured_data(self, navigation) -> list[dict]:
        return [organisation(navigation), website(navigation)]

    def route(self, request, path_components):
        """Find the page in one query, however deep it is: the deepest one whose address begins this path."""
        paths = ["/".join(path_components[:count]) for count in range(1, len(path_components) + 1)]
        below = Page.objects.filter(url_path__in=[f"{self.url_path}{path}/" for path in paths])
        deepest = below.order_by("-depth").first()
        if deepest is None:
            return super().route(request, path_components)
        return deepest.specific.route(request, path_components[deepest.depth - self.depth :])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        attach_targets(block.value for stream in (self.doors, self.audiences) for block in stream)
        programmes = ProgrammePage.objects.descendant_of(self).for_cards()
        return {
            **context,
            "programmes": programmes.filter(status=Status.RUNNING),
            "articles": NewsPage.objects.descendant_of(self).for_cards().order_by("-date")[:3],
        }
