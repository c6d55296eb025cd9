"""The articles of a list, counted by month in one query, and read as cards a page at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from django.apps import apps
from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.models import Page

from pages.pictures import expected
from pages.prepared import rows, some
from pages.tree import below
from pages.visibility import visible

PER_PAGE = 10


class Articles(Sequence):
    """Articles as cards, newest first: as many as are shown are read."""

    def __init__(self, count: int, read: Callable[[int], list]):
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list:
        return list(expected(self._read(part.start))) if self._count else []


class Archive:
    """What a list holds; only what readers may see."""

    def __init__(self, page: Page):
        self._place = {"path": page.path, "depth": page.depth + 1}
        self._counted = rows(_counted, **self._place)

    @property
    def articles(self) -> Articles:
        total = sum(count for _month, _precision, count in self._counted)
        return Articles(total, lambda start: rows(_cards_from(start), **self._place))

    @property
    def months(self) -> list[dict]:
        """Return the months, the last one first; articles of which the year alone is known are in none.

        The first month that is named of its year opens it. All is text: a template writes it as it is.
        """
        known = [(month, count) for month, precision, count in self._counted if precision != "year"]
        months, opened = [], ""
        for month, counted in groupby(known, itemgetter(0)):
            year, number = month.split("-")
            name = _name(month, get_language())
            count = str(sum(count for _month, count in counted))
            path = f"{year}/{int(number)}/"
            months.append({"year": year, "path": path, "name": name, "count": count, "opens_year": year != opened})
            opened = year
        return months


@lru_cache(maxsize=10_000)
def _name(month: str, language: str) -> str:
    """Return a month with its year as the active language writes it: the same each time."""
    return date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT")


def chosen(keys: list[int]) -> Articles:
    """Return the articles with these primary keys, which are in order."""
    return Articles(len(keys), lambda start: rows(_cards, **some("article", keys[start : start + PER_PAGE])))


def _counted(*, path: str, depth: int) -> QuerySet:
    """Return the query for month, precision of the date, and number of articles.

    To take a month out of a date, SQLite would call Python for each article; the first letters of it are enough.
    """
    articles = visible(apps.get_model("news", "NewsPage").objects.filter(below(path), depth=depth))
    months = articles.annotate(month=Substr(Cast("date", CharField()), 1, 7))
    counted = months.order_by().values("month", "date_precision").annotate(count=Count("pk"))
    return counted.order_by("-month").values_list("month", "date_precision", "count")


@cache
def _cards_from(start: int) -> Callable[..., QuerySet]:
    """Return what builds the query for one page of a list: there are as many as the longest list has pages."""

    def query(*, path: str, depth: int) -> QuerySet:
        articles = apps.get_model("news", "NewsPage").objects.filter(below(path), depth=depth)
        return articles.for_cards().order_by("-date", "-pk")[start : start + PER_PAGE]

    return query


def _cards(**articles: int) -> QuerySet:
    cards = apps.get_model("news", "NewsPage").objects.filter(pk__in=articles.values())
    return cards.for_cards().order_by("-date", "-pk")
