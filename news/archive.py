"""The articles of a list, counted by month in one query, and read as cards a page at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from django.apps import apps
from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.functions import Cast, Substr
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.models import Page

from pages.pictures import expected
from pages.prepared import rows, some
from pages.tree import below
from pages.visibility import visible

PER_PAGE = 10
# Such as "2014-07". To take a month out of a date, SQLite would call Python for each article.
MONTH = Substr(Cast("date", CharField()), 1, 7)


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
        # Articles have no pages below them, so that the depth need not be asked.
        self._path = page.path
        self._counted = rows(_counted, path=page.path)

    @property
    def articles(self) -> Articles:
        total = sum(count for _month, _precision, count in self._counted)
        return Articles(total, lambda start: rows(_cards_from(start), path=self._path))

    def years(self, opened: int | None = None) -> list[dict]:
        """Return the years, the last one first, and the months of the one that is opened.

        All is text: a template writes it as it is.

        Args:
            opened: the last year where none is chosen.
        """
        years = []
        for year, counted in groupby(self._counted, lambda one: one[0][:4]):
            found = list(counted)
            is_open = year == str(opened) if opened else not years
            months = _months(found) if is_open else []
            years.append({"year": year, "count": str(sum(count for *_which, count in found)), "months": months})
        return years


def _months(counted: list[tuple[str, str, int]]) -> list[dict]:
    """Return the months of a year; articles of which the year alone is known are in none."""
    months = []
    for month, found in groupby((one for one in counted if one[1] != "year"), itemgetter(0)):
        count = sum(count for *_which, count in found)
        months.append({"path": f"{int(month[5:])}/", "name": _name(month, get_language()), "count": str(count)})
    return months


@lru_cache(maxsize=10_000)
def _name(month: str, language: str) -> str:
    """Return a month with its year as the active language writes it: the same each time."""
    return date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT")


def chosen(keys: list[int]) -> Articles:
    """Return the articles with these primary keys, which are in order."""
    return Articles(len(keys), lambda start: rows(_cards, **some("article", keys[start : start + PER_PAGE])))


def _counted(*, path: str) -> QuerySet:
    """Return the query for month, precision of the date, and number of articles."""
    articles = visible(apps.get_model("news", "NewsPage").objects.filter(below(path)))
    months = articles.annotate(month=MONTH)
    counted = months.order_by().values("month", "date_precision").annotate(count=Count("pk"))
    return counted.order_by("-month").values_list("month", "date_precision", "count")


@cache
def _cards_from(start: int) -> Callable[..., QuerySet]:
    """Return what builds the query for one page of a list: there are as many as the longest list has pages."""

    def query(*, path: str) -> QuerySet:
        # No range of paths: the newest are found by their date, without sorting all.
        articles = apps.get_model("news", "NewsPage").objects.filter(path__startswith=Value(path))
        return articles.for_cards().order_by("-date", "-pk")[start : start + PER_PAGE]

    return query


def _cards(**articles: int) -> QuerySet:
    cards = apps.get_model("news", "NewsPage").objects.filter(pk__in=articles.values())
    return cards.for_cards().order_by("-date", "-pk")
