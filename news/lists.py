"""Which lists of articles there are: of all, of a year, a month, a topic; each page that their links lead to."""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from django.db.models import Count

from languages.translations.readers import translated_completely
from pages.addresses import address_of
from pages.visibility import visible

from .archive import MONTH, PER_PAGE
from .models import DatePrecision, NewsIndexPage, NewsPage, NewsTopic


def list_paths() -> list[str]:
    """Return the address of each page of each list that readers may see, in three queries."""
    articles = Counter()
    for which, count in _lists():
        articles[which] += count
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


def _lists() -> Iterator[tuple[tuple[int, str], int]]:
    """Yield locale and what follows the address of all, for each list, with articles that stand in it."""
    topics = dict(translated_completely(NewsTopic.objects.all()).values_list("pk", "slug"))
    articles = visible(NewsPage.objects.order_by()).annotate(month=MONTH)
    # Counted by the database: there may be tens of thousands.
    counted = articles.values_list("locale_id", "topic_id", "date_precision", "month").annotate(count=Count("pk"))
    for locale, topic, precision, month, count in counted:
        year, number = month.split("-")
        yield (locale, ""), count
        yield (locale, f"{year}/"), count
        if precision != DatePrecision.YEAR:
            yield (locale, f"{year}/{int(number)}/"), count
        if topic in topics:
            yield (locale, f"t/{topics[topic]}/"), count


def _pages(articles: int) -> list[str]:
    """Return what follows the address of a list on each of its pages; links lead to the first by its number too."""
    pages = ceil(articles / PER_PAGE)
    return ["", *(f"?page={number}" for number in range(1, pages + 1) if pages > 1)]
