"""Which lists of articles there are: of all, of a year, a month, a topic; each page that their links lead to."""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from languages.translations.readers import translated_completely
from pages.addresses import address_of
from pages.visibility import visible

from .archive import PER_PAGE
from .models import DatePrecision, NewsIndexPage, NewsPage, NewsTopic


def list_paths() -> list[str]:
    """Return the address of each page of each list that readers may see, in three queries."""
    articles = Counter(_lists())
    return [
        f"{index}{subpath}{query}"
        for locale, index in _indexes()
        for (of_locale, subpath), count in articles.items()
        if of_locale == locale
        for query in _pages(count)
    ]


def _indexes() -> Iterator[tuple[int, str]]:
    for locale, url_path in visible(NewsIndexPage.objects.all()).values_list("locale_id", "url_path"):
        yield locale, address_of(url_path)


def _lists() -> Iterator[tuple[int, str]]:
    """Yield, for each article and each list in which it stands, the locale and what follows the address of all."""
    topics = dict(translated_completely(NewsTopic.objects.all()).values_list("pk", "slug"))
    # No whole pages, and no functions of the database: there may be tens of thousands.
    articles = visible(NewsPage.objects.order_by()).values_list("locale_id", "topic_id", "date_precision", "date")
    for locale, topic, precision, date in articles.iterator():
        yield locale, ""
        yield locale, f"{date.year}/"
        if precision != DatePrecision.YEAR:
            yield locale, f"{date.year}/{date.month}/"
        if topic in topics:
            yield locale, f"t/{topics[topic]}/"


def _pages(articles: int) -> list[str]:
    """Return what follows the address of a list on each of its pages; links lead to the first by its number too."""
    pages = ceil(articles / PER_PAGE)
    return ["", *(f"?page={number}" for number in range(1, pages + 1) if pages > 1)]
