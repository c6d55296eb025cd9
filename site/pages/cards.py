"""Lists of pages as cards: what is below a page, of one kind, with the pictures that belong to it."""

from collections.abc import Callable
from functools import cache

from django.db.models import QuerySet
from wagtail.models import Page

from .models import BasePage
from .pictures import expected
from .prepared import rows
from .tree import below


def cards_below(page: Page, kind: type[BasePage]) -> list[BasePage]:
    """Return the pages of a kind directly below a page that readers may see, in the editors' order."""
    return list(expected(rows(_query_for(kind), path=page.path, depth=page.depth + 1)))


@cache
def _query_for(kind: type[BasePage]) -> Callable[..., QuerySet]:
    """Return what builds the query for cards of a kind: the same each time, so that its SQL is found again."""

    def query(*, path: str, depth: int) -> QuerySet:
        return kind.objects.filter(below(path), depth=depth).for_cards()

    return query
