"""News articles, their topics, and the list with its archive."""

from datetime import date

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from languages.codes import html_code
from languages.translations.readers import translated_completely
from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin
from pages.prepared import rows
from pages.structured_data import organisation, organisation_id
from pages.tree import below
from pages.visibility import visible
from publishing.share_pictures.files import address_of as share_picture_of

from .archive import PER_PAGE, Archive, Articles, chosen
from .events import EventMixin


class DatePrecision(models.TextChoices):
    """How much of an article's date is known."""

    DAY = "day", _("day, month and year")
    MONTH = "month", _("month and year")
    YEAR = "year", _("year alone")


class NewsTopic(TranslatableMixin, models.Model):
    """What an article is about; readers can list a topic's articles."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of articles, by page, year, month or topic."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    # What makes another page of it (publishing.store).
    store_parameters = ("page",)

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    @cached_property
    def topics(self) -> list[NewsTopic]:
        """Return the topics in this language; one whose name is still Slovenian is not shown."""
        return rows(_topics, locale=self.locale_id)

    @path("")
    def all_articles(self, request):
        return self._list(request)

    @path("<int:year>/")
    def by_year(self, request, year):
        return self._list(request, self._chosen(date__year=self._year(year)), year=year, period=str(year))

    @path("<int:year>/<int:month>/")
    def by_month(self, request, year, month):
        if not 1 <= month <= 12:
            raise Http404
        known = ~models.Q(date_precision=DatePrecision.YEAR)
        articles = self._chosen(known, date__year=self._year(year), date__month=month)
        return self._list(request, articles, year=year, month=date(year, month, 1))

    @path("t/<slug:slug>/")
    def by_topic(self, request, slug):
        topic = next((topic for topic in self.topics if topic.slug == slug), None)
        if topic is None:
            raise Http404
        return self._list(request, self._chosen(topic=topic), topic=topic)

    @staticmethod
    def _year(year: int) -> int:
        if not 2000 <= year <= 2100:
            raise Http404
        return year

    def _chosen(self, *conditions: models.Q, **wanted) -> Articles:
        """Return the articles that fulfil conditions."""
        articles = visible(NewsPage.objects.filter(below(self.path), *conditions, depth=self.depth + 1, **wanted))
        return chosen(list(articles.order_by("-date", "-pk").values_list("pk", flat=True)))

    def _list(self, request, articles: Articles | None = None, *, year: int | None = None, **narrowed):
        """Render a list of articles, all of them unless some were chosen; the archive names the months of a year.

        A page number that does not exist means the nearest one that does.
        """
        archive = Archive(self)
        if articles is None:
            articles = archive.articles
        elif not articles:
            raise Http404
        shown = Paginator(articles, PER_PAGE).get_page(request.GET.get("page"))
        context = {"articles": shown, "archive": archive.years(year), "topics": self.topics, **narrowed}
        return self.render(request, context_overrides=context)


def _topics(*, locale: int) -> models.QuerySet:
    return translated_completely(NewsTopic.objects.filter(locale_id=locale))


class NewsPage(EventMixin, PictureMixin, BasePage):
    """One article."""

    date = models.DateField(_("date"))
    date_precision = models.CharField(
        _("shown as"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    topic = models.ForeignKey(
        NewsTopic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    programme = models.ForeignKey(
        "programmes.ProgrammePage",
        verbose_name=_("programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_caption = models.CharField(_("caption"), max_length=250, blank=True)
    picture_credit = models.CharField(_("credit"), max_length=120, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision"), FieldPanel("topic")]),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("image", "picture_alt", "picture_caption", "picture_credit")],
            heading=_("Picture"),
        ),
        FieldPanel("body"),
        *EventMixin.event_panels,
    ]

    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    og_type = "article"
    on_cards = ("image", "date", "date_precision")
    read_with = ("topic",)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = (models.Index(fields=["-date", "-page_ptr"], name="news_by_date"),)

    @property
    def known_date(self) -> str:
        """Return the date as exactly as it is known, in ISO 8601: 2014-07-30, 2022-06 or 2022."""
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(self.date_precision)
        return self.date.isoformat()[:length]

    @property
    def date_in_words(self) -> str:
        """Return the date for readers, as exactly as it is known."""
        written = {DatePrecision.YEAR: "Y", DatePrecision.MONTH: "YEAR_MONTH_FORMAT"}
        return date_format(self.date, written.get(self.date_precision, "DATE_FORMAT"))

    def structured_data(self, navigation) -> list[dict]:
        language = html_code(navigation.language)
        picture = share_picture_of(self, navigation.language)
        article = {
            "@type": "NewsArticle",
            "@id": f"{navigation.canonical}#article",
            "headline": self.title,
            "description": self.lead,
            "inLanguage": language,
            "datePublished": self.known_date,
            "dateModified": self.last_published_at,
            "image": [picture],
            "mainEntityOfPage": navigation.canonical,
            "author": organisation_id(),
            "publisher": organisation_id(),
        }
        if not self.has_event:
            return [organisation(navigation), article]
        event = self.event_data(address=navigation.canonical, image=picture, language=language)
        return [organisation(navigation), {**article, "about": {"@id": event["@id"]}}, event]
