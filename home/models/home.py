"""The home page."""

from operator import attrgetter

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import CountedFigureBlock, DoorBlock
from news.models import NewsPage
from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin
from pages.navigation import attach_targets
from pages.pictures import expected
from pages.prepared import rows
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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        attach_targets(block.value for stream in (self.doors, self.audiences) for block in stream)
        return {
            **context,
            "programmes": expected(sorted(rows(_running_programmes, path=self.path), key=attrgetter("path"))),
            "articles": expected(rows(_latest_articles, path=self.path)),
        }


# Programmes are few, and the latest articles are found by their date: with a range or an order of paths, the database
# would begin with all pages of a language.
def _running_programmes(*, path: str) -> QuerySet:
    return ProgrammePage.objects.filter(path__startswith=Value(path), status=Status.RUNNING).for_cards().order_by()


def _latest_articles(*, path: str) -> QuerySet:
    return NewsPage.objects.filter(path__startswith=Value(path)).for_cards().order_by("-date")[:3]
