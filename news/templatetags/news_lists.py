"""Lists of articles for pages of other apps."""

from django import template
from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.models import Page

from news.models import NewsPage
from pages.pictures import expected
from pages.prepared import rows

register = template.Library()


LIMIT = 3


@register.simple_tag
def news_about(programme: Page) -> list[NewsPage]:
    """Return the latest articles about a programme, whichever language the programme was chosen in."""
    return expected(rows(_news_about, programme=programme.pk, language=get_language()))


def _news_about(*, programme: int, language: str) -> QuerySet:
    translations = Page.objects.filter(pk=programme).values("translation_key")
    articles = NewsPage.objects.filter(programme__translation_key__in=translations)
    return articles.for_cards(language=language).order_by("-date")[:LIMIT]
