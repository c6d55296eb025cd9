"""Lists of articles for pages of other apps."""

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from news.models import NewsPage
from pages.pictures import expected

register = template.Library()


@register.simple_tag
def news_about(programme: Page, limit: int = 3) -> list[NewsPage]:
    """Return the latest articles about a programme, whichever language the programme was chosen in."""
    articles = NewsPage.objects.filter(programme__translation_key=programme.translation_key)
    return expected(list(articles.for_cards(language=get_language()).order_by("-date")[:limit]))
